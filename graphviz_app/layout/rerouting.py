"""Edges of nodes that were put somewhere else: plain curves, their numbers where there is room."""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence

from graphviz_app.core.reading import Reading
from graphviz_app.layout.curves import Curve, arc
from graphviz_app.layout.dot import LANE, label_side
from graphviz_app.layout.geometry import Box, Direction, EdgePath, Point, Round, Size

_ALONG = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)
"""Where along a curve its numbers may stand, best first."""


def rerouted(
    reading: Reading,
    indices: Sequence[int],
    paths: Sequence[EdgePath],
    nodes: Mapping[str, Point],
    sizes: Mapping[str, Size],
    direction: Direction,
) -> dict[int, EdgePath]:
    """These edges anew, between nodes as they are now; the others stay as they are."""
    bodies = {id_: _body(at, sizes[id_]) for id_, at in nodes.items()}
    gone = set(indices)
    labels = [path.label for i, path in enumerate(paths) if path.label and i not in gone]
    taken = [*(Box.centred(at, sizes[id_]) for id_, at in nodes.items()), *labels]
    found: dict[int, EdgePath] = {}
    for index in indices:
        edge, room = reading.edges[index], paths[index].label
        if reading.neurons:
            curve = _straight(
                bodies[edge.source], bodies[edge.target], sizes[edge.source], sizes[edge.target]
            )
        else:
            curve = _sweep(reading, index, bodies, sizes[edge.target].grip, direction)
        label = None
        if room is not None:
            before = label_side(reading, index, direction) == "before"
            label = _free(list(_places(reading, curve, room, before, direction)), taken)
            taken.append(label)
        found[index] = EdgePath(curve, label)
    return found


def beside(curve: Curve, label: Box, *, before: bool, direction: Direction, at: float = 0.5) -> Box:
    """The label's box next to a point of a curve of one piece, its middle if nothing is said."""
    (x, y), (dx, dy) = point_on(curve, at), _slope(curve, at)
    length = math.hypot(dx, dy) or 1.0
    across, down = -dy / length, dx / length
    ahead = across if direction == "TB" else down
    sign = 1.0 if (ahead < 0) == before else -1.0
    reach = abs(across) * label.width / 2 + abs(down) * label.height / 2 + LANE / 2
    centre = (x + sign * reach * across, y + sign * reach * down)
    return Box.centred(centre, Size(label.width, label.height))


def _body(at: Point, size: Size) -> Box:
    """The part of a node at which edges end: of a circle with a name not the name."""
    return Box.centred(at, Size(size.disc, size.disc) if isinstance(size, Round) else size)


def _sweep(
    reading: Reading, index: int, bodies: Mapping[str, Box], grip: float, direction: Direction
) -> Curve:
    edge = reading.edges[index]
    arriving = reading.incoming[edge.target]
    share = 0.5 + grip * ((arriving.index(index) + 0.5) / len(arriving) - 0.5)
    source, target = bodies[edge.source], bodies[edge.target]
    if direction == "LR":
        start = (source.x + source.width, source.y + source.height / 2)
        end = (target.x, target.y + share * target.height)
    else:
        start = (source.x + source.width / 2, source.y + source.height)
        end = (target.x + share * target.width, target.y)
    return arc(start, end, direction)


def _straight(source: Box, target: Box, one: Size, other: Size) -> Curve:
    """A line from middle to middle, as far as it is outside both."""
    begin, end = source.centre, target.centre
    start = _border(source, one, end)
    tip = _border(target, other, begin)
    thirds = [
        (start[0] + t * (tip[0] - start[0]), start[1] + t * (tip[1] - start[1]))
        for t in (1 / 3, 2 / 3)
    ]
    return (start, thirds[0], thirds[1], tip)


def _border(body: Box, size: Size, to: Point) -> Point:
    """Where the line from its middle to a point leaves a circle or a box."""
    x, y = body.centre
    dx, dy = to[0] - x, to[1] - y
    if isinstance(size, Round):
        share = body.width / 2 / (math.hypot(dx, dy) or 1.0)
    else:
        across = body.width / 2 / abs(dx) if dx else math.inf
        down = body.height / 2 / abs(dy) if dy else math.inf
        share = min(across, down, 1.0)
    return x + share * dx, y + share * dy


def _places(
    reading: Reading, curve: Curve, room: Box, before: bool, direction: Direction
) -> Iterator[Box]:
    """Where the numbers of an edge may stand, best first: of a neuron's weight on its line."""
    for at in _ALONG:
        if reading.neurons:
            yield Box.centred(point_on(curve, at), Size(room.width, room.height))
            continue
        for side in (before, not before):
            yield beside(curve, room, before=side, direction=direction, at=at)


def _free(places: Sequence[Box], taken: Sequence[Box]) -> Box:
    """The first place in which nothing is; where there is none, the one with least in it."""
    x, y = min(box.x for box in places), min(box.y for box in places)
    right = max(box.x + box.width for box in places)
    bottom = max(box.y + box.height for box in places)
    around = Box(x, y, right - x, bottom - y)
    near = [box for box in taken if _common(box, around) > 0]
    return min(places, key=lambda place: round(sum(_common(place, box) for box in near)))


def _common(one: Box, other: Box) -> float:
    """The area that both cover."""
    width = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    height = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return max(width, 0.0) * max(height, 0.0)


def point_on(curve: Curve, t: float) -> Point:
    """A point of a curve of one piece, from 0 at its start to 1 at its end."""
    weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
    x, y = (sum(w * p[i] for w, p in zip(weights, curve, strict=True)) for i in (0, 1))
    return x, y


def _slope(curve: Curve, t: float) -> Point:
    weights = ((1 - t) ** 2, 2 * (1 - t) * t, t**2)
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(curve)]
    dx, dy = (sum(w * s[i] for w, s in zip(weights, steps, strict=True)) for i in (0, 1))
    return dx, dy
