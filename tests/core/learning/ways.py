"""Graphs that learn, and tables for them."""

from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.table import Table
from graphviz_app.formats import parse

NETWORK = """\
x1 = input(0)
x2 = input(1)
t = target(1)
w11 = parameter(0.5)
w12 = parameter(-0.4)
w21 = parameter(0.3)
w22 = parameter(0.8)
b1 = parameter(0.1)
b2 = parameter(-0.2)
v1 = parameter(0.7)
v2 = parameter(-0.6)
c = parameter(0.05)
h1 = tanh(w11*x1 + w12*x2 + b1)
h2 = tanh(w21*x1 + w22*x2 + b2)
y = sigmoid(v1*h1 + v2*h2 + c)
L = 0.5*(y - t)**2
learning_rate(0.5)
"""
XOR = Table.of({"x1": [0, 0, 1, 1], "x2": [0, 1, 0, 1], "t": [0, 1, 1, 0]})
VECTORS = """\
x = input([0.5, -1])
t = target([1, 0])
W = parameter([[0.5, -0.4], [0.3, 0.8], [-0.6, 0.2]])
b = parameter([0.1, -0.2, 0.05])
V = parameter([[0.7, -0.6, 0.4], [0.2, 0.5, -0.3]])
h = tanh(W @ x + b)
L = sum((V @ h - t)**2)
learning_rate(0.1)
"""


def network() -> Graph:
    """Two inputs, two hidden units, one output, a squared error."""
    return parse(NETWORK)


def square() -> Graph:
    """f(w) = (2 + 3w)², from 1."""
    return parse("w = parameter(1)\nf = (2 + 3*w)**2")


def line_data(count: int) -> Table:
    """Points for the network, none like the other."""
    numbers = [(7 * n % 11 / 11, 5 * n % 13 / 13) for n in range(count)]
    columns = {"x1": [a for a, _ in numbers], "x2": [b for _, b in numbers]}
    return Table.of({**columns, "t": [float(a > b) for a, b in numbers]})
