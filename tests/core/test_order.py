"""Topological order, and cycles told by the way round."""

from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.order import topological


def graph(edges: str, nodes: str) -> Graph:
    """``ab bc``: a is an operand of b, b of c."""
    arriving = dict.fromkeys(nodes, 0)
    found = []
    for edge in edges.split():
        source, target = edge[0], edge[1]
        found.append(Edge(source, target, arriving[target]))
        arriving[target] += 1
    return Graph.of([Node(id_, "max") for id_ in nodes], found)


def test_the_written_order_is_kept_where_it_can_be() -> None:
    assert topological(graph("ab", "cab")) == (["c", "a", "b"], [])


def test_operands_come_first_and_then_what_is_written_first() -> None:
    assert topological(graph("ca cb", "abdc")) == (["d", "c", "a", "b"], [])


def test_the_way_round_begins_and_ends_at_the_node_that_is_blamed() -> None:
    # c and d are a cycle of their own within the one around a.
    _, (error,) = topological(graph("ab bc cd dc da", "abcd"))
    assert error.node == "a"
    assert str(error) == "'a' depends on itself: a → b → c → d → a"


def test_a_long_way_round_is_shortened() -> None:
    ids = "abcdefghijkl"
    _, (error,) = topological(graph("ab bc cd de ef fg gh hi ij jk kl la", ids))
    assert str(error) == "'a' depends on itself: a → b → c → d → e → f → g → h → … → a"


def test_every_knot_of_cycles_is_told_once_and_the_rest_is_ordered() -> None:
    order, errors = topological(graph("ab ba cc de", "edcba"))
    assert sorted(error.node for error in errors) == ["b", "c"]
    assert order.index("d") < order.index("e")
    assert "a" not in order
