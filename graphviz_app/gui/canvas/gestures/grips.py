"""Grips: where an edge can be taken hold of, or a new one begins."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from graphviz_app.core.reading import Element
from graphviz_app.gui.canvas.looking.zooming import ZoomView
from graphviz_app.scene.places import Places
from graphviz_app.scene.slots import SlotPlace, missing_operands, out_place

RADIUS = 4.5
"""Of the dot that shows one."""
REACH = 11.0
"""Pixels around a grip that belong to it."""
_SHARE = 0.3
"""Of a node's smaller side, where that is not much more."""
SMALLEST = 0.15
"""The zoom below which nodes are too small for it."""


class Grip(NamedTuple):
    """A place in the scene: the ``port`` of a node, the ``start`` or ``end`` of an edge, or a slot.

    ``element`` is the node or the edge; ``missing`` the slot that nothing arrives at.
    """

    kind: Literal["port", "start", "end", "slot"]
    at: QPointF
    element: Element
    missing: SlotPlace | None = None


def grip_at(view: ZoomView, at: QPointF, element: Element | None) -> Grip | None:
    """What would be taken hold of at a point of the viewport; ``element`` is what is there."""
    picture = view.scene().picture
    if picture is None or view.zoom < SMALLEST:
        return None
    point, reach = view.to_scene(at), REACH / view.zoom
    return (
        _slot(picture.places, point, reach)
        or _out(picture.places, point, reach)
        or (_end(picture.places, point, element) if isinstance(element, int) else None)
    )


def grips_of(view: ZoomView, element: Element | None) -> Sequence[QPointF]:
    """What to show of an element that the pointer is on: where edges begin, or both ends."""
    picture = view.scene().picture
    if picture is None or element is None or view.zoom < SMALLEST:
        return ()
    if isinstance(element, str):
        return [out_place(picture.places, element)] if element in picture.nodes else ()
    if element >= len(picture.edges):
        return ()
    points = picture.layout.edges[element].points
    return [QPointF(*points[0]), QPointF(*points[-1])]


def grip_rects(view: ZoomView, element: Element | None) -> Sequence[QRect]:
    """What they cover, in the viewport."""
    reach = round(view.scene().theme.px(RADIUS)) + 2
    to_view = view.viewportTransform()
    centres = [to_view.map(at).toPoint() for at in grips_of(view, element)]
    return [QRect(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach) for at in centres]


def paint_grips(painter: QPainter, view: ZoomView, element: Element | None) -> None:
    """Paint a dot for each, in the pixels of the viewport."""
    theme, to_view = view.scene().theme, view.viewportTransform()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.value), theme.px(2)))
    painter.setBrush(QColor(theme.panel))
    for at in grips_of(view, element):
        painter.drawEllipse(to_view.map(at), theme.px(RADIUS), theme.px(RADIUS))


def _slot(places: Places, point: QPointF, reach: float) -> Grip | None:
    near = [place for place in missing_operands(places) if _far(place.at, point) <= reach]
    if not near:
        return None
    place = min(near, key=lambda place: _far(place.at, point))
    return Grip("slot", place.at, place.node, place)


def _out(places: Places, point: QPointF, reach: float) -> Grip | None:
    around = QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
    for id_ in places.near([around]):
        if isinstance(id_, str):
            rect = places.nodes[id_].body
            own = min(reach, _SHARE * min(rect.width(), rect.height()))
            if _far(at := out_place(places, id_), point) <= own:
                return Grip("port", at, id_)
    return None


def _end(places: Places, point: QPointF, edge: int) -> Grip:
    points = places.layout.edges[edge].points
    start, end = QPointF(*points[0]), QPointF(*points[-1])
    if _far(start, point) < _far(end, point):
        return Grip("start", start, edge)
    return Grip("end", end, edge)


def _far(one: QPointF, other: QPointF) -> float:
    way = one - other
    return float((way.x() ** 2 + way.y() ** 2) ** 0.5)
