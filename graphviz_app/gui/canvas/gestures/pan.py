"""Pan: the graph goes where the pointer goes."""

from PySide6.QtCore import QPointF, Qt

from graphviz_app.gui.canvas.gestures.gesture import Gesture, Press
from graphviz_app.typing_compat import override


class Pan(Gesture):
    """Cancelled, it looks at what was looked at before."""

    cursor = Qt.CursorShape.ClosedHandCursor

    @override
    def begin(self, press: Press) -> None:
        self._before = self.view.sight
        self._at = press.at

    @override
    def move(self, at: QPointF) -> None:
        self.view.pan(at - self._at)
        self._at = at

    @override
    def cancel(self) -> None:
        self.view.look_again(self._before)
