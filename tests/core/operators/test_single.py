"""Losses and sums of single numbers on Python's floats: the numbers of the operator table."""

import math
import random
from collections.abc import Iterator, Mapping

import numpy as np
import pytest

from graphviz_app.core.autodiff import _run_table, run
from graphviz_app.core.graph import Attr, Edge, Graph, Node
from graphviz_app.core.learning.descending.way import Way
from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.learning.table import Table
from graphviz_app.core.learning.training import Training
from graphviz_app.core.operators.single import single
from graphviz_app.core.oplib import OPS
from graphviz_app.core.program import compile_graph
from graphviz_app.core.trace import Trace
from graphviz_app.formats import parse

LOSSES = {
    "squared_error", "mse", "l1", "huber", "smooth_l1", "hinge", "l2_penalty", "l1_penalty",
    "bce", "bce_with_logits", "cross_entropy", "nll", "kl",
}  # fmt: skip
SUMS = {"sum", "mean", "prod", "amax", "amin", "logsumexp"}
REDUCTIONS = ("mean", "sum", "half", "none")
SMALLEST = 5e-324
"""Below it numbers have no digit that could agree."""
FAR = (0.0, 1.0, -1.0, 0.5, 1e-300, -1e-300, 1e300, -1e300, SMALLEST, 1 - 2**-53, 40.0, -745.0)


def cases() -> Iterator[tuple[str, dict[str, Attr]]]:
    for name in sorted(LOSSES):
        more = {"delta": 0.3} if name == "huber" else {}
        more |= {"beta": 0.7} if name == "smooth_l1" else {}
        more |= {"strength": 0.3} if name.endswith("penalty") else {}
        for word in REDUCTIONS:
            yield name, {**more, "reduction": word}
    for name in sorted(SUMS):
        yield name, {}
        yield name, {"keepdims": True}


CASES = [*cases()]


def graph_of(name: str, attrs: Mapping[str, Attr]) -> Graph:
    """The operator between others, so that a gradient other than 1 arrives."""
    ids = OPS[name].operands
    nodes = [Node(id_, "parameter", {"value": 0.5}) for id_ in ids]
    nodes += [Node("L", name, attrs), Node("k", "constant", {"value": 0.7}), Node("out", "mul")]
    edges = [Edge(id_, "L", slot) for slot, id_ in enumerate(ids)]
    return Graph.of(nodes, [*edges, Edge("L", "out", 0), Edge("k", "out", 1)], "out")


def assert_same(fast: Trace, slow: Trace) -> None:
    """Everything a run tells: all numbers, problems and kinks."""
    for node in fast.graph.nodes:
        assert fast.value(node) == pytest.approx(
            slow.value(node), rel=1e-15, abs=SMALLEST, nan_ok=True
        )
        found, wanted = fast.gradient(node), slow.gradient(node)
        assert found == pytest.approx(wanted, rel=2e-15, abs=SMALLEST, nan_ok=True), node
    for edge in fast.graph.edges.values():
        for what in ("local", "contribution"):
            found, wanted = (getattr(trace, what)(*edge) for trace in (fast, slow))
            assert found == pytest.approx(wanted, rel=2e-15, abs=SMALLEST, nan_ok=True), (
                edge,
                what,
            )
            assert isinstance(found, float)
    assert [str(p) for p in fast.problems] == [str(p) for p in slow.problems]
    assert fast.kinks == slow.kinks


def test_every_operator_that_draws_one_number_together_has_a_rule_for_it() -> None:
    has = {
        op.name
        for op in OPS.values()
        if not op.elementwise and not op.is_leaf and single(op, op.attrs) is not None
    }
    assert has == LOSSES | SUMS


@pytest.mark.parametrize(("name", "attrs"), CASES)
def test_random_numbers_give_what_the_table_gives(name: str, attrs: dict[str, Attr]) -> None:
    program = compile_graph(graph_of(name, attrs))
    assert program.kernel is not None
    assert program.plan is not None
    rng = random.Random(name)
    for _ in range(15):
        size = 1.0 if OPS[name].within else 4.0
        low = 0.0 if OPS[name].within else -4.0
        given = {id_: rng.uniform(low, size) for id_ in OPS[name].operands}
        at = {program.index[id_]: value for id_, value in given.items()}
        for way in (program, program.graph):
            fast = run(way, given)
            assert fast.problems == ()
            assert_same(fast, _run_table(program, at))


@pytest.mark.parametrize(("name", "attrs"), CASES)
def test_extremes_give_what_the_table_gives(name: str, attrs: dict[str, Attr]) -> None:
    program = compile_graph(graph_of(name, attrs))
    letters = OPS[name].operands
    for one in FAR:
        for other in FAR if len(letters) > 1 else (0.0,):
            given = dict(zip(letters, (one, other), strict=False))
            at = {program.index[id_]: value for id_, value in given.items()}
            assert_same(run(program, given, partial=True), _run_table(program, at))


@pytest.mark.parametrize(
    "attrs", [{"reduction": "avg"}, {"delta": True}, {"delta": float("nan")}], ids=str
)
def test_strange_attributes_are_left_to_the_table(attrs: dict[str, Attr]) -> None:
    program = compile_graph(graph_of("huber", attrs))
    assert program.plan is None
    assert program.kernel is None


@pytest.mark.parametrize("attrs", [{"reduction": 2}, {"delta": "wide"}, {"delta": None}], ids=str)
def test_attributes_of_the_wrong_kind_are_a_problem(attrs: dict[str, Attr]) -> None:
    (problem,) = compile_graph(graph_of("huber", attrs)).problems
    assert problem.message.startswith("'L': huber: ")


@pytest.mark.parametrize("axis", [0, -1])
def test_a_number_has_no_axis_to_add_up(axis: int) -> None:
    program = compile_graph(graph_of("sum", {"axis": axis}))
    assert program.plan is None
    assert [problem.node for problem in run(program, partial=True).problems] == ["L"]


def at_rows(name: str, attrs: Mapping[str, Attr]) -> tuple[Graph, Table]:
    """One weight that moves before the loss, and numbers where it is defined."""
    graph = parse("x = input(0.5)\nt = target(0.5)\nw = parameter(0.3)\ny = sigmoid(w*x)")
    ids = ("y", "t")[: len(OPS[name].operands)]
    nodes = [*graph.nodes.values(), Node("L", name, attrs)]
    edges = [*graph.edges.values(), *(Edge(id_, "L", slot) for slot, id_ in enumerate(ids))]
    rows = np.random.default_rng(5).uniform(0.05, 0.95, (100, 2))
    return Graph.of(nodes, edges, "L"), Table(("x", "t"), rows)


@pytest.mark.parametrize(("name", "attrs"), CASES)
def test_a_training_takes_its_quick_steps_and_goes_the_general_way(
    monkeypatch: pytest.MonkeyPatch, name: str, attrs: dict[str, Attr]
) -> None:
    graph, table = at_rows(name, attrs)
    few = Table(table.names, table.rows[:5])
    quick = Training(graph, Descent("adam", rate=0.1, steps=30), few)
    assert quick._way._quick is not None
    quick.advance(30)
    monkeypatch.setattr(Way, "_quick", None)
    monkeypatch.setattr("graphviz_app.core.learning.descending.rows.Rows._compiled", _nothing)
    monkeypatch.setattr("graphviz_app.core.autodiff._run_scalar", _nothing)
    general = Training(graph, Descent("adam", rate=0.1, steps=30), few)
    general.advance(30)
    assert quick.count == general.count > 0
    np.testing.assert_allclose(quick.losses, general.losses, rtol=1e-13)


def _nothing(*_: object) -> None:
    """No quick way."""


@pytest.mark.parametrize(("name", "attrs"), CASES)
def test_many_rows_at_once_come_to_what_each_comes_to(name: str, attrs: dict[str, Attr]) -> None:
    graph, table = at_rows(name, attrs)
    training = Training(graph, Descent(loss="sum"), table)
    traces = [training.trace_at(0, row) for row in range(len(table.rows))]
    losses = [float(trace.value("L")) for trace in traces]
    np.testing.assert_allclose(training.row_losses(0), losses, rtol=1e-13, atol=1e-16)
    (moved,) = training.update_at(0).moved
    wanted = math.fsum(float(trace.gradient("w")) for trace in traces)
    assert moved.gradient == pytest.approx(wanted, rel=1e-12, abs=1e-14)


@pytest.mark.parametrize("name", ["cross_entropy", "kl", "mse", "bce", "sum"])
def test_numbers_beside_vectors_are_not_added_up_over_rows(name: str) -> None:
    graph, table = at_rows(name, {})
    beside = [Node("v", "parameter", {"value": (0.1, 0.2)}), Node("n", "sum"), Node("all", "add")]
    edges = [Edge("v", "n", 0), Edge("L", "all", 0), Edge("n", "all", 1)]
    whole = Graph.of([*graph.nodes.values(), *beside], [*graph.edges.values(), *edges], "all")
    training = Training(whole, Descent(loss="sum"), Table(table.names, table.rows[:4]))
    traces = [training.trace_at(0, row) for row in range(4)]
    wanted = [float(trace.value("all")) for trace in traces]
    np.testing.assert_allclose(training.row_losses(0), wanted, rtol=1e-14)
    moved = {one.id: one.gradient for one in training.update_at(0).moved}
    slopes = [float(trace.gradient("w")) for trace in traces]
    assert moved["w"] == pytest.approx(sum(slopes), rel=1e-12)
