"""Presentation: full screen and large, with the panels away; and the black screen."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from graphviz_app.gui.widgets.kept_focus import KeptFocus
from graphviz_app.typing_compat import override


class Presentation(QObject):
    """Turns a window into slides and back."""

    changed = Signal(bool)

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.active = False
        self._window = window
        self._was = Qt.WindowState.WindowNoState
        self._black: _Blackout | None = None
        self._focus: KeptFocus | None = None

    def toggle(self) -> None:
        """Begin or end."""
        if self.active:
            self.leave()
        else:
            self.begin()

    def begin(self) -> None:
        """Fill the screen."""
        if not self.active:
            self.active = True
            self._was = self._window.windowState()
            self.changed.emit(True)
            self._window.setWindowState(self._was | Qt.WindowState.WindowFullScreen)

    def leave(self) -> None:
        """The window is as before."""
        if self.active:
            self.active = False
            self._window.setWindowState(self._was)
            self.changed.emit(False)

    @property
    def is_black(self) -> bool:
        """Whether the screen is black now."""
        return self._black is not None

    def blackout(self) -> None:
        """Black, until the next key or click."""
        if self._black is None:
            self._focus = KeptFocus(self._window)
            self._black = _Blackout(self._window)
            self._black.ended.connect(self._end_blackout)

    def _end_blackout(self) -> None:
        if self._black is not None:
            self._black.deleteLater()
            self._black = None
            self._window.activateWindow()
            if self._focus is not None:
                self._focus.give_back()
            self._focus = None


class _Blackout(QWidget):
    """Covers the window and takes every key and click."""

    ended = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAutoFillBackground(True)
        self.setStyleSheet("background: black;")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.show()
        self.raise_()
        self.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no key does anything else now
            return True
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress):
            self.ended.emit()
            return True
        return super().event(event)
