"""Numbers on both sides of a wire."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from graphviz_app.layout import Direction
from graphviz_app.scene.style import Style, readable
from graphviz_app.scene.typeset.number_block import NumberBlock

Shown = tuple[NumberBlock, QColor]


def gradient_shown(block: NumberBlock, style: Style) -> Shown:
    """A gradient in its colour."""
    return block, readable(style.derivative, style.deepest_ground)


def draw_sides(
    painter: QPainter,
    box: QRectF,
    direction: Direction,
    above: Sequence[Shown],
    below: Sequence[Shown],
    width: float,
    lane: float,
) -> None:
    """Above and below the middle of the box, right-aligned in ``width``; or left and right."""
    middle, room = box.center(), box.width() - 4
    if direction == "LR":
        right = middle.x() + min(width, room) / 2
        top = middle.y() - lane / 2 - sum(block.height for block, _ in above)
        _draw_down(painter, above, right, top, room)
        _draw_down(painter, below, right, middle.y() + lane / 2, room)
        return
    half = (room - lane) / 2
    for blocks, sign in ((above, -1.0), (below, 1.0)):
        widest = min(max((block.width for block, _ in blocks), default=0.0), half)
        right = middle.x() + sign * lane * 0.75 + (widest if sign > 0 else 0.0)
        top = middle.y() - sum(block.height for block, _ in blocks) / 2
        _draw_down(painter, blocks, right, top, half)


def _draw_down(
    painter: QPainter, shown: Sequence[Shown], right: float, top: float, room: float
) -> None:
    for block, color in shown:
        block.draw(painter, right, top, color, room)
        top += block.height
