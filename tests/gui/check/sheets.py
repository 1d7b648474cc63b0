"""Hand solutions for the tests of the page, and how they are judged."""

from graphviz_app.core.autodiff import run
from graphviz_app.core.check import Checked, check
from graphviz_app.core.graph import Graph
from graphviz_app.formats import parse
from graphviz_app.gui.check.check_page import CheckPage

NEURON = """\
x = input(1.5)
w = parameter(-0.8)
b = parameter(0.25)
z = w*x + b
a = sigmoid(z)
L = (1 - a)**2
learning_rate(0.5)
"""
SLIP = "z == -0.95\na == 0.279\ngrad(a) == 1.442\ngrad(z) == 0.290\ngrad(w) == ?\n"
"""The sign of ∂L/∂a is lost."""


def judged(text: str) -> tuple[Graph, Checked]:
    graph = parse(text)
    return graph, check(run(graph, partial=True), graph.claims)


def show(page: CheckPage, text: str) -> None:
    """Show a sheet with all that is said of it."""
    page.take(*judged(text))
