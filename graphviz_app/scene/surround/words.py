"""Words in lines that fit, below each other and in the middle."""

from collections.abc import Sequence

from PySide6.QtGui import QColor, QPainter

from graphviz_app.scene.typeset.fonts import Typeface
from graphviz_app.scene.typeset.text_line import TextLine, elided, text_line

_LEADING = 1.3


class Words:
    """Text set for a width; lengths in pixels."""

    def __init__(self, text: str, face: Typeface, width: float) -> None:
        self._lines = _wrapped(text, face, width)
        self._leading = _LEADING * face.size

    @property
    def height(self) -> float:
        """Of all lines."""
        return self._leading * len(self._lines)

    def draw(self, painter: QPainter, middle: float, top: float, color: QColor) -> None:
        """Draw it below a height, around a place."""
        for number, line in enumerate(self._lines):
            baseline = top + (number + 0.5) * self._leading + line.cap_height / 2
            line.draw(painter, middle - line.width / 2, baseline, color)


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
