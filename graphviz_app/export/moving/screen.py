"""Screen: what a presentation shows at a time, painted into one image, frame after frame."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPainter, QRegion, QTransform

from graphviz_app.errors import ExportError
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.script import Instant
from graphviz_app.export.moving.strip import PAGE_SECONDS, Strip
from graphviz_app.frames import Frame, frame_at
from graphviz_app.scene.camera import Camera, Shot, fitted
from graphviz_app.scene.overlay import NO_MARKS, Parts, changed_rects, overlay, paint_parts
from graphviz_app.scene.still_layer import Outlook, StillLayer, copied

AIR = 6
"""Between the graph and what is below it, as in the window."""


class Screen:
    """Only what has changed since the last frame is painted anew."""

    def __init__(self, moving: Moving) -> None:
        width, height = moving.size
        self.image = QImage(width, height, QImage.Format.Format_RGB32)
        if self.image.isNull():
            raise ExportError(f"there is not enough memory for {width} × {height} pixels")
        self.image.fill(moving.picture.style.canvas)
        self._picture, self._schedule, self._speed = (
            moving.picture,
            moving.schedule,
            moving.script.speed,
        )
        theme = moving.picture.theme
        self._strip = Strip(theme, moving.script, width, height) if moving.caption else None
        self._seen = QSize(width, self._strip.at.y() if self._strip is not None else height)
        """Of the part in which the graph is."""
        self._room = QRectF(QPointF(), QSizeF(self._seen)).adjusted(0, 0, 0, -AIR)
        self._camera = Camera(moving.picture, moving.schedule, self._room.size())
        self._look = self._camera.shot if moving.glides else self._camera.arrival
        self._whole = None if moving.camera else fitted(moving.picture.bounds, self._room.size())
        self._still = StillLayer()
        self._frame: Frame | None = None
        self._outlook: Outlook | None = None
        self._parts: Parts = {}

    @property
    def follows(self) -> bool:
        """Whether the view moves, because all of it could not be read."""
        return self._whole is None and self._camera.moves

    def show(self, instant: Instant) -> Sequence[QRect]:
        """Paint this instant; returns where the image has changed."""
        before, self._frame = self._frame, frame_at(self._schedule, instant.t)
        changed: list[QRect] = []
        if before is None or before.t != self._frame.t:
            changed += self._show_graph(before, self._frame)
        if self._strip is not None:
            changed += self._show_strip(self._strip, self._frame, instant.over)
        return changed

    def _show_strip(self, strip: Strip, frame: Frame, over: float) -> Sequence[QRect]:
        """Its caption goes on to the next part where there is time for it."""
        place = 0 if over < 0 else 1 + int(over * self._speed / PAGE_SECONDS)
        changed = [rect.translated(strip.at) for rect in strip.show(frame, place)]
        for rect in changed:
            painter = QPainter(self.image)
            # Over all of the width: Qt would smooth the ends of the timeline otherwise than before.
            painter.setClipRect(0, rect.y(), self.image.width(), rect.height())
            painter.translate(strip.at)
            strip.paint(painter)
            painter.end()
        return changed

    def _show_graph(self, before: Frame | None, frame: Frame) -> Sequence[QRect]:
        outlook = self._looked_at(frame.t)
        stays = before is not None and outlook == self._outlook
        shown, self._picture = self._picture, self._picture.with_run(frame.run)
        parts = overlay(self._picture, frame, NO_MARKS, outlook.transform.m11())
        region = QRegion(QRect(QPoint(), self._seen))
        if stays and before is not None and shown is self._picture:
            region &= self._changed(before, frame, parts, outlook.transform)
        self._outlook, self._parts = outlook, parts
        self._paint(frame, outlook, region)
        return list(region)  # type: ignore[call-overload, no-any-return]

    def _looked_at(self, t: float) -> Outlook:
        """Whole pixels away from the scene's, as the window scrolls."""
        shot = self._whole or self._look(t)
        return Outlook(moved(shot, self._room.center()), self._seen)

    def _changed(self, before: Frame, frame: Frame, parts: Parts, transform: QTransform) -> QRegion:
        """Where two frames differ."""
        places = self._picture.places
        changed = self._picture.changed(before, frame)
        rects = [rect for element in changed for rect in places.rects_of(element)]
        region = QRegion()
        for rect in (*rects, *changed_rects(self._parts, parts)):
            region += transform.mapRect(rect).toAlignedRect().adjusted(-2, -2, 2, 2)
        return region

    def _paint(self, frame: Frame, outlook: Outlook, region: QRegion) -> None:
        still = self._still.pixmap(self._picture, frame, outlook)
        painter = QPainter(self.image)
        for rect in list(region):  # type: ignore[call-overload]
            copied(painter, still, rect, 1.0)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        painter.setClipRegion(region)
        painter.setTransform(outlook.transform)
        box = outlook.transform.inverted()[0].mapRect(QRectF(region.boundingRect()))
        paint_parts(painter, self._parts, box)
        painter.end()


def moved(shot: Shot, middle: QPointF) -> QTransform:
    """A look at the scene through a viewport with its middle there."""
    offset = shot.middle * shot.zoom - middle
    scaled = QTransform.fromScale(shot.zoom, shot.zoom)
    return scaled * QTransform.fromTranslate(-round(offset.x()), -round(offset.y()))
