"""A line of a name, a value and a gradient, as it stands below a neuron."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from graphviz_app.layout import Size
from graphviz_app.scene.items.lettering import Lettering
from graphviz_app.scene.style import Style, faded, readable
from graphviz_app.scene.typeset.number_block import NumberBlock

GAP = 5.0
BEFORE, MARGIN = 4.0, 3.0
"""From the circle; around the line, where it hides what runs below it."""
_OPACITY = 0.86


@dataclass(frozen=True, slots=True, eq=False)
class BiasLine:
    """Room for a bias: its name, if it has one, then its value and its gradient, in pixels."""

    id: str
    name: Lettering | None
    value: Size
    gradient: Size | None

    def size(self, style: Style) -> Size:
        """All of it, with what it keeps from the circle."""
        gap = style.theme.opened(GAP)
        width = self.value.width + (self.name.width + gap if self.name else 0.0)
        width += self.gradient.width + gap if self.gradient else 0.0
        return Size(width + 2 * style.px(MARGIN), self.value.height + style.px(BEFORE))

    def size_beside(self, style: Style) -> Size:
        """The same where the gradient is under the value."""
        gap = style.theme.opened(GAP)
        width = self.value.width + (self.name.width + gap if self.name else 0.0)
        under = self.gradient.width if self.gradient else 0.0
        height = self.value.height + (self.gradient.height if self.gradient else 0.0)
        return Size(max(width, under) + style.px(BEFORE + MARGIN), height)

    def paint_beside(
        self,
        painter: QPainter,
        room: QRectF,
        style: Style,
        value: NumberBlock | None,
        gradient: NumberBlock | None,
        *,
        changed: bool = False,
    ) -> None:
        """Paint what is known beside a circle, the gradient under the value."""
        left, top = room.left() + style.px(BEFORE), room.top()
        right = room.right() - style.px(MARGIN)
        if self.name is not None:
            baseline = top + self.value.height / 2 + style.px(4.5)
            self.name.draw(painter, left, baseline, style.name_of_parameter)
        for block, width in self._shown(value, gradient):
            color = _ink(style, changed) if block is value else style.derivative
            under = 0.0 if block is value else self.value.height
            block.draw(painter, right, top + under, readable(color, style.deepest_ground), width)

    def paint(
        self,
        painter: QPainter,
        middle_top: QPointF,
        style: Style,
        value: NumberBlock | None,
        gradient: NumberBlock | None,
        behind: QColor,
        *,
        changed: bool = False,
    ) -> None:
        """Paint what is known, centred below a point; the line keeps its place as it grows.

        ``changed``: the value is that after a step of learning.
        """
        gap = style.theme.opened(GAP)
        top = middle_top.y() + style.px(BEFORE)
        shown = self._shown(value, gradient)
        used = sum(room for _, room in shown) + gap * (len(shown) - 1)
        used += self.name.width + gap if self.name is not None else 0.0
        x = middle_top.x() - used / 2
        ground = QRectF(x, top, used, self.value.height).adjusted(-3, 0, 3, 0)
        painter.fillRect(ground, faded(behind, _OPACITY))
        if self.name is not None:
            baseline = top + self.value.height / 2 + style.px(4.5)
            self.name.draw(painter, x, baseline, style.name_of_parameter)
            x += self.name.width + gap
        for block, width in shown:
            x += width
            color = _ink(style, changed) if block is value else style.derivative
            block.draw(painter, x, top, readable(color, style.deepest_ground), width)
            x += gap

    def _shown(
        self, value: NumberBlock | None, gradient: NumberBlock | None
    ) -> list[tuple[NumberBlock, float]]:
        """What is known, and how wide it is drawn."""
        pairs = ((value, self.value), (gradient, self.gradient))
        return [
            (block, min(block.width, room.width))
            for block, room in pairs
            if block is not None and room is not None
        ]


def _ink(style: Style, changed: bool) -> QColor:
    return style.updated if changed else style.value
