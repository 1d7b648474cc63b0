"""ValueField: a leaf's value in the inspector, to be typed over."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QToolTip

from graphviz_app.core.graph import Value
from graphviz_app.formats.language.numerals.typed_value import ValueTextError
from graphviz_app.gui.canvas.fields.value_editor import parse_value
from graphviz_app.gui.canvas.gestures.drag import STILL
from graphviz_app.gui.canvas.gestures.drag_number import DragNumber, drag_factor
from graphviz_app.gui.widgets.parts import restyle
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.numbers import as_typed, dragged, in_full, in_panel
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

REFUSAL_MS = 8000
HOW_TO = "Click to type another value; a number can be dragged sideways."


@dataclass
class _Drag:
    """Of the number: where the pointer was last, and how far it has come."""

    x: float
    value: float
    way: float = 0.0
    moved: bool = False


class ValueField(QLineEdit):
    """Four decimals when at rest, every digit while it is edited; Enter hands the value over."""

    value_typed = Signal(object)
    dragged = Signal(float)
    """To what the number is dragged, sideways and without a caret in it."""
    drag_ended = Signal(bool)
    """Whether it is to be that."""

    def __init__(self, value: Value, theme: Theme) -> None:
        super().__init__()
        self._value = value
        self._handed_over: str | None = None
        """What was typed and may be the value soon; until another run says so it is not."""
        self.setObjectName("valueField")
        self.setAccessibleName("Value")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(round(theme.px(140)))
        self.setStyleSheet(
            f"QLineEdit {{ color: {theme.value}; font-weight: 600; }}"
            f'QLineEdit[wrong="true"] {{ border: 2px solid {theme.gradient}; }}'
        )
        self._drag: _Drag | None = None
        if isinstance(value, float):
            self.setCursor(DragNumber.cursor)
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a press may become a drag
        self.textEdited.connect(self._begin_anew)
        self._rest()

    def _begin_anew(self) -> None:
        self._handed_over = None
        restyle(self, wrong=False)

    def _rest(self) -> None:
        self._handed_over = None
        self.setText(in_panel(self._value))
        self.setToolTip(tip(f"{in_full(self._value)}\n{HOW_TO}"))
        restyle(self, wrong=False)

    def _begin(self) -> None:
        self.setText(as_typed(self._value))
        self.selectAll()

    def show_value(self, value: Value) -> None:
        """Another run's value, in place of what is being typed."""
        self._value = value
        self._rest()
        if self.hasFocus():
            self._begin()

    def commit(self) -> bool:
        """Hand over what was typed; wrong text stays, and a tool tip says why."""
        typed = self.text()
        if typed in (as_typed(self._value), in_panel(self._value), self._handed_over):
            return True
        try:
            value = parse_value(typed)
        except ValueTextError as error:
            restyle(self, wrong=True)
            self.setToolTip(tip(str(error)))
            if self.isVisible():
                below = self.mapToGlobal(QPoint(0, self.height()))
                QToolTip.showText(below, tip(str(error)), self, self.rect(), REFUSAL_MS)
            return False
        self._handed_over = typed
        self.value_typed.emit(value)
        return True

    @override
    def event(self, event: QEvent) -> bool:
        """Ctrl+Z belongs to the document where nothing was typed here; Esc takes a drag back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            keys = QKeySequence.StandardKey
            if self._drag is not None and event.key() == Qt.Key.Key_Escape:
                self._end_drag(stays=False)
                event.accept()
                return True
            if (event.matches(keys.Undo) and not self.isUndoAvailable()) or (
                event.matches(keys.Redo) and not self.isRedoAvailable()
            ):
                event.ignore()
                return True
        return super().event(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.property("wrong"):
            self._begin()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and self.commit():
            self._rest()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click begins typing; until the pointer has moved it may be a drag."""
        left = event.button() == Qt.MouseButton.LeftButton
        if left and not self.hasFocus() and isinstance(self._value, float):
            self._drag = _Drag(event.position().x(), self._value)
        else:
            super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        drag, x = self._drag, event.position().x()
        if drag is None:
            super().mouseMoveEvent(event)
        elif drag.moved or abs(x - drag.x) > STILL:
            factor = drag_factor()
            if not drag.moved:
                drag.moved = True
                self.grabKeyboard()  # for Esc
            drag.way, drag.x = drag.way + (x - drag.x) * factor, x
            self.dragged.emit(dragged(drag.value, drag.way, fine=factor < 1))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag = self._drag
        if drag is None:
            super().mouseReleaseEvent(event)
        else:
            self._end_drag(stays=True)
            if not drag.moved:
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                self.selectAll()

    def _end_drag(self, *, stays: bool) -> None:
        drag, self._drag = self._drag, None
        if drag is not None and drag.moved:
            self.releaseKeyboard()
            self.drag_ended.emit(stays)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Another page takes its place in the midst of a drag."""
        super().hideEvent(event)
        self._end_drag(stays=True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.commit():
                self.selectAll()
        elif event.key() == Qt.Key.Key_Escape:
            self._rest()
            self.clearFocus()
        else:
            super().keyPressEvent(event)
