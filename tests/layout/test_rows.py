"""Layouts for a room: rows, directions and gaps; what every layout promises holds for them, too."""

from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.formats import load
from graphviz_app.layout import EdgePath, Layout, Size, compute_layout, settled
from graphviz_app.layout.cuts import boxes_of, cuts
from graphviz_app.layout.plans import plans, ranks, zoom
from graphviz_app.layout.rows import in_rows
from graphviz_app.resources import examples
from tests.layout.layout_cases import (
    GROUPS,
    TEXTS,
    Case,
    case,
    contains,
    overlap,
    samples,
    within,
)

CHAIN = "x = input(1)\n" + "\n".join(
    f"h{i + 1} = sigmoid({'x' if i == 0 else f'h{i}'})" for i in range(12)
)
CROSSING = "x = input(3)\na = exp(x)\nb = tanh(x)\nc = a - b\nd = b/a\ne = c*d"
ALL = {**TEXTS, "chain": CHAIN, "crossing": CROSSING}
SCREEN, STRIP, TOWER = Size(1000, 700), Size(1200, 300), Size(420, 900)
EVERY_CASE = pytest.mark.parametrize(
    ("name", "kind", "room"),
    [
        (name, kind, room)
        for name in ALL
        for kind in ("operators", "lines")
        for room in (SCREEN, STRIP, TOWER)
    ],
)


def _layout(given: Case, room: Size) -> Layout:
    return compute_layout(*given, "auto", room)


def _cut_everywhere(given: Case, way: str) -> list[Layout]:
    """The layout in every number of rows."""
    layout = compute_layout(*given, "LR" if way == "LR" else "TB")
    found = [plan.cuts for plan in plans(layout, given.sizes, SCREEN) if plan.cuts]
    return [in_rows(layout, given.sizes, chosen) for chosen in found]


@EVERY_CASE
def test_nodes_numbers_and_edges_keep_out_of_each_other(name: str, kind: Kind, room: Size) -> None:
    given = case(ALL[name], kind)
    _check(given, _layout(given, room))


@pytest.mark.parametrize("way", ["LR", "TB"])
@pytest.mark.parametrize("name", ["neuron", "chain", "crossing"])
def test_however_it_is_cut_nothing_overlaps(name: str, way: str) -> None:
    given = case(ALL[name])
    layouts = _cut_everywhere(given, way)
    assert layouts
    for layout in layouts:
        _check(given, layout)


def _check(given: Case, layout: Layout) -> None:
    nodes = {id_: given.box(id_, at) for id_, at in layout.nodes.items()}
    labels = [path.label for path in layout.edges if path.label is not None]
    assert len(labels) == len(layout.edges)
    boxes = [*nodes.values(), *labels]
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair, slack=0.01)]
    for edge, path in zip(given.reading.edges, layout.edges, strict=True):
        assert len(path.points) % 3 == 1
        others = [box for id_, box in nodes.items() if id_ not in (edge.source, edge.target)]
        for point in samples(path):
            assert not any(within(point, box, 1.0) for box in [*others, *labels])
    around = [*boxes, *layout.groups.values()]
    assert all(contains(layout.bounds, box) for box in around)


def test_a_long_chain_is_as_large_as_its_room_allows() -> None:
    given = case(CHAIN)
    one_row = compute_layout(*given, "LR")
    layout = _layout(given, SCREEN)
    assert layout.rows >= 3
    assert zoom(layout.size, SCREEN) > 2.2 * zoom(one_row.size, SCREEN)


def test_rows_follow_each_other_downwards_and_are_read_from_the_left() -> None:
    given = case(CHAIN)
    layout = _layout(given, SCREEN)
    places = list(layout.nodes.values())
    begins = [later[0] < earlier[0] for earlier, later in pairwise(places)]
    assert begins.count(True) == layout.rows - 1
    for (earlier, later), new_row in zip(pairwise(places), begins, strict=True):
        assert later[1] > earlier[1] + 40 if new_row else abs(later[1] - earlier[1]) < 20


def test_an_edge_led_round_is_one_smooth_curve() -> None:
    layout = _layout(case(CHAIN), SCREEN)
    longest = max(layout.edges, key=lambda path: len(path.points)).points
    assert len(longest) > 7
    for joint in range(3, len(longest) - 1, 3):
        before, at, after = longest[joint - 1 : joint + 2]
        x, y = at[0] - before[0], at[1] - before[1]
        to_x, to_y = after[0] - at[0], after[1] - at[1]
        assert abs(x * to_y - y * to_x) < 0.5
        assert x * to_x + y * to_y >= -0.01


def test_edges_led_round_side_by_side_do_not_meet() -> None:
    given = case(ALL["crossing"])
    layout = compute_layout(*given, "LR")
    places = cuts(layout, boxes_of(layout, given.sizes))
    several = max(places, key=lambda place: len(place.crossing))
    assert len(several.crossing) >= 3
    wrapped = in_rows(layout, given.sizes, [several])
    levels = [_levels(wrapped.edges[index]) for index in several.crossing]
    assert all(len(level) == 1 for level in levels)
    assert len(set.union(*levels)) == len(levels)


def _levels(path: EdgePath) -> set[int]:
    """At which heights an edge runs back for a while."""
    return {round(one[1]) for one, other in pairwise(path.points) if other[0] < one[0] - 60}


def test_groups_are_not_cut() -> None:
    given = case(GROUPS)
    layout = compute_layout(*given, "LR")
    for cut in cuts(layout, boxes_of(layout, given.sizes)):
        for box in layout.groups.values():
            assert not box.x < cut.x < box.x + box.width


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
@pytest.mark.parametrize("kind", ["operators", "lines"])
def test_nodes_of_an_example_follow_each_other_alike_in_every_room(path: Path, kind: Kind) -> None:
    given = case(load(path), kind)
    order = ranks(compute_layout(*given, "LR"))
    for room in (SCREEN, STRIP, TOWER):
        layout = _layout(given, room)
        across, along = (1, 0) if layout.direction == "LR" else (0, 1)
        for rank in order:
            inner = [id_ for id_ in rank if given.reading.incoming[id_]]
            assert len({round(layout.nodes[id_][along]) for id_ in inner}) <= 1
            columns: dict[int, list[float]] = {}
            for x_y in (layout.nodes[id_] for id_ in rank):  # leaves may go to a later row
                columns.setdefault(round(x_y[along]), []).append(x_y[across])
            assert all(column == sorted(column) for column in columns.values())


def test_a_leaf_that_only_a_later_row_uses_is_in_that_row() -> None:
    given = case(TEXTS["neuron"] + "\ns = target(2)\nd = (a - s)**2\ne = exp(d)\nf = tanh(e)")
    layout = _layout(given, Size(900, 420))
    assert layout.rows == 2
    places = {id_: at[1] for id_, at in layout.nodes.items()}
    users = {e.source: e.target for e in given.reading.edges}
    far = [id_ for id_ in ("x", "w", "b", "s") if abs(places[id_] - places[users[id_]]) > 150]
    assert not far


def test_a_small_graph_is_one_row_from_left_to_right() -> None:
    layout = _layout(case("x = input(3)\ny = x*x + x"), SCREEN)
    assert (layout.direction, layout.rows) == ("LR", 1)


def test_a_narrow_room_is_read_downwards() -> None:
    layout = _layout(case(TEXTS["neuron"]), TOWER)
    assert layout.size.height > layout.size.width


def test_what_the_room_has_over_goes_into_the_gaps() -> None:
    given = case("a = input(3)\nb = input(2)\nc = a*b\nd = tanh(c)")
    tight, roomy = compute_layout(*given, "LR"), _layout(given, Size(1600, 1000))
    assert roomy.rows == 1
    assert roomy.size.width > tight.size.width
    assert roomy.size.height > tight.size.height


@pytest.mark.parametrize("way", ["LR", "TB"])
def test_a_way_that_was_chosen_is_kept_in_one_row(way: str) -> None:
    layout = compute_layout(*case(CHAIN), "LR" if way == "LR" else "TB", SCREEN)
    assert (layout.direction, layout.rows) == (way, 1)


def test_what_is_pinned_moves_nothing_else() -> None:
    given = case(CHAIN)
    free = _layout(given, TOWER)
    pinned = _layout(case(replace(given.reading.graph, pins={"x": (5.0, 7.0)})), TOWER)
    assert (pinned.direction, pinned.rows) == (free.direction, free.rows)
    assert pinned.nodes == {**free.nodes, "x": (5.0, 7.0)}


def test_what_is_pinned_stays_whatever_the_room() -> None:
    pinned = case(replace(case(CHAIN).reading.graph, pins={"x": (5.0, 7.0)}))
    for room in (STRIP, TOWER):
        assert _layout(pinned, room).nodes["x"] == (5.0, 7.0)


def test_a_large_graph_has_one_layout_for_all_rooms() -> None:
    nodes = [Node("n0", "input"), *(Node(f"n{i}", "exp") for i in range(1, 1000))]
    edges = [Edge(f"n{i}", f"n{i + 1}", 0) for i in range(999)]
    given = case(Graph.of(nodes, edges))
    layout = _layout(given, STRIP)
    assert layout == _layout(given, TOWER)
    assert layout.size.width < 4 * layout.size.height


def test_rooms_of_about_the_same_shape_are_one() -> None:
    room = settled(Size(1000, 700))
    assert settled(Size(1060, 660), room) == room
    assert settled(Size(1000, 500), room) != room
    assert settled(Size(1000, 701)) == room


def test_turned_over_twice_a_layout_is_itself() -> None:
    layout = compute_layout(*case(GROUPS), "TB")
    assert layout.turned().turned() == layout
    assert layout.turned().size == layout.size.turned
