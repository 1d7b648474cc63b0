"""What every plot can: be painted in two layers, and tell what is at a place."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from graphviz_app.scene.plots.axes import Axes
from graphviz_app.theme import Theme

AIR = 16.0


class Plot(Protocol):
    """A picture that knows neither its place nor its colours before it is painted."""

    def axes(self, room: QRectF, theme: Theme) -> Axes:
        """Its axes in a room."""
        ...

    def paint(self, painter: QPainter, axes: Axes) -> None:
        """All that stays while another step is shown."""
        ...

    def paint_marks(self, painter: QPainter, axes: Axes) -> None:
        """The rest, above it."""
        ...

    def paint_hover(self, painter: QPainter, axes: Axes, place: QPointF) -> None:
        """What is told of a place under the pointer."""
        ...

    def nearest(self, axes: Axes, place: QPointF) -> tuple[int, int] | None:
        """The run and the step that a place is nearest to, if it shows any."""
        ...

    def spoken(self) -> str:
        """What it shows, in a sentence."""
        ...


def paint_row(painter: QPainter, plots: Sequence[Plot], room: QRectF, theme: Theme) -> None:
    """Plots side by side in a room, with some air around each."""
    air = theme.px(AIR)
    width = room.width() / len(plots)
    for place, plot in enumerate(plots):
        left = room.left() + place * width
        own = QRectF(left, room.top(), width, room.height()).adjusted(air, air / 2, -air, -air)
        axes = plot.axes(own, theme)
        plot.paint(painter, axes)
        plot.paint_marks(painter, axes)
