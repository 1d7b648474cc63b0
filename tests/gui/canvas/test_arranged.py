"""In a graph that is arranged by hand, new nodes get places as well."""

import pytest

from graphviz_app.core.graph import Graph
from graphviz_app.formats.edits.edges.inserting import with_applied
from graphviz_app.formats.language.text import parse
from graphviz_app.gui.canvas.changing.arranged import ROOM, arranged

TEXT = "x = input(1)\nw = parameter(2)\nz = w*x\n# places: x 0 0, w 0 80, z 200 40\n"


def added(graph: Graph, typed: str, *operands: str) -> Graph:
    return arranged(with_applied(graph, typed, operands), graph, "operators", None).graph


@pytest.mark.parametrize("typed", ["tanh", "h = tanh(z)", "h = (z - x)**3 + w*z", "h = 2*z"])
def test_all_that_is_new_stands_free_and_right_of_its_operands(typed: str) -> None:
    before = parse(TEXT)
    graph = added(before, typed, "z")
    places = graph.pinned("operators")
    assert places.keys() == graph.nodes.keys()
    for edge in graph.edges.values():
        assert places[edge.source][0] < places[edge.target][0]
    spots = list(places.values())
    for index, (x, y) in enumerate(spots):
        for ox, oy in spots[index + 1 :]:
            assert abs(x - ox) >= ROOM[0] or abs(y - oy) >= ROOM[1]


def test_what_was_placed_stays_where_it_was() -> None:
    before = parse(TEXT)
    graph = added(before, "tanh", "z")
    kept = before.pinned("operators")
    assert {id_: graph.pinned("operators")[id_] for id_ in kept} == kept


def test_where_nothing_is_placed_nothing_is_written() -> None:
    before = parse(TEXT.rpartition("# places")[0])
    assert not added(before, "tanh", "z").pinned("operators")


def test_the_place_that_was_asked_for_counts() -> None:
    before = parse(TEXT)
    graph = arranged(with_applied(before, "tanh", ["z"]), before, "operators", (9.0, -400.0)).graph
    (new,) = graph.nodes.keys() - before.nodes.keys()
    assert graph.pinned("operators")[new] == (9.0, -400.0)
