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
ONE_STEP = """\
x = input(1.5)
w = parameter(-0.8)
b = parameter(0.25)
t = target(1)
a = sigmoid(w*x + b)
L = 0.5*(t - a)**2
learning_rate(0.5)
"""
"""The same in two lines, and how far a step goes: after it w = -0.6912, L = 0.1893."""
GATE = """\
x1 = input(0)
x2 = input(1)
t = target(1)
w1 = parameter(0.5)
w2 = parameter(-0.5)
b = parameter(0.1)
y = sigmoid(w1*x1 + w2*x2 + b)
L = (t - y)**2
"""
"""One neuron of two inputs, for data."""
