"""Single lines of text, shaped once and drawn often."""

from collections.abc import Iterator
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QGlyphRun,
    QPainter,
    QPainterPath,
    QTextLayout,
)

from graphviz_app.scene.typeset.fonts import Typeface, qfont
from graphviz_app.scene.typeset.text_taker import TextTaker


class TextLine:
    """A shaped line. Lengths in pixels; size, ascent and descent are the typeface's."""

    def __init__(self, content: str, typeface: Typeface) -> None:
        self.content = content
        self.size = float(typeface.size)
        self.typeface = typeface
        layout = QTextLayout(content, qfont(typeface))
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        self.width = line.horizontalAdvance() if content else 0.0
        self._runs: list[QGlyphRun] = layout.glyphRuns()
        self.drop = line.ascent()
        metrics = _metrics(typeface)
        self.ascent = metrics.ascent()
        self.descent = metrics.descent()
        self.cap_height = metrics.capHeight()

    def draw(self, painter: QPainter, x: float, baseline: float, color: QColor) -> None:
        """Draw with its left end at x."""
        if isinstance(painter, TextTaker):
            painter.take(self, x, baseline, color)
            return
        at = QPointF(x, baseline - self.drop)
        painter.setPen(color)
        for run in self._runs:
            painter.drawGlyphRun(at, run)

    def outline(self) -> QPainterPath:
        """The glyphs' curves, from the top left corner of the line."""
        path = QPainterPath()
        for glyph in self.glyphs():
            path.addPath(glyph)
        path.setFillRule(Qt.FillRule.WindingFill)
        return path

    def glyphs(self) -> Iterator[QPainterPath]:
        """The same one by one."""
        for run in self._runs:
            font = run.rawFont()
            for glyph, position in zip(run.glyphIndexes(), run.positions(), strict=True):
                yield font.pathForGlyph(glyph).translated(position)


@lru_cache(maxsize=64)
def _metrics(typeface: Typeface) -> QFontMetricsF:
    return QFontMetricsF(qfont(typeface))


@lru_cache(maxsize=16384)
def text_line(content: str, typeface: Typeface) -> TextLine:
    """The line for this content and typeface, shaped at most once."""
    return TextLine(content, typeface)


def elided(content: str, typeface: Typeface, width: float) -> TextLine:
    """The line, shortened in the middle where it is wider than ``width``."""
    line = text_line(content, typeface)
    if line.width <= width:
        return line
    return text_line(
        _metrics(typeface).elidedText(content, Qt.TextElideMode.ElideMiddle, width), typeface
    )
