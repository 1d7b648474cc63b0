"""Gradient descent, step by step.

``settings`` is what a text says of it, ``names`` the same where nodes are called otherwise,
``rates`` how the learning rate goes on, ``optimizers`` one step of each kind, ``update`` the step
that a run ends with, ``table`` the rows that feed inputs and targets, ``columns`` which of its
columns feeds which, ``leaves`` what a leaf holds in the graph itself, ``training`` many steps, of
which every iteration can be seen again; descending/ does them; ``fed`` is the first of a graph with
data.

Pictures of it: ``surface`` is the loss over two parameters, ``prediction`` what is predicted over
the inputs, ``together`` the same where the graph holds all rows itself; a ``knob`` is one number
of either, ``wide`` a graph at many points at once, ``losses`` a loss of vectors there.
"""
