"""What plots are drawn with: lines, dots, arrows."""

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from graphviz_app.scene.plots.axes import Axes
from graphviz_app.scene.plots.course import Course
from graphviz_app.scene.plots.envelope import bands, dashed, is_dense, joined
from graphviz_app.theme import Theme

LINE, HEAVY = 1.7, 2.6
DOT = 4.5
_MOST_DOTS = 60
"""Of a course that is known at no more steps than these, each has a dot."""


def paint_dot(
    painter: QPainter, theme: Theme, place: QPointF, color: QColor, share: float = 1.0
) -> None:
    """A dot with a rim, that stands out from lines."""
    painter.setPen(QPen(QColor(theme.panel), theme.px(1.5)))
    painter.setBrush(color)
    radius = theme.px(DOT) * share
    painter.drawEllipse(place, radius, radius)


def paint_course(painter: QPainter, axes: Axes, course: Course, since: int) -> None:
    """Its line from a step on: a band where steps are near to each other."""
    theme = axes.theme
    width, color = theme.px(HEAVY if course.heavy else LINE), course.color(theme)
    dash = tuple(theme.px(length) for length in course.dash)
    lines = dashed(course, axes, dash, since) if dash else None
    if lines is None and is_dense(axes, course.known):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        for band in bands(course, axes, width, since):
            painter.drawPolygon(band)
        return
    pen = QPen(color, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    for line in joined(course, axes, since) if lines is None else lines:
        painter.drawPolyline(line)
    if course.told is not None and len(course.told) <= _MOST_DOTS:
        _paint_told(painter, axes, course)


def _paint_told(painter: QPainter, axes: Axes, course: Course) -> None:
    """A small dot at each step of which the value is known."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(course.color(axes.theme))
    radius = axes.theme.px(2)
    for step in () if course.told is None else course.told.tolist():
        value = course.value(int(step))
        if math.isfinite(value):
            painter.drawEllipse(axes.point(step, value), radius, radius)


def paint_at(
    painter: QPainter, axes: Axes, place: QPointF, value: float, color: QColor, share: float = 1.0
) -> None:
    """A dot where a value is; an arrow at the edge towards one that is outside."""
    if value > axes.y.high * (1 + 1e-9):
        paint_arrow(painter, axes.theme, place, color)
    else:
        paint_dot(painter, axes.theme, place, color, share)


def paint_arrow(painter: QPainter, theme: Theme, tip: QPointF, color: QColor) -> None:
    """Upwards, out of what is seen."""
    size = theme.px(DOT)
    painter.setPen(QPen(QColor(theme.panel), theme.px(1)))
    painter.setBrush(color)
    painter.drawPolygon([tip, tip + QPointF(size, 1.6 * size), tip + QPointF(-size, 1.6 * size)])
