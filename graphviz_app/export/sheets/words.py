"""Lines of words and formulas, as wide as there is room."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtGui import QColor, QPainter

from graphviz_app.explain.worked.solution import Maths, Words
from graphviz_app.export.sheets.paper import ROOM
from graphviz_app.export.sheets.strips import Strip
from graphviz_app.scene.typeset.fonts import Typeface
from graphviz_app.scene.typeset.math_text import MathText, typeset
from graphviz_app.scene.typeset.text_line import TextLine, text_line
from graphviz_app.theme import PAPER

BODY = Typeface(PAPER.sans, 10, 400)
SMALL = Typeface(PAPER.sans, 9, 400)
MATHS = 1.14
"""Size of formulas among words, to that of the words."""
INK, MUTED, RULE = QColor(PAPER.ink), QColor("#555555"), QColor("#AAB0BA")
_LEADING = 4.0
_APART = 1.5
"""Between a formula and a comma."""


def formula(latex: str, size: float, room: float | None = None) -> MathText:
    """In the colours of print; smaller where it is wider than its room."""
    made = typeset(latex, size, PAPER.tones)
    if room is not None and made.width > room:
        return typeset(latex, size * room / made.width * 0.995, PAPER.tones)
    return made


class _Piece(NamedTuple):
    """A word or formula; ``free`` if a space is before it."""

    shown: TextLine | MathText
    free: bool


class Line(NamedTuple):
    """Words and formulas on one baseline, with their left ends."""

    pieces: tuple[tuple[float, TextLine | MathText], ...]
    ascent: float
    descent: float

    @property
    def width(self) -> float:
        """To the right end of the last one."""
        return self.pieces[-1][0] + self.pieces[-1][1].width if self.pieces else 0.0

    @property
    def height(self) -> float:
        """Of the highest and the lowest."""
        return self.ascent + self.descent

    def draw(self, painter: QPainter, x: float, baseline: float, color: QColor = INK) -> None:
        """With the left end at x."""
        for at, shown in self.pieces:
            shown.draw(painter, x + at, baseline, color)


def lines_of(words: Words, typeface: Typeface = BODY, room: float = ROOM) -> list[Line]:
    """Broken between words."""
    space = text_line("\N{NO-BREAK SPACE}", typeface).width
    rows: list[list[tuple[float, TextLine | MathText]]] = [[]]
    x, after_formula = 0.0, False
    for piece, free in _pieces(words, typeface, room):
        gap = space if free and rows[-1] else _APART if after_formula else 0.0
        if rows[-1] and free and x + gap + piece.width > room:
            rows.append([])
            x, gap = 0.0, 0.0
        rows[-1].append((x + gap, piece))
        after_formula = isinstance(piece, MathText)
        x += gap + piece.width
    return [_line(row, typeface) for row in rows if row]


def _pieces(words: Words, typeface: Typeface, room: float) -> Iterator[_Piece]:
    free = False
    for part in words:
        if isinstance(part, Maths):
            yield _Piece(formula(part.latex, MATHS * typeface.size, room), free)
            free = False
            continue
        free = free or part[:1].isspace()
        for word in part.split():
            yield _Piece(text_line(word, typeface), free)
            free = True
        free = part[-1:].isspace()


def _line(row: Sequence[tuple[float, TextLine | MathText]], typeface: Typeface) -> Line:
    usual = text_line("x", typeface)
    ascent = max([usual.ascent, *(shown.ascent for _, shown in row)])
    descent = max([usual.descent, *(shown.descent for _, shown in row)])
    return Line(tuple(row), ascent, descent)


def line_strip(line: Line, gap: float = _LEADING, x: float = 0.0, color: QColor = INK) -> Strip:
    """One line."""
    return Strip(
        line.height,
        lambda painter, top: line.draw(painter, x, top + line.ascent, color),
        gap,
    )


def paragraph(
    words: Words, typeface: Typeface = BODY, gap: float = 6.0, color: QColor = INK
) -> tuple[Strip, ...]:
    """Lines below each other."""
    found = lines_of(words, typeface)
    gaps = [gap, *[_LEADING] * len(found)]
    return tuple(line_strip(line, g, color=color) for line, g in zip(found, gaps, strict=False))
