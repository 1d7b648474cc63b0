"""Painting a picture: the still part, and the whole of it as the exporters write it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from graphviz_app.animate import Frame
from graphviz_app.scene.detail import detail_of
from graphviz_app.scene.overlay import NO_MARKS, Marks, overlay, paint_parts
from graphviz_app.scene.picture import Picture


def paint_still(
    painter: QPainter, picture: Picture, frame: Frame, rects: Sequence[QRectF] | None = None
) -> None:
    """Paint everything at rest that touches any of the scene rectangles (None: everything).

    The painter is in scene coordinates; clipping is the caller's.
    """
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    detail = detail_of(painter, picture.theme.scale)
    for group in picture.groups:
        if rects is None or any(rect.intersects(group.bounds) for rect in rects):
            group.paint(painter, detail)
    found = None if rects is None else picture.near(rects)
    active = set(frame.active)
    for edge in sorted(picture.edges, key=lambda edge: edge.index in active):
        if found is None or edge.index in found:
            edge.paint(painter, frame, detail)
    for node in picture.nodes.values():
        if found is None or node.id in found:
            node.paint(painter, frame, detail)


def paint_picture(
    painter: QPainter,
    picture: Picture,
    frame: Frame,
    background: bool = True,
    marks: Marks = NO_MARKS,
) -> None:
    """Paint the picture as of a frame, with what moves; the painter is in scene coordinates."""
    if background:
        painter.fillRect(picture.bounds, picture.style.canvas)
    paint_still(painter, picture, frame)
    paint_parts(painter, overlay(picture, frame, marks, painter.deviceTransform().m11()))
