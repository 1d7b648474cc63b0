"""GraphView: the part of the window in which the graph is looked at, moved, zoomed and chosen."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from graphviz_app.core.reading import Element
from graphviz_app.scene.graph_scene import GraphScene
from graphviz_app.typing_compat import override

MIN_ZOOM, MAX_ZOOM = 0.02, 8.0
MAX_FIT = 1.5
"""Fitting does not blow small graphs up beyond this."""
ZOOM_STEP = 1.25
RING = 2
LEGIBLE, CLOSE = 0.25, 0.6
"""Below the first, a node that was searched for is looked at with the second."""
_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
"""With one of these, a click adds to the selection."""
DIMMED = 140
"""How much of 255 the canvas covers the graph while the text is broken."""


class GraphView(QGraphicsView):
    """Wheel zooms at the cursor; dragging and two fingers pan; clicks select."""

    zoom_changed = Signal(float)
    edit_requested = Signal(str)
    """A node was double-clicked."""
    moved = Signal()
    """Everything is somewhere else in the viewport."""
    moved_by_hand = Signal()
    """Because somebody has zoomed or panned."""
    add_requested = Signal(QPoint)
    """The empty canvas was double-clicked, here in the viewport."""
    menu_requested = Signal(QPoint)
    """A right click that moved nothing, or the menu key; here in the viewport."""

    def __init__(self, scene: GraphScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._scene = scene
        self._fitted = True
        self._below = 0.0
        self._dimmed = False
        self._ringed = False
        self._grabbed: QPoint | None = None
        self._moved = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Graph")

    @property
    def is_fitted(self) -> bool:
        """Whether it shows the whole graph, and nobody has moved or zoomed since."""
        return self._fitted

    @property
    def zoom(self) -> float:
        """Screen pixels per scene pixel."""
        return self.transform().m11()

    def set_room_below(self, pixels: float) -> None:
        """Keep the graph out of this strip at the bottom when fitting."""
        if pixels != self._below:
            self._below = pixels
            self._refit()

    def set_dimmed(self, dimmed: bool) -> None:
        """Step back: what is shown is the last good graph, the text is broken."""
        if dimmed != self._dimmed:
            self._dimmed = dimmed
            self.viewport().update()

    def fit(self) -> None:
        """The whole graph, as large as it goes."""
        content = self._scene.content_rect()
        room = self._room()
        if content.isEmpty() or room.isEmpty():
            return
        zoom = min(room.width() / content.width(), room.height() / content.height(), MAX_FIT)
        self._look(zoom, content.center(), room.center())
        self._fitted = True

    def actual_size(self) -> None:
        """100 %, keeping the middle."""
        self.zoom_at(1.0, self._room().center())

    def zoom_in(self) -> None:
        """A step closer."""
        self.zoom_at(self.zoom * ZOOM_STEP, self._room().center())

    def zoom_out(self) -> None:
        """A step away."""
        self.zoom_at(self.zoom / ZOOM_STEP, self._room().center())

    def zoom_at(self, zoom: float, at: QPointF) -> None:
        """Zoom so that what is at this point of the viewport stays there."""
        self._look(zoom, self._to_scene(at), at)
        self.moved_by_hand.emit()

    def centre_on(self, id_: str, covered: QRect | None = None) -> None:
        """Bring a node into view, if it is not in it or too small to be read.

        ``covered`` is a part of the viewport at its top in which it would not be seen, either.
        """
        rect, room = self._scene.node_rect(id_), self._room()
        seen = QRectF(self.to_viewport(rect))
        hidden = covered is not None and covered.intersects(seen.toAlignedRect())
        if self.zoom < LEGIBLE or hidden or not room.contains(seen):
            if covered is not None and covered.bottom() < room.bottom() - seen.height():
                room.setTop(covered.bottom())
            self._look(max(self.zoom, CLOSE), rect.center(), room.center())

    def to_viewport(self, rect: QRectF) -> QRect:
        """A rectangle of the scene, in pixels of the viewport."""
        return self.viewportTransform().mapRect(rect).toAlignedRect()

    def pan(self, by: QPointF) -> None:
        """Move the graph by this many pixels."""
        at = QPointF(self.viewport().rect().center())
        self._look(self.zoom, self._to_scene(at - by), at)
        self.moved_by_hand.emit()

    def _refit(self) -> None:
        if self._fitted:
            self.fit()

    def _room(self) -> QRectF:
        """The part of the viewport that nothing covers."""
        return QRectF(self.viewport().rect()).adjusted(0, 0, 0, -self._below)

    def _to_scene(self, at: QPointF) -> QPointF:
        return self.viewportTransform().inverted()[0].map(at)

    def _look(self, zoom: float, scene_point: QPointF, at: QPointF) -> None:
        """Zoom, and show a point of the scene at a point of the viewport."""
        self._fitted = False
        zoom = min(max(zoom, MIN_ZOOM), MAX_ZOOM)
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
    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        super().drawForeground(painter, rect)
        if self._dimmed:
            veil = QColor(self._scene.theme.canvas)
            veil.setAlpha(DIMMED)
            painter.fillRect(rect, veil)
        if self._ringed:
            painter.resetTransform()
            painter.setPen(QPen(QColor(self._scene.theme.value), RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        tab = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._set_ringed(event.reason() in tab)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._set_ringed(False)

    def hide_ring(self) -> None:
        """Nothing around the picture, wherever the keys go."""
        self._set_ringed(False)

    def _set_ringed(self, ringed: bool) -> None:
        """A ring shows where the keys go, to those who came here by keys."""
        if ringed != self._ringed:
            self._ringed = ringed
            self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()

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
        if event.type() == QEvent.Type.Leave:
            self._scene.set_hover(None)
        return super().viewportEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._grabbed = event.position().toPoint()
        self._moved = False
        if event.button() == Qt.MouseButton.LeftButton:
            element = self._element(event)
            if element is not None:
                self._select(element, bool(event.modifiers() & _ADDING))
                self._grabbed = None

    def _select(self, element: Element, adding: bool) -> None:
        """Only this; or, with Ctrl or Shift, this as well or no longer."""
        others = self._scene.selection if adding else ()
        if element in others:
            self._scene.set_selection(other for other in others if other != element)
        else:
            self._scene.set_selection([*others, element])

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        now = event.position().toPoint()
        if self._grabbed is None or not event.buttons():
            self._hover(event)
        elif self._moved or (now - self._grabbed).manhattanLength() > 3:
            self._moved = True
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.pan(QPointF(now - self._grabbed))
            self._grabbed = now

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        empty_click = self._grabbed is not None and not self._moved
        if empty_click and event.button() == Qt.MouseButton.LeftButton:
            if not event.modifiers() & _ADDING:
                self._scene.set_selection([])
        elif empty_click and event.button() == Qt.MouseButton.RightButton:
            element = self._element(event)
            if element is not None and element not in self._scene.selection:
                self._select(element, adding=False)
            self.menu_requested.emit(event.position().toPoint())
        self._grabbed = None
        self._moved = False
        self._hover(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key; with the mouse the menu waits until it is clear that nobody is panning."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            chosen = self._scene.selection[-1:]
            rect = (
                self._scene.node_rect(chosen[0]) if chosen and isinstance(chosen[0], str) else None
            )
            at = self.to_viewport(rect).center() if rect else self.viewport().rect().center()
            self.menu_requested.emit(at)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        element = self._element(event)
        if event.button() != Qt.MouseButton.LeftButton or event.modifiers() & _ADDING:
            return
        if isinstance(element, str):
            self.edit_requested.emit(element)
        elif element is None:
            self.add_requested.emit(event.position().toPoint())

    def _element(self, event: QMouseEvent) -> Element | None:
        return self._scene.element_at(self._to_scene(event.position()))

    def _hover(self, event: QMouseEvent) -> None:
        element = self._element(event)
        self._scene.set_hover(element)
        shape = Qt.CursorShape.ArrowCursor if element is None else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)
