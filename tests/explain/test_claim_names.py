"""What a claim is about, as mathematics and in words."""

import pytest

from graphviz_app.explain.claim_names import claim_latex, claim_name
from graphviz_app.formats import parse

GRAPH = """\
x = input(2)
w3_1 = parameter([1, 2])
z = w3_1*x
a = tanh(z)
L = sum(a)
"""


@pytest.mark.parametrize(
    ("claim", "latex", "name"),
    [
        ("a == 1", "a", "a"),
        ("grad(x) == 1", r"\partial L/\partial x", "∂L/∂x"),
        ("grad(w3_1) == 1", r"\partial L/\partial w_{3,1}", "∂L/∂w3_1"),
        ("after(w3_1) == 1", r"w_{3,1}^{\mathrm{new}}", "w3_1 after the step"),
        ("d(a, z) == 1", r"\partial a/\partial z", "∂a/∂z"),
        ("d(a, z, edge) == 1", r"\partial a/\partial z\;\text{(edge)}", "∂a/∂z along the edge"),
        ("a[1] == 1", "a_1", "a[1]"),
        ("a[-1] == 1", "a_{-1}", "a[-1]"),
    ],
)
def test_a_claim_is_called_by_what_it_is_about(claim: str, latex: str, name: str) -> None:
    graph = parse(f"{GRAPH}{claim}\n")
    assert claim_latex(graph, graph.claims[0]) == latex
    assert claim_name(graph, graph.claims[0]) == name
