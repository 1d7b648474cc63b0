"""Numbers on small plates: of edges that have no room for them, where someone looks or something
moves."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QPen

from graphviz_app.core.op import Array
from graphviz_app.core.reading import Element
from graphviz_app.frames import Along, Frame
from graphviz_app.scene.box_index import boxes_of
from graphviz_app.scene.detail import Detail, detail_at
from graphviz_app.scene.items.edge_item import EdgeItem
from graphviz_app.scene.items.faces import local_prefix
from graphviz_app.scene.items.forms import Row
from graphviz_app.scene.items.lettering import Lettering
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.style import Style
from graphviz_app.scene.typeset.number_block import NumberBlock, number_block

MAX_ACTIVE = 16
"""With more active edges than this, plates would only hide each other."""
_PADDING = (5.0, 2.0)
_HEADING_GAP = 8.0
_WAYS = (0.5, 0.35, 0.65, 0.2, 0.8, 0.1, 0.9)
"""Where along its edge a plate may be, the best first."""
_BESIDE = 5.0
"""From an edge to the plate beside it."""
_ON_EDGE, _PIECE = 80.0, 8.0
"""Being on so long a piece of an active edge is as bad as hiding so much of something else."""
_MARGIN_OF_NODE = 0.3
"""How bad it is to hide a part of a node in which nothing is told."""

Line = tuple[NumberBlock, QColor]


class Plate(NamedTuple):
    """Numbers in their place, ``factor`` times as large as the picture."""

    edge: int
    lines: Sequence[Line]
    middle: QPointF
    size: QSizeF
    """Not enlarged."""
    factor: float
    heading: Lettering | None = None
    """On their left."""

    @property
    def rect(self) -> QRectF:
        """What it covers, in the scene."""
        return around(self.middle, self.size * self.factor)

    @property
    def look(self) -> tuple[Hashable, ...]:
        """What its looks depend on besides its place."""
        return (*((block.text, color.rgba()) for block, color in self.lines), self.factor)

    def paint(self, painter: QPainter, style: Style) -> None:
        """Paint it."""
        painter.save()
        painter.translate(self.middle)
        painter.scale(self.factor, self.factor)
        size, across = self.size, style.px(_PADDING[0])
        ground = QRectF(QPointF(-size.width() / 2, -size.height() / 2), size)
        painter.setPen(QPen(style.hairline, style.px(1)))
        painter.setBrush(style.node)
        painter.drawRoundedRect(ground, style.px(6), style.px(6))
        top = first = -sum(block.height for block, _ in self.lines) / 2
        for block, color in self.lines:
            block.draw(painter, ground.right() - across, top, color)
            top += block.height
        if self.heading is not None:
            baseline = first + self.lines[0][0].height / 2 + style.px(4.5)
            self.heading.draw(painter, ground.left() + across, baseline, style.name_of_parameter)
        painter.restore()


def plates(
    picture: Picture, frame: Frame, looked_at: Sequence[Element], zoom: float
) -> Iterator[Plate]:
    """One for each edge that is looked at or active, and shows less than is known of it."""
    style = picture.style
    readable = detail_at(zoom * picture.theme.scale) >= Detail.NUMBERS
    factor = max(1.0, picture.legible_zoom / zoom)
    wanted = dict(_wanted(picture, frame, looked_at, readable))
    headings = {index: picture.edges[index].heading for index in wanted}
    sizes = {index: _size(lines, headings[index], style) for index, lines in wanted.items()}
    if frame.along is not None:
        sizes = {i: _covering(picture.edges[i], size, factor) for i, size in sizes.items()}
    middles = _middles(picture, sizes, factor, frame.kind.forwards)
    for index, lines in wanted.items():
        yield Plate(index, lines, middles[index], sizes[index], factor, headings[index])


def _covering(edge: EdgeItem, size: QSizeF, factor: float) -> QSizeF:
    """Large enough that nothing is seen of the numbers that it stands on."""
    box = edge.label_box
    if box is None:
        return size
    return size.expandedTo(QSizeF(box.width() / factor, box.height() / factor))


def _size(lines: Sequence[Line], heading: Lettering | None, style: Style) -> QSizeF:
    across, down = map(style.px, _PADDING)
    width = max(block.width for block, _ in lines) + 2 * across
    width += heading.width + style.px(_HEADING_GAP) if heading is not None else 0.0
    return QSizeF(width, sum(block.height for block, _ in lines) + 2 * down)


def _wanted(
    picture: Picture, frame: Frame, looked_at: Sequence[Element], readable: bool
) -> Iterator[tuple[int, Sequence[Line]]]:
    edges = picture.edges
    if frame.along is not None:
        yield from _on_the_way(picture, frame.along, frame.active)
        return
    told = {index for index in looked_at if isinstance(index, int) and index < len(edges)}
    active = frame.active if len(frame.active) <= MAX_ACTIVE else ()
    for index in dict.fromkeys((*told, *active)):
        edge = edges[index]
        if index not in told and not edge.form.moving:
            continue
        wanted = edge.known_rows(frame) if index in told else edge.travelling(frame)
        lines, shown = _lines(picture, edge, wanted)
        if lines and not (readable and edge.has_label and shown <= set(edge.form.rows)):
            yield index, lines


def _on_the_way(
    picture: Picture, along: Along, active: Sequence[int]
) -> Iterator[tuple[int, Sequence[Line]]]:
    """The factor with which a product along a path is multiplied at a step."""
    factor = along.factor
    if factor is None:
        return
    for index in active:
        edge = picture.edges[index]
        face = edge.form.typeface("local", picture.style)
        block = number_block(factor, face, prefix=local_prefix(factor))
        yield index, [(block, edge.color("local"))]


def _lines(
    picture: Picture, edge: EdgeItem, wanted: Sequence[Row]
) -> tuple[Sequence[Line], set[Row]]:
    """Of the wanted numbers those that are switched on."""
    rows = picture.faces.rows(edge.index, picture.view)
    rows = [(row, block) for row, block in rows if row in wanted]
    return [(block, edge.color(row)) for row, block in rows], {row for row, _ in rows}


def _middles(
    picture: Picture, sizes: Mapping[int, QSizeF], factor: float, forwards: bool
) -> Mapping[int, QPointF]:
    """Where they are; kept for as long as a step takes, since frames come in quick succession."""
    kept = picture.places.plates
    key = (*((i, size.width(), size.height()) for i, size in sizes.items()), factor, forwards)
    if key not in kept:
        kept.clear()
        kept[key] = dict(_placing(picture, sizes, factor, forwards))
    return kept[key]


def _placing(
    picture: Picture, sizes: Mapping[int, QSizeF], factor: float, forwards: bool
) -> Iterator[tuple[int, QPointF]]:
    """In the room of the edge's numbers, else beside it where least is hidden."""
    on_edges = _pieces(picture, list(sizes))
    taken: list[QRectF] = []
    for index, size in sizes.items():
        edge, enlarged = picture.edges[index], size * factor
        if edge.label_box is not None:
            rect = around(edge.label_box.center(), enlarged)
        else:
            rects = list(_beside(edge, enlarged, picture.style.px(_BESIDE), forwards))
            rect = _least_hidden(picture, rects, taken, on_edges)
        taken.append(rect)
        yield index, rect.center()


def least_hidden(
    picture: Picture, rects: Sequence[QRectF], taken: Sequence[QRectF], active: Sequence[int]
) -> QRectF:
    """Of some places the first that hides least of numbers and of the edges under way."""
    return _least_hidden(picture, rects, taken, _pieces(picture, active))


def _least_hidden(
    picture: Picture, rects: Sequence[QRectF], taken: Sequence[QRectF], on_edges: Array
) -> QRectF:
    told, nodes = (_near(b, rects) for b in (picture.places.told_in, picture.places.bodies))
    hidden = [
        _hidden(one, told, taken)
        + _MARGIN_OF_NODE * _hidden(one, nodes, ())
        + _ON_EDGE * _pieces_in(one, on_edges)
        for one in rects
    ]
    return rects[hidden.index(min(hidden))]


def _beside(edge: EdgeItem, size: QSizeF, gap: float, forwards: bool) -> Iterator[QRectF]:
    """Values above the edge or left of it, what flows back below or right; else on the edge.

    Where that hides something, above or below a steep edge, left or right of a flat one.
    """
    side = -1.0 if forwards else 1.0
    up, aside = QPointF(0, size.height() / 2 + gap), QPointF(size.width() / 2 + gap, 0)
    spots = [_spot(edge, way) for way in _WAYS]
    for shift, across in ((side, True), (side, False), (-side, True), (-side, False), (0.0, True)):
        for at, flat in spots:
            yield around(at + (up if flat == across else aside) * shift, size)


def _spot(edge: EdgeItem, way: float) -> tuple[QPointF, bool]:
    """A point of the edge, and whether it is flat there."""
    before, at, after = (
        edge.curve.point_at((way + by) * edge.curve.length) for by in (-0.05, 0.0, 0.05)
    )
    along = after - before
    return at, abs(along.x()) >= abs(along.y())


def around(middle: QPointF, size: QSizeF) -> QRectF:
    """A rectangle of a size by its middle."""
    half = QPointF(size.width() / 2, size.height() / 2)
    return QRectF(middle - half, middle + half)


def _hidden(rect: QRectF, boxes: Array, taken: Sequence[QRectF]) -> float:
    """How much of boxes, and of other plates, it would cover, in square pixels."""
    both = np.vstack([boxes, boxes_of(taken)])
    sides = rect.left(), rect.top(), rect.right(), rect.bottom()
    least, most = np.maximum(both[:, :2], sides[:2]), np.minimum(both[:, 2:], sides[2:])
    return float(np.clip(most - least, 0.0, None).prod(axis=1).sum())


def _pieces(picture: Picture, active: Sequence[int]) -> Array:
    """The middles of the pieces of active edges."""
    curves = [picture.edges[index].curve for index in active]
    points = [
        (at.x(), at.y())
        for curve in curves
        for at in curve.points_between(min(max(round(curve.length / _PIECE), 1), 400))
    ]
    return np.array(points).reshape(-1, 2)


def _pieces_in(rect: QRectF, pieces: Array) -> int:
    """How many of them it would cover."""
    x, y = pieces.T
    inside = (x >= rect.left()) & (x <= rect.right()) & (y >= rect.top()) & (y <= rect.bottom())
    return int(inside.sum())


def _near(boxes: Array, rects: Sequence[QRectF]) -> Array:
    """Those that reach into one of the rectangles, or between them."""
    sides = boxes_of(rects)
    (left, top), (right, bottom) = sides[:, :2].min(axis=0), sides[:, 2:].max(axis=0)
    across = (boxes[:, 0] < right) & (boxes[:, 2] > left)
    return np.asarray(boxes[across & (boxes[:, 1] < bottom) & (boxes[:, 3] > top)])
