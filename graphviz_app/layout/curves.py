"""Curves between ranks: calm sweeps where there is room, Graphviz's own where they wind through.

Everything here thinks from left to right; for the other direction points are turned over.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from graphviz_app.layout.dot import CROWDED_GAP
from graphviz_app.layout.geometry import Box, Direction, Point

Curve = tuple[Point, ...]
"""One start, then Bézier triples (control, control, end)."""

_CLEARANCE = 2.0
"""What a curve keeps from boxes, in pixels."""
_NEAR = 9.0
"""How far numbers may be from their curve, beside the lane, in pixels."""
_WEIGHTS = [
    ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
    for t in (k / 20 for k in range(1, 20))
]
_LONGEST_SWEEP = 160.0
"""Beyond, in pixels, Graphviz's curve is calmer."""
_LEAST_REACH = 40.0
"""How far a free curve goes straight on before it turns, in pixels."""
_RADIUS = 14.0
"""Of the corners of lanes, in pixels."""
_ROUND = 0.5523
"""How long the handles of a quarter circle are."""
_SHORTEST = 0.05
_BENDS = ((0.0, 0.0), (1.0, 1.0), (0.5, 0.5), (0.0, 0.5), (0.5, 1.0), (0.0, 1.0))
"""Where the lane beside the numbers may be joined and left, calmest first."""


class Router:
    """Draws curves around the boxes of nodes and numbers."""

    def __init__(self, boxes: Iterable[Box], direction: Direction) -> None:
        self._turned = direction == "TB"
        self._boxes = [_extent(box) for box in boxes]
        if self._turned:
            self._boxes = [(top, left, bottom, right) for left, top, right, bottom in self._boxes]

    def past_numbers(self, there: Sequence[Point], onwards: Sequence[Point]) -> Curve:
        """An edge with numbers: the curve up to their lane, and the one from its end."""
        return self._turn(self._calmest(self._turn(there), self._turn(onwards)))

    def _turn(self, points: Sequence[Point]) -> Curve:
        return tuple((y, x) for x, y in points) if self._turned else tuple(points)

    def _calmest(self, there: Curve, onwards: Curve) -> Curve:
        """One sweep; else one that uses only part of the lane; else all of it."""
        near = self._near(there, onwards)
        (begin, y), (end, _) = there[-1], onwards[0]
        bendable = _is_bendable(there), _is_bendable(onwards)
        whole = sweep(there[0], onwards[-1])
        if all(bendable) and _meets(whole, begin, end, y) and _is_free(whole, near):
            return whole
        for join, leave in _BENDS:
            if (join > 0.0 and not bendable[0]) or (leave < 1.0 and not bendable[1]):
                continue
            first, last, swept = there, onwards, []
            if bendable[0]:
                first = sweep(there[0], (begin + join * (end - begin), y))
                swept.append(first)
            if bendable[1]:
                last = sweep((begin + leave * (end - begin), y), onwards[-1])
                swept.append(last)
            if all(_is_free(curve, near) for curve in swept):
                return _in_lane(first, last)
        return _in_lane(tidy(there), tidy(onwards))

    def _near(self, there: Curve, onwards: Curve) -> list["_Extent"]:
        """The boxes that a curve could touch on its way, except those it starts and ends at."""
        (left, y), (right, to_y) = there[0], onwards[-1]
        top, bottom = min(y, there[-1][1], to_y), max(y, there[-1][1], to_y)
        return [
            (x0 - _CLEARANCE, y0 - _CLEARANCE, x1 + _CLEARANCE, y1 + _CLEARANCE)
            for x0, y0, x1, y1 in self._boxes
            if x1 > left + 1
            and x0 < right - 1
            and y1 > top - _CLEARANCE
            and y0 < bottom + _CLEARANCE
        ]


_Extent = tuple[float, float, float, float]


def straight(start: Point, end: Point) -> Curve:
    """One straight piece."""
    (x, y), (to_x, to_y) = start, end
    dx, dy = (to_x - x) / 3, (to_y - y) / 3
    return (start, (x + dx, y + dy), (x + 2 * dx, y + 2 * dy), end)


def sweep(start: Point, end: Point) -> Curve:
    """One S-shaped piece that leaves and arrives level."""
    (x, y), (to_x, to_y) = start, end
    reach = max((to_x - x) / 2, 0.0)
    return (start, (x + reach, y), (to_x - reach, to_y), end)


def stepped(start: Point, end: Point, at: float) -> Curve:
    """Level up to a lane, along it, and level again, with round corners; ``at``: where it is."""
    (x, y), (to_x, to_y) = start, end
    radius = min(at - x, to_x - at, _RADIUS)
    rise = to_y - y
    if radius <= 0.0:
        return sweep(start, end)
    if abs(rise) < 2 * radius:
        middle = ((at, y), (at, to_y), (at + radius, to_y))
        return (*_run(start, (at - radius, y)), *middle, *_run(middle[-1], end)[1:])
    turn = radius if rise > 0 else -radius
    kept, turned = radius * (1 - _ROUND), turn * (1 - _ROUND)
    down = ((at - kept, y), (at, y + turned), (at, y + turn))
    up = ((at, to_y - turned), (at + kept, to_y), (at + radius, to_y))
    along = straight(down[-1], (at, to_y - turn))[1:]
    return (*_run(start, (at - radius, y)), *down, *along, *up, *_run(up[-1], end)[1:])


def _run(start: Point, end: Point) -> Curve:
    """A level piece; only its start if it has no length."""
    return straight(start, end) if end[0] - start[0] > _SHORTEST else (end,)


def height_at(curve: Curve, x: float) -> float:
    """How far down a curve is where it first comes to ``x``; at its ends it goes on level."""
    points = [curve[0], *_samples(curve), curve[-1]]
    for (left, top), (right, bottom) in pairwise(points):
        if left <= x <= right:
            part = (x - left) / (right - left) if right > left else 0.0
            return top + part * (bottom - top)
    return points[0][1] if x < points[0][0] else points[-1][1]


def arc(start: Point, end: Point, direction: Direction) -> Curve:
    """One piece between any two points, that leaves and arrives along the direction of reading."""
    axis = 0 if direction == "LR" else 1
    reach = max(abs(end[axis] - start[axis]) / 2, _LEAST_REACH)
    dx, dy = (reach, 0.0) if direction == "LR" else (0.0, reach)
    return (start, (start[0] + dx, start[1] + dy), (end[0] - dx, end[1] - dy), end)


def tidy(curve: Curve) -> Curve:
    """A plain sweep if the curve only crosses the gap between two ranks."""
    return sweep(curve[0], curve[-1]) if _is_short(curve) else curve


def _is_short(curve: Curve) -> bool:
    return 0.0 < curve[-1][0] - curve[0][0] < 2 * CROWDED_GAP


def _is_bendable(curve: Curve) -> bool:
    """Whether a sweep may do instead, if it is free."""
    return 0.0 < curve[-1][0] - curve[0][0] < _LONGEST_SWEEP


def _in_lane(there: Curve, onwards: Curve) -> Curve:
    past = straight(there[-1], onwards[0])[1:] if there[-1] != onwards[0] else ()
    return (*there, *past, *onwards[1:])


def _extent(box: Box) -> _Extent:
    return box.x, box.y, box.x + box.width, box.y + box.height


def _is_free(curve: Curve, boxes: Sequence[_Extent]) -> bool:
    return not any(
        x0 < x < x1 and y0 < y < y1 for x, y in _samples(curve) for x0, y0, x1, y1 in boxes
    )


def _meets(curve: Curve, begin: float, end: float, y: float) -> bool:
    """Whether the curve comes close to a level stretch."""
    return any(begin < at < end and abs(level - y) < _NEAR for at, level in _samples(curve))


def _samples(curve: Curve) -> Iterator[Point]:
    for i in range(0, len(curve) - 1, 3):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = curve[i : i + 4]
        for a, b, c, d in _WEIGHTS:
            yield a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy
