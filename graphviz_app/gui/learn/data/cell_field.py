"""CellField: where a number is typed, over its cell."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget

from graphviz_app.formats.language.numerals.typed_value import ValueTextError
from graphviz_app.gui.canvas.fields.value_editor import parse_value
from graphviz_app.gui.check.answer_field import is_table
from graphviz_app.gui.widgets.parts import first_upper, restyle
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.typing_compat import override

REFUSAL_MS = 6000
ONE_NUMBER = "one cell holds one number"
_WAYS = {
    Qt.Key.Key_Return: (0, 1),
    Qt.Key.Key_Enter: (0, 1),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
}
"""Where keys lead: so many rows, so many cells."""


class CellField(QLineEdit):
    """Enter and Tab go on to the next cell, ↑ and ↓ to the neighbours, Esc leaves."""

    moved = Signal(int, int)
    """It is done: on by so many rows, and cells."""
    left = Signal()
    table_pasted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.begun = False
        self.textEdited.connect(lambda _text: restyle(self, wrong=False))

    def begin(self, typed: str) -> None:
        """Show the number that there is, to be typed over."""
        if not self.begun:
            self.begun = True
            self.setText(typed)
            self.selectAll()

    def fault(self) -> str:
        """Why it is no number, or nothing."""
        try:
            value = parse_value(self.text())
        except ValueTextError as error:
            return str(error)
        return "" if isinstance(value, float) else ONE_NUMBER

    def is_readable(self) -> bool:
        """Whether it is a number; if not, a tool tip says what is wrong with it."""
        fault = self.fault()
        if fault:
            restyle(self, wrong=True)
            below = self.mapToGlobal(QPoint(0, self.height()))
            QToolTip.showText(below, tip(first_upper(fault)), self, self.rect(), REFUSAL_MS)
        return not fault

    @override
    def event(self, event: QEvent) -> bool:
        """Ctrl+Z belongs to the document where nothing was typed here; Tab does not leave."""
        if isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            undo = event.matches(keys.Undo) and not self.isUndoAvailable()
            if event.type() == QEvent.Type.ShortcutOverride and (
                undo or (event.matches(keys.Redo) and not self.isRedoAvailable())
            ):
                event.ignore()
                return True
            if event.type() == QEvent.Type.KeyPress and Qt.Key(event.key()) in _WAYS:
                self.keyPressEvent(event)
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        words = QGuiApplication.clipboard().text()
        way = _WAYS.get(Qt.Key(event.key()))
        if way is not None:
            if self.is_readable():
                self.moved.emit(*way)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Paste) and is_table(words):
            self.table_pasted.emit(words)
        else:
            super().keyPressEvent(event)
