"""A piece of the line with which a run is drawn, to be known by."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from graphviz_app.scene.plots.course import Dash
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

WIDTH, HEIGHT, LINE = 26, 12, 2.2


class LineKey(QWidget):
    """Stands before the run's name in a list."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._look: tuple[str, Dash] = ("ink", ())
        self.setFixedSize(self.sizeHint())

    def say(self, look: tuple[str, Dash], theme: Theme) -> None:
        """Another line."""
        self._look, self._theme = look, theme
        self.setFixedSize(self.sizeHint())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(self._theme.px(WIDTH)), round(self._theme.px(HEIGHT)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_line(painter, QRectF(self.rect()), self._look, self._theme)


def paint_line(painter: QPainter, box: QRectF, look: tuple[str, Dash], theme: Theme) -> None:
    """Across the middle of a box, in its tone and its dashes."""
    tone, dash = look
    width = theme.px(LINE)
    pen = QPen(QColor(getattr(theme, tone)), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dash:
        pen.setDashPattern([theme.px(length) / width for length in dash])
    painter.setPen(pen)
    y = box.center().y()
    painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
