"""Where gradients vanish and grow on the way back, and which units are dead or saturated."""

import math

import numpy as np
import pytest

from graphviz_app import load, parse, run
from graphviz_app.core.why.course import BOUND, LITTLE, MUCH, stretch
from graphviz_app.core.why.units import SATURATED, units
from graphviz_app.resources import examples
from tests.networks import network

WHISPER = next(path for path in examples() if path.stem == "whisper")


def test_a_whisper_vanishes_wall_by_wall() -> None:
    trace = run(load(WHISPER))
    found = stretch(trace, "x")
    assert found is not None
    assert found.vanishes
    assert (found.start, len(found.factors), len(found.at_work)) == ("h12", 12, 12)
    assert found.crossing.edge.source == "h7"
    assert math.isclose(math.prod(f.times for f in found.factors), trace.gradient("x"))
    assert found.hardest.times == min(f.times for f in found.factors)


@pytest.mark.parametrize("node", ["x", "a", "b"])
def test_a_product_that_grows_is_located(node: str) -> None:
    trace = run(parse("x = input(1)\na = 100*x\nb = 100*a\nc = 100*b\nL = c/7"))
    found = stretch(trace, node)
    if node == "b":
        assert found is None
        return
    assert found is not None
    assert not found.vanishes
    assert found.crossing.product > 1 / BOUND
    assert trace.gradient(node) / found.begins >= MUCH or node == "a"


def test_contributions_that_nearly_cancel_are_told_from_small_slopes() -> None:
    found = stretch(run(parse("x = input(1)\nL = 3*x - 2.999999*x")), "x")
    assert found is not None
    assert found.hardest.left < 1e-6
    assert abs(found.hardest.times) < 1e-5
    slopes = stretch(run(parse("x = input(20)\nL = sigmoid(x)")), "x")
    assert slopes is not None
    assert slopes.hardest.left == 1.0


def test_nothing_is_said_where_gradients_stay_of_one_size() -> None:
    trace = run(parse(network(3, 2, 1)))
    assert {node for node in trace.gradients if stretch(trace, node)} == set()


def test_the_sizes_are_those_of_the_run() -> None:
    for path in examples():
        trace = run(load(path), partial=True)
        for node, gradient in trace.gradients.items():
            found = stretch(trace, node)
            if found is None:
                continue
            assert math.isclose(found.ends, np.abs(gradient).max())
            assert math.isclose(found.begins, np.abs(trace.gradient(found.start)).max())
            assert not LITTLE < found.ends / found.begins < MUCH
            assert math.isclose(found.factors[-1].product, found.ends / found.begins)


def test_a_dead_unit_has_no_output_and_no_slope() -> None:
    trace = run(parse("x = input(-1)\na = relu(x)\nb = max(0, x)\nc = relu(-x)\nL = a + b + c"))
    found = units(trace)
    assert {id_: unit.fate for id_, unit in found.items()} == {"a": "dead", "b": "dead"}
    assert found["b"].operand == "x"


def test_in_a_batch_a_unit_is_dead_if_it_is_for_every_example() -> None:
    text = "X = input([[1, -2], [3, -4], [-5, -6]])\nW = parameter([[1, 0], [0, 1]])\n"
    dead = units(run(parse(text + "L = sum(relu(X @ W))")))["L.relu1"]
    assert (dead.many, dead.of, dead.examples) == (1, 2, 3)
    turned = units(run(parse(text + "L = sum(relu(W @ transpose(X)))")))["L.relu1"]
    assert (turned.many, turned.of, turned.examples) == (1, 2, 3)


@pytest.mark.parametrize(("op", "edge"), [("sigmoid", 2 * math.acosh(5)), ("tanh", math.acosh(10))])
def test_saturated_begins_at_a_hundredth(op: str, edge: float) -> None:
    """σ(1 − σ) = 0.01 at 2 arcosh(5), 1 − tanh² = 0.01 at arcosh(10)."""
    graph = parse(f"x = input(0)\ny = {op}(x)")
    for sign in (1, -1):
        beyond, within = (run(graph, {"x": sign * edge * k}) for k in (1.001, 0.999))
        assert units(beyond)["y"].fate == "saturated"
        assert units(beyond)["y"].slope < SATURATED
        assert "y" not in units(within)


def test_what_one_edge_hands_back_has_its_own_course() -> None:
    trace = run(parse("x = input(20)\na = sigmoid(x)\nL = a + x"))
    tiny, whole = (edge for edge in trace.graph.outgoing["x"])
    assert stretch(trace, "x") is None
    found = stretch(trace, "x", tiny)
    assert found is not None
    assert found.ends == trace.contribution(*tiny)
    assert found.hardest.edge == tiny
    assert stretch(trace, "x", whole) is None
