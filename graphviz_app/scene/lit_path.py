"""A path that is lit: everything else steps back behind a veil, and the path comes to the front."""

from collections.abc import Hashable
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from graphviz_app.core.reading import Element
from graphviz_app.frames import Frame
from graphviz_app.scene.detail import Detail, detail_of
from graphviz_app.scene.far_out import paint_far_out
from graphviz_app.scene.items.node_item import NodeItem
from graphviz_app.scene.items.shapes import outline
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.style import faded

VEIL = 0.66
"""How much of everything else is covered."""
_RING, _BAND = 3.0, 10.0
"""The width of the ring around its nodes, and of the band along its edges."""


class LitPath(NamedTuple):
    """Where it is, what its look depends on, and what is lit."""

    rect: QRectF
    look: tuple[Hashable, ...]
    elements: tuple[Element, ...]

    def paint(self, painter: QPainter, picture: Picture, frame: Frame) -> None:
        """Paint the veil, and the path over it."""
        seen = painter.clipBoundingRect() if painter.hasClipping() else self.rect
        painter.fillRect(self.rect & seen, faded(picture.style.canvas, VEIL))
        near = picture.places.near([seen])
        lit = [element for element in self.elements if element in near]
        detail = detail_of(painter, picture.theme.scale)
        if detail == Detail.SPECKS:
            paint_far_out(painter, picture, frame, set(lit))
        for index in (e for e in lit if isinstance(e, int)):
            _paint_edge(painter, picture, frame, index, detail)
        for id_ in (e for e in lit if isinstance(e, str)):
            _paint_node(painter, picture, frame, picture.nodes[id_], detail)


def lit_path(picture: Picture, frame: Frame, elements: tuple[Element, ...]) -> LitPath | None:
    """What is lit; None where nothing of it is drawn."""
    drawn = tuple(e for e in elements if _is_drawn(picture, e))
    if not drawn:
        return None
    look = (drawn, frame.step, frame.schedule, picture.faces, picture.view)
    return LitPath(picture.bounds, look, drawn)


def _is_drawn(picture: Picture, element: Element) -> bool:
    if isinstance(element, str):
        return element in picture.nodes
    return 0 <= element < len(picture.edges)


def _paint_edge(
    painter: QPainter, picture: Picture, frame: Frame, index: int, detail: Detail
) -> None:
    edge, style = picture.edges[index], picture.style
    band = faded(style.gradient, 0.28)
    if index not in frame.active:
        edge.paint_outline(painter, style.canvas, _BAND + 4)
    edge.paint_outline(painter, band, _BAND)
    edge.paint(painter, frame, detail)
    if detail >= Detail.NUMBERS and edge.label_box is not None:
        edge.paint_label(painter, frame, picture.faces, picture.view, edge.label_box)


def _paint_node(
    painter: QPainter, picture: Picture, frame: Frame, node: NodeItem, detail: Detail
) -> None:
    style = picture.style
    if detail > Detail.SPECKS:
        node.paint(painter, frame, picture.faces, picture.view, detail)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(faded(style.gradient, 0.55)), style.px(_RING)))
    painter.drawPath(outline(node.form.shape, node.body, style.theme.scale, style.px(3)))
