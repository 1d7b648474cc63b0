"""Sizes a layout takes: what differs by direction, where edges arrive, numbers on both sides."""

from collections.abc import Mapping

import pytest

from graphviz_app.core.choices import Direction
from graphviz_app.core.reading import read
from graphviz_app.formats import parse
from graphviz_app.layout import Gripped, Layout, Parted, Size, Turning, compute_layout
from graphviz_app.layout.quick.quick import quick_layout

GRAPH = "x = input(1)\ny = input(2)\nz = x - y\nL = z**2"
DIRECTIONS = pytest.mark.parametrize("direction", ["LR", "TB"])


def _laid_out(
    sizes: Mapping[str, Size], label: Size | None, direction: Direction, text: str = GRAPH
) -> Layout:
    reading = read(parse(text), "operators")
    plain = {id_: sizes.get(id_, Size(60, 40)) for id_ in reading.nodes}
    return compute_layout(reading, plain, [label] * len(reading.edges), direction)


@DIRECTIONS
def test_edges_arrive_where_a_node_can_be_gripped(direction: Direction) -> None:
    layout = _laid_out({"z": Gripped.of(Size(100, 100), 0.3)}, None, direction)
    axis = 1 if direction == "LR" else 0
    ends = [path.points[-1][axis] - layout.nodes["z"][axis] for path in layout.edges[:2]]
    assert sorted(ends) == pytest.approx([-7.5, 7.5], abs=1.5)


@DIRECTIONS
def test_an_edge_leads_between_its_numbers(direction: Direction) -> None:
    layout = _laid_out({}, Parted(50, 40), direction)
    assert layout.direction == direction
    for path in layout.edges:
        assert path.label is not None
        assert path.label[2:] == ((50, 48) if direction == "LR" else (108, 20))
        middle = path.label.x + path.label.width / 2, path.label.y + path.label.height / 2
        axis = 1 if direction == "LR" else 0
        joints = [at for at in path.points if abs(at[axis] - middle[axis]) <= 1.0]
        assert joints


@DIRECTIONS
def test_what_differs_by_direction_takes_what_it_takes_there(direction: Direction) -> None:
    node = Turning.of(Size(300, 20), Size(20, 300))
    layout = _laid_out({"L": node}, None, direction)
    plain = Size(300, 20) if direction == "LR" else Size(20, 300)
    assert layout == _laid_out({"L": plain}, None, direction)


@DIRECTIONS
def test_a_quick_layout_takes_the_same_sizes(direction: Direction) -> None:
    reading = read(parse(GRAPH), "operators")
    node = Turning.of(Gripped.of(Size(90, 30), 0.5), Gripped.of(Size(30, 90), 0.5))
    sizes = dict.fromkeys(reading.nodes, node)
    layout = quick_layout(reading, sizes, [Parted(50, 40)] * len(reading.edges), direction)
    assert layout.direction == direction
    assert all(path.label is not None for path in layout.edges)
