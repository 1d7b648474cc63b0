"""Words in lines that fit, below each other and in the middle."""

from collections.abc import Sequence

from PySide6.QtGui import QColor, QPainter

from graphviz_app.scene.typeset.fonts import Typeface
from graphviz_app.scene.typeset.text_line import TextLine, elided, text_line

_LEADING = 1.3
_FEW = 4
"""Up to so many lines are made about as long as each other."""
_ROUNDS = 8
"""Halvings of what a width is not known by."""


class Words:
    """Text set for a width; lengths in pixels."""

    def __init__(self, text: str, face: Typeface, width: float) -> None:
        self.lines = _balanced(text, face, width)
        self._leading = _LEADING * face.size

    @property
    def height(self) -> float:
        """Of all lines."""
        return self._leading * len(self.lines)

    @property
    def foot(self) -> float:
        """From the last baseline to where it ends."""
        return (self._leading - self.lines[-1].cap_height) / 2 if self.lines else 0.0

    def draw(self, painter: QPainter, middle: float, top: float, color: QColor) -> None:
        """Draw it below a height, around a place."""
        for number, line in enumerate(self.lines):
            baseline = top + (number + 0.5) * self._leading + line.cap_height / 2
            line.draw(painter, middle - line.width / 2, baseline, color)


def _balanced(text: str, face: Typeface, width: float) -> Sequence[TextLine]:
    """In as few lines, none of which is much shorter than the others."""
    lines = _wrapped(text, face, width)
    if not 1 < len(lines) <= _FEW:
        return lines
    narrow, wide = width / len(lines), width
    for _ in range(_ROUNDS):
        middle = (narrow + wide) / 2
        tried = _wrapped(text, face, middle)
        if len(tried) > len(lines) or any(line.width > middle for line in tried):
            narrow = middle
        else:
            lines, wide = tried, middle
    return lines


def _wrapped(text: str, face: Typeface, width: float) -> Sequence[TextLine]:
    """As many words in each line as fit; a longer word is shortened."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_line(longer, face).width <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [elided(line, face, width) for line in lines]
