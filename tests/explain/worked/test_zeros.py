"""A worked solution says why a gradient is 0."""

from graphviz_app.explain.worked.asked import run_of
from graphviz_app.explain.worked.solve import worked_solution
from graphviz_app.explain.worked.written.text import as_text
from graphviz_app.formats import parse


def told(text: str) -> str:
    return as_text(worked_solution(run_of(parse(text), None)))


def test_a_gradient_that_is_0_says_why() -> None:
    text = told("x = input(-2)\nw = parameter(3)\nh = relu(w*x)\nL = (h - 1)**2 + h*x")
    assert "(x is multiplied by h, which is 0 (h · x in L))" in text
    assert text.count("masked by ReLU") == 1


def test_one_that_is_not_says_nothing() -> None:
    text = told("x = input(2)\nw = parameter(3)\nh = relu(w*x)\nL = (h - 1)**2 + h*x")
    assert "which is 0" not in text
    assert "masked" not in text
