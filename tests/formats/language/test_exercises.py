"""Exercises of courses and books run as they stand on the sheet, with PyTorch's numbers."""

import math

import numpy as np
import pytest

from graphviz_app import run
from graphviz_app.errors import GraphAppError, ParseError
from graphviz_app.formats import parse
from graphviz_app.formats.edits.deleting import without_parts
from graphviz_app.formats.language.standing import parse_standing
from graphviz_app.formats.language.writer import to_text
from tests.formats.language.exercise import Numbers
from tests.formats.language.exercises_courses import COURSES
from tests.formats.language.exercises_formulas import FORMULAS

EXERCISES = {**COURSES, **FORMULAS}


@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_runs_as_first_typed(name: str) -> None:
    text, value, gradients = EXERCISES[name]
    trace = run(parse(text))
    assert trace.graph.output is not None
    _same(trace.value(trace.graph.output), value)
    for leaf, gradient in gradients.items():
        _same(trace.gradient(leaf), gradient)


@pytest.mark.parametrize("name", EXERCISES)
def test_written_again_it_is_the_same(name: str) -> None:
    graph = parse(EXERCISES[name].text)
    one, other = run(graph), run(parse(to_text(graph)))
    assert graph.output is not None
    np.testing.assert_array_equal(one.value(graph.output), other.value(graph.output))


def _same(found: object, expected: Numbers) -> None:
    assert found is not None
    np.testing.assert_allclose(np.ravel(np.asarray(found)), expected, rtol=1e-9, atol=1e-12)


VECTORS = "w = [1, 2]\nx = [3, 4]\nW = [[1, 2], [3, 4]]\na = 5\n"


@pytest.mark.parametrize(
    ("dotted", "letters"),
    [
        ("w·x", "w @ x"),
        ("W⋅x + w", "W @ x + w"),
        ("a·x", "a*x"),
        ("a·a·w·x", "(a*a*w) @ x"),
        ("½·w", "0.5*w"),
        ("w·[a, 2·a]", "w @ [a, 2*a]"),
        ("w ⊙ x", "w*x"),
        ("tanh(w)·(x − w)", "tanh(w) @ (x - w)"),
    ],
)
def test_a_dot_between_vectors_is_their_scalar_product(dotted: str, letters: str) -> None:
    one, other = (run(parse(f"{VECTORS}y = {words}")).value("y") for words in (dotted, letters))
    np.testing.assert_allclose(one, other, rtol=1e-15)


def test_a_dot_means_another_product_when_the_values_above_change() -> None:
    line = "\nb = 2\ny = w·x"
    assert run(parse(f"w = 2\nx = 3{line}")).value("y") == 6
    assert run(parse(f"w = [1, 2]\nx = [3, 4]{line}")).value("y") == 11
    assert parse_standing(f"w = 2\nx = 3{line}\nz = (").graph.nodes["y"].op == "mul"


def test_a_function_is_called_with_numbers_and_with_vectors() -> None:
    trace = run(parse(f"{VECTORS}f(u, v) = u·v\ny = f(w, x)\nz = f(a, a)"))
    assert (trace.value("y"), trace.value("z")) == (11, 25)


def test_two_names_of_one_value() -> None:
    text = "z = 2\ny = a = z*z\nL = y + a"
    graph = parse(text)
    trace = run(graph)
    assert (trace.value("y"), trace.value("a"), trace.gradient("z")) == (4, 4, 8)
    kept = run(parse(without_parts(graph, ["L"]).source))
    assert (kept.value("y"), kept.value("a")) == (4, 4)
    assert without_parts(graph, ["y"]).source == "z = 2\na = z*z\nL = ... + a"


@pytest.mark.parametrize(
    "line", ["dy/dx = 4", "∂y/∂x = 4  # by hand", "dy/dx = 8/2", "∂y/∂x == 4", "dy / dx = 4.0"]
)
def test_a_derivative_with_its_number_is_a_claim(line: str) -> None:
    (claim,) = parse(f"x = 2\ny = x**2\n{line}").claims
    assert (claim.kind, claim.of, claim.by) == ("d", "y", "x")


def test_a_quotient_that_begins_with_d_stays_one() -> None:
    assert run(parse("dx = 1\ndy = 2\nm = dy/dx")).value("m") == 2


def test_a_pick_that_does_not_fit_says_which_rows() -> None:
    with pytest.raises(GraphAppError, match="2 rows, and a vector of 3"):
        run(parse("P = [[1, 2], [3, 4]]\ny = P[range(3), [0, 1, 1]]"))


SLIPS = [
    ("y = W x", "for example W @ x"),
    ("y = max(0, W x)", "for example W @ x"),
    ("y = Wx", "a product is written with its sign: W @ x"),
    ("y = ax", "a product is written with its sign: a*x"),
    ("y = exp^x", "write exp(x)"),
    ("y = sin^2(x)", "write sin(x)**2"),
    ("y = sin^-1(a)", "asin(a) for its inverse, 1/sin(a) for its reciprocal"),
    ("y = 2^x", "write 2**x"),
    ("y = log_2(x)", "did you mean 'log2'?"),
    ("y = crossentropy(x, w)", "did you mean 'cross_entropy'?"),
    ("y = max of x", "write max(…)"),
    ("y = max(0; x)", "operands are separated by commas"),
    ("x*2 => y", "write y = x*2"),
    ("y => x*2", "write y = x*2"),
    ("y = x =< 3", "write <= to compare"),
    ("y = 1e", "this number has no end"),
    ("y = 2, z = 3", "write y = 2; z = 3"),
    ("y = a mod 2", "there is no remainder here"),
    ("y = a times 2", "write *"),
    ("where y = 3", "write y = 3"),
    ("y = W'", "a transposed matrix is written W.T"),
    ("y'(x) == 4", "a derivative is claimed as d(y, x) == 0.5"),
    ("y = x.exp", "write x.exp()"),
    ("y = np.exp", "as in np.exp(x)"),
    ("m = x.shape[0]", "write the number instead of x.shape"),
    ("x.label = 'x'", "leave this line out"),
]


@pytest.mark.parametrize(("line", "sentence"), SLIPS)
def test_a_slip_is_told_with_what_to_write(line: str, sentence: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(VECTORS + line)
    assert sentence in caught.value.reason
    assert caught.value.line == 5


def test_a_function_may_be_given_as_a_lambda() -> None:
    graph = parse("f = lambda x: 1.0/(1.0 + np.exp(-x))\nz = input(0.5)\ny = f(2*z)\n")
    trace = run(graph)
    s = 1 / (1 + math.exp(-1.0))
    assert trace.value("y") == pytest.approx(s, rel=1e-15)
    assert trace.gradient("z") == pytest.approx(2 * s * (1 - s), rel=1e-12)
