"""The frame of a plot: where numbers are in it, its grid and its labels."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from graphviz_app.arrays import Array, np
from graphviz_app.scene.plots.scale import Scale
from graphviz_app.scene.plots.ticks import Tick, ticks
from graphviz_app.scene.style import faded
from graphviz_app.scene.typeset.fonts import Typeface, typeface
from graphviz_app.scene.typeset.text_line import TextLine, text_line
from graphviz_app.theme import Theme

SIZE = 11.0
"""Of labels; the smallest type there is."""
ROW, COLUMN = 30.0, 74.0
"""Pixels of the design that a number on the upright and on the level axis takes with its air."""
GAP = 6.0
EVEN_FROM = 110.0
"""Pixels of the design from which height on a plane is drawn to one scale."""


@dataclass(frozen=True, slots=True)
class Axes:
    """``box`` is where the plot itself is, ``x`` and ``y`` its scales."""

    theme: Theme
    box: QRectF
    x: Scale
    y: Scale
    x_ticks: Sequence[Tick]
    y_ticks: Sequence[Tick]
    names: tuple[str, str] = ("", "")
    """Of the level and the upright axis, at their ends."""

    def point(self, x: float, y: float) -> QPointF:
        """Where a pair of numbers is."""
        return QPointF(self.x_of(x), self.y_of(y))

    def x_of(self, x: float) -> float:
        """Where a number is from left to right."""
        return self.box.left() + self.box.width() * self.x.share(x)

    def y_of(self, y: float) -> float:
        """Where it is from top to bottom."""
        return self.box.bottom() - self.box.height() * self.y.share(y)

    def ys_of(self, values: Array) -> Array:
        """The same of many."""
        return self.box.bottom() - self.box.height() * self.y.shares(values)

    def places(self, xs: Array, ys: Array) -> Array:
        """Where many pairs are: (count, 2)."""
        across = self.box.left() + self.box.width() * self.x.shares(xs)
        return np.column_stack((across, self.ys_of(ys)))

    def at(self, place: QPointF) -> tuple[float, float]:
        """The numbers at a place of the plot."""
        x = self.x.value((place.x() - self.box.left()) / self.box.width())
        return x, self.y.value((self.box.bottom() - place.y()) / self.box.height())

    @property
    def face(self) -> Typeface:
        """Of the numbers at the axes."""
        return label_face(self.theme)

    def paint_ground(self, painter: QPainter, grid: bool = True) -> None:
        """Grid, numbers and names; what is shown comes above it."""
        theme, box = self.theme, self.box
        strong, fine = QColor(theme.hairline), faded(QColor(theme.hairline), 0.45)
        for tick in self.y_ticks if grid else ():
            painter.setPen(QPen(strong if tick.text else fine, 1))
            y = round(self.y_of(tick.at)) + 0.5
            painter.drawLine(QLineF(box.left(), y, box.right(), y))
        painter.setPen(QPen(QColor(theme.outline), 1))
        painter.drawLine(QLineF(box.left(), box.bottom() + 0.5, box.right(), box.bottom() + 0.5))
        self._paint_numbers(painter)

    def _paint_numbers(self, painter: QPainter) -> None:
        theme, box, muted = self.theme, self.box, QColor(self.theme.muted)
        gap = theme.px(GAP)
        for tick in self.y_ticks:
            line = text_line(tick.text, self.face)
            baseline = self.y_of(tick.at) + line.cap_height / 2
            line.draw(painter, box.left() - gap - line.width, baseline, muted)
        for tick, number in zip(self.x_ticks, self.x_numbers(), strict=True):
            x = self.x_of(tick.at)
            painter.setPen(QPen(QColor(theme.outline), 1))
            painter.drawLine(QLineF(x, box.bottom(), x, box.bottom() + theme.px(3)))
            line = text_line(tick.text, self.face)
            line.draw(painter, number.left(), number.top() + line.ascent, muted)

    def paint_names(self, painter: QPainter) -> None:
        """The level axis is named behind its end, the upright one above it."""
        ink, gap = QColor(self.theme.ink), self.theme.px(GAP)
        across, up = (text_line(name, label_face(self.theme, 600)) for name in self.names)
        across.draw(painter, self.box.right() + gap, self.box.bottom() + 1, ink)
        up.draw(painter, self.box.left(), self.box.top() - gap + 1, ink)

    def x_numbers(self) -> list[QRectF]:
        """Where the numbers of the level axis are."""
        top, height = self.box.bottom() + self.theme.px(GAP) - 2, line_height(self.theme)
        widths = [text_line(tick.text, self.face).width for tick in self.x_ticks]
        return [
            QRectF(self.x_of(tick.at) - width / 2, top, width, height)
            for tick, width in zip(self.x_ticks, widths, strict=True)
        ]


def label_face(theme: Theme, weight: int = 500) -> Typeface:
    """The type of everything that is written in plots."""
    return typeface(theme, SIZE, weight)


def axes_in(
    room: QRectF,
    theme: Theme,
    x: Scale,
    y: Scale,
    *,
    right: float = 0.0,
    whole: bool = False,
    names: tuple[str, str] = ("", ""),
) -> Axes:
    """Axes with their labels in a room; ``right`` is kept free beside the plot.

    ``whole``: the level axis counts.
    """
    height = line_height(theme)
    top = height if names[1] else 0.0
    if names[0]:
        right = max(right, text_line(names[0], label_face(theme, 600)).width + theme.px(GAP))
    inner = room.adjusted(0, height / 2 + top, -max(right, theme.px(10)), -height - theme.px(GAP))
    upright = ticks(y, int(inner.height() / theme.px(ROW)))
    widest = max((text_line(tick.text, label_face(theme)).width for tick in upright), default=0)
    inner.setLeft(min(room.left() + widest + theme.px(GAP), inner.right() - 1))
    level = ticks(x, int(inner.width() / theme.px(COLUMN)), whole)
    return Axes(theme, inner, x, y, level, upright, names)


def shape_in(room: QRectF, theme: Theme) -> float:
    """Width by height of a plane to one scale in a room; 0 where that would be too small."""
    box = axes_in(room, theme, Scale(0.0, 1.0), Scale(0.0, 1.0), names=("x", "y")).box
    return box.width() / box.height() if box.height() >= theme.px(EVEN_FROM) else 0.0


def even_axes(
    room: QRectF,
    theme: Theme,
    seen: tuple[Scale, Scale],
    known: tuple[Scale, Scale],
    names: tuple[str, str] = ("", ""),
) -> Axes:
    """Axes on which a number is as long upwards as to the right, round all that is to be ``seen``.

    They go on as far as there is room, but not beyond what is ``known``.
    """  # fmt: skip
    axes = axes_in(room, theme, *known, names=names)
    for _ in range(2):  # the numbers at the upright axis are those of its scale, and take room
        box = axes.box
        length = min(box.width() / _long(seen[0]), box.height() / _long(seen[1]))
        across = _grown(seen[0], known[0], box.width() / length)
        up = _grown(seen[1], known[1], box.height() / length)
        axes = axes_in(room, theme, across, up, names=names)
    length = min(axes.box.width() / _long(across), axes.box.height() / _long(up))
    box = QRectF(axes.box)
    box.setWidth(length * _long(across))
    box.setTop(box.bottom() - length * _long(up))
    level = ticks(across, int(box.width() / theme.px(COLUMN)))
    return replace(axes, box=box, x_ticks=level)


def _long(scale: Scale) -> float:
    return scale.high - scale.low


def _grown(seen: Scale, known: Scale, length: float) -> Scale:
    """A scale of this length round one, as far as another goes."""
    middle, half = (seen.low + seen.high) / 2, length / 2
    return Scale(max(middle - half, known.low), min(middle + half, known.high))


def line_height(theme: Theme) -> float:
    """Of a label."""
    line: TextLine = text_line("0", label_face(theme))
    return line.ascent + line.descent
