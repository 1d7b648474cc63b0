"""The still layer: a pixmap of everything at rest, so that a frame only paints what moves.

It is painted anew when the zoom, the size or the picture changes. A pan shifts it and paints the
strips that come into view; a step paints the elements that show one number more.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPixmap, QRegion, QTransform

from graphviz_app.core.reading import Element
from graphviz_app.frames import Frame
from graphviz_app.scene.detail import Detail, detail_at
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.render import paint_still
from graphviz_app.scene.style import Style, faded

_DOT_STEP = 28.0
_MIN_DOT_STEP = 14.0
MAX_DIRTY = (24, 0.06)
"""If more elements changed than this number or part of all, everything is painted anew."""
MUCH = 1 / 3
"""Part of what is seen; painting more than that piece by piece takes longer than painting all."""


class Outlook(NamedTuple):
    """How a viewport looks at the scene: scene → logical pixels, its size, device pixel ratio."""

    transform: QTransform
    size: QSize
    ratio: float = 1.0

    @property
    def device_transform(self) -> QTransform:
        """Scene → device pixels."""
        return self.transform * QTransform.fromScale(self.ratio, self.ratio)


class StillLayer:
    """The pixmap of one viewport."""

    def __init__(self) -> None:
        self._pixmap: QPixmap | None = None
        self._picture: Picture | None = None
        self._frame: Frame | None = None
        self._outlook: Outlook | None = None
        self.full_repaints = 0
        """How often everything was painted, for tests and the benchmark."""

    def pixmap(self, picture: Picture, frame: Frame, outlook: Outlook) -> QPixmap:
        """The layer, brought up to date with the least painting. In device pixels."""
        pixmap, shift = self._pixmap, self._shift(picture, outlook)
        if pixmap is None or shift is None or self._frame is None:
            return self._anew(picture, frame, outlook)
        renumbered = self._renumbered(picture, outlook)
        if renumbered is None:
            return self._anew(picture, frame, outlook)
        changed = picture.changed(self._frame, frame) | renumbered
        everything = len(picture.nodes) + len(picture.edges)
        if len(changed) > max(MAX_DIRTY[0], MAX_DIRTY[1] * everything):
            return self._anew(picture, frame, outlook)
        self._picture, self._outlook, self._frame = picture, outlook, frame
        region = QRegion()
        if not shift.isNull():
            region += _scrolled(pixmap, shift)
        for element in changed:
            for rect in picture.places.rects_of(element):
                region += _device_rect(outlook.device_transform, rect)
        region = region.intersected(pixmap.rect())
        if not region.isEmpty():
            self._paint(pixmap, picture, frame, region)
        return pixmap

    def _shift(self, picture: Picture, outlook: Outlook) -> QPoint | None:
        """By how many whole device pixels the view moved; None if it did anything else."""
        if self._outlook is None or self._picture is None:
            return None
        if (self._picture.places, self._picture.view) != (picture.places, picture.view):
            return None
        if (outlook.size, outlook.ratio) != (self._outlook.size, self._outlook.ratio):
            return None
        old, new = self._outlook.device_transform, outlook.device_transform
        if (old.m11(), old.m12(), old.m21(), old.m22()) != (
            new.m11(),
            new.m12(),
            new.m21(),
            new.m22(),
        ):
            return None
        dx, dy = new.dx() - old.dx(), new.dy() - old.dy()
        whole = abs(dx - round(dx)) < 1e-6 and abs(dy - round(dy)) < 1e-6
        return QPoint(round(dx), round(dy)) if whole else None

    def _renumbered(self, picture: Picture, outlook: Outlook) -> set[Element] | None:
        """Elements that show other numbers at this zoom; None if they are much of what is seen."""
        if self._picture is None or self._picture.faces is picture.faces:
            return set()
        before, after = self._picture.faces, picture.faces
        flags = before.flags, after.flags
        changed: set[Element] = {
            id_ for ids in flags for id_ in ids if before.flag(id_) != after.flag(id_)
        }
        if picture.view.marks:
            changed.update(id_ for id_, _ in before.fates.items() ^ after.fates.items())
        if self._detail(picture, outlook) < Detail.NUMBERS:
            return changed
        seen = outlook.transform.inverted()[0].mapRect(QRectF(QPointF(), QSizeF(outlook.size)))
        near = picture.places.near([seen])
        changed.update(e for e in near if not after.looks_like(before, e, picture.view))
        return None if len(changed) > MUCH * len(near) else changed

    def _detail(self, picture: Picture, outlook: Outlook) -> Detail:
        """By the zoom that the overlay goes by, too, however many pixels the screen has for it."""
        return detail_at(outlook.transform.m11() * picture.theme.scale)

    def _anew(self, picture: Picture, frame: Frame, outlook: Outlook) -> QPixmap:
        size = outlook.size * outlook.ratio
        whole = QRect(QPoint(), size)
        if self._pixmap is None or self._pixmap.size() != size:
            self._pixmap = QPixmap(size)
        elif self._shift(picture, outlook) == QPoint():  # the ground around it stays
            whole &= _device_rect(outlook.device_transform, picture.places.bounds)
        self._picture, self._frame, self._outlook = picture, frame, outlook
        self.full_repaints += 1
        self._paint(self._pixmap, picture, frame, QRegion(whole))
        return self._pixmap

    def _paint(self, pixmap: QPixmap, picture: Picture, frame: Frame, region: QRegion) -> None:
        assert self._outlook is not None
        transform = self._outlook.device_transform
        back, _ = transform.inverted()
        painter = QPainter(pixmap)
        painter.setClipRegion(region)
        _paint_canvas(painter, picture, region, transform)
        painter.setTransform(transform)
        rects = [back.mapRect(QRectF(rect.adjusted(-1, -1, 1, 1))) for rect in _boxes(region)]
        detail = self._detail(picture, self._outlook)
        paint_still(painter, picture, frame, detail, rects, self._outlook.ratio)
        painter.end()


def _boxes(region: QRegion) -> Sequence[QRect]:
    return list(region)  # type: ignore[call-overload, no-any-return]


def _device_rect(transform: QTransform, rect: QRectF) -> QRect:
    return transform.mapRect(rect).toAlignedRect().adjusted(-1, -1, 1, 1)


def _scrolled(pixmap: QPixmap, shift: QPoint) -> QRegion:
    """Shift the pixels; returns where new ones are needed."""
    exposed = QRegion()
    pixmap.scroll(shift.x(), shift.y(), pixmap.rect(), exposed)
    return exposed


def _paint_canvas(
    painter: QPainter, picture: Picture, region: QRegion, transform: QTransform
) -> None:
    """The canvas colour and a faint grid of dots that moves along with the scene."""
    painter.fillRect(region.boundingRect(), picture.style.canvas)
    step = picture.style.px(_DOT_STEP) * transform.m11()
    while step < _MIN_DOT_STEP:
        step *= 2
    tile = _dot_tile(picture.style, round(step))
    origin = transform.map(QPointF(0.0, 0.0)).toPoint()
    box = region.boundingRect()
    offset = QPoint((box.x() - origin.x()) % tile.width(), (box.y() - origin.y()) % tile.height())
    painter.setBrushOrigin(box.topLeft() - offset)
    painter.fillRect(box, QBrush(tile))
    painter.setBrushOrigin(0, 0)


@lru_cache(8)
def _dot_tile(style: Style, step: int) -> QImage:
    tile = QImage(step, step, QImage.Format.Format_RGB32)
    tile.fill(style.canvas)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(faded(style.hairline, 0.7))
    painter.drawEllipse(QPointF(step / 2, step / 2), 1.0, 1.0)
    painter.end()
    return tile


def copied(painter: QPainter, pixmap: QPixmap, target: QRect, ratio: float) -> None:
    """Copy the part ``target`` (logical pixels) of a layer to the same place."""
    source = QRectF(
        target.x() * ratio, target.y() * ratio, target.width() * ratio, target.height() * ratio
    )
    transform = painter.worldTransform()
    painter.resetTransform()
    painter.drawPixmap(QRectF(target), pixmap, source)
    painter.setWorldTransform(transform)
