"""Versions of a graph share what is the same in them."""

from dataclasses import replace

import pytest

from graphviz_app.core.graph import Attr, Graph, Node
from graphviz_app.core.sharing import only_values_differ, sharing
from graphviz_app.formats import parse

TEXT = "x = input([1, 2, 0])\nw = parameter(0.5)\nz = w*x\nL = sum(z, axis=0)\n"


def test_what_is_the_same_is_kept_once() -> None:
    old, new = parse(TEXT), parse(TEXT.replace("0.5", "0.75") + "y = L*2\n")
    shared = sharing(new, old)
    assert shared == new
    assert shared.source == new.source
    assert list(shared.nodes) == list(new.nodes)
    assert list(shared.edges) == list(new.edges)
    assert {id_ for id_, node in shared.nodes.items() if node is old.nodes.get(id_)} == {
        "x",
        "z",
        "L",
    }
    assert all(shared.edges[key] is edge for key, edge in old.edges.items())


@pytest.mark.parametrize("value", [-0.0, 1.0, (1.0, 2.0, -0.0), (1.0, 2.0)])
def test_a_number_is_never_taken_for_another(value: Attr) -> None:
    old = parse(TEXT)
    zero = old.with_attrs("w", value=0.0)
    for id_ in ("x", "w"):
        changed = zero.with_attrs(id_, value=value)
        assert repr(sharing(changed, zero).nodes[id_].attrs) == repr(changed.nodes[id_].attrs)


GRAPH = parse(TEXT)
VALUES = {
    "nothing": GRAPH,
    "nothing, read again": parse(TEXT),
    "a number": GRAPH.with_attrs("w", value=-7.25),
    "a whole number": GRAPH.with_attrs("w", value=2),
    "no number": GRAPH.with_attrs("w", value=float("nan")),
    "a vector": GRAPH.with_attrs("x", value=(3.0, 4.0, 5.0)),
    "both": parse(TEXT.replace("0.5", "3").replace("[1, 2, 0]", "[7, 8, 9]")),
    "title and claims": parse(f"# A title\n{TEXT}w == 0.5\nlearning_rate(0.1)"),
}
OTHERS = {
    "a vector in place of a number": GRAPH.with_attrs("w", value=(0.5, 0.5, 0.5)),
    "a number in place of a vector": GRAPH.with_attrs("x", value=1.0),
    "a longer vector": GRAPH.with_attrs("x", value=(1.0, 2.0, 0.0, 0.0)),
    "a matrix in place of a vector": GRAPH.with_attrs("x", value=((1.0, 2.0, 0.0),)),
    "another operator": parse(TEXT.replace("w*x", "w + x")),
    "another kind of leaf": parse(TEXT.replace("parameter", "input")),
    "another attribute": GRAPH.with_attrs("L", axis=None),
    "one attribute fewer": GRAPH.with_node(replace(GRAPH.nodes["L"], attrs={})),
    "another group": GRAPH.with_node(replace(GRAPH.nodes["w"], group="layer")),
    "a label": replace(GRAPH, labels={"w": "Weight"}),
    "a pin": replace(GRAPH, pins={"w": (1.0, 2.0)}),
    "another output": parse(f"{TEXT}output(z)"),
    "another name": parse(TEXT.replace("w", "v")),
    "a node more": GRAPH.with_node(Node("more", "input", {"value": 1.0})),
    "an edge fewer": GRAPH.without_edge("z", 1),
    "operands the other way round": parse(TEXT.replace("w*x", "x*w")),
    "another order of nodes": Graph.of(
        [GRAPH.nodes[id_] for id_ in ("w", "x", "z", "L")], GRAPH.edges.values(), "L"
    ),
    "another order of edges": Graph.of(GRAPH.nodes.values(), list(GRAPH.edges.values())[::-1], "L"),
}


@pytest.mark.parametrize("what", VALUES)
def test_other_numbers_of_the_same_shape_are_only_other_values(what: str) -> None:
    assert only_values_differ(VALUES[what], GRAPH)
    assert only_values_differ(GRAPH, VALUES[what])


@pytest.mark.parametrize("what", OTHERS)
def test_whatever_is_drawn_or_laid_out_otherwise_is_more_than_another_value(what: str) -> None:
    assert not only_values_differ(OTHERS[what], GRAPH)
    assert not only_values_differ(GRAPH, OTHERS[what])
