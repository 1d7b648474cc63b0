"""Far out: nodes are a few pixels large, so they become marks in the colours of their kinds."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform

from graphviz_app.animate import Frame
from graphviz_app.core.reading import Element
from graphviz_app.scene.picture import Picture
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


def paint_far_out(
    painter: QPainter, picture: Picture, frame: Frame, elements: Collection[Element]
) -> None:
    """Paint the elements as marks and thin lines."""
    transform = painter.worldTransform()
    painter.save()
    edges = [element for element in elements if isinstance(element, int)]
    _paint_edges(painter, picture, edges)
    active = [index for index in dict.fromkeys(frame.active) if index in elements]
    _paint_active(painter, picture, frame, active)
    painter.resetTransform()
    nodes = [element for element in elements if isinstance(element, str)]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for color, rects in _marks(picture, transform, nodes).items():
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor.fromRgba(color))
        painter.drawRects(rects)
    painter.restore()


def _paint_edges(painter: QPainter, picture: Picture, edges: Iterable[int]) -> None:
    """Thin and, where they are many, faint."""
    zoom = painter.worldTransform().m11()
    cover = _LINE * picture.places.length / (picture.places.area * zoom or 1.0)
    opacity = min(_STRONGEST, _INK / cover if cover else 1.0)
    if opacity < _FAINTEST:
        return
    _draw(painter, picture, edges, faded(picture.style.edge, opacity), _LINE)


def _paint_active(painter: QPainter, picture: Picture, frame: Frame, edges: Iterable[int]) -> None:
    _draw(painter, picture, edges, picture.style.toned(frame.kind.tone), _ACTIVE_LINE)


def _draw(
    painter: QPainter, picture: Picture, edges: Iterable[int], color: QColor, width: float
) -> None:
    """Straight from joint to joint; the width is in pixels of the screen."""
    pen = QPen(color, width)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.drawLines([line for index in edges for line in picture.edges[index].curve.straight])


def _marks(
    picture: Picture, transform: QTransform, nodes: Iterable[str]
) -> dict[int, list[QRectF]]:
    """By colour, in the order in which they are painted: what stands out comes last."""
    style, output = picture.style, picture.run.seed
    plain: dict[int, list[QRectF]] = {faded(style.muted, 0.8).rgba(): []}
    strong: dict[int, list[QRectF]] = {}
    for id_ in nodes:
        op, flag = picture.nodes[id_].op, picture.faces.flag(id_)
        if flag or id_ == output:
            color = style.gradient if flag else style.ink
            rect = _mark(picture, transform, id_, STRONG_MARK)
            strong.setdefault(color.rgba(), []).append(rect)
            continue
        leaf = op in ("input", "parameter", "target")
        color = style.leaf_colors(op)[1] if leaf else faded(style.muted, 0.8)
        plain.setdefault(color.rgba(), []).append(_mark(picture, transform, id_, MARK))
    return {**plain, **strong}


def _mark(picture: Picture, transform: QTransform, id_: str, least: float) -> QRectF:
    """As large as the node, but not smaller than can be seen."""
    rect = transform.mapRect(picture.nodes[id_].rect)
    width, height = max(rect.width(), least), max(rect.height(), least)
    middle = rect.center()
    return QRectF(middle - QPointF(width / 2, height / 2), middle + QPointF(width / 2, height / 2))


def paint_beacon(painter: QPainter, at: QPointF, color: QColor) -> None:
    """A light around a point of the scene, as large at every zoom."""
    zoom = painter.worldTransform().m11()
    painter.setPen(Qt.PenStyle.NoPen)
    for radius, opacity in ((BEACON, 0.25), (0.65 * BEACON, 0.35), (0.4 * BEACON, 1.0)):
        painter.setBrush(faded(color, opacity))
        painter.drawEllipse(at, radius / zoom, radius / zoom)
