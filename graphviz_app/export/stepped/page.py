"""Page: what a presentation shows at a time, for a painter of curves, at any size."""

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from graphviz_app.export.moving.card import paint_title
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.screen import AIR, moved
from graphviz_app.export.stepped.foot import Foot
from graphviz_app.frames import Frame, frame_at
from graphviz_app.scene.camera import Camera, Shot, fitted
from graphviz_app.scene.detail import Detail
from graphviz_app.scene.overlay import NO_MARKS, overlay, paint_parts
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.render import paint_still


class Page:
    """One after the other; the painter is in pixels of the page."""

    def __init__(self, moving: Moving) -> None:
        self.size = QSizeF(*moving.size)
        self.outlines = moving.setting.text == "outlines"
        """Whether letters become curves."""
        self._moving, self._picture, self._schedule = moving, moving.picture, moving.schedule
        theme, script = moving.picture.theme, moving.script
        self.foot = Foot(theme, script, *moving.size) if moving.caption else None
        """What stands below the graph."""
        bottom = self.size.height() if self.foot is None else self.foot.top
        self.room = QRectF(0, 0, self.size.width(), bottom - AIR)
        """Where the graph is."""
        self._camera = Camera(moving.picture, moving.schedule, self.room.size())
        self._whole = None if moving.camera else fitted(moving.picture.bounds, self.room.size())

    def shot(self, t: float) -> Shot:
        """What is looked at."""
        return self._whole or self._camera.shot(t)

    def paint(self, painter: QPainter, t: float, part: int = 0) -> None:
        """All of the page, with this part of its caption."""
        frame = frame_at(self._schedule, t)
        self._picture = self._picture.with_run(frame.run)
        self._paint_ground(painter)
        painter.save()
        painter.setClipRect(self.room.adjusted(0, 0, 0, AIR))
        self._paint_graph(painter, self._picture, frame)
        painter.restore()
        if self.foot is not None:
            self.foot.paint(painter, frame, part)

    def paint_title(self, painter: QPainter) -> None:
        """The card before the first page."""
        self._paint_ground(painter)
        self.paint_words(painter)

    def paint_words(self, painter: QPainter) -> None:
        """What is on that card."""
        paint_title(painter, self._moving)

    def _paint_ground(self, painter: QPainter) -> None:
        if not self._moving.setting.transparent:
            painter.fillRect(QRectF(QPointF(), self.size), self._picture.style.canvas)

    def parts(self, t: float) -> int:
        """In how many parts the caption is told."""
        return 1 if self.foot is None else self.foot.parts(t)

    def _paint_graph(self, painter: QPainter, picture: Picture, frame: Frame) -> None:
        shot = self.shot(frame.t)
        painter.setTransform(moved(shot, self.room.center()), combine=True)
        seen = shot.sight(self.size).adjusted(-AIR, -AIR, AIR, AIR)
        paint_still(painter, picture, frame, Detail.NUMBERS, [seen])
        paint_parts(painter, overlay(picture, frame, NO_MARKS, shot.zoom), seen)
