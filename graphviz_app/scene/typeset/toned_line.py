"""Lines of text of which parts have a colour of their own."""

from collections.abc import Mapping

from PySide6.QtGui import QColor, QPainter

from graphviz_app.explain.tones import marked, runs, unmarked
from graphviz_app.scene.typeset.fonts import Typeface
from graphviz_app.scene.typeset.text_line import TextLine, text_line


class TonedLine:
    """Lines of one typeface side by side; what has no tone is drawn as it is asked for."""

    def __init__(self, text: str, typeface: Typeface, colours: Mapping[str, str]) -> None:
        self.content = unmarked(text)
        self.size = float(typeface.size)
        self._parts: list[tuple[float, TextLine, QColor | None]] = []
        self.width = 0.0
        for tone, content in runs(text):
            part = text_line(content, typeface)
            colour = colours.get(tone)
            self._parts.append((self.width, part, None if colour is None else QColor(colour)))
            self.width += part.width
        first = text_line(self.content, typeface)
        self.ascent, self.descent = first.ascent, first.descent

    def draw(self, painter: QPainter, x: float, baseline: float, color: QColor) -> None:
        """Draw with its left end at x."""
        for at, part, own in self._parts:
            part.draw(painter, x + at, baseline, own or color)


def toned_line(text: str, typeface: Typeface, colours: Mapping[str, str]) -> TextLine | TonedLine:
    """The line in the colours of its tones, if it has any."""
    text = marked(text)
    if unmarked(text) == text:
        return text_line(text, typeface)
    return TonedLine(text, typeface, colours)
