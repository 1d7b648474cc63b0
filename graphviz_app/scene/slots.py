"""Where on a node edges arrive and leave, also those that are not there yet; missing operands."""

import math
from collections.abc import Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from graphviz_app.core.reading.slots import Slot, one_more, slots_of, with_missing
from graphviz_app.scene.places import Places
from graphviz_app.scene.style import Style, readable
from graphviz_app.scene.typeset.text_line import text_line

RADIUS = 9.0
"""Of the ring of a missing operand, in design pixels."""
_APART = 14.0
"""At least as far are a missing operand and an edge's end from each other."""
_TRIES = 12
_ROUND = "circle"


class SlotPlace(NamedTuple):
    """An operand of a drawn node, and where on its outline its edge arrives."""

    node: str
    slot: Slot
    at: QPointF


def flows_down(places: Places) -> bool:
    """Whether edges run from top to bottom rather than from left to right."""
    return places.layout.direction == "TB"


def out_place(places: Places, id_: str) -> QPointF:
    """Where new edges leave a node."""
    rect = places.nodes[id_].body
    if flows_down(places):
        return QPointF(rect.center().x(), rect.bottom())
    return QPointF(rect.right(), rect.center().y())


def slot_places(places: Places, id_: str) -> Sequence[SlotPlace]:
    """All operands of a node, with one more at the end where it takes more."""
    down, reading = flows_down(places), places.reading
    slots = list(slots_of(reading, id_))
    if (more := one_more(reading, id_)) is not None:
        slots.append(more)
    ends = [places.layout.edges[s.edge].points[-1] for s in slots if s.edge is not None]
    taken = [QPointF(*end) for end in ends]
    found = []
    for number, slot in enumerate(slots):
        if slot.edge is not None:
            at = QPointF(*places.layout.edges[slot.edge].points[-1])
        else:
            at = _free(places, id_, (number + 1) / (len(slots) + 1), taken, down)
            taken.append(at)
        found.append(SlotPlace(id_, slot, at))
    return found


def _free(places: Places, id_: str, part: float, taken: Sequence[QPointF], down: bool) -> QPointF:
    """A place on the side where edges arrive, as near to this part of it as others leave room."""
    rect, apart = places.nodes[id_].body, places.style.px(_APART)
    length = rect.width() if down else rect.height()
    for number in range(_TRIES):
        step = (number + 1) // 2 * (1 if number % 2 else -1)
        along = min(max(part + step / _TRIES, 0.0), 1.0)
        at = _on_side(places, id_, along, down)
        if all((at - other).manhattanLength() >= min(apart, length / 3) for other in taken):
            return at
    return _on_side(places, id_, part, down)


def _on_side(places: Places, id_: str, along: float, down: bool) -> QPointF:
    node = places.nodes[id_]
    rect, side = node.body, 2 * along - 1
    inward = 1 - math.sqrt(1 - min(side * side, 1.0)) if node.form.shape == _ROUND else 0.0
    if down:
        return QPointF(rect.left() + along * rect.width(), rect.top() + inward * rect.height() / 2)
    return QPointF(rect.left() + inward * rect.width() / 2, rect.top() + along * rect.height())


_FOUND: "WeakKeyDictionary[Places, Sequence[SlotPlace]]" = WeakKeyDictionary()


def missing_operands(places: Places) -> Sequence[SlotPlace]:
    """Where the operands would arrive that are missing."""
    if places not in _FOUND:
        _FOUND[places] = [
            place
            for id_ in with_missing(places.reading)
            for place in slot_places(places, id_)
            if place.slot.edge is None
        ]
    return _FOUND[places]


def paint_missing(painter: QPainter, places: Places, rects: Sequence[QRectF] | None) -> None:
    """Paint a ring with a question mark for each that touches the rectangles (None: all)."""
    style, reach = places.style, places.style.px(RADIUS) + 2
    for place in missing_operands(places):
        box = QRectF(place.at.x() - reach, place.at.y() - reach, 2 * reach, 2 * reach)
        if rects is None or any(rect.intersects(box) for rect in rects):
            _paint_ring(painter, place.at, style)


def _paint_ring(painter: QPainter, at: QPointF, style: Style) -> None:
    painter.setPen(QPen(style.gradient, style.px(1.4), Qt.PenStyle.DashLine))
    painter.setBrush(style.node)
    painter.drawEllipse(at, style.px(RADIUS), style.px(RADIUS))
    mark = text_line("?", style.mark)
    color = readable(style.gradient, style.node)
    mark.draw(painter, at.x() - mark.width / 2, at.y() + mark.cap_height / 2, color)
