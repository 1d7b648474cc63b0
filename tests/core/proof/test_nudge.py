"""Nudge: what moves is what a second run says, and the guess is the gradient times ε."""

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.proof import nudged
from graphviz_app.core.read_as import read_as
from graphviz_app.core.read_run import ReadRun
from graphviz_app.errors import EvaluationError
from graphviz_app.formats import load, parse
from graphviz_app.resources import examples

KINDS: tuple[Kind, ...] = ("operators", "lines", "neurons")
LAYER = """
x = input([1, 2])
W = parameter([[0.1, 0.2], [0.3, 0.4]])
b = parameter([0, 0.1])
h = sigmoid(W @ x + b)
v = parameter([1, -1])
y = v @ h
"""


def read_of(text: str, kind: Kind = "operators") -> ReadRun:
    return read_as(run(parse(text)), kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_the_moves_are_those_of_a_run_with_the_pushed_leaf(path, kind: Kind) -> None:  # type: ignore[no-untyped-def]
    trace = run(load(path))
    leaf = next(step.node.id for step in trace.program.instructions if step.op.is_leaf)
    place = (0,) * np.ndim(trace.value(leaf))
    pushed = np.array(trace.value(leaf), float)
    pushed[place] += 0.01
    again = run(trace.program, {leaf: pushed})
    found = nudged(read_as(trace, kind), leaf, 0.01, place)
    assert found.output is not None
    assert trace.output is not None
    assert found.output.after == pytest.approx(float(np.sum(again.value(trace.output))))
    for id_, move in found.moves.items():
        if id_ in again.values:
            assert move.after == pytest.approx(again.value(id_))
            assert move.before == pytest.approx(trace.value(id_))


def test_the_guess_of_the_output_is_the_gradient_times_the_push() -> None:
    read = read_of("x = input(3)\nz = x*x\ny = z + x")
    found = nudged(read, "x", -0.1)
    assert found.output is not None
    assert found.output.guess == pytest.approx(-0.7)
    assert found.output.change == pytest.approx(2.9**2 + 2.9 - 12)
    assert found.moves["z"].guess == pytest.approx(-0.6)
    assert found.moves["y"].guess == pytest.approx(found.output.guess)


def test_the_error_shrinks_with_the_square_of_the_push() -> None:
    assert nudged(read_of("x = input(3)\ny = x*x"), "x").order == pytest.approx(2.0, abs=1e-6)
    assert nudged(read_of("x = input(0)\ny = x + x**3"), "x").order == pytest.approx(3, abs=1e-6)


@pytest.mark.parametrize(("text", "epsilon"), [("y = 3*x + 1", 0.01), ("y = exp(x)", 1e-9)])
def test_of_a_line_and_below_rounding_there_is_no_error_to_shrink(
    text: str, epsilon: float
) -> None:
    assert nudged(read_of(f"x = input(3)\n{text}"), "x", epsilon).order is None


def test_what_does_not_depend_on_the_leaf_does_not_move() -> None:
    found = nudged(read_of("x = input(3)\nw = input(2)\na = w*w\ny = x*a"), "x")
    assert list(found.moves) == ["x", "y"]


def test_a_node_that_depends_but_stays_is_on_the_way() -> None:
    found = nudged(read_of("x = input(3)\ns = floor(x)\ny = s + x"), "x")
    assert list(found.moves) == ["x", "y"]  # floor neither moves nor is it foretold to


@pytest.mark.parametrize("kind", KINDS)
def test_one_element_of_a_matrix_is_pushed_in_every_reading(kind: Kind) -> None:
    read = read_of(LAYER, kind)
    found = nudged(read, "W", 0.01, (0, 1))
    assert found.output is not None
    z = np.array([0.5, 1.2])
    h = 1 / (1 + np.exp(-z))
    assert found.output.guess == pytest.approx(0.01 * h[0] * (1 - h[0]) * 2)
    move = found.moves["h[0]" if kind == "neurons" else "h"]
    assert move.number(move.change) == pytest.approx(1 / (1 + np.exp(-0.52)) - h[0])
    assert "h[1]" not in found.moves
    assert "W[0,1]" in found.moves or "W" in found.moves


def test_of_a_tensor_the_element_is_told_that_moves_most() -> None:
    found = nudged(read_of("x = input(2)\nv = x*[1, -5, 3]\ny = sum(v)"), "x")
    move = found.moves["v"]
    assert move.at == (1,)
    assert move.number(move.guess) == pytest.approx(-0.05)


def test_a_push_out_of_the_domain_leaves_no_value_or_none_that_is_finite() -> None:
    found = nudged(read_of("x = input(0.005)\ny = log(x)"), "x", -0.01)
    assert found.output is not None
    after = found.output.after
    assert after is None or not np.isfinite(after)
    assert found.order is None


def test_a_push_changes_nothing_of_the_run() -> None:
    read = read_of(LAYER)
    before = np.array(read.trace.value("W"))
    nudged(read, "W", 0.5, (1, 1))
    np.testing.assert_array_equal(read.trace.value("W"), before)


def test_only_a_number_of_a_leaf_can_be_pushed() -> None:
    with pytest.raises(EvaluationError, match="not a leaf"):
        nudged(read_of(LAYER), "h")
    with pytest.raises(EvaluationError, match="no such element"):
        nudged(read_of(LAYER), "W", 0.01, (2, 0))
    with pytest.raises(EvaluationError, match="no such element"):
        nudged(read_of(LAYER), "W", 0.01)


def test_a_change_has_no_digits_that_are_but_rounding() -> None:
    assert nudged(read_of("x = input(2)\ny = x + 1"), "x").moves["y"].change == 0.01
    move = nudged(read_of("x = input([2, 1e-30])\ny = x*1"), "x", 0.01, (0,)).moves["y"]
    assert np.array_equal(np.asarray(move.change), [0.01, 0.0])
