"""The course of an edge: a chain of Bézier pieces that ends in an arrow."""

import math
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, pairwise

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
_TOUCH = 0.5
"""Where a curve leaves a box for so few pixels it has stayed inside."""


class Curve:
    """One start and then Bézier triples, as in ``EdgePath.points``; lengths in pixels.

    Plain numbers: there are many edges, and QPointF's arithmetic is ten times slower.
    """

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        self._at = points

    @cached_property
    def _samples(self) -> "tuple[array[float], array[float], array[float]]":
        """Points along the curve: the length of the way up to each, its x, its y."""
        points = [self._at[0]]
        for i in range(0, len(self._at) - 3, 3):
            (ax, ay), (bx, by), (cx, cy), (dx, dy) = self._at[i : i + 4]
            points += [
                (a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy)
                for a, b, c, d in _WEIGHTS
            ]
        ways = accumulate(map(math.dist, points, points[1:]), initial=0.0)
        xs, ys = zip(*points, strict=True)
        return array("d", ways), array("d", xs), array("d", ys)

    @cached_property
    def length(self) -> float:
        """From end to end."""
        return self._samples[0][-1]

    @property
    def end(self) -> tuple[float, float]:
        """Where the arrow's tip is."""
        return self._at[-1]

    @property
    def joints(self) -> Sequence[tuple[float, float]]:
        """Where its pieces begin and end: all there is to see of it from far away."""
        return self._at[::3]

    def point_at(self, way: float) -> QPointF:
        """The point after ``way`` pixels from the start, clamped to the ends."""
        ways, xs, ys = self._samples
        k = bisect_left(ways, way, 1, max(len(ways) - 1, 1))
        to = min(k, len(ways) - 1)
        before, x, y = ways[k - 1], xs[k - 1], ys[k - 1]
        part = min(max((way - before) / ((ways[to] - before) or 1.0), 0.0), 1.0)
        return QPointF(x + (xs[to] - x) * part, y + (ys[to] - y) * part)

    def points_between(self, count: int) -> list[QPointF]:
        """So many points, evenly along it, without its ends."""
        return [self.point_at(self.length * i / (count + 1)) for i in range(1, count + 1)]

    def distance(self, point: QPointF) -> float:
        """From a point to the nearest one of the curve."""
        _, xs, ys = self._samples
        here = point.x(), point.y()
        pieces = pairwise(zip(xs, ys, strict=True))
        return min((_distance(here, *ends) for ends in pieces), default=math.inf)

    def spans(self, rect: QRectF) -> list[tuple[float, float]]:
        """From where to where it is within a rectangle, from left to right."""
        _, xs, ys = self._samples
        spans = (_span(one, other, rect) for one, other in pairwise(zip(xs, ys, strict=True)))
        return [span for span in spans if span is not None]

    def rects(self, margin: float) -> list[QRectF]:
        """Small rectangles that together cover the curve and ``margin`` around it."""
        _, xs, ys = self._samples
        rects = []
        for i in range(0, max(len(xs) - 1, 1), _PER_RECT):
            part = slice(i, i + _PER_RECT + 1)
            left, right, top, bottom = min(xs[part]), max(xs[part]), min(ys[part]), max(ys[part])
            box = QRectF(left, top, right - left, bottom - top)
            rects.append(box.adjusted(-margin, -margin, margin, margin))
        return rects

    @cached_property
    def direction(self) -> tuple[float, float]:
        """Unit vector in which it arrives."""
        x, y = self._at[-1]
        for px, py in reversed(self._at[:-1]):
            span = math.hypot(x - px, y - py)
            if span > 1.0:
                return (x - px) / span, (y - py) / span
        return 1.0, 0.0

    def head(self, length: float, half_width: float) -> QPainterPath:
        """The arrow's head."""
        (x, y), (dx, dy) = self._at[-1], self.direction
        back_x, back_y = x - dx * length, y - dy * length
        path = QPainterPath(QPointF(x, y))
        path.lineTo(back_x - dy * half_width, back_y + dx * half_width)
        path.lineTo(back_x + dy * half_width, back_y - dx * half_width)
        path.closeSubpath()
        return path

    def parted(self, length: float, box: QRectF) -> QPainterPath:
        """The same without what is inside a box, in straight pieces that look like the curve."""
        stops = self._crossings(box)
        path = QPainterPath()
        end = self.length - length
        for start, stop in zip([0.0, *stops[1::2]], [*stops[::2], end], strict=False):
            if stop > start:
                self._add_piece(path, start, min(stop, end))
        return path

    def _crossings(self, box: QRectF) -> list[float]:
        """The ways at which the curve enters and leaves a box, in turn."""
        ways, xs, ys = self._samples
        crossings: list[float] = []
        for i, (one, other) in enumerate(pairwise(zip(xs, ys, strict=True))):
            within = _within(one, other, box)
            if within is None:
                continue
            enters, leaves = (ways[i] + (ways[i + 1] - ways[i]) * part for part in within)
            if crossings and enters - crossings[-1] < _TOUCH:
                crossings[-1] = leaves  # it has gone on inside
            else:
                crossings += [enters, leaves]
        return crossings

    def _add_piece(self, path: QPainterPath, start: float, stop: float) -> None:
        path.moveTo(self.point_at(start))
        ways, xs, ys = self._samples
        for way, x, y in zip(ways, xs, ys, strict=True):
            if start < way < stop:
                path.lineTo(x, y)
        path.lineTo(self.point_at(stop))

    def trimmed(self, length: float) -> QPainterPath:
        """The curve, ending ``length`` early so that the arrow's tip stays sharp."""
        points, (dx, dy) = self._at, self.direction
        path = QPainterPath(QPointF(*points[0]))
        for i in range(1, len(points) - 2, 3):
            last = i + 3 == len(points)
            by_x, by_y = (dx * length, dy * length) if last else (0.0, 0.0)
            (bx, by), (cx, cy), (ex, ey) = points[i : i + 3]
            path.cubicTo(bx, by, cx - by_x, cy - by_y, ex - by_x, ey - by_y)
        return path


def _within(
    start: tuple[float, float], end: tuple[float, float], box: QRectF
) -> tuple[float, float] | None:
    """From which to which part of a straight piece it is inside a box."""
    first, last = 0.0, 1.0
    sides = ((box.left(), box.right()), (box.top(), box.bottom()))
    for here, there, (low, high) in zip(start, end, sides, strict=True):
        way = there - here
        if way:
            near, far = sorted(((low - here) / way, (high - here) / way))
            first, last = max(first, near), min(last, far)
        elif not low <= here <= high:
            return None
    return (first, last) if first < last else None


def _span(
    start: tuple[float, float], end: tuple[float, float], rect: QRectF
) -> tuple[float, float] | None:
    """From where to where a straight piece is within a rectangle."""
    (x, top), (to_x, bottom) = sorted((start, end), key=lambda point: point[1])
    if bottom < rect.top() or top > rect.bottom():
        return None
    fall = bottom - top
    begin, last = (
        x + (to_x - x) * ((min(max(at, top), bottom) - top) / fall if fall else share)
        for at, share in ((rect.top(), 0.0), (rect.bottom(), 1.0))
    )
    left, right = max(min(begin, last), rect.left()), min(max(begin, last), rect.right())
    return (left, right) if left <= right else None


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
