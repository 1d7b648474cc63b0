"""A legend: signs as they are in the picture, and what they mean."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from graphviz_app.scene.items.edge_item import edge_pen
from graphviz_app.scene.items.node_item import TARGET_DASHES
from graphviz_app.scene.items.shapes import outline, shape_of
from graphviz_app.scene.style import Style, readable
from graphviz_app.scene.surround.keys import Key
from graphviz_app.scene.typeset.fonts import Typeface
from graphviz_app.scene.typeset.text_line import text_line

_MARK, _LOW = 1.5, 0.95
"""Width and height of a sign, in sizes of the type."""
_GAP, _APART, _LEADING = 0.5, 1.4, 1.7
"""From a sign to its words, to the next sign, and from line to line."""
_NUMBERS = {"value", "gradient", "local"}
"""What is told in the type of such numbers, without another sign."""


class _Placed(NamedTuple):
    key: Key
    x: float
    line: int


class Legend:
    """Set for a width; lengths in pixels."""

    def __init__(
        self,
        keys: Sequence[Key],
        style: Style,
        size: float,
        width: float,
        *,
        on_wires: bool = False,
    ) -> None:
        """``on_wires``: leaves have the small marks that they have there."""
        self._style, self._size = style, size
        self._filled = "parameter" if on_wires and style.theme.plain else ""
        self._face = Typeface(style.theme.sans, max(1, round(size)), 400)
        self._lines = self._balanced(keys, width)

    @property
    def height(self) -> float:
        """Of all lines."""
        return _LEADING * self._size * len(self._lines)

    @property
    def lines(self) -> Sequence[Sequence[Key]]:
        """What is told in each."""
        return [[placed.key for placed in line] for line in self._lines]

    def _balanced(self, keys: Sequence[Key], width: float) -> list[list[_Placed]]:
        """In as few lines, none of which has much less than the others."""
        lines = self._set(keys, width)
        ends = {placed.x + self._width(placed.key) for line in lines for placed in line}
        narrower = (self._set(keys, end + 1) for end in sorted(ends))
        return next((tried for tried in narrower if len(tried) <= len(lines)), lines)

    def _set(self, keys: Sequence[Key], width: float) -> list[list[_Placed]]:
        """As many in each line as fit."""
        lines: list[list[_Placed]] = []
        x = 0.0
        for key in keys:
            wide = self._width(key)
            if not lines or x + wide > width:
                lines.append([])
                x = 0.0
            lines[-1].append(_Placed(key, x, len(lines) - 1))
            x += wide + _APART * self._size
        return lines

    def _width(self, key: Key) -> float:
        words = text_line(key.words, self._face_of(key)).width
        return words if key.mark in _NUMBERS else (_MARK + _GAP) * self._size + words

    def _face_of(self, key: Key) -> Typeface:
        """What is told by its type is written in it."""
        if key.mark not in _NUMBERS:
            return self._face
        face = self._style.number if key.mark == "value" else self._style.gradient_number
        return face._replace(size=self._face.size)

    def draw(self, painter: QPainter, middle: float, top: float) -> None:
        """Draw it below a height, each line around a place."""
        leading = _LEADING * self._size
        for number, line in enumerate(self._lines):
            used = line[-1].x + self._width(line[-1].key)
            for placed in line:
                at = middle - used / 2 + placed.x
                self._draw(painter, placed.key, at, top + (number + 0.5) * leading)

    def _draw(self, painter: QPainter, key: Key, x: float, y: float) -> None:
        style, words = self._style, text_line(key.words, self._face_of(key))
        colors = {"value": style.value, "gradient": style.derivative, "local": style.ink}
        color = readable(colors.get(key.mark, style.muted), style.canvas)
        left = x
        if key.mark not in _NUMBERS:
            self._draw_mark(painter, key, x, y)
            left += (_MARK + _GAP) * self._size
        words.draw(painter, left, y + words.cap_height / 2, color)

    def _draw_mark(self, painter: QPainter, key: Key, x: float, y: float) -> None:
        style, size = self._style, self._size
        if key.mark == "control":
            painter.setPen(edge_pen(style, control=True))
            painter.drawLine(QLineF(x, y, x + _MARK * size, y))
            return
        op = "output" if key.mark == "output" else key.mark
        fill, line = style.leaf_colors(op)
        pen = QPen(style.ink if op == "output" else line, style.px(2.4 if op == "output" else 1.4))
        if style.theme.plain and op == "target":
            pen.setDashPattern(TARGET_DASHES)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(style.ink if op == self._filled else fill)
        rect = QRectF(x, y - _LOW * size / 2, _MARK * size, _LOW * size)
        painter.drawPath(outline(shape_of(op), rect, size / (70 if op == "parameter" else 40)))
