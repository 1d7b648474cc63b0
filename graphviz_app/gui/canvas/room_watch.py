"""RoomWatch: a graph is laid out anew when the room it is seen in has become quite another one."""

from PySide6.QtCore import QObject, QTimer

from graphviz_app.gui.canvas.graph_view import GraphView
from graphviz_app.gui.canvas.showing.drawing import Drawing
from graphviz_app.gui.play.player import Player
from graphviz_app.gui.widgets.narrow import is_low
from graphviz_app.layout import Size

REST_MS = 200
"""How long a window has kept its size before a layout is chosen for it."""

COVERED, COVERED_IF_LOW = 192, 156
"""What the caption and the foot of the canvas take as soon as there is a run, in pixels."""


class RoomWatch(QObject):
    """Waits until nothing moves; what somebody has zoomed into or moved stays as it is.

    So does what stands among nodes that are pinned: where those are does not change with the room.
    """

    def __init__(
        self, drawing: Drawing, view: GraphView, player: Player, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._drawing, self._view, self._player = drawing, view, player
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._settle)
        view.room_changed.connect(self._rest.start)

    def look(self) -> bool:
        """What is laid out next is for the room as it is now; returns whether that is another."""
        scene, room = self._drawing.scene, self._view.room
        height = room.height()
        if scene.picture is None:
            covered = COVERED_IF_LOW if is_low(self._view) else COVERED
            height = min(height, self._view.height() - scene.theme.px(covered))
        return self._drawing.wishes.see_in(Size(room.width(), height), scene.theme.scale)

    def _is_pinned(self) -> bool:
        """Whether a person has put some of what is shown in its place."""
        reading = self._drawing.scene.reading
        return reading is not None and bool(reading.graph.pinned(reading.kind))

    def _settle(self) -> None:
        if self._player.moving:
            self._rest.start()
        elif self._view.is_fitted and not self._is_pinned() and self.look():
            self._drawing.refill()
