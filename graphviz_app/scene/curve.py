"""The course of an edge: a chain of Bézier pieces that ends in an arrow."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from operator import itemgetter

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

_SAMPLES = 12
"""Points per Bézier piece by which positions along the curve are found."""
_WEIGHTS = [
    ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
    for t in (k / _SAMPLES for k in range(1, _SAMPLES + 1))
]
_PER_RECT = 4
"""How many of these steps one covering rectangle spans."""


class Curve:
    """One start and then Bézier triples, as in ``EdgePath.points``; lengths in pixels."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        self._at = points
        self._points = [QPointF(x, y) for x, y in points]

    @cached_property
    def _samples(self) -> list[tuple[float, tuple[float, float]]]:
        """Points along the curve, each with the length of the way up to it.

        Plain numbers: there are many edges, and QPointF's arithmetic is ten times slower.
        """
        points = [self._at[0]]
        for i in range(0, len(self._at) - 3, 3):
            (ax, ay), (bx, by), (cx, cy), (dx, dy) = self._at[i : i + 4]
            points += [
                (a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy)
                for a, b, c, d in _WEIGHTS
            ]
        ways = accumulate(map(math.dist, points, points[1:]), initial=0.0)
        return list(zip(ways, points, strict=True))

    @cached_property
    def length(self) -> float:
        """From end to end."""
        return self._samples[-1][0]

    def point_at(self, way: float) -> QPointF:
        """The point after ``way`` pixels from the start, clamped to the ends."""
        samples = self._samples
        k = bisect_left(samples, way, 1, max(len(samples) - 1, 1), key=itemgetter(0))
        (before, (x, y)), (after, (to_x, to_y)) = samples[k - 1], samples[min(k, len(samples) - 1)]
        part = min(max((way - before) / ((after - before) or 1.0), 0.0), 1.0)
        return QPointF(x + (to_x - x) * part, y + (to_y - y) * part)

    def distance(self, point: QPointF) -> float:
        """From a point to the nearest one of the curve."""
        points = [at for _, at in self._samples]
        here = point.x(), point.y()
        return min((_distance(here, *ends) for ends in pairwise(points)), default=math.inf)

    def rects(self, margin: float) -> list[QRectF]:
        """Small rectangles that together cover the curve and ``margin`` around it."""
        points = [at for _, at in self._samples]
        found = []
        for i in range(0, max(len(points) - 1, 1), _PER_RECT):
            xs, ys = zip(*points[i : i + _PER_RECT + 1], strict=True)
            box = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
            found.append(box.adjusted(-margin, -margin, margin, margin))
        return found

    @cached_property
    def direction(self) -> QPointF:
        """Unit vector in which it arrives."""
        tip = self._points[-1]
        for point in reversed(self._points[:-1]):
            span = math.hypot(tip.x() - point.x(), tip.y() - point.y())
            if span > 1.0:
                return (tip - point) * (1.0 / span)
        return QPointF(1.0, 0.0)

    def head(self, length: float, half_width: float) -> QPainterPath:
        """The arrow's head."""
        tip = self._points[-1]
        back = tip - self.direction * length
        across = QPointF(-self.direction.y(), self.direction.x()) * half_width
        path = QPainterPath(tip)
        path.lineTo(back + across)
        path.lineTo(back - across)
        path.closeSubpath()
        return path

    def trimmed(self, length: float) -> QPainterPath:
        """The curve, ending ``length`` early so that the arrow's tip stays sharp."""
        points = self._points
        path = QPainterPath(points[0])
        for i in range(1, len(points) - 2, 3):
            last = i + 3 == len(points)
            shift = self.direction * length if last else QPointF()
            path.cubicTo(points[i], points[i + 1] - shift, points[i + 2] - shift)
        return path


def _distance(
    point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]
) -> float:
    """From a point to a straight piece."""
    (px, py), (x, y), (to_x, to_y) = point, start, end
    dx, dy = to_x - x, to_y - y
    square = dx * dx + dy * dy
    part = ((px - x) * dx + (py - y) * dy) / square if square else 0.0
    part = min(max(part, 0.0), 1.0)
    return math.hypot(px - (x + dx * part), py - (y + dy * part))
