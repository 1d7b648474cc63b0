"""Texts of graphs that several tests use."""

NEURON = """\
x = input(1.5)
w = parameter(-0.8)
b = parameter(0.25)
t = target(1)
z = w*x + b
a = sigmoid(z)
L = 0.5*(t - a)**2
"""
"""A neuron with a squared error: L = 0.2600, dL/dw = -0.2175."""
