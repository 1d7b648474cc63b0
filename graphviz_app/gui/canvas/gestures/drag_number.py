"""DragNumber: a leaf's number grows to the right and shrinks to the left."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication

from graphviz_app.gui.canvas.gestures.gesture import Gesture, Press
from graphviz_app.numbers import dragged
from graphviz_app.typing_compat import override

FINE, COARSE = 0.1, 10.0


class DragNumber(Gesture):
    """Everything that depends on it follows at once; cancelled, it is what it was."""

    cursor = Qt.CursorShape.SizeHorCursor

    @override
    def begin(self, press: Press) -> None:
        trace = self.view.scene().trace
        value = trace.values.get(press.number) if trace is not None else None
        self._leaf = press.number if isinstance(value, float) else ""
        self._value = value if isinstance(value, float) else 0.0
        self._at, self._way = press.at.x(), 0.0

    @override
    def move(self, at: QPointF) -> None:
        factor = drag_factor()
        self._way += (at.x() - self._at) * factor
        self._at = at.x()
        if self._leaf:
            number = dragged(self._value, self._way, fine=factor < 1)
            self.view.number_tried.emit(self._leaf, number)

    @override
    def end(self, at: QPointF) -> None:
        self.view.number_put.emit(True)

    @override
    def cancel(self) -> None:
        self.view.number_put.emit(False)


def drag_factor() -> float:
    """How much a pixel counts, by the keys that are held."""
    keys = QGuiApplication.keyboardModifiers()
    if keys & Qt.KeyboardModifier.ShiftModifier:
        return FINE
    return COARSE if keys & Qt.KeyboardModifier.ControlModifier else 1.0
