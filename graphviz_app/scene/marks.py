"""Marks: what a person points at, has selected, looks for or pushes; rings and lit edges."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from graphviz_app.core.reading import Element
from graphviz_app.frames import Frame
from graphviz_app.scene.changes import Changes
from graphviz_app.scene.items.node_item import NodeItem
from graphviz_app.scene.items.shapes import outline
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.style import faded

MAX_SINGLE = 300
"""With more nodes and edges marked than this, their marks are painted as one."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a person points at, has selected, or is looking for."""

    hover: Element | None = None
    selection: tuple[Element, ...] = ()
    matches: frozenset[str] = frozenset()
    current: str | None = None
    path: tuple[Element, ...] = ()
    """Nodes and edges of a path that is lit."""
    changes: Changes | None = None
    """What a push moves."""


NO_MARKS = Marks()


class Part(NamedTuple):
    """One thing in the overlay: the scene rectangle it stays inside, and what it depends on."""

    rect: QRectF
    look: tuple[Hashable, ...]
    paint: Callable[[QPainter], None]


Parts = dict[Hashable, Part]


def marks_of(picture: Picture, frame: Frame, marks: Marks) -> Iterator[tuple[Hashable, Part]]:
    """Each mark for itself; thousands as one part, of which only what is in sight is painted."""
    if len(marks.matches) + len(marks.selection) <= MAX_SINGLE:
        yield from _marked(picture, frame, marks)
        return
    one = marks.matches & {marks.current or ""}
    many = replace(marks, hover=None, matches=marks.matches - one)

    def paint(painter: QPainter) -> None:
        seen = painter.clipBoundingRect() if painter.hasClipping() else picture.bounds
        near = picture.places.near([seen])
        chosen = tuple(element for element in many.selection if element in near)
        within = replace(many, matches=many.matches & near, selection=chosen)
        for _, part in _marked(picture, frame, within):
            part.paint(painter)

    yield ("marks",), Part(picture.bounds, (many,), paint)
    hover = None if marks.hover in marks.selection else marks.hover
    yield from _marked(picture, frame, replace(marks, hover=hover, matches=one, selection=()))


def _marked(picture: Picture, frame: Frame, marks: Marks) -> Iterator[tuple[Hashable, Part]]:
    style = picture.style
    for id_ in marks.matches:
        if id_ in picture.nodes:
            width, dashed = (3.0, False) if id_ == marks.current else (2.0, True)
            yield _ring(picture.nodes[id_], style.value, width, 6.5, "match", dashed)
    for element in marks.selection:
        yield from _alike(picture, frame, element, faded(style.value, 0.30), "selected")
    if marks.hover is not None and marks.hover not in marks.selection:
        yield from _alike(picture, frame, marks.hover, faded(style.value, 0.16), "hover")


def _alike(
    picture: Picture, frame: Frame, element: Element, color: QColor, kind: str
) -> Iterator[tuple[Hashable, Part]]:
    """A weight that stands on several edges is marked on all of them."""
    edges = picture.reading.edges
    weight = edges[element].weight if isinstance(element, int) and element < len(edges) else None
    for one in (element,) if weight is None else picture.reading.weights[weight]:
        yield from _emphasis(picture, frame, one, color, kind)


def _emphasis(
    picture: Picture, frame: Frame, element: Element, color: QColor, kind: str
) -> Iterator[tuple[Hashable, Part]]:
    if isinstance(element, str):
        if element in picture.nodes:
            yield _ring(picture.nodes[element], color, 5, 3.5, kind)
    elif 0 <= element < len(picture.edges):
        yield _followed(picture, element, color, kind, active=element in frame.active)


def _followed(
    picture: Picture, index: int, color: QColor, kind: str, *, active: bool
) -> tuple[Hashable, Part]:
    """An edge in front of all others, but not of the node that it comes from."""
    edge = picture.edges[index]
    source = picture.nodes[picture.reading.edges[index].source]

    def paint(painter: QPainter) -> None:
        if active:  # it is in front already
            edge.paint_outline(painter, color, 9)
            return
        around = QPainterPath()
        around.addRect(edge.bounds)
        painter.save()
        painter.setClipPath(around - source.shape, Qt.ClipOperation.IntersectClip)
        edge.paint_in_front(painter, color, 9)
        painter.restore()

    return (kind, index), Part(edge.bounds, (color.rgba(), active), paint)


def _ring(
    node: NodeItem, color: QColor, width: float, grown: float, kind: str, dashed: bool = False
) -> tuple[Hashable, Part]:
    """Around a node; in the colour of values, lest it be taken for an output's outline."""
    style = node.style
    line = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    reach = style.px(grown + width)

    def paint(painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, style.px(width), line))
        scale = style.theme.scale
        painter.drawPath(outline(node.form.shape, node.body, scale, style.px(grown)))

    rect = node.body.adjusted(-reach, -reach, reach, reach)
    return (kind, node.id), Part(rect, (color.rgba(), width), paint)
