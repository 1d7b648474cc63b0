"""The overview: the whole graph, small, in a corner; a click or a drag goes there."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from graphviz_app.frames import Frame, frame_at, lit_in
from graphviz_app.gui.canvas.looking.zooming import ZoomView
from graphviz_app.scene.camera import Shot
from graphviz_app.scene.detail import Detail
from graphviz_app.scene.graph_scene import GraphScene
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.places import Places
from graphviz_app.scene.render import paint_still
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

SHARE = (0.22, 0.24)
"""Of the width and the height of what it lies over, it takes no more than this."""
LEAST = (96, 40)
MARGIN, RADIUS = 12, 6
VEIL = 0.6
"""How much what is out of sight steps back."""


class Overview(QWidget):
    """Lies over the graph where nothing happens; what is in sight has a frame."""

    def __init__(self, view: ZoomView, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._view, self._scene, self._theme = view, view.scene(), theme
        self._small: QPixmap | None = None
        self._made_of: tuple[Places, Theme, QSize] | None = None
        self._corner = 0
        self._placed_at: tuple[Shot, Places | None] | None = None
        """What was looked at then, and of which picture."""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Overview")
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        self._theme, self._small = theme, None
        self.update()

    def place(self, room: QRect, busy: Sequence[QRect]) -> None:
        """Into a corner of the room that is free of what something happens in, if there is one.

        Of those where few nodes are; it stays where it is while nothing moves under it.
        """
        size = self._size_in(room.size())
        corners = _corners(size, room.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN))
        picture = self._scene.picture
        sight = (self._view.shot, picture.places if picture is not None else None)
        stays = sight == self._placed_at
        costs = [
            (_covered(box, busy), 0 if stays else self._crowd(box), place != self._corner)
            for place, box in enumerate(corners)
        ]
        self._placed_at = sight
        self._corner = costs.index(min(costs))
        self.setGeometry(corners[self._corner])

    def _crowd(self, box: QRect) -> int:
        """How many nodes and numbers it would hide there."""
        picture = self._scene.picture
        rect = self._view.to_scene_rect(QRectF(box))
        return len(picture.places.near([rect])) if picture is not None else 0

    def _size_in(self, room: QSize) -> QSize:
        content = self._scene.content_rect()
        most = QSize(round(room.width() * SHARE[0]), round(room.height() * SHARE[1]))
        size = content.size().toSize().scaled(most, Qt.AspectRatioMode.KeepAspectRatio)
        return size.expandedTo(QSize(*LEAST))

    def _to_small(self) -> tuple[float, QPointF]:
        """How much smaller it is, and where the scene's origin is."""
        content = self._scene.content_rect()
        scale = min(self.width() / content.width(), self.height() / content.height())
        return scale, QRectF(self.rect()).center() - content.center() * scale

    def _pixmap(self, picture: Picture, frame: Frame) -> QPixmap:
        """Everything, painted once for as long as it is in its places."""
        made_of = (picture.places, self._theme, self.size())
        if self._small is None or self._made_of != made_of:
            ratio = self.devicePixelRatioF()
            self._made_of = made_of
            self._small = pixmap = QPixmap(self.size() * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(QColor(self._theme.canvas))
            painter = QPainter(pixmap)
            scale, origin = self._to_small()
            painter.translate(origin)
            painter.scale(scale, scale)
            schedule = frame.schedule
            paint_still(painter, picture, frame_at(schedule, schedule.finished), Detail.SPECKS)
            painter.end()
        return self._small

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        picture, frame = self._scene.picture, self._scene.frame
        if picture is None or frame is None:
            return
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._pixmap(picture, frame))
        scale, origin = self._to_small()
        sight = self._view.to_scene_rect(self._view.room)
        seen = QRectF(sight.topLeft() * scale + origin, sight.size() * scale)
        self._paint_step(painter, picture, frame, scale, origin)
        self._paint_seen(painter, seen)

    def _paint_step(
        self, painter: QPainter, picture: Picture, frame: Frame, scale: float, origin: QPointF
    ) -> None:
        """Nodes of the step under way, in its colour."""
        color = QColor(self._theme.toned(frame.kind.tone))
        for id_ in lit_in(frame.schedule, frame.moment) if frame.moment else ():
            if isinstance(id_, str) and id_ in picture.nodes:
                rect = picture.nodes[id_].rect
                box = QRectF(rect.topLeft() * scale + origin, rect.size() * scale)
                painter.fillRect(box.adjusted(-1, -1, 1, 1), color)

    def _paint_seen(self, painter: QPainter, seen: QRectF) -> None:
        """A frame; the rest steps back."""
        theme, whole = self._theme, QRectF(self.rect())
        veil = QColor(theme.canvas)
        veil.setAlphaF(VEIL)
        inside = seen & whole
        for rect in _around(inside, whole):
            painter.fillRect(rect, veil)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.outline), 1))
        painter.drawRect(whole.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(QPen(QColor(theme.value), 2))
        painter.drawRect(inside.adjusted(1, 1, -1, -1))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go_to(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_to(event)

    def _go_to(self, event: QMouseEvent) -> None:
        scale, origin = self._to_small()
        self._view.look_at((event.position() - origin) * (1 / scale))


def seen_on(scene: GraphScene, view: ZoomView) -> list[QRect]:
    """Where in the viewport something happens: nodes and numbers of the step, what is selected."""
    picture, frame = scene.picture, scene.frame
    if picture is None or frame is None:
        return []
    lit = lit_in(frame.schedule, frame.moment) if frame.moment else ()
    nodes = [*lit, *scene.selection]
    ids = [id_ for id_ in nodes if isinstance(id_, str) and id_ in picture.nodes]
    if not ids and frame.run.seed in picture.nodes:
        ids = [frame.run.seed or ""]
    rects = [picture.nodes[id_].bounds for id_ in ids]
    for index in frame.active:
        ends = frame.run.reading.edges[index]
        rects += [picture.nodes[ends.source].bounds, *_label(picture, index)]
    return [view.to_viewport(rect) for rect in rects]


def _label(picture: Picture, index: int) -> Iterable[QRectF]:
    box = picture.edges[index].label_box
    return () if box is None else (box,)


def _corners(size: QSize, room: QRect) -> list[QRect]:
    """Top right, top left, bottom right, bottom left."""
    right, bottom = room.right() + 1 - size.width(), room.bottom() + 1 - size.height()
    places = (
        (right, room.top()),
        (room.left(), room.top()),
        (right, bottom),
        (room.left(), bottom),
    )
    return [QRect(QPoint(*place), size) for place in places]


def _covered(corner: QRect, busy: Sequence[QRect]) -> int:
    """How many pixels of what something happens in would be covered."""
    covered = (corner & rect for rect in busy)
    return sum(rect.width() * rect.height() for rect in covered if not rect.isEmpty())


def _around(inside: QRectF, whole: QRectF) -> list[QRectF]:
    """What is left of a rectangle without the one inside."""
    if inside.isEmpty():
        return [whole]
    left, right = QRectF(whole), QRectF(whole)
    left.setRight(inside.left())
    right.setLeft(inside.right())
    above, below = QRectF(inside), QRectF(inside)
    above.setTop(whole.top())
    above.setBottom(inside.top())
    below.setTop(inside.bottom())
    below.setBottom(whole.bottom())
    return [left, right, above, below]
