"""Outlines of nodes: the shape tells the kind of leaf."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

Shape = Literal["operator", "pill", "box", "hexagon", "plain", "circle"]

HEXAGON_SLANT = 12.0
PILL_RADIUS = 26.0
"""Of a pill that is higher than twice that."""
RADII = {"operator": 12.0, "box": 9.0, "plain": 12.0}


def shape_of(op: str) -> Shape:
    """The shape of a node by its operator's name."""
    shapes: dict[str, Shape] = {
        "input": "pill",
        "parameter": "box",
        "target": "hexagon",
        "constant": "plain",
    }
    return shapes.get(op, "operator")


def outline(shape: Shape, rect: QRectF, scale: float = 1.0, grown: float = 0.0) -> QPainterPath:
    """The outline in ``rect``, or ``grown`` pixels around it with corners that stay parallel."""
    rect = rect.adjusted(-grown, -grown, grown, grown)
    path = QPainterPath()
    if shape == "hexagon":
        path.addPolygon(_hexagon(rect, HEXAGON_SLANT * scale + 0.3 * grown))
        path.closeSubpath()
        return path
    if shape == "circle":
        path.addEllipse(rect)
        return path
    radius = rect.height() / 2 if shape == "pill" else RADII[shape] * scale + grown
    radius = min(radius, PILL_RADIUS * scale + grown)
    path.addRoundedRect(rect, radius, radius)
    return path


def tab(rect: QRectF, width: float, scale: float) -> QPainterPath:
    """The left end of an operator, on which its sign is: wider than its corners are round."""
    radius = min(RADII["operator"] * scale, rect.height() / 2)
    left, top, bottom, right = rect.left(), rect.top(), rect.bottom(), rect.left() + width
    path = QPainterPath(QPointF(right, top))
    path.lineTo(left + radius, top)
    path.arcTo(left, top, 2 * radius, 2 * radius, 90, 90)
    path.lineTo(left, bottom - radius)
    path.arcTo(left, bottom - 2 * radius, 2 * radius, 2 * radius, 180, 90)
    path.lineTo(right, bottom)
    path.closeSubpath()
    return path


def _hexagon(rect: QRectF, slant: float) -> QPolygonF:
    middle = rect.center().y()
    return QPolygonF(
        [
            QPointF(rect.left(), middle),
            QPointF(rect.left() + slant, rect.top()),
            QPointF(rect.right() - slant, rect.top()),
            QPointF(rect.right(), middle),
            QPointF(rect.right() - slant, rect.bottom()),
            QPointF(rect.left() + slant, rect.bottom()),
        ]
    )
