"""What a layout promises: room, order, borders, groups, pins."""

import math
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.layout import Box, Direction, Layout, Size, compute_layout, dot_source
from tests.layout.layout_cases import (
    GROUPS,
    SHARED,
    TEXTS,
    Case,
    case,
    contains,
    overlap,
    samples,
    within,
)
from tests.texts import NEURON

EVERY_CASE = pytest.mark.parametrize(
    ("name", "kind", "direction"),
    [
        (name, kind, way)
        for name in TEXTS
        for kind in ("operators", "lines")
        for way in ("LR", "TB")
    ],
)


def _layout(given: Case, direction: Direction = "LR") -> Layout:
    return compute_layout(*given, direction)


@EVERY_CASE
def test_nodes_and_numbers_do_not_overlap(name: str, kind: Kind, direction: Direction) -> None:
    given = case(TEXTS[name], kind)
    layout = _layout(given, direction)
    boxes = [given.box(id_, at) for id_, at in layout.nodes.items()]
    boxes += [path.label for path in layout.edges if path.label is not None]
    assert len(boxes) == len(given.reading.nodes) + len(given.reading.edges)
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair, slack=0.01)]


@EVERY_CASE
def test_edges_keep_out_of_numbers(name: str, kind: Kind, direction: Direction) -> None:
    layout = _layout(case(TEXTS[name], kind), direction)
    for path in layout.edges:
        for other in layout.edges:
            assert other.label is not None
            assert not any(within(point, other.label, 1.0) for point in samples(path))


@EVERY_CASE
def test_edges_run_from_border_to_border(name: str, kind: Kind, direction: Direction) -> None:
    given = case(TEXTS[name], kind)
    layout = _layout(given, direction)
    for edge, path in zip(given.reading.edges, layout.edges, strict=True):
        assert len(path.points) % 3 == 1
        source = given.box(edge.source, layout.nodes[edge.source])
        target = given.box(edge.target, layout.nodes[edge.target])
        (x, y), (to_x, to_y) = path.points[0], path.points[-1]
        if direction == "LR":
            assert -8 < x - source.x - source.width <= 2  # from under the node: it may be round
            assert source.y < y < source.y + source.height
            assert to_x == pytest.approx(target.x, abs=2)
            assert target.y < to_y < target.y + target.height
        else:
            assert -8 < y - source.y - source.height <= 2
            assert source.x < x < source.x + source.width
            assert to_y == pytest.approx(target.y, abs=2)
            assert target.x < to_x < target.x + target.width


@EVERY_CASE
def test_numbers_are_near_their_edge(name: str, kind: Kind, direction: Direction) -> None:
    layout = _layout(case(TEXTS[name], kind), direction)
    for path in layout.edges:
        assert path.label is not None
        near = Box.centred(
            (path.label.x + path.label.width / 2, path.label.y + path.label.height / 2),
            Size(path.label.width + 28, path.label.height + 28),
        )
        assert any(within(point, near) for point in samples(path))
        assert path.label[2:] == Size(56, 36)


@EVERY_CASE
def test_bounds_are_tight_around_everything(name: str, kind: Kind, direction: Direction) -> None:
    given = case(TEXTS[name], kind)
    layout = _layout(given, direction)
    boxes = [given.box(id_, at) for id_, at in layout.nodes.items()]
    boxes += [path.label for path in layout.edges if path.label is not None]
    boxes += layout.groups.values()
    assert all(contains(layout.bounds, box) for box in boxes)
    points = [point for path in layout.edges for point in path.points]
    left = min([box.x for box in boxes] + [x for x, _ in points])
    bottom = max([box.y + box.height for box in boxes] + [y for _, y in points])
    assert layout.bounds.x == pytest.approx(left)
    assert layout.bounds.y + layout.bounds.height == pytest.approx(bottom)


@EVERY_CASE
def test_the_graph_is_read_in_one_direction(name: str, kind: Kind, direction: Direction) -> None:
    given = case(TEXTS[name], kind)
    axis = 0 if direction == "LR" else 1
    layout = _layout(given, direction)
    for edge in given.reading.edges:
        assert layout.nodes[edge.source][axis] < layout.nodes[edge.target][axis]


@EVERY_CASE
def test_operands_arrive_in_their_order(name: str, kind: Kind, direction: Direction) -> None:
    given = case(TEXTS[name], kind)
    axis = 1 if direction == "LR" else 0
    layout = _layout(given, direction)
    for arriving in given.reading.incoming.values():
        tips = [layout.edges[index].points[-1][axis] for index in arriving]
        assert all(second - first > 5 for first, second in pairwise(tips))


def test_the_first_operand_is_above() -> None:
    layout = _layout(case(NEURON))
    assert layout.nodes["w"][1] < layout.nodes["x"][1]
    assert layout.nodes["z.mul1"][1] < layout.nodes["b"][1]
    assert layout.nodes["t"][1] < layout.nodes["a"][1]


def test_the_first_operand_is_on_the_left_from_top_to_bottom() -> None:
    layout = _layout(case(NEURON), "TB")
    assert layout.nodes["w"][0] < layout.nodes["x"][0]
    assert layout.nodes["t"][0] < layout.nodes["a"][0]


def test_leaves_are_one_rank_before_their_first_use() -> None:
    layout = _layout(case(NEURON))
    assert layout.nodes["b"][0] == pytest.approx(layout.nodes["z.mul1"][0], abs=10)
    assert layout.nodes["t"][0] == pytest.approx(layout.nodes["a"][0], abs=10)


@pytest.mark.parametrize("direction", ["LR", "TB"])
def test_groups_enclose_their_nodes_and_nest(direction: Direction) -> None:
    given = case(GROUPS)
    layout = _layout(given, direction)
    assert {"layer 1", "layer 1/unit <a>"} <= set(layout.groups)
    for id_, path in given.reading.clusters.items():
        for group, box in layout.groups.items():
            member = f"{path}/".startswith(f"{group}/")
            node = given.box(id_, layout.nodes[id_])
            assert contains(box, node) if member else not overlap(box, node)
    assert contains(layout.groups["layer 1"], layout.groups["layer 1/unit <a>"])


def test_a_group_has_room_for_its_name() -> None:
    given = case(GROUPS)
    layout = _layout(given)
    for id_, path in given.reading.clusters.items():
        if path:
            assert given.box(id_, layout.nodes[id_]).y - layout.groups[path].y >= 24


def test_both_edges_of_a_square_are_drawn() -> None:
    given = case("x = input(3)\ny = x*x")
    one, two = _layout(given).edges
    assert one.points[-1][1] < two.points[-1][1]
    assert one.label is not None
    assert two.label is not None
    assert not overlap(one.label, two.label)


def test_without_numbers_edges_have_no_label() -> None:
    given = case(SHARED, labelled=False)
    layout = _layout(given)
    assert all(path.label is None for path in layout.edges)
    assert layout.bounds.width < _layout(case(SHARED)).bounds.width


def test_some_edges_may_have_numbers() -> None:
    given = case(NEURON)
    labels: list[Size | None] = [None, *given.labels[1:]]
    paths = compute_layout(given.reading, given.sizes, labels).edges
    assert [path.label is None for path in paths] == [True] + [False] * (len(labels) - 1)


def test_a_single_node_is_its_bounds() -> None:
    given = case("x = input(1)")
    layout = _layout(given)
    box = given.box("x", layout.nodes["x"])
    assert layout.bounds == pytest.approx(tuple(box), abs=0.01)


def test_an_empty_graph_has_an_empty_layout() -> None:
    layout = _layout(case(Graph({}, {})))
    assert layout == Layout({}, (), {}, Box(0, 0, 0, 0))


AWKWARD = ['say "hi"', "a\nb", "<b>&amp;</b>", "naïve ∂ 😀", "n0", "-> :w", "\\", "%1", "node", " "]


def test_ids_and_groups_may_contain_anything() -> None:
    nodes = [Node(id_, "identity", group=f'g{id_}/"<{i}>') for i, id_ in enumerate(AWKWARD)]
    edges = [Edge(one, other, 0) for one, other in pairwise(AWKWARD)]
    given = case(Graph.of(nodes, edges))
    layout = _layout(given)
    assert list(layout.nodes) == AWKWARD
    assert len({round(x) for x, _ in layout.nodes.values()}) == len(AWKWARD)
    assert set(layout.groups) >= {'gn0/"<4>', "gn0"}


def test_a_half_built_graph_with_a_gap_between_operands_is_laid_out() -> None:
    graph = Graph.of([Node("x", "input"), Node("y", "where")], [Edge("x", "y", 2)])
    layout = _layout(case(graph))
    assert layout.nodes["x"][0] < layout.nodes["y"][0]


def test_a_cycle_is_laid_out() -> None:
    edges = [Edge("a", "b", 0), Edge("b", "a", 0)]
    layout = _layout(case(Graph.of([Node("a", "exp"), Node("b", "exp")], edges)))
    assert len(layout.edges) == 2


def test_a_long_chain_that_shares_a_leaf_is_laid_out_in_time() -> None:
    count = 60
    nodes = [Node("x", "input"), *(Node(f"c{i}", "mul") for i in range(count))]
    edges = [Edge("x", f"c{i}", 1) for i in range(count)]
    edges += [Edge(f"c{i}", f"c{i + 1}", 0) for i in range(count - 1)]
    given = case(Graph.of(nodes, edges))
    assert "nslimit" in dot_source(*given, "LR")
    assert _layout(given).bounds.width > count * 92


def test_the_dot_names_nothing_after_ids() -> None:
    source = dot_source(*case(NEURON), "LR")
    assert "sigmoid" not in source
    assert "rankdir=LR" in source


def test_pins_win_and_their_edges_follow() -> None:
    given = case(NEURON)
    before = _layout(given)
    pinned = replace(given.reading.graph, pins={"a": (900.0, -300.0), "gone": (0.0, 0.0)})
    moved = case(pinned)
    layout = _layout(moved)
    assert layout.nodes["a"] == (900.0, -300.0)
    assert layout.nodes["w"] == before.nodes["w"]
    for edge, path, old in zip(given.reading.edges, layout.edges, before.edges, strict=True):
        if edge.source == "a":
            assert path.points[0] == pytest.approx((900 + 46, -300))
        elif edge.target == "a":
            assert path.points[-1] == pytest.approx((900 - 46, -300))
        else:
            assert path == old
        assert path.label is not None
    assert layout.bounds.y <= -326


@pytest.mark.parametrize("direction", ["LR", "TB"])
def test_numbers_of_a_rerouted_edge_are_beside_it(direction: Direction) -> None:
    given = case(NEURON)
    pins = {"a": (500.0, 700.0), "t": (300.0, 800.0)}
    layout = _layout(case(replace(given.reading.graph, pins=pins)), direction)
    for edge, path in zip(given.reading.edges, layout.edges, strict=True):
        if {edge.source, edge.target} & {"a", "t"}:
            label = path.label
            assert label is not None
            assert not any(within(point, label, 4) for point in samples(path))
            middle = (label.x + label.width / 2, label.y + label.height / 2)
            assert min(math.dist(middle, point) for point in samples(path)) < 50


def test_a_group_follows_a_pinned_member() -> None:
    given = case(replace(case(GROUPS).reading.graph, pins={"q": (-500.0, -400.0)}))
    layout = _layout(given)
    node = given.box("q", (-500.0, -400.0))
    assert contains(layout.groups["layer 1/unit <a>"], node)
    assert contains(layout.groups["layer 1"], layout.groups["layer 1/unit <a>"])


def test_pins_at_their_own_place_change_nothing() -> None:
    given = case(NEURON)
    layout = _layout(given)
    assert _layout(case(replace(given.reading.graph, pins=dict(layout.nodes)))) == layout
