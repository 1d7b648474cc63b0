"""Pinned nodes: put where a person wants them, with everything that hangs on them."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

from graphviz_app.core.reading import Reading
from graphviz_app.layout.answer import bounds
from graphviz_app.layout.curves import arc
from graphviz_app.layout.dot import GROUP_MARGIN, LANE, TITLE_HEIGHT, label_side
from graphviz_app.layout.geometry import Box, Direction, EdgePath, Layout, Point, Size


def with_pins(
    layout: Layout, reading: Reading, sizes: Mapping[str, Size], direction: Direction
) -> Layout:
    """The layout with the graph's pins: their edges become plain curves, groups still enclose."""
    pins = {id_: at for id_, at in reading.graph.pins.items() if id_ in layout.nodes}
    moved = {id_ for id_, at in pins.items() if math.dist(at, layout.nodes[id_]) > 0.5}
    if not moved:
        return layout
    nodes = {**layout.nodes, **{id_: pins[id_] for id_ in moved}}
    boxes = {id_: Box.centred(at, sizes[id_]) for id_, at in nodes.items()}
    edges = tuple(
        _rerouted(reading, index, path, boxes, sizes[edge.target].grip, direction)
        if edge.source in moved or edge.target in moved
        else path
        for index, (edge, path) in enumerate(zip(reading.edges, layout.edges, strict=True))
    )
    groups = _enclosing(layout.groups, reading, boxes, moved)
    return replace(
        layout, nodes=nodes, edges=edges, groups=groups, bounds=bounds(nodes, sizes, edges, groups)
    )


def _rerouted(
    reading: Reading,
    index: int,
    path: EdgePath,
    boxes: Mapping[str, Box],
    grip: float,
    direction: Direction,
) -> EdgePath:
    edge = reading.edges[index]
    arriving = reading.incoming[edge.target]
    share = 0.5 + grip * ((arriving.index(index) + 0.5) / len(arriving) - 0.5)
    source, target = boxes[edge.source], boxes[edge.target]
    if direction == "LR":
        start = (source.x + source.width, source.y + source.height / 2)
        end = (target.x, target.y + share * target.height)
    else:
        start = (source.x + source.width / 2, source.y + source.height)
        end = (target.x + share * target.width, target.y)
    curve = arc(start, end, direction)
    if path.label is None:
        return EdgePath(curve, None)
    before = label_side(reading, index, direction) == "before"
    return EdgePath(curve, beside(curve, path.label, before=before, direction=direction))


def beside(curve: tuple[Point, ...], label: Box, *, before: bool, direction: Direction) -> Box:
    """The label's box next to the middle of a curve of one piece."""
    start, one, other, end = curve
    x, y = middle_of(curve)
    dx, dy = (end[i] + other[i] - one[i] - start[i] for i in (0, 1))
    length = math.hypot(dx, dy) or 1.0
    across, down = -dy / length, dx / length
    ahead = across if direction == "TB" else down
    sign = 1.0 if (ahead < 0) == before else -1.0
    reach = abs(across) * label.width / 2 + abs(down) * label.height / 2 + LANE / 2
    centre = (x + sign * reach * across, y + sign * reach * down)
    return Box.centred(centre, Size(label.width, label.height))


def middle_of(curve: tuple[Point, ...]) -> Point:
    """The middle of a curve of one piece."""
    start, one, other, end = curve
    x, y = ((start[i] + 3 * one[i] + 3 * other[i] + end[i]) / 8 for i in (0, 1))
    return x, y


def _enclosing(
    groups: Mapping[str, Box], reading: Reading, boxes: Mapping[str, Box], moved: set[str]
) -> dict[str, Box]:
    """Boxes of groups, drawn anew where a member has moved; inner ones first."""
    path_of = reading.clusters
    result = dict(groups)
    for path in sorted(groups, key=lambda path: -path.count("/")):
        members = [id_ for id_ in boxes if f"{path_of[id_]}/".startswith(f"{path}/")]
        if moved.isdisjoint(members):
            continue
        inner = [box for other, box in result.items() if other.startswith(f"{path}/")]
        result[path] = _around([*inner, *(boxes[id_] for id_ in members)])
    return result


def _around(boxes: Iterable[Box]) -> Box:
    """The box around others, with a margin and room for a title."""
    inner = list(boxes)
    left = min(box.x for box in inner) - GROUP_MARGIN
    top = min(box.y for box in inner) - GROUP_MARGIN - TITLE_HEIGHT
    right = max(box.x + box.width for box in inner) + GROUP_MARGIN
    bottom = max(box.y + box.height for box in inner) + GROUP_MARGIN
    return Box(left, top, right - left, bottom - top)
