"""Graphs of networkx."""

import networkx as nx
import pytest

from graphviz_app.errors import CycleError, GraphError, SlotError, UnknownOpError
from graphviz_app.formats.tracing.things import trace_of


def difference() -> "nx.MultiDiGraph[str]":
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(title="A difference")
    network.add_node("x", value=5.0)
    network.add_node("w", op="parameter", value=2.0, group="weights")
    network.add_node("d", op="-")
    network.add_edge("w", "d", slot=1)
    network.add_edge("x", "d", slot=0)
    return network


def test_operands_come_in_the_order_of_their_slots() -> None:
    found = trace_of(difference())
    assert found.trace.value("d") == 3
    assert found.trace.gradient("w") == -1
    assert found.graph.title == "A difference"
    assert {id_: node.op for id_, node in found.graph.nodes.items()} == {
        "x": "input",
        "w": "parameter",
        "d": "sub",
    }
    assert found.graph.nodes["w"].group == "weights"


def test_without_slots_they_come_in_the_order_of_the_edges() -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_node("a", value=6.0)
    network.add_node("b", value=3.0)
    network.add_node("q", op="div")
    network.add_edge("b", "q")
    network.add_edge("a", "q")
    assert trace_of(network).trace.value("q") == 0.5


def test_a_number_times_itself_has_one_edge_where_there_are_no_parallel_ones() -> None:
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_node("x", value=3.0)
    network.add_node("y", op="×")
    network.add_edge("x", "y")
    found = trace_of(network)
    assert (found.trace.value("y"), found.trace.gradient("x")) == (9, 6)


def test_a_value_or_gradient_that_differs_is_told() -> None:
    network = difference()
    network.nodes["d"]["value"] = 4.0
    network.nodes["w"]["grad"] = -2.0
    value, gradient = trace_of(network).remarks
    assert value.startswith("d is 4.0000 there, here 3.0000")
    assert gradient.startswith("w.grad is −2.0000 there, here −1.0000")


def test_what_is_not_known_is_a_box_with_its_value() -> None:
    network = difference()
    network.add_node("q", op="qux", value=7.0)
    network.add_edge("d", "q")
    found = trace_of(network)
    assert found.trace.value("q") == 7
    assert found.graph.view.folded == ("qux",)
    assert {"x", "w", "d"} <= found.graph.nodes.keys()
    assert "no gradient passes it" in found.remarks[0]


def test_a_sum_of_many_is_a_sum_of_sums() -> None:
    network: nx.DiGraph[str] = nx.DiGraph()
    for name in "abc":
        network.add_node(name, value=1.0)
        network.add_edge(name, "s")
    network.nodes["s"]["op"] = "+"
    assert trace_of(network).trace.value("s") == 3


def test_the_output_can_be_named() -> None:
    network = difference()
    network.add_node("e", op="exp")
    network.add_edge("x", "e")
    assert "are used by nothing: gradients are of e" in trace_of(network).remarks[0]
    network.graph["output"] = "d"
    assert trace_of(network).graph.output == "d"


def _cycle() -> object:
    network = difference()
    network.add_edge("d", "x")
    return network


def _with(**said: object) -> object:
    network = difference()
    network.nodes["d"].clear()
    network.nodes["d"].update(said)
    return network


@pytest.mark.parametrize(
    ("network", "error", "message"),
    [
        (_cycle(), CycleError, "has a cycle, x → d → x"),
        (nx.Graph([(1, 2)]), GraphError, "no direction"),
        (nx.DiGraph(), GraphError, "no nodes"),
        (nx.DiGraph([(1, 2)]), GraphError, "'1' is a leaf without operands: give it a value"),
        (_with(), GraphError, "'d' does not say what it computes"),
        (_with(op="tahn"), UnknownOpError, "no operator 'tahn'; did you mean 'tanh'"),
        (_with(op="exp"), SlotError, r"'d' \(exp\) has 2 operands"),
        (_with(op="input", value=1), GraphError, "'d' is a leaf"),
        (_with(op="+", value="three"), GraphError, "'three' is no number"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    network: object, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        trace_of(network)
