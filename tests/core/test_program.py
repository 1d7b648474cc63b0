"""Programs: order, determinism, and everything a half-built graph can get wrong."""

import re

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.program import compile_graph
from graphviz_app.errors import CycleError, GraphError, SlotError, UnknownOpError


def with_good_corner(*nodes: Node, edges: tuple[Edge, ...] = ()) -> Graph:
    """The nodes beside y = -x, which is the output and must always be computed."""
    good = (Node("x", "input", {"value": 2.0}), Node("y", "neg"))
    return Graph.of([*nodes, *good], [*edges, Edge("x", "y", 0)], "y")


BROKEN = {
    "missing operand": (
        with_good_corner(Node("bad", "add"), edges=(Edge("x", "bad", 0),)),
        SlotError,
        "operand 2 of + is missing",
    ),
    "nothing connected": (with_good_corner(Node("bad", "sigmoid")), SlotError, "the operand of"),
    "nothing connected to two": (
        with_good_corner(Node("bad", "add")), SlotError, "operands 1 and 2 of + are missing",
    ),
    "too many operands": (
        with_good_corner(Node("bad", "neg"), edges=(Edge("x", "bad", 0), Edge("y", "bad", 1))),
        SlotError,
        "neg takes 1 operand, not 2",
    ),
    "operand of a leaf": (
        with_good_corner(Node("bad", "input"), edges=(Edge("x", "bad", 0),)),
        SlotError,
        "takes no operands",
    ),
    "several axes": (
        with_good_corner(Node("bad", "sum", {"axis": (0, 1)}), edges=(Edge("x", "bad", 0),)),
        GraphError,
        "sum: axis= takes a whole number or None, found '(0, 1)'",
    ),
    "an attribute of another kind": (
        with_good_corner(Node("bad", "index", {"at": 0}), edges=(Edge("x", "bad", 0),)),
        GraphError,
        "index: at= takes a word in quotes, found '0'",
    ),
    "unknown operator": (
        with_good_corner(Node("bad", "sigmoyd"), edges=(Edge("x", "bad", 0),)),
        UnknownOpError,
        "did you mean 'sigmoid'",
    ),
    "cycle": (
        with_good_corner(
            Node("bad", "neg"), Node("worse", "neg"),
            edges=(Edge("worse", "bad", 0), Edge("bad", "worse", 0)),
        ),
        CycleError,
        "bad",
    ),
    "on itself": (
        with_good_corner(Node("bad", "neg"), edges=(Edge("bad", "bad", 0),)),
        CycleError,
        "depends on itself",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("graph", "kind", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_corner_is_a_problem_and_the_rest_runs(
    graph: Graph, kind: type[GraphError], words: str
) -> None:
    trace = run(graph, partial=True)
    assert trace.value("y") == -2.0
    assert trace.gradient("x") == -1.0
    (problem,) = trace.problems
    assert (problem.node, problem.kind) == ("bad", "graph")
    assert words in problem.message
    assert isinstance(problem.error, kind)
    assert "bad" not in trace.values


@pytest.mark.parametrize(("graph", "kind", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_corner_is_raised_where_everything_is_wanted(
    graph: Graph, kind: type[GraphError], words: str
) -> None:
    with pytest.raises(kind, match=re.escape(words)) as caught:
        run(graph)
    assert caught.value.node == "bad"


def test_what_depends_on_a_broken_node_is_left_out_without_a_problem_of_its_own() -> None:
    graph = with_good_corner(Node("bad", "add"), Node("after", "neg"))
    graph = graph.with_edge(Edge("bad", "after", 0))
    trace = run(graph, partial=True)
    assert [problem.node for problem in trace.problems] == ["bad"]
    assert set(trace.values) == {"x", "y"}


def test_an_output_that_cannot_be_computed_leaves_the_values() -> None:
    graph = Graph.of([Node("x", "input", {"value": 1.0}), Node("y", "add")], [], "y")
    trace = run(graph, partial=True)
    assert trace.output is None
    assert trace.value("x") == 1.0
    assert not trace.gradients


def test_an_empty_graph_runs() -> None:
    trace = run(Graph.of([]))
    assert (dict(trace.values), trace.output, list(trace.steps)) == ({}, None, [])


def test_instructions_come_after_their_operands_whatever_the_written_order() -> None:
    nodes = [Node("c", "add"), Node("b", "neg"), Node("a", "input", {"value": 1.0})]
    edges = [Edge("a", "b", 0), Edge("b", "c", 0), Edge("a", "c", 1)]
    program = compile_graph(Graph.of(nodes, edges, "c"))
    assert [step.node.id for step in program.instructions] == ["a", "b", "c"]
    for i, step in enumerate(program.instructions):
        assert all(j < i for j in step.operands)


def test_compiling_twice_gives_the_same_order() -> None:
    nodes = [Node("out", "add"), *(Node(f"n{i}", "input") for i in range(9))]
    graph = Graph.of(nodes, [Edge("n3", "out", 0), Edge("n1", "out", 1)], "out")
    order = ["n0", "n1", "n2", "n3", "out", "n4", "n5", "n6", "n7", "n8"]
    for _ in range(2):
        assert [s.node.id for s in compile_graph(graph).instructions] == order
