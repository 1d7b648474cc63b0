"""Graphs: edits share, refuse nonsense, and never change what was there."""

from dataclasses import replace

import pytest

from graphviz_app.core.graph import Claim, Edge, Graph, Node
from graphviz_app.core.view import View
from graphviz_app.errors import CycleError, GraphError, SlotError


def square_of_x() -> Graph:
    nodes = [Node("x", "input", {"value": 3.0}), Node("y", "mul"), Node("z", "neg")]
    edges = [Edge("x", "y", 0), Edge("x", "y", 1), Edge("y", "z", 0)]
    return Graph.of(nodes, edges, "z")


def test_one_node_twice_as_operand_has_two_edges() -> None:
    graph = square_of_x()
    assert graph.incoming["y"] == (Edge("x", "y", 0), Edge("x", "y", 1))
    assert graph.outgoing["x"] == graph.incoming["y"]
    assert graph.dag.number_of_edges("x", "y") == 2


def test_repeated_ids_are_refused() -> None:
    with pytest.raises(GraphError, match="both called 'x'"):
        Graph.of([Node("x", "input"), Node("x", "target")])


def test_edges_to_nowhere_are_refused() -> None:
    with pytest.raises(GraphError, match="'y', which is not a node"):
        Graph.of([Node("x", "input")], [Edge("x", "y", 0)])


def test_an_output_that_does_not_exist_is_refused() -> None:
    with pytest.raises(GraphError, match="output 'L'"):
        Graph.of([Node("x", "input")], output="L")


def test_an_operand_slot_takes_one_edge() -> None:
    with pytest.raises(SlotError):
        square_of_x().with_edge(Edge("x", "z", 0))
    with pytest.raises(SlotError):
        square_of_x().with_edge(Edge("x", "z", -1))


@pytest.mark.parametrize("edge", [Edge("z", "y", 2), Edge("z", "z", 1), Edge("y", "y", 2)])
def test_an_edge_that_closes_a_cycle_is_refused(edge: Edge) -> None:
    with pytest.raises(CycleError):
        square_of_x().with_edge(edge)


def test_edits_share_what_they_do_not_change_and_leave_the_original_alone() -> None:
    graph = square_of_x()
    before = (dict(graph.nodes), dict(graph.edges))
    changed = graph.with_attrs("x", value=4.0)
    assert changed.nodes["x"].attrs["value"] == 4.0
    assert changed.edges is graph.edges
    assert changed.nodes["y"] is graph.nodes["y"]
    wider = graph.with_node(Node("w", "input")).with_edge(Edge("w", "z", 1))
    assert wider.incoming["z"][1] == Edge("w", "z", 1)
    smaller = graph.without(["z"])
    assert (smaller.output, set(smaller.nodes)) == (None, {"x", "y"})
    assert (dict(graph.nodes), dict(graph.edges)) == before


def test_removing_a_node_removes_what_hangs_on_it() -> None:
    graph = square_of_x()
    graph = Graph(
        graph.nodes,
        graph.edges,
        "z",
        claims=(Claim("grad", "x", "6"), Claim("d", "z", "-1", by="y")),
        pins={"x": (0.0, 0.0), "y": (1.0, 0.0)},
        labels={"x": "Input", "y": "Square"},
    )
    left = graph.without(["y"])
    assert not left.edges
    assert [claim.of for claim in left.claims] == ["x"]
    assert set(left.pins) == {"x"}
    assert left.labels == {"x": "Input"}


def test_labels_tell_graphs_apart_and_the_view_does_not() -> None:
    graph = square_of_x()
    assert replace(graph, labels={"x": "Input"}) != graph
    assert replace(graph, view=View("lines")) == graph


def test_a_graph_read_from_text_takes_over_what_text_cannot_say() -> None:
    before = replace(
        square_of_x(),
        pins={"x": (0.0, 1.0), "z": (2.0, 3.0)},
        labels={"x": "Input", "z": "Output"},
        view=View("lines", "TB"),
    )
    assert before.without_extras() == square_of_x()
    assert square_of_x().with_extras_of(before) == before
    after = Graph.of([Node("x", "input")]).with_extras_of(before)
    assert (after.pins, after.labels) == ({"x": (0.0, 1.0)}, {"x": "Input"})
    assert after.view == before.view


def test_disconnecting_one_operand_keeps_the_other() -> None:
    assert square_of_x().without_edge("y", 0).incoming["y"] == (Edge("x", "y", 1),)


def test_an_edit_forgets_the_text_it_no_longer_matches() -> None:
    graph = Graph({"x": Node("x", "input")}, {}, source="x = input(1)")
    assert graph.with_attrs("x", value=2.0).source == ""
