"""The names of groups where the picture is too small for those in it: as large as on the screen."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from graphviz_app.scene.places import Places
from graphviz_app.scene.style import faded, readable
from graphviz_app.scene.typeset.text_line import TextLine, elided

_MOST = 300
"""So many groups, the largest, may have a name."""
_SMALLEST = 14.0
"""How long or high a group must be on the screen, in pixels."""
_WIDEST = 180.0
_PAD = 3.0
"""Around a name, in pixels."""


class FarName(NamedTuple):
    """A name on its plate, in pixels of the screen from where the scene begins."""

    path: str
    text: TextLine
    plate: QRectF


def far_names(places: Places, zoom: float) -> Iterator[FarName]:
    """The names that fit, those of larger groups first: none on top of another."""
    largest = sorted(places.groups, key=lambda g: -g.rect.width() * g.rect.height())[:_MOST]
    taken: list[QRectF] = []
    for group in largest:
        corner = group.rect.topLeft() * zoom
        box = QRectF(corner, group.rect.size() * zoom)
        if max(box.width(), box.height()) < _SMALLEST:
            continue
        name = elided(group.path.rsplit("/", 1)[-1], places.style.caption, places.style.px(_WIDEST))
        for plate in _plates(box, name):
            if not any(plate.intersects(other) for other in taken):
                taken.append(plate)
                yield FarName(group.path, name, plate)
                break


def _plates(box: QRectF, name: TextLine) -> Iterator[QRectF]:
    """Inside at the top if it fits there, else above the group, or below it."""
    width = name.width + 2 * _PAD
    height = name.ascent + name.descent + 2 * _PAD
    if width <= box.width() and 2 * height <= box.height():
        yield QRectF(box.left(), box.top(), width, height)
    left = box.center().x() - width / 2
    yield QRectF(left, box.top() - height, width, height)
    yield QRectF(left, box.bottom(), width, height)


def paint_far_names(painter: QPainter, places: Places, ratio: float) -> None:
    """Paint them over what is in the groups; ``ratio``: device pixels per pixel of the screen."""
    transform, style = painter.worldTransform(), places.style
    zoom = transform.m11() / ratio
    painter.save()
    painter.resetTransform()
    painter.translate(transform.dx(), transform.dy())
    painter.scale(ratio, ratio)
    seen = painter.clipBoundingRect() if painter.hasClipping() else None
    for _, text, plate in far_names(places, zoom):
        if seen is not None and not seen.intersects(plate):
            continue
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faded(style.canvas, 0.85))
        painter.drawRoundedRect(plate, _PAD, _PAD)
        at = QPointF(plate.left() + _PAD, plate.top() + _PAD + text.ascent)
        text.draw(painter, at.x(), at.y(), readable(style.muted, style.canvas))
    painter.restore()
