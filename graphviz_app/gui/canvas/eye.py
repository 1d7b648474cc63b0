"""Eye: what is looked at stays where it is seen while a layout gives way to another one."""

import math

from PySide6.QtCore import QObject, QPointF

from graphviz_app.gui.canvas.drawing import Drawing
from graphviz_app.gui.canvas.graph_view import GraphView


class Eye(QObject):
    """Keeps a node in its place in the viewport; a view that shows everything is fitted anyway."""

    def __init__(self, drawing: Drawing, view: GraphView, parent: QObject) -> None:
        super().__init__(parent)
        self._scene, self._view = drawing.scene, view
        self._kept: tuple[str, QPointF] | None = None
        """A node, and where its middle is in the viewport."""
        drawing.replacing.connect(self._remember)
        drawing.shown.connect(self._keep)
        view.held.connect(drawing.hold)

    def _remember(self) -> None:
        node = None if self._view.is_fitted else self._looked_at()
        self._kept = None if node is None else (node, self._seen(node))

    def _keep(self) -> None:
        kept, self._kept = self._kept, None
        picture = self._scene.picture
        if kept is None or picture is None or self._view.is_fitted:
            return
        if kept[0] in picture.nodes:
            self._view.show_at(self._scene.node_rect(kept[0]).center(), kept[1])

    def _looked_at(self) -> str | None:
        """What is pinned and seen, else selected, else under the pointer, else in the middle."""
        room, layout = self._view.viewport().rect(), self._scene.layout
        reading = self._scene.reading
        pinned = reading.graph.pinned(reading.kind) if reading is not None else {}
        known = [id_ for id_ in pinned if layout is not None and id_ in layout.nodes]
        for element in (*known, *self._scene.selection, self._scene.hover):
            if isinstance(element, str) and room.contains(self._seen(element).toPoint()):
                return element
        middle = self._view.sight.middle
        places = layout.nodes if layout is not None else {}
        return min(
            places, key=lambda id_: math.dist(places[id_], (middle.x(), middle.y())), default=None
        )

    def _seen(self, id_: str) -> QPointF:
        """Where the node is in the viewport."""
        return self._view.viewportTransform().map(self._scene.node_rect(id_).center())
