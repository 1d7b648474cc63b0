"""DragNumber: a leaf's number grows to the right and shrinks to the left."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QPainter

from graphviz_app.gui.canvas.gestures.gesture import Gesture, Press
from graphviz_app.gui.canvas.gestures.move_nodes import MoveNodes
from graphviz_app.gui.canvas.looking.zooming import ZoomView
from graphviz_app.numbers import dragged
from graphviz_app.typing_compat import override

FINE, COARSE = 0.1, 10.0


class DragNumber(Gesture):
    """Everything that depends on it follows at once; cancelled, it is what it was.

    Who begins upwards or downwards does not mean the number, but its node.
    """

    cursor = Qt.CursorShape.SizeHorCursor

    def __init__(self, view: ZoomView) -> None:
        super().__init__(view)
        self._moving: MoveNodes | None = None

    @override
    def begin(self, press: Press) -> None:
        trace = self.view.scene().trace
        self._press, self._leaf = press, press.number
        self._value = float(trace.value(press.number)) if trace is not None else 0.0
        self._begun = False
        self._at, self._way = press.at.x(), 0.0

    @override
    def move(self, at: QPointF) -> None:
        if not self._begun:
            self._begun = True
            self._choose(at - self._press.at)
        if self._moving is not None:
            self._moving.move(at)
            return
        factor = drag_factor()
        self._way += (at.x() - self._at) * factor
        self._at = at.x()
        self.view.number_tried.emit(self._leaf, dragged(self._value, self._way, fine=factor < 1))

    def _choose(self, way: QPointF) -> None:
        if abs(way.y()) > abs(way.x()) and isinstance(self._press.element, str):
            self._moving = MoveNodes(self.view)
            self.cursor = self._moving.cursor
            self._moving.begin(self._press)

    @override
    def end(self, at: QPointF) -> None:
        if self._moving is not None:
            self._moving.end(at)
        else:
            self.view.number_put.emit(True)

    @override
    def cancel(self) -> None:
        if self._moving is not None:
            self._moving.cancel()
        else:
            self.view.number_put.emit(False)

    @override
    def paint(self, painter: QPainter) -> None:
        if self._moving is not None:
            self._moving.paint(painter)


def drag_factor() -> float:
    """How much a pixel counts, by the keys that are held."""
    keys = QGuiApplication.keyboardModifiers()
    if keys & Qt.KeyboardModifier.ShiftModifier:
        return FINE
    return COARSE if keys & Qt.KeyboardModifier.ControlModifier else 1.0
