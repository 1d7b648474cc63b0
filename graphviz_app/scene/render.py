"""Painting a picture: the still part, and the whole of it, also in pieces."""

from collections.abc import Generator, Hashable, Sequence, Set

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from graphviz_app.core.pieces import finished
from graphviz_app.core.reading import Element
from graphviz_app.frames import Frame
from graphviz_app.scene.detail import Detail, detail_of
from graphviz_app.scene.far_out import paint_far_out
from graphviz_app.scene.group_names import paint_far_names
from graphviz_app.scene.overlay import NO_MARKS, Marks, overlay
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.slots import paint_missing

Painted = Generator[tuple[str, str | int], None, None]
"""Paints in pieces, and tells of each what it was: its kind, and which of them."""


def paint_still(
    painter: QPainter,
    picture: Picture,
    frame: Frame,
    detail: Detail,
    rects: Sequence[QRectF] | None = None,
    ratio: float | None = None,
) -> None:
    """Paint everything at rest that touches any of the scene rectangles (None: everything).

    The painter is in scene coordinates; clipping is the caller's. ``ratio``: device pixels per
    pixel of the screen; with it, the names of groups are told where those in them are too small.
    """
    finished(_still_in_pieces(painter, picture, frame, detail, rects, ratio))


def _still_in_pieces(
    painter: QPainter,
    picture: Picture,
    frame: Frame,
    detail: Detail,
    rects: Sequence[QRectF] | None = None,
    ratio: float | None = None,
    only: Set[Element] | None = None,
) -> Painted:
    """The same, one element after the other; ``only`` some of them, and nothing else."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    for group in picture.places.groups if only is None else ():
        if rects is None or any(rect.intersects(group.bounds) for rect in rects):
            group.paint(painter, detail)
            yield "box", group.path
    elements: Set[Element] = (
        {*range(len(picture.edges)), *picture.nodes}
        if rects is None
        else picture.places.near(rects)
    )
    elements = elements if only is None else only
    if detail == Detail.SPECKS:
        paint_far_out(painter, picture, frame, elements)
        if ratio is not None:
            paint_far_names(painter, picture.places, ratio)
        return
    active, faces, view = set(frame.active), picture.faces, picture.view
    edges = (element for element in elements if isinstance(element, int))
    in_order = sorted(edges, key=lambda index: (index in active, index))
    for index in in_order:
        picture.edges[index].paint(painter, frame, detail)
        yield "edge", index
    for index in in_order if detail >= Detail.NUMBERS else ():
        edge = picture.edges[index]
        if edge.label_box is not None:
            edge.paint_label(painter, frame, faces, view, edge.label_box)
            yield "numbers", index
    for id_, node in picture.nodes.items():
        if id_ in elements:
            node.paint(painter, frame, faces, view, detail)
            yield "node", id_
    if detail >= Detail.SIGNS and only is None:
        paint_missing(painter, picture.places, rects)
        yield "missing", ""
    if detail < Detail.NUMBERS and ratio is not None:
        paint_far_names(painter, picture.places, ratio)


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
    finished(paint_in_pieces(painter, picture, frame, marks))


def paint_in_pieces(
    painter: QPainter,
    picture: Picture,
    frame: Frame,
    marks: Marks = NO_MARKS,
    only: Set[Element] | None = None,
) -> Painted:
    """The same without a ground, one element after the other.

    ``only``: of what is at rest just some elements; whatever lies over that is painted anyway.
    """
    detail, zoom = detail_of(painter, picture.theme.scale), painter.deviceTransform().m11()
    yield from _still_in_pieces(painter, picture, frame, detail, only=only)
    for key, part in overlay(picture, frame, marks, zoom).items():
        part.paint(painter)
        yield _name_of(key)
    if picture.plots:
        from graphviz_app.scene.plots.plot import paint_row  # late: few pictures have some

        paint_row(painter, picture.plots, picture.plot_room, picture.theme)
        yield "plots", ""
    if picture.surround is not None:
        picture.surround.paint(painter, frame, picture.content)
        yield "surround", ""


def _name_of(key: Hashable) -> tuple[str, str | int]:
    """Of something in the overlay."""
    kind, *about = key if isinstance(key, tuple) else (key,)
    which = about[0] if about else ""
    return str(kind), which if isinstance(which, (str, int)) else str(which)
