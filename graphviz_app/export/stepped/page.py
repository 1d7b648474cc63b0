"""Page: what a presentation shows at a time, for a painter of curves, at any size."""

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from graphviz_app.animate import Frame, frame_at
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.screen import AIR, moved
from graphviz_app.scene.camera import Camera, Shot, fitted
from graphviz_app.scene.detail import Detail
from graphviz_app.scene.overlay import NO_MARKS, overlay, paint_parts
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.render import paint_still


class Page:
    """One after the other; the painter is in pixels of the page."""

    def __init__(self, moving: Moving) -> None:
        self.size = QSizeF(*moving.size)
        self._moving, self._picture = moving, moving.picture
        self.room = QRectF(QPointF(), self.size).adjusted(0, 0, 0, -AIR)
        """Where the graph is."""
        self._camera = Camera(moving.picture, moving.schedule, self.room.size())
        self._whole = None if moving.camera else fitted(moving.picture.bounds, self.room.size())

    def shot(self, t: float) -> Shot:
        """What is looked at."""
        return self._whole or self._camera.shot(t)

    def paint(self, painter: QPainter, t: float) -> None:
        """All of the page."""
        frame = frame_at(self._moving.schedule, t)
        self._picture = self._picture.with_run(frame.run)
        ground = self._picture.style.canvas
        if not self._moving.setting.transparent:
            painter.fillRect(QRectF(QPointF(), self.size), ground)
        painter.save()
        painter.setClipRect(self.room.adjusted(0, 0, 0, AIR))
        self._paint_graph(painter, self._picture, frame)
        painter.restore()

    def _paint_graph(self, painter: QPainter, picture: Picture, frame: Frame) -> None:
        shot = self.shot(frame.t)
        painter.setTransform(moved(shot, self.room.center()), combine=True)
        seen = shot.sight(self.size).adjusted(-AIR, -AIR, AIR, AIR)
        paint_still(painter, picture, frame, Detail.NUMBERS, [seen])
        paint_parts(painter, overlay(picture, frame, NO_MARKS, shot.zoom), seen)
