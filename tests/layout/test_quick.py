"""The quick layout: a drawing in ranks without overlaps, the same every time, in a moment."""

import time
from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest

from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.reading import Reading
from graphviz_app.layout import Box, Direction, Layout, Size
from graphviz_app.layout.quick.quick import quick_layout
from graphviz_app.layout.ranks import longest_ways, short_ranks
from tests.benchmarks.large_inputs import local_lines, local_network
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

DIRECTIONS = pytest.mark.parametrize("direction", ["LR", "TB"])
EVERY_CASE = pytest.mark.parametrize(
    ("text", "kind"),
    [
        *((text, kind) for text in TEXTS.values() for kind in ("operators", "lines")),
        (local_lines(150), "lines"),
        (local_network(200), "operators"),
    ],
    ids=[*(f"{name}-{kind}" for name in TEXTS for kind in "ol"), "lines", "operators"],
)


def bare(text: Graph | str, kind: Kind = "operators") -> Case:
    """Without numbers on edges, as large graphs are."""
    return case(text, kind, labelled=False)


def quick(given: Case, direction: Direction = "LR") -> Layout:
    return quick_layout(*given, direction)


@DIRECTIONS
@EVERY_CASE
def test_nodes_do_not_overlap(text: str, kind: Kind, direction: Direction) -> None:
    given = bare(text, kind)
    layout = quick(given, direction)
    assert list(layout.nodes) == list(given.reading.nodes)
    boxes = [given.box(id_, at) for id_, at in layout.nodes.items()]
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair, slack=0.01)]


@DIRECTIONS
@EVERY_CASE
def test_the_graph_is_read_in_one_direction(text: str, kind: Kind, direction: Direction) -> None:
    given = bare(text, kind)
    axis = 0 if direction == "LR" else 1
    layout = quick(given, direction)
    for edge, path in zip(given.reading.edges, layout.edges, strict=True):
        assert layout.nodes[edge.source][axis] < layout.nodes[edge.target][axis]
        along = [point[axis] for point in path.points]
        assert along == sorted(along)


@DIRECTIONS
@EVERY_CASE
def test_edges_run_from_border_to_border_in_the_order_of_operands(
    text: str, kind: Kind, direction: Direction
) -> None:
    given = bare(text, kind)
    layout = quick(given, direction)
    along, across = (0, 1) if direction == "LR" else (1, 0)
    for edge, path in zip(given.reading.edges, layout.edges, strict=True):
        assert len(path.points) % 3 == 1
        source = given.sizes[edge.source]
        target = given.sizes[edge.target]
        start, end = path.points[0], path.points[-1]
        assert start[along] == pytest.approx(layout.nodes[edge.source][along] + source[along] / 2)
        assert start[across] == pytest.approx(layout.nodes[edge.source][across])
        assert end[along] == pytest.approx(layout.nodes[edge.target][along] - target[along] / 2)
        assert abs(end[across] - layout.nodes[edge.target][across]) < target[across] / 2
    for arriving in given.reading.incoming.values():
        tips = [layout.edges[index].points[-1][across] for index in arriving]
        assert all(second - first > 5 for first, second in pairwise(tips))


@DIRECTIONS
@EVERY_CASE
def test_edges_keep_out_of_nodes(text: str, kind: Kind, direction: Direction) -> None:
    given = bare(text, kind)
    layout = quick(given, direction)
    boxes = {id_: given.box(id_, at) for id_, at in layout.nodes.items()}
    for edge, path in zip(given.reading.edges, layout.edges, strict=True):
        others = [box for id_, box in boxes.items() if id_ not in edge[:2]]
        assert not any(within(point, box, 1.0) for point in samples(path) for box in others)


def test_it_is_the_same_every_time() -> None:
    given = bare(local_lines(300), "lines")
    assert quick(given) == quick(given)


def test_it_says_that_it_is_provisional_however_large() -> None:
    layout = quick(bare(NEURON))
    assert layout.provisional
    assert layout.scaled(2.0).provisional


@DIRECTIONS
def test_bounds_are_around_everything(direction: Direction) -> None:
    given = case(GROUPS)
    layout = quick(given, direction)
    boxes = [given.box(id_, at) for id_, at in layout.nodes.items()]
    boxes += [path.label for path in layout.edges if path.label is not None]
    boxes += layout.groups.values()
    assert all(contains(layout.bounds, box) for box in boxes)


def test_numbers_have_room_where_that_is_asked_for() -> None:
    given = case(NEURON)
    labels: list[Size | None] = [None, *given.labels[1:]]
    paths = quick_layout(given.reading, given.sizes, labels).edges
    assert [path.label is None for path in paths] == [True] + [False] * (len(labels) - 1)
    for path in paths[1:]:
        assert path.label is not None
        assert path.label[2:] == Size(56, 36)
        assert not any(within(point, path.label, 4) for point in samples(path))


@DIRECTIONS
@pytest.mark.parametrize("kind", ["operators", "lines"])
def test_groups_enclose_their_nodes_and_no_others(kind: Kind, direction: Direction) -> None:
    given = bare(GROUPS, kind)
    layout = quick(given, direction)
    for id_, path in given.reading.clusters.items():
        for group, box in layout.groups.items():
            member = f"{path}/".startswith(f"{group}/")
            node = given.box(id_, layout.nodes[id_])
            assert contains(box, node) if member else not overlap(box, node)


def test_groups_that_follow_each_other_all_have_a_box() -> None:
    layer = 'with group("layer {0}"):\n    h{0} = tanh(k{1})\n    k{0} = h{0}*h{0}'
    layers = [layer.format(i, i - 1) for i in (1, 2, 3)]
    given = bare("\n".join(["k0 = input(1)", *layers]), "lines")
    assert set(quick(given).groups) == {"layer 1", "layer 2", "layer 3"}


def test_pins_win_and_their_edges_follow() -> None:
    graph = bare(NEURON).reading.graph
    given = bare(replace(graph, pins={"a": (900.0, -300.0)}))
    layout = quick(given)
    assert layout.provisional
    assert layout.nodes["a"] == (900.0, -300.0)
    for edge, path in zip(given.reading.edges, layout.edges, strict=True):
        if edge.source == "a":
            assert path.points[0] == pytest.approx((900 + 46, -300))


def test_an_empty_graph_and_a_single_node() -> None:
    assert quick(bare(Graph({}, {}))) == Layout({}, (), {}, Box(0, 0, 0, 0))
    given = bare("x = input(1)")
    layout = quick(given)
    assert layout.bounds == pytest.approx(tuple(given.box("x", layout.nodes["x"])))


def test_cycles_and_what_hangs_on_them_are_laid_out() -> None:
    edges = [Edge("a", "b", 0), Edge("b", "a", 0), Edge("b", "c", 0), Edge("x", "c", 1)]
    nodes = [Node("a", "exp"), Node("b", "exp"), Node("c", "add"), Node("x", "input")]
    given = bare(Graph.of(nodes, edges))
    layout = quick(given)
    assert len(layout.edges) == 4
    assert np.isfinite([point for path in layout.edges for point in path.points]).all()
    boxes = [given.box(id_, at) for id_, at in layout.nodes.items()]
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair, slack=0.01)]


def test_a_leaf_that_is_used_everywhere_does_not_take_all_lanes() -> None:
    count = 400
    nodes = [Node("x", "input"), *(Node(f"c{i}", "mul") for i in range(count))]
    edges = [Edge("x", f"c{i}", 1) for i in range(count)]
    edges += [Edge(f"c{i}", f"c{i + 1}", 0) for i in range(count - 1)]
    layout = quick(bare(Graph.of(nodes, edges)))
    assert layout.bounds.height < 300


def total_span(reading: Reading, rank: dict[str, int]) -> int:
    return sum(rank[edge.target] - rank[edge.source] for edge in reading.edges)


@pytest.mark.parametrize("text", [SHARED, local_lines(400), local_network(400)])
def test_ranks_keep_edges_short(text: str) -> None:
    reading = bare(text).reading
    rank = dict(short_ranks(reading))
    assert all(rank[edge.source] < rank[edge.target] for edge in reading.edges)
    assert set(rank.values()) == set(range(max(rank.values()) + 1))
    assert total_span(reading, rank) < total_span(reading, longest_ways(reading)[0])


def test_three_thousand_nodes_take_a_moment() -> None:
    given = bare(local_lines(3000), "lines")
    start = time.thread_time()  # other tests' threads may still be busy
    quick(given)
    assert time.thread_time() - start < 3.0  # 0.04 where nothing else is going on
