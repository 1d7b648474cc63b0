"""The course of each edge: straight from circle to circle, past what stands in the way."""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from graphviz_app.core.reading import Reading
from graphviz_app.layout.curves import Curve, straight
from graphviz_app.layout.geometry import Box, Point, Round, Size
from graphviz_app.layout.neurons.columns import Columns
from graphviz_app.layout.neurons.order import Passage, passages

STEEPEST = math.radians(62)
"""How far up or down on a circle an edge may arrive."""
TWIN = 0.34
"""Between edges from the same node to the same node, in radians on the circle."""


class Courses:
    """Draws edges between nodes in their places; ``lanes`` are where edges pass columns."""

    def __init__(
        self,
        reading: Reading,
        columns: Columns,
        sizes: Mapping[str, Size],
        at: Mapping[str, Point],
        lanes: Mapping[Passage, tuple[Point, Point]],
        twists: Sequence[float],
    ) -> None:
        self._reading, self._columns, self._sizes = reading, columns, sizes
        self._at, self._lanes, self._twists = at, lanes, twists

    def course(self, index: int) -> Curve:
        """From border to border."""
        edge = self._reading.edges[index]
        if self._is_upright(index):
            return self._upright(edge.source, edge.target)
        stops = [
            point
            for passage in passages(self._columns, self._reading, index)
            for point in self._lanes[passage]
        ]
        start = self._leaving(index, stops[0] if stops else self._arrival_wish(index))
        end = self._arriving(index, stops[-1] if stops else start)
        if not stops:
            # Once more: where it arrives on a box decides where it leaves.
            start = self._leaving(index, end)
            return straight(start, end)
        return _through([start, *stops, end])

    def _is_upright(self, index: int) -> bool:
        edge = self._reading.edges[index]
        return self._columns.of[edge.source] == self._columns.of[edge.target]

    def _upright(self, source: str, target: str) -> Curve:
        (x, y), (to_x, to_y) = self._at[source], self._at[target]
        way = 1.0 if to_y > y else -1.0
        return straight(
            (x, y + way * self._sizes[source].height / 2),
            (to_x, to_y - way * self._sizes[target].height / 2),
        )

    def _arrival_wish(self, index: int) -> Point:
        edge = self._reading.edges[index]
        size = self._sizes[edge.target]
        return self._at[edge.target] if isinstance(size, Round) else self._slot(index)

    def _leaving(self, index: int, towards: Point) -> Point:
        source = self._reading.edges[index].source
        (x, y), size = self._at[source], self._sizes[source]
        if isinstance(size, Round):
            return _on_rim((x, y), size.disc / 2, towards, self._twists[index])
        return x + size.width / 2, y + math.sin(self._twists[index]) * size.height / 2

    def _arriving(self, index: int, from_: Point) -> Point:
        target = self._reading.edges[index].target
        size = self._sizes[target]
        if isinstance(size, Round):
            return _on_rim(self._at[target], size.disc / 2, from_, -self._twists[index])
        return self._slot(index)

    def _slot(self, index: int) -> Point:
        """On a box's left side, the edges in the order of where they come from."""
        target = self._reading.edges[index].target
        (x, y), size = self._at[target], self._sizes[target]
        arriving = [i for i in self._reading.incoming[target] if not self._is_upright(i)]
        arriving.sort(key=self._height_before)
        share = (arriving.index(index) + 0.5) / len(arriving) - 0.5
        return x - size.width / 2, y + share * 0.8 * size.height

    def _height_before(self, index: int) -> float:
        passed = passages(self._columns, self._reading, index)
        if passed:
            return self._lanes[passed[-1]][1][1]
        return self._at[self._reading.edges[index].source][1]


def twists(reading: Reading) -> list[float]:
    """Per edge an angle on its circles: those between the same two nodes part, the first above."""
    twins: dict[tuple[str, str], list[int]] = {}
    for index, edge in enumerate(reading.edges):
        twins.setdefault((edge.source, edge.target), []).append(index)
    angle = [0.0] * len(reading.edges)
    for indices in twins.values():
        for place, index in enumerate(indices):
            angle[index] = TWIN * (2 * place - len(indices) + 1)
    return angle


def _on_rim(centre: Point, radius: float, towards: Point, twist: float) -> Point:
    """Where the line to another point leaves a circle, at its left or right side."""
    dx, dy = towards[0] - centre[0], towards[1] - centre[1]
    side = math.copysign(1.0, dx)
    angle = math.atan2(dy, abs(dx)) + twist * side
    angle = min(max(angle, -STEEPEST), STEEPEST)
    return centre[0] + side * radius * math.cos(angle), centre[1] + radius * math.sin(angle)


def _through(stops: list[Point]) -> Curve:
    """Level at every stop but the ends; straight along the lanes."""
    points: list[Point] = [stops[0]]
    for k, ((x, y), (to_x, to_y)) in enumerate(pairwise(stops)):
        dx, dy = (to_x - x) / 2, to_y - y
        tilt, to_tilt = (0.35 * dy if k == 0 else 0.0), (0.35 * dy if k == len(stops) - 2 else 0.0)
        points += [(x + dx, y + tilt), (to_x - dx, to_y - to_tilt), (to_x, to_y)]
    return tuple(points)


def around(at: Point, size: Size) -> list[Box]:
    """What a node takes up: a circle with what stands above and below, or a box."""
    return size.parts(at) if isinstance(size, Round) else [Box.centred(at, size)]
