"""DrawnEdge: an edge is drawn from a node, or an end of one is put elsewhere."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPainter

from graphviz_app.core.reading.slots import leading_from, leading_to
from graphviz_app.gui.canvas.gestures.aim import Aim, aim_at_slot, aim_at_source
from graphviz_app.gui.canvas.gestures.drawn_look import Look, paint_drawn
from graphviz_app.gui.canvas.gestures.gesture import Gesture, Press
from graphviz_app.gui.canvas.gestures.grips import Grip
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.slots import SlotPlace, out_place, slot_places
from graphviz_app.typing_compat import override


class Drawn(NamedTuple):
    """What was drawn, in the terms of the reading.

    ``source`` is a node, None where the edge begins nowhere yet; ``place`` likewise where it ends.
    ``moved`` is the edge whose end was put there. ``at`` is where the button was let go.
    """

    source: str | None
    place: SlotPlace | None
    moved: int | None
    at: QPoint


class DrawnEdge(Gesture):
    """From a port to a slot; from a slot, or from an edge's start, to a node; an edge's end."""

    cursor = Qt.CursorShape.CrossCursor

    @override
    def begin(self, press: Press) -> None:
        picture = self.view.scene().picture
        assert picture is not None
        assert press.grip is not None
        self._picture: Picture = picture
        self._at = press.at
        self._aim: Aim | None = None
        self._source: str | None = None
        self._place: SlotPlace | None = None
        self._moved: int | None = None
        self._take(press.grip)

    def _take(self, grip: Grip) -> None:
        """What stays where it is: the node that the edge comes from, or the slot it leads to."""
        reading, places = self._picture.reading, self._picture.places
        if isinstance(grip.element, int):
            self._moved, edge = grip.element, reading.edges[grip.element]
            if grip.kind == "end":
                self._source = edge.source
            else:
                slots = slot_places(places, edge.target)
                self._place = next(p for p in slots if p.slot.edge == grip.element)
        elif grip.kind == "slot":
            self._place = grip.missing
        else:
            self._source = grip.element
        if self._source is not None:
            self._fixed = grip.at if grip.kind == "port" else self._start_of(self._source)
            self._blocked = leading_to(reading, self._source)
        else:
            assert self._place is not None  # a grip is a port, an end, a start or a slot
            self._fixed = self._place.at
            self._blocked = leading_from(reading, self._place.node)

    def _start_of(self, source: str) -> QPointF:
        if self._moved is None:
            return out_place(self._picture.places, source)
        return QPointF(*self._picture.layout.edges[self._moved].points[0])

    @override
    def move(self, at: QPointF) -> None:
        self._at, self._aim = at, self._aim_at(at)
        self.view.viewport().update()

    def _aim_at(self, at: QPointF) -> Aim | None:
        if self._source is not None:
            return aim_at_slot(self.view, at, self._source, self._blocked, self._moved)
        if self._place is not None:
            return aim_at_source(self.view, at, self._place, self._blocked)
        return None

    @override
    def end(self, at: QPointF) -> None:
        self.move(at)
        scene, aim = self.view.scene(), self._aim
        if scene.picture is None or scene.picture.places is not self._picture.places:
            return  # something else has changed the graph meanwhile
        if aim is not None and aim.refused:
            self.view.refused.emit(aim.words)
            return
        source, place = self._source, self._place
        if aim is not None:
            source, place = (aim.node, place) if source is None else (source, aim.place)
        self.view.edge_drawn.emit(Drawn(source, place, self._moved, at.toPoint()))

    @override
    def paint(self, painter: QPainter) -> None:
        look = Look(
            fixed=self._fixed,
            forward=self._source is not None,
            at=self._at,
            aim=self._aim,
            blocked=self._blocked,
            moved=self._moved,
        )
        paint_drawn(painter, self.view, self._picture, look)
