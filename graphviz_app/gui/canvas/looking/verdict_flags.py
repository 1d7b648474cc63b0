"""A small ✗ on what a person got wrong; the first is ringed."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from graphviz_app.core.reading import Element
from graphviz_app.gui.canvas.looking.zooming import ZoomView

SIDE, LEAST = 19.0, 12.0
"""Of the disc, in design pixels and in pixels of the screen."""
FULL = 0.7
"""The zoom below which they get smaller with their nodes."""
RING = 3.0
OUT = 0.3
"""How far they stand out from a node, so that they hide little of it."""


class VerdictFlag(NamedTuple):
    """What is marked, and whether it is the first that is wrong."""

    element: Element
    is_first: bool


def paint_flags(painter: QPainter, view: ZoomView, flags: Iterable[VerdictFlag]) -> None:
    """Paint them at the corners of nodes and in the middle of edges, in pixels of the viewport."""
    from graphviz_app.gui.widgets.verdict_signs import paint_disc  # late: most graphs have none

    theme = view.scene().theme
    side = max(theme.px(SIDE) * min(view.zoom / FULL, 1.0), LEAST)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for flag in flags:
        at = _place(view, flag.element, side)
        if at is None:
            continue
        box = QRectF(0, 0, side, side)
        box.moveCenter(at)
        if flag.is_first:
            painter.setPen(QPen(QColor(theme.wrong), 0.11 * side))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, side / 2 + RING, side / 2 + RING)
        paint_disc(painter, box, "wrong", theme)


def _place(view: ZoomView, element: Element, side: float) -> QPointF | None:
    """At the left of a node's outline, left of an edge's numbers; None of what is not shown."""
    picture = view.scene().picture
    if picture is None:
        return None
    to_view = view.viewportTransform()
    if isinstance(element, str):
        if element not in picture.nodes:
            return None
        body, corner = picture.nodes[element].body, picture.nodes[element].corner
        mirrored = QPointF(body.left() + body.right() - corner.x(), corner.y())
        return to_view.map(mirrored) - QPointF(OUT * side, OUT * side)
    if element >= len(picture.edges):
        return None
    edge = picture.edges[element]
    box = edge.label_box
    if box is None:
        return to_view.map(edge.curve.point_at(edge.curve.length / 2))
    return to_view.map(QPointF(box.left(), box.center().y())) - QPointF(0.6 * side, 0)
