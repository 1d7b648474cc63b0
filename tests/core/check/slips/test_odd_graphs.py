"""The finder on graphs whose operators are called like its own words, and over odd numbers."""

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.check import check
from graphviz_app.formats import parse


@pytest.mark.parametrize(
    "text",
    [
        "x = input(2)\nL = step(x)\nL == 0.5\ngrad(x) == 3",
        "x = parameter(2)\nL = step(x)*x\nlearning_rate(0.1)\nL == 3\nafter(x) == 5\nafter(L) == 7",
        "x = input(-2)\ny = x**3\nz = y**0.5*0 + x\nL = z*z\ny == 8\nz == 3\nL == 5\ngrad(x) == 1",
        "x = input(-0.5)\np = parameter(3)\nL = x**p\nL == 0.7\ngrad(x) == 0.1\ngrad(p) == 0.2",
    ],
)
def test_every_claim_gets_a_verdict(text: str) -> None:
    graph = parse(text)
    checked = check(run(graph, partial=True), graph.claims)
    assert len(checked.judged) == len(graph.claims)
    assert checked.first_wrong is not None


def test_an_operator_called_step_is_no_update() -> None:
    graph = parse("x = input(2)\nL = step(x)\nL == 0.5")
    (judged,) = check(run(graph), graph.claims).judged
    assert judged.slip is not None
    assert judged.slip.kind == "factor"
