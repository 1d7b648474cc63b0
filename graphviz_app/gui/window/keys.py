"""Keys: single-key shortcuts step back while the person is typing, or is moving in a list; Enter
presses the button that has the focus.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from graphviz_app.typing_compat import override

_TYPING = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
_MOVING = (QAbstractItemView, QComboBox)
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_ALONG = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End}
"""Keys that choose a tab; a clicker's go on to the next step from there, too."""
_MOVES = {
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Space,
}


_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class KeyGuard(QObject):
    """Watches the focused widget: keys that it needs do not become shortcuts."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None:
            before.removeEventFilter(self)
        if now is not None:
            now.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.KeyPress:
            return self._pressed(watched, event)
        if event.type() != QEvent.Type.ShortcutOverride:
            return False
        if needs_key(watched, event):
            event.accept()
            return True
        return False

    def _pressed(self, watched: QObject, event: QKeyEvent) -> bool:
        """Enter presses a button as Space does; a dialog has a button for it already."""
        if not isinstance(watched, QAbstractButton) or watched.window() is not self.parent():
            return False
        if event.key() not in _ENTER or event.modifiers() & ~_PLAIN or event.isAutoRepeat():
            return False
        watched.click()
        return True


def needs_key(widget: QObject, event: QKeyEvent) -> bool:
    """Whether the key means something to the widget itself."""
    key = Qt.Key(event.key())
    if event.modifiers() & ~_PLAIN:
        return False
    if isinstance(widget, QLineEdit) and key == Qt.Key.Key_Escape:
        return True
    if isinstance(widget, _TYPING):
        return key < Qt.Key.Key_Escape or key in _MOVES
    if isinstance(widget, _MOVING):
        return key in _MOVES
    if isinstance(widget, QTabBar):
        return key in _ALONG
    return isinstance(widget, QAbstractButton) and key == Qt.Key.Key_Space
