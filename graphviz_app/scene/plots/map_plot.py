"""What is predicted over the plane of two inputs, with the rows of data in it."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from graphviz_app.arrays import np
from graphviz_app.numbers import in_panel, on_graph
from graphviz_app.scene.plots.axes import Axes, axes_in, even_axes, line_height, shape_in
from graphviz_app.scene.plots.field import Field, image_of, on_plot, polygon, rgb
from graphviz_app.scene.plots.plates import paint_plate, paint_words, plate_width
from graphviz_app.scene.plots.rows import Rows, color_of
from graphviz_app.scene.plots.scale import Scale
from graphviz_app.theme import Theme

STRONGEST = 0.62
"""How much of a class's colour the ground has where the prediction is sure."""


@dataclass(frozen=True)
class MapPlot:
    """``field`` is the prediction over the two inputs; ``reach`` from where to where it goes."""

    field: Field
    names: tuple[str, str]
    rows: Rows
    predicted: str = "prediction"
    reach: tuple[float, float] = (0.0, 1.0)
    seen: tuple[Scale, Scale] | None = None
    """What is to be seen of the field, to one scale where there is room; None: all of it."""

    @property
    def middle(self) -> float:
        """Where one class's colour ends and the other's begins."""
        return sum(self.reach) / 2 if self.rows.cut is None else self.rows.cut

    def axes(self, room: QRectF, theme: Theme) -> Axes:
        """Its axes in a room."""
        if self.seen is None:
            return self.field.axes(room, theme, self.names)
        if shape_in(room, theme):
            return even_axes(room, theme, self.seen, self.field.scales, self.names)
        return axes_in(room, theme, *self.seen, names=self.names)

    def paint(self, painter: QPainter, axes: Axes) -> None:
        """The ground in two colours, and the line between them."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.save()
        painter.setClipRect(axes.box)
        painter.drawImage(self.field.box(axes), self.ground(axes.theme))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(axes.theme.ink), axes.theme.px(1.8)))
        for line in self.field.lines([self.middle])[0] if self.rows.cut is not None else ():
            painter.drawPolyline(on_plot(axes).map(polygon(line)))
        painter.restore()
        axes.paint_ground(painter, grid=False)

    def ground(self, theme: Theme) -> QImage:
        """A pixel for each point where it is known; the colour of the panel at the middle."""
        low, high = self.reach
        heights = self.field.heights[::-1]
        away = np.where(heights > self.middle, high - self.middle, self.middle - low)
        share = np.clip(np.abs(heights - self.middle) / np.maximum(away, 1e-300), 0, 1) * STRONGEST
        share = np.nan_to_num(share)[..., np.newaxis]
        sides = rgb(color_of(theme, upper=True)), rgb(color_of(theme, upper=False))
        side = np.where((heights > self.middle)[..., np.newaxis], *sides)
        return image_of(share * side + (1 - share) * rgb(QColor(theme.panel)))

    def paint_marks(self, painter: QPainter, axes: Axes) -> None:
        """The rows, and what goes along the axes."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.rows.paint(painter, axes)
        axes.paint_names(painter)
        if self.verdict:
            theme, box = axes.theme, axes.box
            left = box.right() - plate_width(theme, self.verdict)
            corner = QPointF(left, box.top() - line_height(theme) - theme.px(2))
            color = QColor(theme.wrong if self.rows.errors else theme.parameter)
            paint_words(painter, theme, self.verdict, corner, color)

    @property
    def verdict(self) -> str:
        """How many rows are on the right side."""
        count, wrong = len(self.rows.xs), self.rows.errors
        if self.rows.cut is None or count < 2:
            return ""
        return f"{count - wrong} of {count} right"

    def paint_hover(self, painter: QPainter, axes: Axes, place: QPointF) -> None:
        """The row that is near, or what is predicted at the place."""
        if not axes.box.contains(place):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row, ink = self.rows.nearest(axes, place), QColor(axes.theme.ink)
        words = self._told(row) if row is not None else self._there(*axes.at(place))
        paint_plate(painter, axes.theme, words, place, ink, axes.box)

    def _told(self, row: int) -> str:
        rows = self.rows
        target, found = on_graph(float(rows.targets[row])), in_panel(float(rows.predicted[row]))
        return f"row {row + 1}: {self.predicted} {found}, target {target}"

    def _there(self, x: float, y: float) -> str:
        xs, ys, heights = self.field
        i, j = np.abs(xs - x).argmin(), np.abs(ys - y).argmin()
        return f"{self.predicted} {on_graph(float(heights[j, i]))}"

    def nearest(self, axes: Axes, place: QPointF) -> tuple[int, int] | None:
        """It shows no steps."""
        return None

    def row_at(self, axes: Axes, place: QPointF) -> int | None:
        """The row at a place, if one is near."""
        return self.rows.nearest(axes, place)

    def spoken(self) -> str:
        """What it shows, in a sentence."""
        across, up = self.names
        told = f"{self.predicted} over {across} and {up}"
        return f"{told}: {self.verdict}" if self.verdict else told
