"""The light around a node that is being computed.

Stroking it costs more than all the rest of a frame, so on the screen it is stroked once and then
copied, more or less transparent.
"""

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter, QPen

from graphviz_app.scene.items.shapes import Shape, outline
from graphviz_app.scene.style import Style

REACH = 12.0
"""How far it goes beyond the node, in design pixels."""
KEPT = 128
"""Lights that are kept: nodes of a size, at the same part of a pixel, share one."""
LARGEST = 512 * 256
"""Device pixels; greater lights are few on a screen, and are stroked."""
_RINGS = ((0.0, 2.4, 1.0), (5.0, 1.6, 0.6), (7.5, 5.0, 0.12))
_ROUND = ((0.0, 2.6, 1.0), (6.0, 9.6, 0.24))
"""How far out, how wide, how opaque; around a circle one calm band."""
_RING = (5.0, 1.6)
"""Without tints: how far out, and how wide."""


def paint_halo(
    painter: QPainter, shape: Shape, rect: QRectF, style: Style, color: QColor, strength: float
) -> None:
    """Light up the node in ``rect``; ``strength`` from 0 to 1."""
    transform, scale = painter.worldTransform(), style.theme.scale
    if style.theme.plain:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, _RING[1] * scale))
        painter.drawPath(outline(shape, rect, scale, _RING[0] * scale))
        return
    reach, ratio = REACH * scale, painter.device().devicePixelRatioF()
    seen = transform.mapRect(rect.adjusted(-reach, -reach, reach, reach))
    turned = transform.isRotating() or transform.m13() or transform.m23()
    large = seen.width() * seen.height() * ratio**2 > LARGEST
    if turned or large or painter.paintEngine().type() != QPaintEngine.Type.Raster:
        _paint_rings(painter, shape, rect, scale, color, strength)
        return
    corner = QPointF(seen.toAlignedRect().topLeft())
    within = seen.topLeft() - corner
    place = (round(within.x(), 2), round(within.y(), 2))
    size = (rect.width(), rect.height())
    light = _stroked(_Light(shape, size, scale, color.rgba(), transform.m11(), place, ratio))
    before = painter.opacity()
    painter.resetTransform()
    painter.setOpacity(before * strength)
    painter.drawImage(corner, light)
    painter.setOpacity(before)
    painter.setWorldTransform(transform)


class _Light(NamedTuple):
    """All that a light's look depends on."""

    shape: Shape
    size: tuple[float, float]
    scale: float
    color: int
    zoom: float
    place: tuple[float, float]
    """Its corner's within a pixel."""
    ratio: float


@lru_cache(KEPT)
def _stroked(light: _Light) -> QImage:
    """At full strength, on nothing."""
    reach = REACH * light.scale
    size = QSizeF(*light.size)
    whole = (size + QSizeF(2 * reach, 2 * reach)) * light.zoom + QSizeF(2, 2)
    image = QImage((whole * light.ratio).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(light.ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(*light.place)
    painter.scale(light.zoom, light.zoom)
    rect = QRectF(QPointF(reach, reach), size)
    _paint_rings(painter, light.shape, rect, light.scale, QColor.fromRgba(light.color), 1.0)
    painter.end()
    return image


def _paint_rings(
    painter: QPainter, shape: Shape, rect: QRectF, scale: float, color: QColor, strength: float
) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for grown, width, opacity in _ROUND if shape == "circle" else _RINGS:
        light = QColor(color)
        light.setAlphaF(opacity * strength)
        painter.setPen(QPen(light, width * scale))
        painter.drawPath(outline(shape, rect, scale, grown * scale))
