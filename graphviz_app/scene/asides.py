"""Asides: z and ∂L/∂a of a neuron, beside it while it is under way or looked at.

Its circle has a and, by then, δ: with these two nothing is missing of what its step is about.
"""

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QPen

from graphviz_app.core.reading import Element
from graphviz_app.explain.neuron import gradient_latex, sum_latex, sum_tangent_latex
from graphviz_app.frames import Frame
from graphviz_app.scene.detail import Detail, detail_at
from graphviz_app.scene.items.neurons.disc_item import DiscItem
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.plates import around, least_hidden
from graphviz_app.scene.style import Style
from graphviz_app.scene.typeset.math_text import MathText, typeset
from graphviz_app.scene.typeset.number_block import NumberBlock, number_block

MAX_AT_ONCE = 4
"""With more neurons under way than this, only those that are looked at have one."""
_NAME = 16.0
_PADDING = (7.0, 3.0)
_GAP, _BESIDE, _APART = 9.0, 4.0, 3.0

Line = tuple[MathText, NumberBlock, QColor]


class Aside(NamedTuple):
    """Names and their numbers in their place, ``factor`` times as large as the picture."""

    node: str
    lines: Sequence[Line]
    rect: QRectF
    factor: float

    @property
    def look(self) -> tuple[Hashable, ...]:
        """What its looks depend on besides its place."""
        return (*((block.text, color.rgba()) for _, block, color in self.lines), self.factor)

    def paint(self, painter: QPainter, style: Style) -> None:
        """Paint it."""
        painter.save()
        painter.translate(self.rect.center())
        painter.scale(self.factor, self.factor)
        width, height = self.rect.width() / self.factor, self.rect.height() / self.factor
        ground, (across, down) = around(QPointF(), QSizeF(width, height)), map(style.px, _PADDING)
        painter.setPen(QPen(style.hairline, style.px(1)))
        painter.setBrush(style.node)
        painter.drawRoundedRect(ground, style.px(6), style.px(6))
        top = ground.top() + down
        for name, block, color in self.lines:
            row = _height(name, block)
            baseline = top + row / 2 + style.px(4.5)
            name.draw(painter, ground.left() + across, baseline, style.muted)
            block.draw(painter, ground.right() - across, top + (row - block.height) / 2, color)
            top += row
        painter.restore()


def asides(
    picture: Picture, frame: Frame, looked_at: Sequence[Element], zoom: float
) -> Iterator[Aside]:
    """One for each neuron with an activation that is under way or looked at."""
    if not picture.reading.neurons or detail_at(zoom * picture.theme.scale) < Detail.NUMBERS:
        return
    factor = max(1.0, picture.legible_zoom / zoom)
    taken: list[QRectF] = []
    for id_ in _wanted(frame, looked_at):
        node = picture.nodes.get(id_)
        lines = _lines(picture, frame, id_) if isinstance(node, DiscItem) else ()
        if isinstance(node, DiscItem) and lines:
            own = (*taken, node.above, node.below)
            rects = list(_places(node, _size(lines, picture.style) * factor))
            taken.append(least_hidden(picture, rects, own, frame.active))
            yield Aside(id_, lines, taken[-1], factor)


def _wanted(frame: Frame, looked_at: Sequence[Element]) -> Sequence[str]:
    under_way = frame.moment.nodes if frame.moment is not None else ()
    few = under_way if len(under_way) <= MAX_AT_ONCE else ()
    return list(dict.fromkeys([*few, *(one for one in looked_at if isinstance(one, str))]))


def _lines(picture: Picture, frame: Frame, id_: str) -> Sequence[Line]:
    """What the circle has no room for: z, and ∂L/∂a once δ has taken its place."""
    run, style, view = picture.run, picture.style, picture.view
    neuron = run.reading.neurons.get(id_)
    if neuron is None or neuron.activation is None:
        return ()
    shown = (
        (sum_latex, run.weighted_sum, style.number, style.value,
         view.values and frame.shows_value(id_)),
        (gradient_latex, run.gradient, style.gradient_number, style.derivative,
         view.gradients and frame.shows_delta(id_)),
        (sum_tangent_latex, run.delta, style.gradient_number, style.derivative,
         view.gradients and run.wrt is not None and frame.shows_gradient(id_)),
    )  # fmt: skip
    return [
        (typeset(latex(run, id_), style.px(_NAME)), number_block(number, face), color)
        for latex, of, face, color, known in shown
        if known and (number := of(id_)) is not None
    ]


def _height(name: MathText, block: NumberBlock) -> float:
    return max(name.ascent + name.descent, block.height) + _APART


def _size(lines: Sequence[Line], style: Style) -> QSizeF:
    across, down = map(style.px, _PADDING)
    names = max(name.width for name, _, _ in lines)
    numbers = max(block.width for _, block, _ in lines)
    height = sum(_height(name, block) for name, block, _ in lines)
    return QSizeF(names + style.px(_GAP) + numbers + 2 * across, height + 2 * down)


def _places(node: DiscItem, size: QSizeF) -> Iterator[QRectF]:
    """Above and below what stands there, then in the four corners."""
    style, body = node.style, node.body
    gap = style.px(_BESIDE)
    told = body.united(node.above).united(node.below)
    middle, half = body.center(), QPointF(size.width() / 2, size.height() / 2)
    for top in (told.top() - gap - half.y(), told.bottom() + gap + half.y()):
        yield around(QPointF(middle.x(), top), size)
    out, up = body.width() * 0.36 + half.x() + gap, body.height() * 0.36 + half.y() + gap
    for x, y in ((out, -up), (-out, -up), (out, up), (-out, up)):
        yield around(middle + QPointF(x, y), size)
