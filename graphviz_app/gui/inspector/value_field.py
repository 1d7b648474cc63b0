"""ValueField: a leaf's value in the inspector, to be typed over."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QToolTip

from graphviz_app.core.graph import Value
from graphviz_app.formats.language.numerals.typed_value import ValueTextError
from graphviz_app.gui.canvas.value_editor import parse_value
from graphviz_app.gui.widgets.parts import restyle
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.numbers import as_typed, in_full, in_panel
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

REFUSAL_MS = 8000


class ValueField(QLineEdit):
    """Four decimals when at rest, every digit while it is edited; Enter hands the value over."""

    value_typed = Signal(object)

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
        self.textEdited.connect(self._begin_anew)
        self._rest()

    def _begin_anew(self) -> None:
        self._handed_over = None
        restyle(self, wrong=False)

    def _rest(self) -> None:
        self._handed_over = None
        self.setText(in_panel(self._value))
        self.setToolTip(tip(f"{in_full(self._value)}\nClick to type another value."))
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
        """Ctrl+Z belongs to the document where nothing was typed here."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            keys = QKeySequence.StandardKey
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
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.commit():
                self.selectAll()
        elif event.key() == Qt.Key.Key_Escape:
            self._rest()
            self.clearFocus()
        else:
            super().keyPressEvent(event)
