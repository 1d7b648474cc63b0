"""Eye: what is looked at stays where it is seen while a layout gives way to another one."""

import math
from collections import Counter

from PySide6.QtCore import QObject, QPointF

from graphviz_app.gui.canvas.graph_view import GraphView
from graphviz_app.gui.canvas.showing.drawing import Drawing
from graphviz_app.layout import Layout


class Eye(QObject):
    """Keeps things in their places in the viewport; a view that shows everything is fitted anyway.

    Of a provisional layout that is one node, of any other one what most nodes do not notice.
    """

    def __init__(self, drawing: Drawing, view: GraphView, parent: QObject) -> None:
        super().__init__(parent)
        self._scene, self._view = drawing.scene, view
        self._kept: tuple[str, QPointF] | None = None
        """A node, and where its middle is in the viewport."""
        self._before: Layout | None = None
        drawing.replacing.connect(self._remember)
        drawing.shown.connect(self._keep)
        view.held.connect(drawing.hold)

    def _remember(self) -> None:
        layout = self._scene.layout
        self._kept = self._before = None
        if layout is None or self._view.is_fitted:
            return
        if not layout.provisional:
            self._before = layout
        elif (node := self._looked_at()) is not None:
            self._kept = (node, self._seen(node))

    def _keep(self) -> None:
        kept, before, now = self._kept, self._before, self._scene.layout
        self._kept = self._before = None
        if now is None or self._view.is_fitted:
            return
        if kept is not None and kept[0] in now.nodes:
            self._view.show_at(self._scene.node_rect(kept[0]).center(), kept[1])
        elif before is not None and (by := shift(before, now)) != QPointF():
            self._view.pan_quietly(-by * self._view.zoom)

    def _looked_at(self) -> str | None:
        """What is selected, else what the pointer is on, else what is next to the middle."""
        room, layout = self._view.viewport().rect(), self._scene.layout
        for element in (*self._scene.selection, self._scene.hover):
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


def shift(before: Layout, now: Layout) -> QPointF:
    """How far most of the nodes that both have went together; nowhere, if less than half did."""
    both = before.nodes.keys() & now.nodes.keys()
    ways = ((before.nodes[id_], now.nodes[id_]) for id_ in both)
    moves = Counter((round(x - left), round(y - top)) for (left, top), (x, y) in ways)
    most, count = moves.most_common(1)[0] if moves else ((0, 0), 0)
    return QPointF(*most) if 2 * count > len(both) else QPointF()
