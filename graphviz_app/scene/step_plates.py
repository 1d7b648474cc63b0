"""A step of learning on the graph: what is added to a parameter, on a plate from which it flows
into the number; and what the output was before the step, and is after it.
"""

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QPen

from graphviz_app.core.graph import Value
from graphviz_app.core.schedule import NEXT
from graphviz_app.core.update_steps import Shift
from graphviz_app.covered import QUESTION, is_covered
from graphviz_app.frames import ARRIVAL, Frame, ease
from graphviz_app.numbers import MINUS, on_graph
from graphviz_app.scene.detail import Detail, detail_at
from graphviz_app.scene.items.neurons.disc_item import DiscItem
from graphviz_app.scene.items.neurons.weight_item import WeightItem
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.plates import around, least_hidden
from graphviz_app.scene.spots import spots
from graphviz_app.scene.style import Style, readable
from graphviz_app.scene.typeset.number_block import (
    MAX_COLUMNS,
    MAX_ROWS,
    NumberBlock,
    number_block,
)

MOST = 60
"""With more parameters in a moment than this, plates would only hide each other."""
FEW = 6
"""With more than this, a plate has what is added, and not what it is added to."""
_PADDING = (6.0, 2.5)
_COMES, _LEAVES = 0.15, 0.25
"""When, in a moment, a plate is there, and what it has on it sets out."""


class StepPlate(NamedTuple):
    """Numbers in their place, ``factor`` times as large as the picture."""

    key: Hashable
    block: NumberBlock
    rect: QRectF
    factor: float
    opacity: float

    @property
    def look(self) -> tuple[Hashable, ...]:
        """What its looks depend on besides its place."""
        return self.block.text, self.factor, round(self.opacity, 3)

    def paint(self, painter: QPainter, style: Style) -> None:
        """Paint it, in the colour of an update."""
        painter.save()
        painter.setOpacity(self.opacity)
        painter.translate(self.rect.center())
        painter.scale(self.factor, self.factor)
        size = QSizeF(self.rect.width() / self.factor, self.rect.height() / self.factor)
        tint = QColor(style.theme.parameter_tint)
        painter.setPen(QPen(QColor(style.theme.parameter), style.px(1)))
        painter.setBrush(tint)
        painter.drawRoundedRect(around(QPointF(), size), style.px(6), style.px(6))
        block, ink = self.block, readable(style.updated, tint)
        block.draw(painter, block.width / 2, -block.height / 2, ink)
        painter.restore()


def step_plates(picture: Picture, frame: Frame, zoom: float) -> Iterator[StepPlate]:
    """What the moment under way adds to parameters; in the run after it, the output's change."""
    if detail_at(zoom * picture.theme.scale) < Detail.NUMBERS or not picture.view.values:
        return
    factor = max(1.0, picture.legible_zoom / zoom)
    if frame.kind is NEXT:
        yield from _outcome(picture, frame, factor)
        return
    shifts = list(frame.shifts)
    if shifts and len(shifts) <= MOST:
        yield from _steps(picture, frame, shifts, factor)


def _steps(
    picture: Picture, frame: Frame, shifts: Sequence[tuple[str, Shift]], factor: float
) -> Iterator[StepPlate]:
    comes = 1.0 if not frame.progress else ease(min(frame.progress / _COMES, 1.0))
    way = (frame.progress - _LEAVES) / (ARRIVAL - _LEAVES)
    taken: list[QRectF] = []
    for leaf, shift in shifts:
        block = _told(shift, picture.style, brief=len(shifts) > FEW)
        if block is None:
            continue
        for key, rect in _placed(picture, frame, leaf, block, factor, taken):
            yield StepPlate(("step", key), block, rect, factor, comes)
            if 0.0 < way < 1.0:
                yield _flowing(picture, leaf, key, shift, rect, factor, way)


def _placed(
    picture: Picture,
    frame: Frame,
    leaf: str,
    block: NumberBlock,
    factor: float,
    taken: list[QRectF],
) -> Iterator[tuple[Hashable, QRectF]]:
    """Where a plate stands at each place of its parameter, and hides least."""
    size, kept = _size(block, picture.style) * factor, picture.places.step_plates
    for key, rects in spots(picture, leaf, size):
        at = key, size.width(), size.height(), len(taken)
        if at not in kept:
            inside = [rect for rect in rects if picture.places.bounds.contains(rect)]
            on_edges = frame.active if frame.kind is NEXT else ()  # an update runs along none
            kept[at] = least_hidden(picture, inside or rects, taken, on_edges)
        taken.append(kept[at])
        yield key, kept[at]


def _flowing(
    picture: Picture,
    leaf: str,
    key: Hashable,
    shift: Shift,
    start: QRectF,
    factor: float,
    way: float,
) -> StepPlate:
    """What is added, on its way from the plate into the number."""
    added = NumberBlock(_signed_rows(shift.step), False, picture.style.number)
    size, end = _size(added, picture.style) * factor, _number_at(picture, leaf, key)
    begin = QPointF(start.right() - size.width() / 2, start.center().y())
    rect = around(begin + (end - begin) * ease(way), size)
    return StepPlate(("step flows", key), added, rect, factor, 1.0 - ease(way) ** 4)


def _number_at(picture: Picture, leaf: str, key: Hashable) -> QPointF:
    """Where the number stands that changes."""
    place = key[1] if isinstance(key, tuple) else None
    if isinstance(place, int):
        edge = picture.edges[place]
        box = edge.label_box
        if isinstance(edge, WeightItem) and box is not None:
            return edge.value_at(box)
        return edge.bounds.center()
    if isinstance(place, str):
        node = picture.nodes[place]
        return node.below.center() if isinstance(node, DiscItem) else node.body.center()
    box = picture.nodes[leaf].value_rect(picture.view)
    if box.isEmpty():
        labels = (picture.edges[i].label_box for i in picture.reading.outgoing[leaf])
        box = next((label for label in labels if label is not None), picture.nodes[leaf].body)
    return box.center()


def _outcome(picture: Picture, frame: Frame, factor: float) -> Iterator[StepPlate]:
    """``0.260 → 0.189`` at the output, once it is computed anew."""
    run, output = frame.run, frame.schedule.run.seed
    if output is None or output not in picture.nodes or not frame.shows_value(output):
        return
    before, now = frame.schedule.run.value(output), run.value(output)
    if not isinstance(before, float) or not isinstance(now, float):
        return
    block = NumberBlock(((f"{_number(before)} → {_number(now)}",),), False, picture.style.number)
    for key, rect in _placed(picture, frame, output, block, factor, []):
        yield StepPlate(("outcome", key), block, rect, factor, frame.glow.get(output, 1.0) or 1.0)


def _told(shift: Shift, style: Style, *, brief: bool) -> NumberBlock | None:
    """``−0.800 + 0.109``; in brief, or of a small table, what is added; None of a larger one."""
    if isinstance(shift.old, float) and not brief:
        text = f"{_number(shift.old)} {_added(shift.step)}"
        return NumberBlock(((text,),), False, style.number)
    step = np.atleast_2d(shift.step)
    if step.ndim > 2 or step.shape[0] > MAX_ROWS or step.shape[1] > MAX_COLUMNS:
        return None
    if is_covered(shift.step):
        return number_block(shift.step, style.number)
    lone = isinstance(shift.old, float)
    return NumberBlock(_signed_rows(shift.step), not lone, style.number)


def _signed_rows(step: Value) -> tuple[tuple[str, ...], ...]:
    if is_covered(step):
        return ((QUESTION,),)
    return tuple(tuple(map(_signed, row)) for row in np.atleast_2d(np.asarray(step)).tolist())


def _signed(number: float) -> str:
    return on_graph(number) if number < 0 else f"+{on_graph(number)}"


def _added(step: Value) -> str:
    """With its sign apart from it, as in a sum."""
    if is_covered(step):
        return f"+ {QUESTION}"
    return f"{MINUS} {on_graph(-step)}" if np.all(step < 0) else f"+ {on_graph(step)}"


def _number(value: Value) -> str:
    return QUESTION if is_covered(value) else on_graph(value)


def _size(block: NumberBlock, style: Style) -> QSizeF:
    across, down = map(style.px, _PADDING)
    return QSizeF(block.width + 2 * across, block.height + 2 * down)
