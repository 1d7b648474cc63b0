"""The quick layout as a Layout."""

from collections.abc import Mapping, Sequence

import numpy as np

from graphviz_app.core.op import Array
from graphviz_app.core.pieces import Pieces, finished
from graphviz_app.core.reading import Reading
from graphviz_app.layout.answer import bounds
from graphviz_app.layout.dot import BARE_GAP, group_paths, label_side, room_size
from graphviz_app.layout.geometry import (
    EMPTY,
    Box,
    Direction,
    EdgePath,
    Layout,
    Parted,
    Point,
    Size,
)
from graphviz_app.layout.pins import with_pins
from graphviz_app.layout.quick.balance import balanced
from graphviz_app.layout.quick.courses import courses
from graphviz_app.layout.quick.frames import blocks, frames
from graphviz_app.layout.quick.web import Web, web
from graphviz_app.layout.rerouting import beside, point_on


def quick_layout(
    reading: Reading,
    sizes: Mapping[str, Size],
    labels: Sequence[Size | None],
    direction: Direction = "LR",
) -> Layout:
    """Where everything may be until Graphviz has decided: the layout is provisional."""
    return finished(quick_in_pieces(reading, sizes, labels, direction))


def quick_in_pieces(
    reading: Reading,
    sizes: Mapping[str, Size],
    labels: Sequence[Size | None],
    direction: Direction,
) -> Pieces[Layout]:
    """The same, cut into short pieces."""
    if not reading.nodes:
        return EMPTY
    sizes = {id_: size.towards(direction) for id_, size in sizes.items()}
    labels = [label and label.towards(direction) for label in labels]
    groups = group_paths(reading)
    yield
    places = web(reading, sizes, direction)
    yield
    across = yield from balanced(places, blocks(reading, places, groups))
    columns = _columns(places, _gap(labels, direction))
    centres = columns[places.rank[: len(places.size)]].mean(axis=1)
    yield
    nodes = _nodes(reading, np.column_stack([centres, across[: len(centres)]]), direction)
    curves = courses(places, columns, across)
    yield
    paths = tuple(
        _path(reading, index, curve, labels[index], direction) for index, curve in enumerate(curves)
    )
    yield
    boxes = {id_: Box.centred(middle, sizes[id_]) for id_, middle in nodes.items()}
    around = frames(reading, groups, boxes)
    yield
    whole = bounds(nodes, sizes, paths, around)
    layout = Layout(nodes, paths, around, whole, provisional=True, direction=direction)
    return with_pins(layout, reading, sizes, direction)


def _nodes(reading: Reading, at: Array, direction: Direction) -> dict[str, Point]:
    xs, ys = at.T.tolist() if direction == "LR" else at.T[::-1].tolist()
    return dict(zip(reading.nodes, zip(xs, ys, strict=True), strict=True))


def _gap(labels: Sequence[Size | None], direction: Direction) -> float:
    """Between ranks, in pixels."""
    along = [size.width if direction == "LR" else size.height for size in labels if size]
    return BARE_GAP + max(along, default=0.0)


def _columns(places: Web, gap: float) -> Array:
    """Per rank where it begins and ends."""
    rank = places.rank[: len(places.size)]
    widest = np.zeros(rank.max() + 1)
    np.maximum.at(widest, rank, places.size[:, 0])
    ends = np.cumsum(widest + gap) - gap
    return np.column_stack([ends - widest, ends])


def _path(
    reading: Reading,
    index: int,
    curve: tuple[Point, ...],
    label: Size | None,
    direction: Direction,
) -> EdgePath:
    """The edge; its numbers are beside the last piece of its curve."""
    if direction == "TB":
        curve = tuple((y, x) for x, y in curve)
    if label is None:
        return EdgePath(curve, None)
    if isinstance(label, Parted):
        return EdgePath(curve, Box.centred(point_on(curve[-4:], 0.5), room_size(label, direction)))
    before = label_side(reading, index, direction) == "before"
    room = Box(0.0, 0.0, *label)
    return EdgePath(curve, beside(curve[-4:], room, before=before, direction=direction))
