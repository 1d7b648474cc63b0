"""MoveNodes: nodes go where the pointer goes, with their edges, and stay there."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from graphviz_app.gui.canvas.gestures.gesture import Gesture, Press
from graphviz_app.typing_compat import override

NEAR = 6.0
"""Pixels of the viewport within which a node's middle is drawn to the height of another's."""
MANY = 400
"""Nodes beyond which it is drawn to its neighbours only."""


class MoveNodes(Gesture):
    """Of what is selected, if that was pressed; cancelled, everything is where it was."""

    cursor = Qt.CursorShape.ClosedHandCursor

    @override
    def begin(self, press: Press) -> None:
        scene, element = self.view.scene(), press.element
        layout = scene.layout
        places = layout.nodes if layout is not None else {}
        chosen = scene.selection if element in scene.selection else (element,)
        self._before = self.view.sight
        self._from = self.view.to_scene(press.at)
        self._held = str(element)
        self._start = {i: QPointF(*places[i]) for i in chosen if isinstance(i, str) and i in places}
        self._lines: list[QLineF] = []
        self._rects = {id_: scene.node_rect(id_) for id_ in self._start}
        self._by = QPointF()
        self.view.stay()

    @override
    def move(self, at: QPointF) -> None:
        if self._held not in self._start:
            return
        self._by = self._drawn_to(self.view.to_scene(at) - self._from)
        if not self.view.scene().is_large:
            self.view.nodes_tried.emit(self._places)
        self.view.viewport().update()

    @override
    def end(self, at: QPointF) -> None:
        self.move(at)
        if self._start:
            self.view.nodes_put.emit(self._places)

    @override
    def cancel(self) -> None:
        self.view.nodes_tried.emit({})
        self.view.look_again(self._before)

    @override
    def paint(self, painter: QPainter) -> None:
        """The heights that it is drawn to; of a large picture only outlines are moved."""
        theme, to_view = self.view.scene().theme, self.view.viewportTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.value), theme.px(1), Qt.PenStyle.DashLine))
        painter.drawLines([to_view.map(line) for line in self._lines])
        if self.view.scene().is_large:
            painter.setPen(QPen(QColor(theme.value), theme.px(2)))
            for rect in self._rects.values():
                painter.drawRect(to_view.mapRect(rect.translated(self._by)))

    @property
    def _places(self) -> dict[str, tuple[float, float]]:
        moved = ((id_, at + self._by) for id_, at in self._start.items())
        return {id_: (at.x(), at.y()) for id_, at in moved}

    def _drawn_to(self, by: QPointF) -> QPointF:
        """The way, a little longer or shorter where that brings middles into a line."""
        at, reach = self._start[self._held] + by, NEAR / self.view.zoom
        others = [QPointF(*other) for other in self._others()]
        across = _nearest(others, at.x(), reach, QPointF.x)
        along = _nearest(others, at.y(), reach, QPointF.y)
        aligned = QPointF(across.x() if across else at.x(), along.y() if along else at.y())
        ends = (end for end in (across, along) if end is not None)
        self._lines = [QLineF(end, aligned) for end in ends]
        return by + aligned - at

    def _others(self) -> Iterable[tuple[float, float]]:
        """Where the nodes are that stay."""
        scene = self.view.scene()
        if scene.layout is None or scene.reading is None:
            return []
        places, reading = scene.layout.nodes, scene.reading
        if len(places) > MANY:
            edges = [*reading.incoming[self._held], *reading.outgoing[self._held]]
            ends = {end for i in edges for end in reading.edges[i][:2]}
            return [places[id_] for id_ in ends if id_ not in self._start]
        return [at for id_, at in places.items() if id_ not in self._start]


def _nearest(
    points: Iterable[QPointF], to: float, reach: float, part: Callable[[QPointF], float]
) -> QPointF | None:
    """The point of which this coordinate is the nearest to a number, within reach."""
    near = (point for point in points if abs(part(point) - to) <= reach)
    return min(near, key=lambda point: abs(part(point) - to), default=None)
