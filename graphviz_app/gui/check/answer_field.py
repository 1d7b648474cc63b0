"""AnswerField: where an answer is typed, over its row."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget

from graphviz_app.errors import GraphAppError
from graphviz_app.formats.answers.numbers import Answer, read_answer
from graphviz_app.gui.widgets.parts import first_upper, restyle
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.typing_compat import override

REFUSAL_MS = 6000


class AnswerField(QLineEdit):
    """Enter goes on to what is not answered yet, ↑ and ↓ to the neighbours, Esc leaves."""

    moved = Signal(int)
    """It is done: on to the next row (1), the one before (-1), or the next blank (0)."""
    left = Signal()
    """It was given up."""
    table_pasted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setPlaceholderText("?")
        self.begun = False
        """Whether it has been given the answer that there was."""
        self.textEdited.connect(lambda _text: restyle(self, wrong=False))

    def begin(self, printed: str) -> None:
        """Show the answer that there is, to be typed over."""
        if not self.begun:
            self.begun = True
            self.setText(printed)
            self.selectAll()

    @property
    def answer(self) -> Answer | None:
        """What was typed, as a claim holds it; None if it cannot be read."""
        try:
            return read_answer(self.text())
        except GraphAppError:
            return None

    def is_readable(self) -> bool:
        """Whether it is an answer; if not, a tool tip says what is wrong with it."""
        try:
            read_answer(self.text())
        except GraphAppError as error:
            restyle(self, wrong=True)
            below = self.mapToGlobal(QPoint(0, self.height()))
            QToolTip.showText(below, tip(first_upper(str(error))), self, self.rect(), REFUSAL_MS)
            return False
        return True

    @override
    def event(self, event: QEvent) -> bool:
        """Ctrl+Z belongs to the document where nothing was typed here."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            keys = QKeySequence.StandardKey
            undo = event.matches(keys.Undo) and not self.isUndoAvailable()
            if undo or (event.matches(keys.Redo) and not self.isRedoAvailable()):
                event.ignore()
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (act := self._of_key(event)) is not None:
            act()
        else:
            super().keyPressEvent(event)

    def _of_key(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does that is not for typing."""
        keys = Qt.Key
        if event.matches(QKeySequence.StandardKey.Paste):
            words = QGuiApplication.clipboard().text()
            return (lambda: self.table_pasted.emit(words)) if is_table(words) else None
        ways = {keys.Key_Return: 0, keys.Key_Enter: 0, keys.Key_Down: 1, keys.Key_Up: -1}
        ways |= {keys.Key_Tab: 1, keys.Key_Backtab: -1}
        if (way := ways.get(keys(event.key()))) is not None:
            return lambda: self._move(way)
        return self.left.emit if event.key() == keys.Key_Escape else None

    def _move(self, way: int) -> None:
        if self.is_readable():
            self.moved.emit(way)


def is_table(words: str) -> bool:
    """Whether what is to be pasted is more than one answer."""
    return "\n" in words.strip() or "\t" in words.strip() or "==" in words
