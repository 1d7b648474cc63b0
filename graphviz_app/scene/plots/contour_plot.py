"""The loss over two parameters, and the ways that runs have gone down."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from graphviz_app.arrays import Array, np
from graphviz_app.numbers import format_number, in_panel, on_graph
from graphviz_app.scene.plots.axes import Axes, line_height
from graphviz_app.scene.plots.course import Dash
from graphviz_app.scene.plots.field import (
    Field,
    closer_at_the_bottom,
    image_of,
    inside,
    longest,
    on_plot,
    polygon,
    rgb,
)
from graphviz_app.scene.plots.plates import paint_plate, paint_words, plate_width
from graphviz_app.scene.plots.strokes import DOT, HEAVY, LINE, paint_dot
from graphviz_app.scene.style import faded
from graphviz_app.theme import Theme

LEVELS = 9
DARKEST = 0.42
"""How much of the muted colour the heights have."""
MOST_DOTS = 80
"""Steps up to which each of a way has a dot."""
CLOSE = 1.2
"""Pixels along a way to the next place that is painted."""
REACH = 14.0
"""How near to a point it can be taken, in pixels of the design."""


@dataclass(frozen=True)
class Walk:
    """Where a run has been: ``steps[k]`` was at ``xs[k]``, ``ys[k]``."""

    name: str
    steps: Array
    xs: Array
    ys: Array
    tone: str = "ink"
    dash: Dash = ()
    heavy: bool = False


@dataclass(frozen=True)
class ContourPlot:
    """``now`` is the point that is shown, ``tried`` one that somebody holds, with its loss."""

    field: Field
    names: tuple[str, str]
    walks: Sequence[Walk] = ()
    now: tuple[float, float] | None = None
    loss: float = float("nan")
    tried: tuple[float, float] | None = None
    tried_loss: float = float("nan")
    remark: str = ""
    """Where the heights are from, if not from what is shown."""

    @cached_property
    def levels(self) -> Sequence[float]:
        """Where its curves are."""
        return closer_at_the_bottom(self.field.heights, LEVELS)

    @cached_property
    def _lines(self) -> list[list[Array]]:
        return self.field.lines(self.levels)

    def axes(self, room: QRectF, theme: Theme) -> Axes:
        """Its axes in a room."""
        return self.field.axes(room, theme, self.names)

    def continues(self, before: object) -> bool:
        """Whether the ground is the same."""
        return isinstance(before, ContourPlot) and before.field is self.field

    def paint(self, painter: QPainter, axes: Axes) -> None:
        """The heights as shades, and their curves."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setClipRect(axes.box)
        if self.levels:
            self._paint_heights(painter, axes)
        painter.restore()
        axes.paint_ground(painter, grid=False)

    def _paint_heights(self, painter: QPainter, axes: Axes) -> None:
        theme, place = axes.theme, on_plot(axes)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(axes.box, self.ground(theme))
        painter.setPen(QPen(faded(QColor(theme.muted), 0.6), theme.px(0.8)))
        for lines in self._lines:
            for line in lines:
                painter.drawPolyline(place.map(polygon(line)))
        self._paint_levels(painter, axes)

    def ground(self, theme: Theme) -> QImage:
        """A pixel for each point where the loss is known: the lower, the more like the panel."""
        heights = self.field.heights[::-1]
        low, high = self._low, self.levels[-1]
        share = np.clip((heights - low) / (high - low), 2.0**-LEVELS, 1.0)
        share = np.nan_to_num(1 + np.log2(share) / LEVELS, nan=1.0)[..., np.newaxis] * DARKEST
        return image_of(share * rgb(QColor(theme.muted)) + (1 - share) * rgb(QColor(theme.panel)))

    @property
    def _low(self) -> float:
        return float(np.nanmin(self.field.heights))

    def _paint_levels(self, painter: QPainter, axes: Axes) -> None:
        """The numbers of some curves, where there is room on them."""
        taken: list[QRectF] = []
        theme, height = axes.theme, line_height(axes.theme)
        for level, lines in list(zip(self.levels, self._lines, strict=True))[::-3]:
            line = longest(lines)
            if line is None:
                continue
            words = format_number(level, 2)
            at = line[len(line) // 3]
            width = plate_width(theme, words, 500)
            corner = axes.point(*at.tolist()) - QPointF(width / 2, height / 2)
            box = QRectF(corner.x(), corner.y(), width, height)
            if axes.box.contains(box) and not any(box.intersects(other) for other in taken):
                taken.append(paint_words(painter, theme, words, corner, QColor(theme.muted), 500))

    def paint_marks(self, painter: QPainter, axes: Axes) -> None:
        """The ways, and the point that is shown."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setClipRect(axes.box)
        for walk in sorted(self.walks, key=lambda walk: walk.heavy):
            _paint_walk(painter, axes, walk)
        painter.restore()
        axes.paint_names(painter)
        theme = axes.theme
        if self.remark:
            corner = QPointF(axes.box.left() + 3, axes.box.bottom() - line_height(theme) - 2)
            paint_words(painter, theme, self.remark, corner, QColor(theme.muted), 500)
        if self.tried is not None:
            self._paint_tried(painter, axes, self.tried)
        elif self.now is not None:
            place = axes.point(*self.now)
            paint_dot(painter, theme, place, self._color(theme), 1.4)
            words = in_panel(self.loss)
            paint_plate(painter, theme, words, place, QColor(theme.ink), axes.box)

    def _color(self, theme: Theme) -> QColor:
        """Of the run whose point is shown."""
        tone = next((walk.tone for walk in self.walks if walk.heavy), "parameter")
        return QColor(getattr(theme, tone))

    def _paint_tried(self, painter: QPainter, axes: Axes, point: tuple[float, float]) -> None:
        """A point that is held: its two numbers, and the loss there."""
        theme, place = axes.theme, axes.point(*point)
        painter.setPen(QPen(self._color(theme), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(axes.box.left(), place.y(), place.x(), place.y()))
        painter.drawLine(QLineF(place.x(), place.y(), place.x(), axes.box.bottom()))
        paint_dot(painter, theme, place, self._color(theme), 1.6)
        paint_plate(painter, theme, self._words(point, self.tried_loss), place,
                    QColor(theme.ink), axes.box)  # fmt: skip

    def _words(self, point: tuple[float, float], loss: float) -> str:
        told = (f"{n} {on_graph(v)}" for n, v in zip(self.names, point, strict=True))
        return f"{', '.join(told)}: {in_panel(loss)}"

    def grip(self, axes: Axes, place: QPointF) -> bool:
        """Whether the point that is shown can be taken there."""
        if self.now is None:
            return False
        return QLineF(axes.point(*self.now), place).length() <= axes.theme.px(REACH)

    def nearest(self, axes: Axes, place: QPointF) -> tuple[int, int] | None:
        """The run and the step whose point is nearest, if one is near."""
        found = [
            (float(distances.min()), run, int(walk.steps[int(distances.argmin())]))
            for run, walk in enumerate(self.walks)
            if len(walk.steps)
            for distances in [_distances(walk, axes, place)]
        ]
        near, run, step = min(found, default=(np.inf, 0, 0))
        return (run, step) if near <= axes.theme.px(REACH) else None

    def paint_hover(self, painter: QPainter, axes: Axes, place: QPointF) -> None:
        """The step that is near, or the loss at the place."""
        if self.tried is not None or not axes.box.contains(place):
            return
        theme, found = axes.theme, self.nearest(axes, place)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if found is None:
            point = axes.at(place)
            words = self._words(point, self.height_at(*point))
            paint_plate(painter, theme, words, place, QColor(theme.muted), axes.box)
            return
        walk, step = self.walks[found[0]], found[1]
        k = int(np.searchsorted(walk.steps, step))
        at = axes.point(float(walk.xs[k]), float(walk.ys[k]))
        color = QColor(getattr(theme, walk.tone))
        paint_dot(painter, theme, at, color)
        whose = f"{walk.name}, " if len(self.walks) > 1 else ""
        paint_plate(painter, theme, f"{whose}step {step}", at, color, axes.box)

    def height_at(self, x: float, y: float) -> float:
        """The loss between the points where it is known, as a plane between them."""
        xs, ys, heights = self.field
        i = min(max(int(np.searchsorted(xs, x)) - 1, 0), len(xs) - 2)
        j = min(max(int(np.searchsorted(ys, y)) - 1, 0), len(ys) - 2)
        u, v = (x - xs[i]) / (xs[i + 1] - xs[i]), (y - ys[j]) / (ys[j + 1] - ys[j])
        near, far = heights[j, i : i + 2], heights[j + 1, i : i + 2]
        rows = near * (1 - v) + far * v
        return float(rows[0] * (1 - u) + rows[1] * u)

    def spoken(self) -> str:
        """What it shows, in a sentence."""
        across, up = self.names
        told = f"loss over {across} and {up}"
        return told if self.now is None else f"{told}, now {self._words(self.now, self.loss)}"


def _distances(walk: Walk, axes: Axes, place: QPointF) -> Array:
    away = axes.places(walk.xs, walk.ys) - np.array([place.x(), place.y()])
    found: Array = np.nan_to_num(np.hypot(*away.T), nan=np.inf)
    return found


def _paint_walk(painter: QPainter, axes: Axes, walk: Walk) -> None:
    theme, color = axes.theme, QColor(getattr(axes.theme, walk.tone))
    there = np.isfinite(walk.xs) & np.isfinite(walk.ys)
    if not there.any():
        return
    width = theme.px(HEAVY if walk.heavy else LINE) * 0.8
    pen = QPen(color, width)
    if walk.dash:
        pen.setDashPattern([theme.px(length) / width for length in walk.dash])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    places = _told_apart(axes.places(walk.xs[there], walk.ys[there]))
    for part in inside(places, axes.box) if len(places) > 1 else ():
        painter.drawPolyline(polygon(part))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    for x, y in places.tolist() if len(places) <= MOST_DOTS else ():
        if axes.box.contains(x, y):
            painter.drawEllipse(QPointF(x, y), width * 1.1, width * 1.1)
    painter.setPen(QPen(color, width))
    painter.setBrush(QColor(theme.panel))
    painter.drawEllipse(QPointF(*places[0].tolist()), theme.px(DOT), theme.px(DOT))


def _told_apart(places: Array) -> Array:
    """Without those that are hardly a pixel further along the way than the last one."""
    along = np.cumsum(np.hypot(*np.diff(places, axis=0).T)) // CLOSE
    return places[np.concatenate(([True], np.diff(along, prepend=-1.0) > 0))]
