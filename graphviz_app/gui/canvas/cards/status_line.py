"""The sentence at the foot of the canvas."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from graphviz_app.gui.widgets.parts import restyle
from graphviz_app.gui.widgets.plain import PlainLabel, tip
from graphviz_app.typing_compat import override

PADDING = 6


class StatusLine(PlainLabel):
    """One sentence at the foot of the canvas; ``clicked`` leads to what it is about."""

    clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.sentence = ""
        self._room = QRect()
        self.setProperty("tone", "caption")
        self.setProperty("surface", "canvas")
        self.setContentsMargins(PADDING, 0, PADDING, 0)

    def say(self, sentence: str, wrong: bool = False) -> None:
        """Show a sentence, cut off at the end if there is no room; hover shows all of it."""
        tone = "error" if wrong else "caption"
        if (sentence, tone) == (self.sentence, self.property("tone")):
            return
        self.sentence = sentence
        self.setToolTip(tip(sentence))
        self.setAccessibleName(sentence)
        restyle(self, tone=tone)
        self._elide()

    def give_room(self, room: QRect) -> None:
        """Where it may be; it takes only what its words need, the rest belongs to the graph."""
        self._room = room
        self._elide()

    def _elide(self) -> None:
        self.ensurePolished()
        metrics, room = self.fontMetrics(), self._room.adjusted(-PADDING, 0, PADDING, 0)
        width = max(self._room.width(), 0)
        shown = metrics.elidedText(self.sentence, Qt.TextElideMode.ElideRight, width)
        self.setText(shown)
        wanted = metrics.horizontalAdvance(shown) + 2 * PADDING + 1 if shown else 0
        self.setGeometry(QRect(room.topLeft(), QSize(wanted, room.height())))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()
