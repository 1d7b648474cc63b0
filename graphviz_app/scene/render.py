"""Painting a picture, step by step: the still part, and the whole of it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from graphviz_app.animate import Frame
from graphviz_app.core.reading import Element
from graphviz_app.scene.detail import Detail, detail_of
from graphviz_app.scene.items.edge_item import edge_pen
from graphviz_app.scene.overlay import NO_MARKS, Marks, overlay
from graphviz_app.scene.picture import Picture

Step = Callable[[QPainter], None]

_SPECK_LINE = 0.5
"""Pixels that an edge is wide at least where nodes are specks."""


def paint_still(
    painter: QPainter,
    picture: Picture,
    frame: Frame,
    detail: Detail,
    rects: Sequence[QRectF] | None = None,
) -> None:
    """Paint everything at rest that touches any of the scene rectangles (None: everything).

    The painter is in scene coordinates; clipping is the caller's.
    """
    smoothly(painter)
    for step in still_steps(picture, frame, detail, rects):
        step(painter)


def smoothly(painter: QPainter) -> None:
    """What is painted from here on has smooth edges."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)


def still_steps(
    picture: Picture, frame: Frame, detail: Detail, rects: Sequence[QRectF] | None = None
) -> Iterator[Step]:
    """What ``paint_still`` paints, in this order."""
    for group in picture.places.groups:
        if rects is None or any(rect.intersects(group.bounds) for rect in rects):
            yield partial(group.paint, detail=detail)
    found = (
        {*range(len(picture.edges)), *picture.nodes}
        if rects is None
        else picture.places.near(rects)
    )
    if detail == Detail.SPECKS:
        yield partial(_paint_specks, picture=picture, frame=frame, found=found)
        return
    active, faces, view = set(frame.active), picture.faces, picture.view
    edges = (element for element in found if isinstance(element, int))
    for index in sorted(edges, key=lambda index: (index in active, index)):
        edge = picture.edges[index]
        yield partial(edge.paint, frame=frame, faces=faces, view=view, detail=detail)
    for id_, node in picture.nodes.items():
        if id_ in found:
            yield partial(node.paint, frame=frame, faces=faces, view=view, detail=detail)


def steps(
    painter: QPainter, picture: Picture, frame: Frame, marks: Marks = NO_MARKS
) -> Iterator[Step]:
    """All that is painted with this painter: the still part, and what moves or is marked."""
    smoothly(painter)
    yield from still_steps(picture, frame, detail_of(painter, picture.theme.scale))
    for part in overlay(picture, frame, marks, painter.deviceTransform().m11()).values():
        yield part.paint


def _paint_specks(
    painter: QPainter, picture: Picture, frame: Frame, found: Collection[Element]
) -> None:
    """Thousands of nodes, each a few pixels large: straight lines and plain boxes are enough."""
    edges = [element for element in found if isinstance(element, int)]
    pen = QPen(edge_pen(picture.style))
    pen.setWidthF(max(pen.widthF(), _SPECK_LINE / painter.deviceTransform().m11()))
    painter.setPen(pen)
    painter.drawLines([line for index in edges for line in picture.edges[index].curve.straight])
    for index in set(frame.active).intersection(edges):
        picture.edges[index].paint_emphasis(painter, frame.kind)
    for id_ in found:
        if isinstance(id_, str):
            picture.nodes[id_].paint_speck(painter, frame, picture.faces.flag(id_))


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
    for step in steps(painter, picture, frame, marks):
        step(painter)
