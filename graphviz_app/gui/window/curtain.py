"""The curtain of a presentation: controls and pointer are there while the mouse moves."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget

from graphviz_app.typing_compat import override

REST_MS = 2000
"""After which nothing moves any more."""
STIR = 3
"""Pixels that the mouse has to move: a table that shakes is no hand."""


class Curtain(QObject):
    """Watches the mouse while something is presented; keys leave everything hidden."""

    changed = Signal(bool)
    """Whether controls are to be seen."""

    def __init__(self, window: QWidget, busy: Callable[[], bool]) -> None:
        """``busy``: whether somebody is using the controls just now."""
        super().__init__(window)
        self._busy = busy
        self._at = QPoint()
        self._hidden = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._fall)

    def draw(self) -> None:
        """A presentation begins: nothing but the graph."""
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)
        self._at = QCursor.pos()
        self._fall()

    def open(self) -> None:
        """It has ended: everything is there to stay."""
        application = QApplication.instance()
        assert application is not None
        application.removeEventFilter(self)
        self._rest.stop()
        self._show()

    def _fall(self) -> None:
        if self._busy():
            self._rest.start()
        elif not self._hidden:
            self._hidden = True
            QApplication.setOverrideCursor(Qt.CursorShape.BlankCursor)
            self.changed.emit(False)

    def _show(self) -> None:
        if self._hidden:
            self._hidden = False
            QApplication.restoreOverrideCursor()
            self.changed.emit(True)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseMove:
            self._stir()
        elif kind in (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            self._wake()
        return False

    def _stir(self) -> None:
        """Qt tells of moves as well when something else has moved below the pointer."""
        at = QCursor.pos()
        if (at - self._at).manhattanLength() > STIR:
            self._at = at
            self._wake()

    def _wake(self) -> None:
        self._show()
        self._rest.start()
