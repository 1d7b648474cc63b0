"""Pinned nodes: put where a person wants them, with everything that hangs on them."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

from graphviz_app.core.reading import Reading
from graphviz_app.layout.answer import bounds
from graphviz_app.layout.dot import GROUP_MARGIN, TITLE_HEIGHT
from graphviz_app.layout.geometry import Box, Direction, Layout, Point, Size
from graphviz_app.layout.rerouting import rerouted


def with_pins(
    layout: Layout, reading: Reading, sizes: Mapping[str, Size], direction: Direction
) -> Layout:
    """The layout with the graph's pins: their edges become plain curves, groups still enclose."""
    return with_places(layout, reading, sizes, direction, reading.graph.pinned(reading.kind))


def without_floating(reading: Reading) -> Reading:
    """The reading without what is pinned and joined to nothing: it takes no room from the rest."""
    pins, clusters = reading.graph.pinned(reading.kind), reading.clusters
    floating = {
        id_
        for id_ in reading.nodes
        if id_ in pins
        and not clusters[id_]
        and not reading.incoming[id_]
        and not reading.outgoing[id_]
    }
    if not floating or len(floating) == len(reading.nodes):
        return reading
    rest = {id_: node for id_, node in reading.nodes.items() if id_ not in floating}
    return replace(reading, nodes=rest)


def with_floating(layout: Layout, reading: Reading, sizes: Mapping[str, Size]) -> Layout:
    """The layout with what it was made without, at its pins."""
    pins = reading.graph.pinned(reading.kind)
    if len(layout.nodes) == len(reading.nodes):
        return layout
    nodes = {id_: layout.nodes.get(id_) or pins[id_] for id_ in reading.nodes}
    around = bounds(nodes, sizes, layout.edges, layout.groups)
    return replace(layout, nodes=nodes, bounds=around)


def with_places(
    layout: Layout,
    reading: Reading,
    sizes: Mapping[str, Size],
    direction: Direction,
    places: Mapping[str, Point],
) -> Layout:
    """The same with nodes at these places, in the layout's own pixels."""
    pins = {id_: at for id_, at in places.items() if id_ in layout.nodes}
    moved = {id_ for id_, at in pins.items() if math.dist(at, layout.nodes[id_]) > 0.5}
    if not moved:
        return layout
    nodes = {**layout.nodes, **{id_: pins[id_] for id_ in moved}}
    touched = [i for i, e in enumerate(reading.edges) if e.source in moved or e.target in moved]
    found = rerouted(reading, touched, layout.edges, nodes, sizes, direction)
    edges = tuple(found.get(index, path) for index, path in enumerate(layout.edges))
    boxes = {id_: Box.centred(at, sizes[id_]) for id_, at in nodes.items()}
    groups = _enclosing(layout.groups, reading, boxes, moved)
    return replace(
        layout, nodes=nodes, edges=edges, groups=groups, bounds=bounds(nodes, sizes, edges, groups)
    )


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
