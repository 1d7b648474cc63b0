"""Changes: by how much nodes move while a leaf is pushed, on plates below their numbers.

They come as values do: each when the step reaches its node.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QPen

from graphviz_app.frames import Frame
from graphviz_app.numbers import on_graph
from graphviz_app.scene.detail import Detail, detail_at
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.plates import around, least_hidden
from graphviz_app.scene.spots import spots
from graphviz_app.scene.style import Style, readable
from graphviz_app.scene.typeset.text_line import TextLine, text_line

MOST = 60
"""Plates that are placed; of more nodes only what is named first and the last."""
_PADDING = (6.0, 2.5)
_LINE = 1.3
_CLEAR = 9.0
"""Between a pulse and what goes with it."""


class Change(NamedTuple):
    """A node, or a leaf that is a weight or a bias in the drawing, and by how much it moves."""

    node: str
    by: float


class Changes(NamedTuple):
    """All that moves, front to back: of one run, and never shown with another's numbers."""

    of: object
    """The run of the graph as it was written."""
    each: tuple[Change, ...]
    pushed: str
    """The leaf, whose change is seen from the start."""


class ChangePlate(NamedTuple):
    """A change in its place, ``factor`` times as large as the picture."""

    key: Hashable
    line: TextLine
    rect: QRectF
    factor: float

    @property
    def look(self) -> tuple[Hashable, ...]:
        """What its looks depend on besides its place."""
        return self.line.content, self.factor

    def paint(self, painter: QPainter, style: Style) -> None:
        """Paint it, in the colour of an update."""
        painter.save()
        painter.translate(self.rect.center())
        painter.scale(self.factor, self.factor)
        size = QSizeF(self.rect.width() / self.factor, self.rect.height() / self.factor)
        painter.setPen(QPen(QColor(style.theme.parameter), style.px(1)))
        painter.setBrush(QColor(style.theme.parameter_tint))
        painter.drawRoundedRect(around(QPointF(), size), style.px(6), style.px(6))
        baseline = self.line.cap_height / 2
        ink = readable(QColor(style.theme.parameter), QColor(style.theme.parameter_tint))
        self.line.draw(painter, -self.line.width / 2, baseline, ink)
        painter.restore()


def change_plates(
    picture: Picture, frame: Frame, changes: Changes | None, zoom: float
) -> Iterator[ChangePlate]:
    """One for each node that has moved by now."""
    if changes is None or changes.of is not picture.run.whole:
        return
    if detail_at(zoom * picture.theme.scale) < Detail.NUMBERS:
        return
    factor = max(1.0, picture.legible_zoom / zoom)
    placed = _placed(picture, changes, factor)
    for change in changes.each:
        if change.node != changes.pushed and not _is_reached(picture, frame, change.node):
            continue
        for key, rect in placed.get(change.node, ()):
            yield ChangePlate(key, _line(change, picture.style), rect, factor)
    yield from _travelling(picture, frame, changes, factor)


def _travelling(
    picture: Picture, frame: Frame, changes: Changes, factor: float
) -> Iterator[ChangePlate]:
    """With what runs forward along an edge goes its change."""
    by_node = {change.node: change for change in changes.each}
    forwards = frame.pulses if frame.kind.forwards else ()
    for pulse in forwards[:MOST]:
        edge = picture.edges[pulse.edge]
        change = by_node.get(picture.reading.edges[pulse.edge].source)
        if change is not None:
            size = _size(change, picture.style) * factor
            at = edge.curve.point_at(pulse.position * edge.curve.length)
            above = QPointF(0.0, size.height() / 2 + picture.style.px(_CLEAR))
            line = _line(change, picture.style)
            yield ChangePlate(("along", pulse.edge), line, around(at - above, size), factor)


def _is_reached(picture: Picture, frame: Frame, node: str) -> bool:
    return node not in picture.nodes or frame.shows_value(node)


def _line(change: Change, style: Style) -> TextLine:
    sign = "+" if change.by > 0 else ""
    return text_line(f"Δ {sign}{on_graph(change.by)}", style.number)


def _size(change: Change, style: Style) -> QSizeF:
    across, down = map(style.px, _PADDING)
    return QSizeF(_line(change, style).width + 2 * across, style.number.size * _LINE + 2 * down)


_Placed = Mapping[str, Sequence[tuple[Hashable, QRectF]]]


def _placed(picture: Picture, changes: Changes, factor: float) -> _Placed:
    """Where all of them are, for as long as the picture stays."""
    kept = picture.places.change_plates
    key = (changes.each, factor)
    if key not in kept:
        kept.clear()
        kept[key] = _placing(picture, changes, factor)
    return kept[key]


def _placing(picture: Picture, changes: Changes, factor: float) -> _Placed:
    style, taken = picture.style, list[QRectF]()
    placed: dict[str, list[tuple[Hashable, QRectF]]] = {}
    each = changes.each
    few = each if len(each) <= MOST else (*each[: MOST - 1], each[-1])
    for change in few:
        size = _size(change, style) * factor
        for key, rects in spots(picture, change.node, size):
            inside = [rect for rect in rects if picture.places.bounds.contains(rect)]
            taken.append(least_hidden(picture, inside or rects, taken, ()))
            placed.setdefault(change.node, []).append((key, taken[-1]))
    return placed
