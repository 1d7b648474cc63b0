"""Rows of data as points of a plot: their class by shape and colour, right or wrong."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from graphviz_app.arrays import Array, np
from graphviz_app.scene.plots.axes import Axes
from graphviz_app.theme import Theme

SIZE, SMALL = 5.5, 3.2
"""Half the width of a point; of many the second."""
MANY, MOST = 150, 600
"""From how many rows on they are small; of more than the second only every so many is painted."""
REACH = 12.0


@dataclass(frozen=True)
class Rows:
    """Row n is at ``xs[n]``, ``ys[n]``; ``targets[n]`` is what it aims at.

    ``predicted`` is what is predicted there; ``cut`` parts two classes, None where there are none.
    """

    xs: Array
    ys: Array
    targets: Array
    predicted: Array
    cut: float | None = None
    shown: int | None = None
    """The row that the graph has."""

    def upper(self, n: int) -> bool:
        """Whether a row is of the second class."""
        return self.cut is not None and bool(self.targets[n] > self._middle)

    @property
    def _middle(self) -> float:
        return float(self.targets.min() + self.targets.max()) / 2

    def wrong(self, n: int) -> bool:
        """Whether a row is predicted to be of the other class."""
        return self.cut is not None and bool(self.predicted[n] > self.cut) != self.upper(n)

    @property
    def errors(self) -> int:
        """How many are."""
        if self.cut is None:
            return 0
        return int(((self.predicted > self.cut) != (self.targets > self._middle)).sum())

    def nearest(self, axes: Axes, place: QPointF) -> int | None:
        """The row at a place, if one is near."""
        if not len(self.xs):
            return None
        away = axes.places(self.xs, self.ys) - np.array([place.x(), place.y()])
        distances = np.hypot(*away.T)
        near = int(np.argmin(distances))
        return near if distances[near] <= axes.theme.px(REACH) else None

    def paint(self, painter: QPainter, axes: Axes) -> None:
        """All of them; the row that is shown last, with a ring."""
        every = math.ceil(len(self.xs) / MOST)
        order = [n for n in range(0, len(self.xs), max(every, 1)) if n != self.shown]
        if self.shown is not None and self.shown < len(self.xs):
            order.append(self.shown)
        for n in order:
            self._paint_row(painter, axes, n)

    def _paint_row(self, painter: QPainter, axes: Axes, n: int) -> None:
        theme, place = axes.theme, axes.point(float(self.xs[n]), float(self.ys[n]))
        size = theme.px(SMALL if len(self.xs) > MANY else SIZE)
        if n == self.shown:
            painter.setPen(QPen(QColor(theme.ink), theme.px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(place, size + theme.px(4), size + theme.px(4))
        wrong = self.wrong(n)
        light = theme.panel if QColor(theme.panel).lightness() > 128 else theme.ink
        rim = (theme.wrong, 2.2) if wrong else (light, 1.4)
        painter.setPen(QPen(QColor(rim[0]), theme.px(rim[1])))
        painter.setBrush(color_of(theme, self.upper(n)) if self.cut is not None else target(theme))
        paint_shape(painter, place, size, square=self.upper(n))
        if wrong:
            _paint_cross(painter, theme, place + QPointF(size, -size) * 1.5, size * 0.5)


def color_of(theme: Theme, upper: bool) -> QColor:
    """Of a class: two that colour-blind eyes tell apart."""
    return QColor(theme.high if upper else theme.low)


def target(theme: Theme) -> QColor:
    """Of what is aimed at, where there are no classes."""
    return QColor(theme.target)


def paint_shape(painter: QPainter, place: QPointF, size: float, *, square: bool) -> None:
    """A square for the second class, a circle for all else."""
    if square:
        side = size * 0.9
        painter.drawRect(QRectF(place.x() - side, place.y() - side, 2 * side, 2 * side))
    else:
        painter.drawEllipse(place, size, size)


def _paint_cross(painter: QPainter, theme: Theme, place: QPointF, size: float) -> None:
    lines = [
        QPolygonF([place + QPointF(-size, -size * way), place + QPointF(size, size * way)])
        for way in (1, -1)
    ]
    for color, width in ((theme.panel, 4.2), (theme.wrong, 2.0)):
        painter.setPen(QPen(QColor(color), theme.px(width)))
        for line in lines:
            painter.drawPolyline(line)
