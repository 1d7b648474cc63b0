"""Where a card about a mistake stands: below its line, else at the foot of the text."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QResizeEvent, QTextBlock, QWheelEvent
from PySide6.QtWidgets import QApplication, QBoxLayout

from graphviz_app.gui.widgets.code.view import CodeView
from graphviz_app.gui.widgets.parts import Card
from graphviz_app.typing_compat import override

AIR = 6
"""Pixels between the card and the lines above and below it."""
EDGE = 10
"""Pixels between the card and the end of the lines."""


class CardPlace(QObject):
    """Keeps a card with the line it is about; the lines after that one make room.

    It goes to the foot when the line is out of view, or if it would push away what is being typed.
    """

    def __init__(
        self, card: Card, editor: CodeView, foot: QBoxLayout, line: Callable[[], int | None]
    ) -> None:
        super().__init__(card)
        self._card, self._editor, self._foot, self._line = card, editor, foot, line
        self._typed_is_seen = False
        """Whether what is being typed was in view before the text got less room, or more."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.place)
        foot.addWidget(card)
        editor.updateRequest.connect(self._follow)
        for watched in (card, editor.viewport()):
            watched.installEventFilter(self)

    @property
    def beside_line(self) -> int | None:
        """The 0-based line below which it stands; None at the foot."""
        line = self._editor.spacing.gap_line
        return line if line >= 0 else None

    def place(self) -> None:
        """Find its place anew."""
        line, room = self._wanted()
        spacing = self._editor.spacing
        spacing.set_gap(line, room)
        if line < 0:
            self._stand_at_foot()
        else:
            self._foot.removeWidget(self._card)
            self._stand_below(line)
        if self._typed_is_seen:
            self._typed_is_seen = False
            self._editor.ensureCursorVisible()

    def _follow(self) -> None:
        """The text moves: go with it at once; but room is made when Qt has done what it does."""
        spacing = self._editor.spacing
        if self._wanted() != (spacing.gap_line, spacing.gap):
            self._soon.start()
        elif spacing.gap_line >= 0:
            self._stand_below(spacing.gap_line)

    def _wanted(self) -> tuple[int, int]:
        """Below which line, and the room it needs there; (-1, 0) at the foot."""
        card = self._card
        told = not card.isHidden() and card.property("card") == "error"
        line = self._line() if told else None
        room = self._height() + 2 * AIR
        return (line, room) if line is not None and self._fits(line, room) else (-1, 0)

    def _width(self) -> int:
        return self._editor.viewport().width() - EDGE

    def _height(self) -> int:
        card = self._card
        return max(card.heightForWidth(self._width()), card.minimumSizeHint().height())

    def _stand_below(self, line: int) -> None:
        below = QPoint(0, round(self._bottom(self._block(line))) + AIR)
        at = self._editor.pos() + self._editor.viewport().pos() + below
        self._card.setGeometry(QRect(at, QSize(self._width(), self._height())))
        self._card.raise_()

    def _stand_at_foot(self) -> None:
        if self._foot.indexOf(self._card) < 0:
            self._foot.addWidget(self._card)
            panel = self._editor.parentWidget()
            whole = panel.layout() if panel is not None else None
            if whole is not None:
                whole.activate()

    def _fits(self, line: int, room: int) -> bool:
        """Whether line and card are in view, and what is being typed stays in it."""
        editor = self._editor
        bottom = self._bottom(self._block(line)) - self._pushed(line)
        lowest = bottom
        caret = editor.textCursor().blockNumber()
        if editor.hasFocus() and caret > line:
            typed = editor.cursorRect().bottom() - self._pushed(caret)
            if typed <= editor.viewport().height():  # else it is out of view already
                lowest = max(bottom, typed)
        return bottom > 0 and lowest + room <= editor.viewport().height()

    def _block(self, line: int) -> QTextBlock:
        document = self._editor.document()
        return document.findBlockByNumber(min(line, document.blockCount() - 1))

    def _bottom(self, block: QTextBlock) -> float:
        """Where the words of a line end in the viewport, without the room below them."""
        editor = self._editor
        box = editor.blockBoundingGeometry(block).translated(editor.contentOffset())
        return box.bottom() - editor.spacing.gap_below(block)

    def _pushed(self, line: int) -> float:
        """How far a line is further down now because of the card's room."""
        first, gap = self._editor.firstVisibleBlock().blockNumber(), self._editor.spacing.gap_line
        return self._editor.spacing.gap if first <= gap < line else 0.0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._card and isinstance(event, QWheelEvent):
            QApplication.sendEvent(self._editor.viewport(), event)  # it lies over the text
            return True
        if kind in (QEvent.Type.Show, QEvent.Type.Hide):
            self.place()
        elif kind == QEvent.Type.LayoutRequest:
            self._soon.start()
        elif isinstance(event, QResizeEvent) and watched is self._editor.viewport():
            top, before = self._editor.cursorRect().top(), event.oldSize().height()
            self._typed_is_seen = self._editor.hasFocus() and 0 <= top < before
            self._soon.start()
        return False
