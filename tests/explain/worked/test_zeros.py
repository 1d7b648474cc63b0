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


def test_tensors_are_told_too() -> None:
    text = told("x = input([-2, -1])\nw = parameter([3, 2])\nh = relu(w*x)\nL = sum(h)")
    assert text.count("(masked by ReLU)") == 2
    assert "ReLU" in told("x = input([2, -1])\nw = parameter([3, 2])\nL = sum(relu(w*x))")


def test_a_gradient_of_which_only_some_entries_are_0_says_nothing() -> None:
    text = told("x = input([-2, 1])\nh = relu(x)\nL = sum(h**2)")
    assert "masked" not in text
    assert "masked" in told("x = input([-2, -1])\nh = relu(x)\nL = sum(h**2)")


def test_a_convention_is_told_once() -> None:
    text = told("t = target(1)\ny = input(1)\nhinge = max(0, 1 - t*y)\nL = 2*hinge")
    assert text.count("the first operand wins the tie") == 1


def test_the_same_reason_is_told_once() -> None:
    text = told("x = input(-1)\nh = max(0, x)\nu = 2*x\nv = max(0, u)\nL = h + v")
    whole = " ".join(text.split())
    assert whole.count("1 more would change that") <= 1
    chain = told("x = input(2)\na = 3*x\nb = -a\nv = 1 + b\nL = max(0, v)")
    assert " ".join(chain.split()).count("would change that") == 1
