"""The course of an edge: a chain of Bézier pieces that ends in an arrow."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from operator import itemgetter

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

_SAMPLES = 12
"""Points per Bézier piece by which positions along the curve are found."""
_PER_RECT = 4
"""How many of these steps one covering rectangle spans."""


class Curve:
    """One start and then Bézier triples, as in ``EdgePath.points``; lengths in pixels."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        self._points = [QPointF(x, y) for x, y in points]

    @cached_property
    def _samples(self) -> list[tuple[float, QPointF]]:
        """Points along the curve, each with the length of the way up to it."""
        points = [self._points[0]]
        for i in range(0, len(self._points) - 3, 3):
            piece = self._points[i : i + 4]
            points += [_bezier(piece, k / _SAMPLES) for k in range(1, _SAMPLES + 1)]
        way, result = 0.0, [(0.0, points[0])]
        for before, point in pairwise(points):
            way += math.hypot(point.x() - before.x(), point.y() - before.y())
            result.append((way, point))
        return result

    @cached_property
    def length(self) -> float:
        """From end to end."""
        return self._samples[-1][0]

    def point_at(self, way: float) -> QPointF:
        """The point after ``way`` pixels from the start, clamped to the ends."""
        samples = self._samples
        k = bisect_left(samples, way, 1, max(len(samples) - 1, 1), key=itemgetter(0))
        (before, start), (after, end) = samples[k - 1], samples[min(k, len(samples) - 1)]
        part = (way - before) / ((after - before) or 1.0)
        return start + (end - start) * min(max(part, 0.0), 1.0)

    def distance(self, point: QPointF) -> float:
        """From a point to the nearest one of the curve."""
        points = [sample for _, sample in self._samples]
        return min((_distance(point, *ends) for ends in pairwise(points)), default=math.inf)

    def rects(self, margin: float) -> list[QRectF]:
        """Small rectangles that together cover the curve and ``margin`` around it."""
        points = [point for _, point in self._samples]
        found = []
        for i in range(0, max(len(points) - 1, 1), _PER_RECT):
            box = QPolygonF(points[i : i + _PER_RECT + 1]).boundingRect()
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


def _bezier(points: Sequence[QPointF], t: float) -> QPointF:
    a, b, c, d = points
    s = 1.0 - t
    return a * (s * s * s) + b * (3 * s * s * t) + c * (3 * s * t * t) + d * (t * t * t)


def _distance(point: QPointF, start: QPointF, end: QPointF) -> float:
    span = end - start
    square = QPointF.dotProduct(span, span)
    part = QPointF.dotProduct(point - start, span) / square if square else 0.0
    nearest = start + span * min(max(part, 0.0), 1.0)
    return math.hypot(point.x() - nearest.x(), point.y() - nearest.y())
