"""Curves between ranks: calm sweeps where there is room, Graphviz's own where they wind through.

Everything here thinks from left to right; for the other direction points are turned over.
"""

from collections.abc import Iterable, Sequence

from graphviz_app.layout.dot import LABELLED_GAP
from graphviz_app.layout.geometry import Box, Direction, Point

Curve = tuple[Point, ...]
"""One start, then Bézier triples (control, control, end)."""

_CLEARANCE = 3.0
"""What a curve keeps from boxes, in pixels."""
_SAMPLES = [t / 20 for t in range(1, 20)]
_LEAST_REACH = 40.0
"""How far a free curve goes straight on before it turns, in pixels."""
_BENDS = ((0.0, 0.0), (1.0, 1.0), (0.5, 0.5), (0.0, 0.5), (0.5, 1.0))
"""Which part of the lane beside the numbers is kept straight: from, to."""


class Router:
    """Draws curves around the boxes of nodes and numbers."""

    def __init__(self, boxes: Iterable[Box], direction: Direction) -> None:
        self._turned = direction == "TB"
        self._boxes = [_extent(box) for box in boxes]
        if self._turned:
            self._boxes = [(top, left, bottom, right) for left, top, right, bottom in self._boxes]

    def plain(self, curve: Sequence[Point]) -> Curve:
        """An edge without numbers."""
        return self._turn(tidy(self._turn(curve)))

    def past_numbers(self, there: Sequence[Point], onwards: Sequence[Point]) -> Curve:
        """An edge with numbers: the curve up to their lane, and the one from its end."""
        first, second = self._turn(there), self._turn(onwards)
        return self._turn(self._smooth(first, second) or _in_lane(tidy(first), tidy(second)))

    def _turn(self, points: Sequence[Point]) -> Curve:
        return tuple((y, x) for x, y in points) if self._turned else tuple(points)

    def _smooth(self, there: Curve, onwards: Curve) -> Curve | None:
        """The calmest curve that leaves the lane early or late and touches nothing."""
        if not (_is_short(there) and _is_short(onwards)):
            return None
        near = self._near(there, onwards)
        whole = sweep(there[0], onwards[-1])
        if _is_free(whole, near):
            return whole
        (begin, y), (end, _) = there[-1], onwards[0]
        for leave, rejoin in _BENDS:
            one = (begin + leave * (end - begin), y)
            other = (begin + rejoin * (end - begin), y)
            curve = _in_lane(sweep(there[0], one), sweep(other, onwards[-1]))
            if _is_free(curve, near):
                return curve
        return None

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
    return 0.0 < curve[-1][0] - curve[0][0] < 2 * LABELLED_GAP


def _in_lane(there: Curve, onwards: Curve) -> Curve:
    past = straight(there[-1], onwards[0])[1:] if there[-1] != onwards[0] else ()
    return (*there, *past, *onwards[1:])


def _extent(box: Box) -> _Extent:
    return box.x, box.y, box.x + box.width, box.y + box.height


def _is_free(curve: Curve, boxes: Sequence[_Extent]) -> bool:
    if not boxes:
        return True
    for i in range(0, len(curve) - 1, 3):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = curve[i : i + 4]
        for t in _SAMPLES:
            s = 1.0 - t
            a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
            x, y = a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy
            if any(x0 < x < x1 and y0 < y < y1 for x0, y0, x1, y1 in boxes):
                return False
    return True
