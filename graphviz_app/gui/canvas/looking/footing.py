"""The footing: where the graph ends and its caption begins, while the graph is larger."""

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override


class Footing(QWidget):
    """Lies over the graph and under the caption, so that none of it is seen between them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.canvas))
        painter.setPen(QPen(QColor(self._theme.hairline), 1))
        painter.drawLine(QLineF(0, 0.5, self.width(), 0.5))
