"""Marquee: a rectangle is drawn, and the nodes that it touches are selected."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from graphviz_app.core.reading import Element
from graphviz_app.gui.canvas.gestures.gesture import Gesture, Press
from graphviz_app.scene.graph_scene import GraphScene
from graphviz_app.typing_compat import override

LINE = 1
MARGIN = 4
"""Pixels around it that its line may reach."""
TINT = 28
"""How much of 255 the rectangle covers what is in it."""


class Marquee(Gesture):
    """Selects these nodes only, with Ctrl these as well; cancelled, what was selected before."""

    cursor = Qt.CursorShape.CrossCursor

    @override
    def begin(self, press: Press) -> None:
        scene = self.view.scene()
        self._before = scene.selection
        self._reading = scene.reading
        adding = press.keys & Qt.KeyboardModifier.ControlModifier
        self._kept = self._before if adding else ()
        self._corner = self.view.to_scene(press.at)
        self._at = press.at

    @property
    def rect(self) -> QRectF:
        """In the viewport; its first corner stays at its place in the scene."""
        corner = self.view.viewportTransform().map(self._corner)
        return QRectF(corner, self._at).normalized()

    @override
    def move(self, at: QPointF) -> None:
        before = self.rect
        self._at = at
        self._select()
        changed = before.united(self.rect).toAlignedRect()
        self.view.viewport().update(changed.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN))

    @override
    def end(self, at: QPointF) -> None:
        self.move(at)

    @override
    def cancel(self) -> None:
        self.view.scene().set_selection(filter(self._is_there, self._before))

    def _select(self) -> None:
        scene = self.view.scene()
        area = QRectF(self._corner, self.view.to_scene(self._at)).normalized()
        kept = filter(self._is_there, self._kept)
        scene.set_selection([*kept, *_touched(scene, area)])

    def _is_there(self, element: Element) -> bool:
        """Whether it is still drawn: the graph may have changed since the press."""
        reading = self.view.scene().reading
        if isinstance(element, str):
            return reading is not None and element in reading.nodes
        return reading is self._reading

    @override
    def paint(self, painter: QPainter) -> None:
        theme = self.view.scene().theme
        tint = QColor(theme.value)
        tint.setAlpha(TINT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(QColor(theme.value), round(theme.px(LINE))))
        painter.setBrush(tint)
        painter.drawRect(self.rect.toRect())


def _touched(scene: GraphScene, area: QRectF) -> Iterator[str]:
    """The nodes of which something is inside, in the order of the reading."""
    if scene.picture is not None:
        near = scene.picture.places.near([area])
        inside = (node for id_, node in scene.picture.nodes.items() if id_ in near)
        yield from (node.id for node in inside if node.rect.intersects(area))
