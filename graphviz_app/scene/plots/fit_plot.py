"""What is predicted along one input, with the rows of data beside it."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from graphviz_app.arrays import Array, np
from graphviz_app.numbers import in_panel, on_graph
from graphviz_app.scene.plots.axes import Axes, axes_in
from graphviz_app.scene.plots.field import inside, polygon
from graphviz_app.scene.plots.plates import paint_plate
from graphviz_app.scene.plots.rows import Rows
from graphviz_app.scene.plots.scale import Scale, around
from graphviz_app.scene.plots.strokes import HEAVY, paint_dot
from graphviz_app.theme import Theme


@dataclass(frozen=True)
class FitPlot:
    """The curve ``ys`` over ``xs``; the rows are at their input and their target."""

    xs: Array
    ys: Array
    names: tuple[str, str]
    rows: Rows
    """Of the curve at a row's input: ``rows.predicted``."""

    def axes(self, room: QRectF, theme: Theme) -> Axes:
        """Its axes in a room: high enough for the rows, and for the curve as far as it is near."""
        across = Scale(float(self.xs[0]), float(self.xs[-1]))
        low, high = float(self.rows.ys.min()), float(self.rows.ys.max())
        far = max(high - low, 1.0)
        known = self.ys[np.isfinite(self.ys)]
        if len(known):
            low = min(low, max(float(known.min()), low - 0.5 * far))
            high = max(high, min(float(known.max()), high + 0.5 * far))
        return axes_in(room, theme, across, around(low, high), names=self.names)

    def paint(self, painter: QPainter, axes: Axes) -> None:
        """The grid."""
        axes.paint_ground(painter)

    def paint_marks(self, painter: QPainter, axes: Axes) -> None:
        """The curve, the rows, and how far the row that is shown is from the curve."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = axes.theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.value), theme.px(HEAVY)))
        for line in inside(axes.places(self.xs, self.ys), axes.box):
            painter.drawPolyline(polygon(line))
        self._paint_residual(painter, axes)
        self.rows.paint(painter, axes)
        axes.paint_names(painter)

    def _paint_residual(self, painter: QPainter, axes: Axes) -> None:
        row, theme = self.rows.shown, axes.theme
        if row is None or row >= len(self.rows.xs):
            return
        x, target, found = (
            float(v[row]) for v in (self.rows.xs, self.rows.ys, self.rows.predicted)
        )
        if not np.isfinite(found):
            return
        top, foot = axes.point(x, target), axes.point(x, found)
        foot.setY(min(max(foot.y(), axes.box.top()), axes.box.bottom()))
        painter.setPen(QPen(QColor(theme.ink), theme.px(1.4), Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(top, foot))
        paint_dot(painter, theme, foot, QColor(theme.value))

    def paint_hover(self, painter: QPainter, axes: Axes, place: QPointF) -> None:
        """The row that is near, or the curve above the place."""
        if not axes.box.contains(place):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row, theme = self.rows.nearest(axes, place), axes.theme
        if row is not None:
            rows = self.rows
            target, found = float(rows.ys[row]), float(rows.predicted[row])
            words = f"row {row + 1}: {self.names[1]} {in_panel(found)}, target {on_graph(target)}"
            paint_plate(painter, theme, words, place, QColor(theme.ink), axes.box)
            return
        x = axes.at(place)[0]
        found = float(np.interp(x, self.xs, self.ys))
        words = f"{self.names[0]} {on_graph(x)}: {self.names[1]} {in_panel(found)}"
        at = QPointF(place.x(), min(max(axes.y_of(found), axes.box.top()), axes.box.bottom()))
        paint_dot(painter, theme, at, QColor(theme.value), 0.75)
        paint_plate(painter, theme, words, at, QColor(theme.value), axes.box)

    def nearest(self, axes: Axes, place: QPointF) -> tuple[int, int] | None:
        """It shows no steps."""
        return None

    def row_at(self, axes: Axes, place: QPointF) -> int | None:
        """The row at a place, if one is near."""
        return self.rows.nearest(axes, place)

    def spoken(self) -> str:
        """What it shows, in a sentence."""
        return f"{self.names[1]} over {self.names[0]}, and {len(self.rows.xs)} rows of data"
