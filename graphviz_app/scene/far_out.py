"""Far out: nodes are a few pixels large, so they become marks in the colours of their kinds."""

from collections.abc import Collection, Iterable, Iterator

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform

from graphviz_app.core.op import Array
from graphviz_app.core.reading import Element
from graphviz_app.frames import Frame
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.specks import distinct, mapped
from graphviz_app.scene.style import faded

MARK = 3.0
"""How large a mark is at least, in pixels of the screen …"""
STRONG_MARK = 6.0
"""… and what stands out: the output, and a problem."""
BEACON = 9.0
"""How far the light of what is under way goes, in pixels of the screen."""
_LINE, _ACTIVE_LINE = 0.7, 2.0
_STRONGEST, _FAINTEST = 0.55, 0.04
"""How opaque edges are; beyond the first there is nothing to tell, below the second they are left
out: a plain grey says nothing."""
_INK = 0.3
"""Part of the picture that edges may cover."""
_MANY = 2000
"""So many lines are drawn as they are; of more, those that differ by a pixel."""


def paint_far_out(
    painter: QPainter, picture: Picture, frame: Frame, elements: Collection[Element]
) -> None:
    """Paint the elements as marks and thin lines."""
    transform = painter.worldTransform()
    painter.save()
    painter.resetTransform()
    edges = [element for element in elements if isinstance(element, int)]
    _paint_edges(painter, transform, picture, edges)
    active = [index for index in dict.fromkeys(frame.active) if index in elements]
    color = picture.style.toned(frame.kind.tone)
    _draw(painter, _lines(picture, transform, active), color, _ACTIVE_LINE)
    nodes = [element for element in elements if isinstance(element, str)]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    for paint, rects in _marks(picture, transform, nodes):
        painter.setBrush(QColor.fromRgba(paint))
        painter.drawRects(rects)
    painter.restore()


def _paint_edges(
    painter: QPainter, transform: QTransform, picture: Picture, edges: Collection[int]
) -> None:
    """Thin and, where they are many, faint."""
    zoom = transform.m11()
    cover = _LINE * picture.places.length / (picture.places.area * zoom or 1.0)
    opacity = min(_STRONGEST, _INK / cover if cover else 1.0)
    if opacity >= _FAINTEST:
        lines = _lines(picture, transform, edges)
        _draw(painter, lines, faded(picture.style.edge, opacity), _LINE)


def _lines(picture: Picture, transform: QTransform, edges: Collection[int]) -> Array:
    """Straight from joint to joint, in pixels; of thousands that lie on each other one is drawn."""
    lines = mapped(picture.places.specks.lines_of(edges, len(picture.edges)), transform)
    if len(lines) <= _MANY:
        return lines
    found = distinct(np.rint(lines).astype(int))
    return np.asarray(found[(found[:, :2] != found[:, 2:]).any(axis=1)])


def _draw(painter: QPainter, lines: Array, color: QColor, width: float) -> None:
    painter.setPen(QPen(color, width))
    painter.drawLines([QLineF(*line) for line in lines.tolist()])


def _marks(
    picture: Picture, transform: QTransform, nodes: Iterable[str]
) -> Iterator[tuple[int, list[QRect]]]:
    """By colour, in the order in which they are painted: what stands out comes last."""
    style, output, places = picture.style, picture.run.seed, picture.places
    muted, flags = faded(style.muted, 0.8).rgba(), picture.faces.flags
    leaves = {op: style.leaf_colors(op)[1].rgba() for op in ("input", "parameter", "target")}
    plain: dict[int, list[int]] = {muted: []}
    strong: dict[int, list[int]] = {}
    for id_ in nodes:
        if id_ in flags or id_ == output:
            color = style.gradient if id_ in flags else style.ink
            strong.setdefault(color.rgba(), []).append(places.order[id_])
        else:
            of_kind = leaves.get(places.nodes[id_].op, muted)
            plain.setdefault(of_kind, []).append(places.order[id_])
    for found, least in ((plain, MARK), (strong, STRONG_MARK)):
        for paint, rows in found.items():
            yield paint, _rects(mapped(places.specks.nodes[rows], transform), least)


def _rects(sides: Array, least: float) -> list[QRect]:
    """As large as the nodes, but not smaller than can be seen; none twice."""
    middles = (sides[:, :2] + sides[:, 2:]) / 2
    sizes = np.maximum(sides[:, 2:] - sides[:, :2], least)
    rects = np.hstack([middles - sizes / 2, sizes])
    return [QRect(*rect) for rect in distinct(np.rint(rects).astype(int)).tolist()]


def paint_beacon(painter: QPainter, at: QPointF, color: QColor) -> None:
    """A light around a point of the scene, as large at every zoom."""
    zoom = painter.worldTransform().m11()
    painter.setPen(Qt.PenStyle.NoPen)
    for radius, opacity in ((BEACON, 0.25), (0.65 * BEACON, 0.35), (0.4 * BEACON, 1.0)):
        painter.setBrush(faded(color, opacity))
        painter.drawEllipse(at, radius / zoom, radius / zoom)
