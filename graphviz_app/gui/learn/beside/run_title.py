"""RunTitle: which run a graph shows, and how far that is."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from graphviz_app.gui.learn.page.line_key import paint_line
from graphviz_app.scene.plots.course import Dash
from graphviz_app.scene.typeset.fonts import font
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

HEIGHT, SIDE, LINE, GAP = 28, 12, 26, 8


def room_of_titles(theme: Theme) -> float:
    """What titles take of the height above the graphs, in pixels."""
    return theme.px(SIDE + HEIGHT)


class RunTitle(QWidget):
    """A plate with a piece of the run's line and its name."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, ""
        self._look: tuple[str, Dash] = ("ink", ())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def say(self, words: str, look: tuple[str, Dash], theme: Theme) -> None:
        """Another run, or another step of it."""
        if (words, look, theme) != (self._words, self._look, self._theme):
            self._words, self._look, self._theme = words, look, theme
            self.setAccessibleName(words)
            self.resize(self.sizeHint())
            self.update()

    def stand(self) -> None:
        """In the upper left corner."""
        edge = round(self._theme.px(SIDE))
        self.move(edge, edge)
        self.raise_()

    @override
    def sizeHint(self) -> QSize:
        self.setFont(font(self._theme, 13, 600))
        px = self._theme.px
        words = self.fontMetrics().horizontalAdvance(self._words)
        return QSize(round(px(2 * SIDE + LINE + GAP)) + words, round(px(HEIGHT)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.hairline), 1))
        painter.setBrush(QColor(theme.panel))
        box, px = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.px
        painter.drawRoundedRect(box, px(6), px(6))
        line = QRectF(px(SIDE), 0, px(LINE), self.height())
        paint_line(painter, line, self._look, theme)
        painter.setFont(font(theme, 13, 600))
        painter.setPen(QColor(theme.ink))
        left = line.right() + px(GAP)
        where = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), where, self._words)
