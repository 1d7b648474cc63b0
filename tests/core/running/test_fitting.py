"""Shapes that do not fit: the sizes that should agree, and what would fit, tried out."""

import itertools
import re

import numpy as np
import pytest

from graphviz_app import run
from graphviz_app.errors import ShapeError
from graphviz_app.formats import parse

SHAPES = [(), (2,), (3,), (1,), (2, 3), (3, 2), (2, 2), (2, 1), (1, 3), (2, 3, 2), (4, 2, 3)]


def _typed(shape: tuple[int, ...]) -> str:
    return str(np.arange(1.0, np.prod(shape) + 1).reshape(shape).tolist())


def _message(a: tuple[int, ...], sign: str, b: tuple[int, ...]) -> str:
    """Why the two do not fit; '' if they do."""
    text = f"A = input({_typed(a)})\nB = input({_typed(b)})\n"
    try:
        run(parse(f"{text}y = A {sign} B"))
    except ShapeError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("sign", ["@", "*", "+", "/"])
@pytest.mark.parametrize(("a", "b"), [*itertools.product(SHAPES, SHAPES)])
def test_what_would_fit_can_be_worked_out(
    a: tuple[int, ...], sign: str, b: tuple[int, ...]
) -> None:
    if not (message := _message(a, sign, b)):
        return
    assert "[" not in message
    assert re.search(r"must be as many as|is a single number|of one size", message)
    if fits := re.search(r"; (\S.*) would fit$", message):
        run(parse(f"A = input({_typed(a)})\nB = input({_typed(b)})\ny = {fits[1]}"))


@pytest.mark.parametrize(
    ("a", "sign", "b", "said"),
    [
        ((2, 3), "@", (2,), "the 3 columns of A must be as many as the 2 elements of B"),
        ((2, 3), "@", (2,), "; transpose(A) @ B would fit"),
        ((3,), "@", (2, 3), "; A @ transpose(B) would fit"),
        ((2, 3), "@", (2, 3), "the 3 columns of A must be as many as the 2 rows of B"),
        ((2, 3), "*", (3, 2), "; A @ B would fit"),
        ((2, 3), "*", (2,), "the 3 columns of A must be as many as the 2 elements of B"),
        ((), "@", (2, 3), "A is a single number, and @ multiplies vectors and matrices"),
        ((), "@", (2, 3), "; A*B would fit"),
        ((2,), "+", (3,), "'A' (a vector of 2) and 'B' (a vector of 3)"),
        ((2, 2), "+", (3, 2), "the 2 rows of A must be as many as the 3 rows of B"),
        ((4, 2, 3), "+", (2, 2), "(a 4×2×3 tensor)"),
    ],
)
def test_a_message_names_the_sizes(
    a: tuple[int, ...], sign: str, b: tuple[int, ...], said: str
) -> None:
    assert said in _message(a, sign, b)


def test_what_an_operator_without_a_name_gives_is_not_typed() -> None:
    with pytest.raises(ShapeError) as caught:
        run(parse("A = input([[1, 2, 3]])\nB = input([1])\ny = (A + 1) @ B"))
    assert "would fit" not in str(caught.value)


def test_a_vector_is_never_shown_as_a_number() -> None:
    (problem,) = run(parse("x = input([1, 0])\ny = 1/x")).problems[:1]
    assert problem.message == "'y' is infinite: division by zero (reciprocal of x[1] = 0.0000)"
    text = "x = input([4, 0])\nW = input([[1, 2], [3, 4]])\ny = W/x"
    (problem,) = run(parse(text)).problems[:1]
    assert problem.message.endswith("(div of W[0, 1] = 2.0000, x, a vector of 2)")


# Remarks


def test_a_result_bigger_than_its_operands_is_remarked_upon() -> None:
    trace = run(parse("a = input([1, 2, 3, 4])\nb = input([[1], [2], [3], [4]])\ny = a - b"))
    assert np.shape(trace.value("y")) == (4, 4)
    assert not trace.problems
    (remark,) = trace.remarks
    assert remark.node == "y"
    assert "a (a vector of 4) and b (a 4×1 matrix)" in remark.message
    assert "a 4×4 matrix" in remark.message


@pytest.mark.parametrize(
    "line", ["y = a + 1", "y = a*a", "y = W + a", "y = a @ a", "y = W @ a", "y = 2*c"]
)
def test_usual_results_are_not_remarked_upon(line: str) -> None:
    trace = run(parse(f"a = input([1, 2])\nW = input([[1, 2], [3, 4]])\nc = input(1)\n{line}"))
    assert trace.remarks == ()
