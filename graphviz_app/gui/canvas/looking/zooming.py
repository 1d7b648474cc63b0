"""ZoomView: which part of the scene is looked at: zoomed, panned, fitted."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QNativeGestureEvent, QPainter, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from graphviz_app.scene.camera import SPARE, Shot, fitted
from graphviz_app.scene.graph_scene import GraphScene
from graphviz_app.scene.leaf_places import value_rect
from graphviz_app.typing_compat import override

MIN_ZOOM, MAX_ZOOM = 0.02, 8.0
"""A graph that is larger is looked at from as far away as it takes to see all of it."""
ZOOM_STEP = 1.25
LEGIBLE, CLOSE = 0.25, 0.6
"""Below the first, a node that was searched for is looked at with the second."""


Kept = Literal["home", "whole", ""]
"""What is looked at when there is more room or less: what the view chooses, all, or the same."""


class Sight(NamedTuple):
    """What is looked at: the zoom, the scene's point in the middle, and why."""

    zoom: float
    middle: QPointF
    kept: Kept


class ZoomView(QGraphicsView):
    """The wheel zooms at the cursor, two fingers pan and pinch; asked to, it fits or centres."""

    zoom_changed = Signal(float)
    moved = Signal()
    """Everything is somewhere else in the viewport."""
    room_changed = Signal()
    """There is more or less room for the graph."""
    moved_by_hand = Signal()
    """Because somebody has zoomed or panned."""
    stayed = Signal()
    """Nothing is to be fitted, not even a first node."""
    edge_drawn = Signal(object)
    """A gesture has drawn an edge: a Drawn."""
    refused = Signal(str)
    """A sentence: why what was dragged cannot be there."""
    nodes_tried = Signal(object)
    """Where nodes are dragged to: id → point of the scene; nothing if they go back."""
    nodes_put = Signal(object)
    """Where they are to stay."""
    number_tried = Signal(str, float)
    """To what number that of a leaf is dragged."""
    number_put = Signal(bool)
    """Whether it is to be that."""

    def __init__(self, scene: GraphScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._scene = scene
        self._kept: Kept = "home"
        self._above = self._below = 0.0
        self.chooses: Callable[[QSizeF], Shot | None] = lambda _room: None
        """What is best looked at in a room of this size; None is all."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)

    @override
    def scene(self) -> GraphScene:
        return self._scene

    @property
    def is_fitted(self) -> bool:
        """Whether it shows what it has chosen itself, or all: nobody has moved or zoomed since."""
        return self._kept != ""

    @property
    def is_home(self) -> bool:
        """Whether it shows what it has chosen itself."""
        return self._kept == "home"

    @property
    def zoom(self) -> float:
        """Screen pixels per scene pixel."""
        return self.transform().m11()

    def set_room_below(self, pixels: float) -> None:
        """Keep the graph out of this strip at the bottom when fitting."""
        if pixels != self._below:
            self._below = pixels
            self.refit()
            self.room_changed.emit()

    def set_room_above(self, pixels: float) -> None:
        """Keep the graph out of this strip at the top when fitting."""
        if pixels != self._above:
            self._above = pixels
            self.refit()
            self.room_changed.emit()

    def fit(self) -> None:
        """The whole graph, as large as it goes."""
        content, room = self._scene.content_rect(), self.room
        if not content.isEmpty() and not room.isEmpty():
            self._shoot(fitted(content, room.size()), "whole")

    def go_home(self) -> None:
        """What is best looked at: all of it, if that can be read."""
        content, room = self._scene.content_rect(), self.room
        if not content.isEmpty() and not room.isEmpty():
            size = room.size()
            self._shoot(self.chooses(size) or fitted(content, size), "home")

    def shoot(self, shot: Shot) -> None:
        """Look at this, on the way to what is best looked at."""
        self._shoot(shot, "home")

    def _shoot(self, shot: Shot, kept: Kept) -> None:
        self._look(shot.zoom, shot.middle, self.room.center())
        self._kept = kept

    def stay(self) -> None:
        """What is looked at stays, whatever the graph becomes; nothing is fitted any more."""
        self._kept = ""
        self.stayed.emit()

    def actual_size(self) -> None:
        """100 %, keeping the middle."""
        self.zoom_at(1.0, self.room.center())

    def zoom_in(self) -> None:
        """A step closer."""
        self.zoom_at(self.zoom * ZOOM_STEP, self.room.center())

    def zoom_out(self) -> None:
        """A step away."""
        self.zoom_at(self.zoom / ZOOM_STEP, self.room.center())

    def zoom_at(self, zoom: float, at: QPointF) -> None:
        """Zoom so that what is at this point of the viewport stays there."""
        self._look(zoom, self.to_scene(at), at)
        self.moved_by_hand.emit()

    def centre_on(self, id_: str, covered: QRect | None = None) -> None:
        """Bring a node or a weight into view, if it is not in it or too small to be read.

        ``covered`` is a part of the viewport at its top in which it would not be seen, either.
        """
        rect, room = value_rect(self._scene.picture, id_), self.room
        seen = QRectF(self.to_viewport(rect))
        hidden = covered is not None and covered.intersects(seen.toAlignedRect())
        if self.zoom < LEGIBLE or hidden or not room.contains(seen):
            if covered is not None and covered.bottom() < room.bottom() - seen.height():
                room.setTop(covered.bottom())
            self._look(max(self.zoom, CLOSE), rect.center(), room.center())

    def reveal(self, id_: str) -> None:
        """The same with as little movement as that takes: it stands beside what was looked at."""
        seen, room = QRectF(self.to_viewport(value_rect(self._scene.picture, id_))), self.room
        if self.zoom < LEGIBLE or seen.width() > room.width() or seen.height() > room.height():
            self.centre_on(id_)
            return
        right, down = max(room.left() - seen.left(), 0.0), max(room.top() - seen.top(), 0.0)
        left, up = max(seen.right() - room.right(), 0.0), max(seen.bottom() - room.bottom(), 0.0)
        if (by := QPointF(right - left, down - up)) != QPointF():
            self.pan_quietly(by)

    def show_at(self, point: QPointF, at: QPointF) -> None:
        """Move the graph so that a point of the scene is at one of the viewport."""
        self._look(self.zoom, point, at)

    def to_scene(self, at: QPointF) -> QPointF:
        """A point of the viewport, in the scene."""
        return self.viewportTransform().inverted()[0].map(at)

    def to_scene_rect(self, rect: QRectF) -> QRectF:
        """A rectangle of the viewport, in the scene."""
        return QRectF(self.to_scene(rect.topLeft()), self.to_scene(rect.bottomRight()))

    def look_at(self, point: QPointF) -> None:
        """Somebody wants to see a point of the scene in the middle."""
        self._look(self.zoom, point, self.room.center())
        self.moved_by_hand.emit()

    def to_viewport(self, rect: QRectF) -> QRect:
        """A rectangle of the scene, in pixels of the viewport."""
        return self.viewportTransform().mapRect(rect).toAlignedRect()

    def pan(self, by: QPointF) -> None:
        """Move the graph by this many pixels."""
        self.pan_quietly(by)
        self.moved_by_hand.emit()

    def pan_quietly(self, by: QPointF) -> None:
        """The same, though nobody has done it by hand."""
        self._look(self.zoom, self.to_scene(self._middle - by), self._middle)

    @property
    def sight(self) -> Sight:
        """What is looked at now."""
        return Sight(self.zoom, self.to_scene(self._middle), self._kept)

    @property
    def shot(self) -> Shot:
        """What is in the middle of the room now."""
        return Shot(self.zoom, self.to_scene(self.room.center()))

    @property
    def out_of_sight(self) -> bool:
        """Whether there is more of the graph than the room shows."""
        return not self.room.adjusted(-2, -2, 2, 2).contains(self._inked)

    @property
    def reaches_below(self) -> bool:
        """Whether the graph goes on below the room."""
        return self._inked.bottom() > self.room.bottom() + 2

    @property
    def _inked(self) -> QRectF:
        """Where the graph is in the viewport, without all of the air around it."""
        content, picture = self._scene.content_rect(), self._scene.picture
        if content.isEmpty() or picture is None:
            return QRectF(self.room.center(), QSizeF(1, 1))
        air = picture.theme.px(SPARE)
        return QRectF(self.to_viewport(content.adjusted(air, air, -air, -air)))

    def look_again(self, sight: Sight) -> None:
        """Look at what was looked at before."""
        self._look(sight.zoom, sight.middle, self._middle)
        self._kept = sight.kept

    @property
    def _middle(self) -> QPointF:
        return QPointF(self.viewport().rect().center())

    def refit(self) -> None:
        """Look at the same again in other room, or after the graph has changed."""
        if self._kept == "whole":
            self.fit()
        elif self._kept == "home":
            self.go_home()

    @property
    def room(self) -> QRectF:
        """The part of the viewport that nothing covers."""
        return QRectF(self.viewport().rect()).adjusted(0, self._above, 0, -self._below)

    @property
    def _least(self) -> float:
        content, room = self._scene.content_rect(), self.room
        if content.isEmpty() or room.isEmpty():
            return MIN_ZOOM
        return min(MIN_ZOOM, fitted(content, room.size()).zoom)

    def _look(self, zoom: float, scene_point: QPointF, at: QPointF) -> None:
        """Zoom, and show a point of the scene at a point of the viewport."""
        self._kept = ""
        zoom = min(max(zoom, self._least), MAX_ZOOM)
        if zoom != self.zoom:
            self.setTransform(QTransform.fromScale(zoom, zoom))
            self.zoom_changed.emit(zoom)
        offset = self.viewportTransform().map(scene_point) - at
        for bar, way in (
            (self.horizontalScrollBar(), offset.x()),
            (self.verticalScrollBar(), offset.y()),
        ):
            bar.setValue(bar.value() + round(way))
        self.moved.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refit()
        self.room_changed.emit()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        fingers = event.phase() != Qt.ScrollPhase.NoScrollPhase and not event.pixelDelta().isNull()
        if fingers and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pan(QPointF(event.pixelDelta()))
        else:
            turned = event.angleDelta().y() or event.angleDelta().x()
            self.zoom_at(self.zoom * ZOOM_STEP ** (turned / 120), event.position())
        event.accept()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_at(self.zoom * (1 + event.value()), event.position())
                return True
            if event.gestureType() == Qt.NativeGestureType.SmartZoomNativeGesture:
                self.fit()
                return True
        return super().viewportEvent(event)
