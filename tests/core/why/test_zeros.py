"""Each cause of a zero by a small graph, and that every cause named is true of its run."""

import math
from collections.abc import Sequence

import networkx as nx
import numpy as np
import pytest

from graphviz_app import parse, run
from graphviz_app.core.oplib import OPS
from graphviz_app.core.trace import Trace
from graphviz_app.core.why.cause import Cause
from graphviz_app.core.why.course import stretch
from graphviz_app.core.why.units import units
from graphviz_app.core.why.zeros import why_share_zero, why_zero
from tests.core.why.zero_graphs import random_numbers, random_vectors

HOLDS = {
    "less": lambda a, b: a < b,
    "less_equal": lambda a, b: a <= b,
    "greater": lambda a, b: a > b,
    "greater_equal": lambda a, b: a >= b,
    "equal": lambda a, b: a == b,
    "not_equal": lambda a, b: a != b,
}
AT_A_SLOPE = ("flat", "masked", "not chosen", "kink", "factor", "level", "saturated")


def causes(text: str, node: str = "x", entry: tuple[int, ...] | None = None) -> Sequence[Cause]:
    return why_zero(run(parse(text), partial=True), node, entry)


def only(text: str, node: str = "x") -> Cause:
    (cause,) = causes(text, node)
    return cause


@pytest.mark.parametrize(
    ("lines", "kind", "at"),
    [
        ("y = 2*x\nL = input(3)**2", "no path", "x"),
        ("y = input(1)\nL = y*2", "unused", "x"),
        ("L = 1 if x > 2 else 3", "steers", "L.greater1"),
        ("L = stop_gradient(x)*2", "steers", "L.stop_gradient1"),
        ("L = floor(x) + 1", "flat", "L.floor1"),
        ("h = relu(-x)\nL = h*h + 1", "masked", "h"),
        ("L = clip(x, 0, 0.5)", "masked", "L"),
        ("L = prelu(2, x)", "masked", "L"),
        ("L = max(x, 4)", "not chosen", "L"),
        ("L = x if x > 4 else 2*3", "not chosen", "L"),
        ("L = relu(x - 1)", "kink", "L"),
        ("L = x*(x > 5)", "factor", "L"),
        ("L = (x - 1)**2", "level", "L"),
        ("y = x - 1\nL = cos(y)", "level", "L"),
        ("L = sigmoid(-900*x)", "saturated", "L"),
        ("L = tanh(900*x)", "saturated", "L"),
        ("L = 1e-200*(1e-200*x)", "underflow", "L.mul1"),
        ("y = 1e-200*x\nL = (y*y)**2", "underflow", "L"),
        ("y = 2*x\nL = y - x - x", "cancelled", "x"),
        ("L = sum(softmax([x, 2*x]))", "cancelled inside", "L.softmax1"),
        ("L = max([x, 2, 3])", "not chosen", "L"),
        ("L = squared_error(x, 1)", "level", "L"),
    ],
)
def test_each_cause_is_named(lines: str, kind: str, at: str) -> None:
    found = causes(f"x = input(1)\n{lines}")
    assert (kind, at) in [(cause.kind, cause.node) for cause in found]


def test_without_an_output_nothing_has_run_backwards() -> None:
    assert only("x = input(1)\ny = 2*x\noutput(None)").kind == "no output"


def test_what_is_not_zero_has_no_cause() -> None:
    assert causes("x = input(1)\nL = 2*x") == ()


@pytest.mark.parametrize(
    "lines", ["h = relu(x - 3)\nL = 2*h", "L = max(x, 3)", "L = clip(x, 3, 9)"]
)
def test_a_masked_operand_is_revived_by_the_distance_that_is_told(lines: str) -> None:
    graph = parse(f"x = input(1)\n{lines}")
    (cause,) = why_zero(run(graph), "x")
    assert cause.test is not None
    far = cause.test.apart
    assert run(graph, {"x": 1 + 0.999 * far}).gradient("x") == 0
    assert run(graph, {"x": 1 + 1.001 * far}).gradient("x") != 0


def test_the_nearest_cause_comes_first() -> None:
    text = "x = input(-1)\na = relu(x)\nb = floor(a)\nL = 0*b"
    found = causes(text)
    assert [(cause.kind, cause.node, cause.distance) for cause in found] == [("masked", "a", 1)]
    text = "x = input(1)\na = relu(x)\nL = 0*a + floor(x)"
    assert [cause.kind for cause in causes(text)] == ["flat", "factor"]


def test_what_cancels_is_told_with_its_numbers() -> None:
    cause = only("x = input(3)\ny = x*x\nL = y - 6*x")
    assert cause.kind == "cancelled"
    assert [share for _, share in cause.shares] == [3.0, 3.0, -6.0]


def test_a_product_that_is_too_small_tells_its_logarithm() -> None:
    cause = only("x = input(1)\nL = 1e-200*(1e-150*x)")
    assert cause.kind == "underflow"
    assert math.isclose(cause.exponent, -350)


def test_entries_are_counted_where_it_happens() -> None:
    text = "x = input([1, -2, 3, -4])\nw = parameter(2)\nh = relu(w*x)\nL = sum(h)"
    (cause,) = causes(text)
    assert (cause.kind, cause.node, cause.many, cause.of) == ("masked", "h", 2, 4)
    assert cause.test is not None
    assert (cause.test.left, cause.test.apart) == (-4.0, 4.0)  # the nearest: 2·(−2)
    (one,) = causes(text, "x", (3,))
    assert (one.many, one.test.left if one.test else 0) == (1, -8.0)
    assert causes(text, "x", (0,)) == ()


def test_a_unit_behind_a_matrix_is_named_by_its_own_entries() -> None:
    text = "x = input([1, 2])\nW = parameter([[1, 1], [-1, -1]])\nL = sum(relu(W @ x))"
    (cause,) = causes(text, "W", (1, 0))
    assert (cause.kind, cause.many, cause.of) == ("masked", 1, 2)


def test_a_large_matrix_is_looked_at_without_its_jacobian() -> None:
    row = [0.0] * 49 + [1.0]
    graph = parse(f"W = parameter({[row] * 60})\nx = input({row})\nL = sum(relu(W @ x - 2))")
    for node in ("x", "W"):
        found = {cause.kind: cause.many for cause in why_zero(run(graph), node)}
        assert found == {"factor": 49 if node == "x" else 49 * 60, "masked": 60}


def test_of_an_edge_only_its_own_way_is_told() -> None:
    graph = parse("x = input(0)\nh = relu(x - 1)\nL = h + 5*x")
    trace = run(graph)
    edge = next(edge for edge in graph.outgoing["x"] if edge.target != "L.mul1")
    assert [cause.kind for cause in why_share_zero(trace, [edge])] == ["masked"]
    assert why_zero(trace, "x") == ()


@pytest.mark.parametrize("seed", range(150))
def test_every_cause_is_true_of_a_run_on_numbers(seed: int) -> None:
    trace = run(parse(random_numbers(seed)), partial=True)
    told = 0
    for node in trace.gradients:
        found = why_zero(trace, node)
        assert bool(found) == (trace.gradient(node) == 0)
        for cause in found:
            is_true(trace, cause)
            told += 1
        if found:
            assert bars_every_way(trace, node, found)
    assert told or all(trace.gradients.values())


@pytest.mark.parametrize("seed", range(100))
def test_every_cause_is_true_of_a_run_on_vectors(seed: int) -> None:
    trace = run(parse(random_vectors(seed)), partial=True)
    for node, gradient in trace.gradients.items():
        for entry in np.ndindex(np.shape(gradient)):
            found = why_zero(trace, node, entry)
            assert bool(found) == (np.asarray(gradient)[entry] == 0)
            for cause in found:
                assert 1 <= cause.many <= cause.of
                if cause.kind in AT_A_SLOPE:
                    edge = trace.graph.edges[cause.node, cause.slot]
                    local = trace.local(*edge)
                    assert local is not None
                    assert np.any(np.asarray(local) == 0)


def is_true(trace: Trace, cause: Cause) -> None:
    graph = trace.graph
    assert trace.output is not None
    if cause.kind == "unused":
        assert not graph.outgoing[cause.node]
        return
    if cause.kind == "no path":
        assert not nx.has_path(graph.dag, cause.node, trace.output)
        return
    if cause.kind == "cancelled":
        shares = [trace.contribution(*edge) for edge, _ in cause.shares]
        assert shares == [share for _, share in cause.shares]
        assert all(shares)
        assert trace.gradient(cause.node) == 0
        return
    edge = graph.edges[cause.node, cause.slot]
    assert nx.has_path(graph.dag, cause.node, trace.output)
    if cause.kind == "steers":
        assert OPS[graph.nodes[cause.node].op].steers(cause.slot)
    elif cause.kind == "underflow":
        assert cause.exponent < math.log10(5e-324)
    else:
        assert cause.kind in AT_A_SLOPE
        assert trace.local(*edge) == 0
    if cause.kind == "factor":
        assert trace.value(cause.zero) == 0
    if cause.kind == "kink":
        assert cause.node in {kink.node for kink in trace.kinks}
    if cause.test is not None:
        assert HOLDS[cause.test.sign](cause.test.left, cause.test.right) == cause.test.holds


def bars_every_way(trace: Trace, node: str, found: Sequence[Cause]) -> bool:
    """Whether no way to the output is left that goes through none of the causes."""
    assert trace.output is not None
    left: nx.MultiDiGraph[str] = trace.graph.dag.copy()
    for cause in () if found[0].kind in ("unused", "no path") else found:
        if cause.kind == "cancelled":
            left.remove_edges_from(list(left.out_edges(cause.node, keys=True)))
        else:
            edge = trace.graph.edges[cause.node, cause.slot]
            left.remove_edge(edge.source, edge.target, edge.slot)
    return not nx.has_path(left, node, trace.output)


@pytest.mark.parametrize(
    "lines", ["L = (x - x)**-1", "L = x/0 - x/0", "L = sum([x, 0]/[0, 0])", "L = log(0*x)*0"]
)
def test_what_is_not_finite_is_looked_at_in_silence(lines: str) -> None:
    graph = parse(f"x = input(1)\n{lines}")
    trace = run(graph, partial=True)
    for node, gradient in trace.gradients.items():
        found = why_zero(trace, node)
        assert bool(found) == bool(np.any(np.asarray(gradient) == 0))
        assert stretch(trace, node) is None or np.all(np.isfinite(gradient))
    units(trace)
