"""Courses: the level pieces of each edge, from column to column, and where it leaves its node.

Everything here thinks from left to right.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from graphviz_app.core.reading import Reading
from graphviz_app.layout.curves import height_at
from graphviz_app.layout.geometry import Box
from graphviz_app.layout.routing.columns import Columns, Key, Passage, levels
from graphviz_app.layout.routing.drawn import Drawn

_STRAIGHT = 5.0
"""How far from its middle a node may be left for a straight edge, in pixels."""
_PORT, _PORTS = 7.0, 0.45
"""From one edge that leaves a node to the next in pixels, and how much of its side they take."""

_UNDER = 6.0
"""How far under its node an edge may begin, in pixels."""


class Stop(NamedTuple):
    """A level piece in a column; at both ends of an edge it has no length."""

    column: int
    begin: float
    end: float
    at: float


def courses(reading: Reading, drawn: Drawn, columns: Columns) -> list[list[Stop]]:
    """Per edge its stops; none for one that leads back."""
    spans = [_spans(columns, reading, drawn, index) for index in range(len(reading.edges))]
    passages = [
        passage
        for index, parts in enumerate(spans)
        for passage in _passages(reading, drawn, columns, index, parts)
    ]
    heights = iter(levels(columns, passages))
    found: list[list[Stop]] = []
    for index, parts in enumerate(spans):
        stops: list[Stop] = []
        for number, (first, last) in enumerate(parts):
            begin = _begin(reading, drawn, index, first) if number == 0 else None
            stops.append(begin or _past(drawn, index, first))
            for column, at in zip(range(first + 1, last), next(heights), strict=True):
                stops.append(Stop(column, columns.all[column].left, columns.all[column].right, at))
        if stops:
            x, y = drawn.curves[index][-1][-1]
            stops.append(Stop(parts[-1][1], x, x, y))
        found.append(stops)
    _leave_side_by_side(found, reading, drawn)
    return found


def _passages(
    reading: Reading, drawn: Drawn, columns: Columns, index: int, parts: Sequence[tuple[int, int]]
) -> Iterator[Passage]:
    ends = [drawn.nodes[reading.edges[index].source].centre[1], drawn.curves[index][-1][-1][1]]
    if len(parts) > 1:
        ends.insert(1, drawn.lane(index))
    curves = drawn.curves[index][: len(parts)]
    for (first, last), curve, level in zip(parts, curves, pairwise(ends), strict=bool(parts)):
        between = range(first + 1, last)
        heights = [height_at(curve, columns.all[column].middle) for column in between]
        yield Passage(first + 1, heights, level)


def _begin(reading: Reading, drawn: Drawn, index: int, column: int) -> Stop:
    box = drawn.nodes[reading.edges[index].source]
    right = box.x + box.width
    return Stop(column, right, right, box.centre[1])


def _past(drawn: Drawn, index: int, column: int) -> Stop:
    room = drawn.room(index)
    assert room is not None
    return Stop(column, room.x, room.x + room.width, drawn.lane(index))


def _spans(columns: Columns, reading: Reading, drawn: Drawn, index: int) -> list[tuple[int, int]]:
    """From which column to which each of its curves leads; nothing for an edge that leads back."""
    edge = reading.edges[index]
    keys: list[Key] = [edge.source, edge.target]
    if drawn.numbers[index] is not None:
        keys.insert(1, index)
    spans = list(pairwise([columns.of[key] for key in keys]))
    return spans if all(first < last for first, last in spans) else []


def _leave_side_by_side(found: list[list[Stop]], reading: Reading, drawn: Drawn) -> None:
    """In the order in which they go on."""
    for source, leaving in reading.outgoing.items():
        indices = [index for index in leaving if found[index]]
        indices.sort(key=lambda index: [stop.at for stop in found[index][1:]])
        ports = _ports(drawn.nodes[source], [found[index][1].at for index in indices])
        for index, port in zip(indices, ports, strict=True):
            stop = found[index][0]
            x = stop.end - min(abs(port - stop.at) / 2, _UNDER)  # a node may be round
            found[index][0] = Stop(stop.column, x, x, port)


def _ports(box: Box, onwards: Sequence[float]) -> list[float]:
    """At which heights edges leave a node; ``onwards``: where they go to."""
    middle = box.centre[1]
    if len(onwards) == 1:
        return [onwards[0] if abs(onwards[0] - middle) <= _STRAIGHT else middle]
    reach = _PORTS * box.height / 2
    step = min(_PORT, 2 * reach / (len(onwards) - 1))
    ports: list[float] = []
    for place, at in enumerate(onwards):
        fair = middle + (place - (len(onwards) - 1) / 2) * step
        least = ports[-1] + step if ports else middle - reach
        most = middle + reach - (len(onwards) - 1 - place) * step
        ports.append(max(least, min(at if abs(at - middle) <= reach else fair, most)))
    return ports
