"""Formulas broken into lines: at equals signs, then at + and ·; then smaller, but never cut."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtGui import QColor, QPainter

from graphviz_app.explain.numerals import plain
from graphviz_app.explain.tones import END, marked, tone_of, unmarked
from graphviz_app.scene.typeset.fonts import typeface
from graphviz_app.scene.typeset.math_text import MathText, typeset
from graphviz_app.scene.typeset.text_line import TextLine
from graphviz_app.scene.typeset.toned_line import TonedLine, toned_line
from graphviz_app.theme import Theme

RELATION = " = "
_OPERATORS = (" + ", " - ", r" \cdot ", r" \odot ", r" \, ")
_MATHS_TO_TEXT = 1.2
"""How much larger mathematics is set than text, to look as large."""


class Ink(Protocol):
    """Something set in one line: mathematics or text. Lengths in pixels."""

    @property
    def width(self) -> float: ...
    @property
    def ascent(self) -> float: ...
    @property
    def descent(self) -> float: ...

    def draw(self, painter: QPainter, x: float, baseline: float, color: QColor) -> None:
        """Draw with its left end at x."""


Set = MathText | TextLine | TonedLine
"""What comes of that."""
Setting = Callable[[str, float], Set]
"""Sets LaTeX at a factor of its usual size."""


def maths(theme: Theme, size: float) -> Setting:
    """Typeset as mathematics, in the colours of its tones; ``size`` in pixels."""
    return lambda latex, factor: typeset(marked(latex), size * factor, theme.tones)


def numbers(theme: Theme, size: float, weight: int, *, plainly: bool = False) -> Setting:
    """Numbers as text where that can be, else as mathematics of the same height.

    In the colours of their tones, if not ``plainly`` in one.
    """

    def set_(latex: str, factor: float) -> Set:
        latex = unmarked(str(latex)) if plainly else marked(latex)
        text = plain(latex, tones=True)
        if text is None:
            return typeset(latex, theme.px(size * _MATHS_TO_TEXT * factor), theme.tones)
        return toned_line(text, typeface(theme, size * factor, weight), dict(theme.tones))

    return set_


def wrapped(latex: str, setting: Setting, width: float) -> list[Set]:
    """The formula in lines that fit the width; where there is none, as small as can be."""
    width = max(width, 1.0)
    whole = setting(latex, 1.0)
    if whole.width <= width:
        return [whole]
    lines: list[Set] = []
    for row in _filled(split_relations(latex), setting, width):
        parts = [row] if setting(row, 1.0).width <= width else split_operators(row)
        lines += [_shrunk(part, setting, width) for part in _filled(parts, setting, width)]
    return lines


def _filled(parts: Sequence[str], setting: Setting, width: float) -> list[str]:
    """As many parts in each row as fit."""
    rows: list[str] = []
    for part in parts:
        longer = f"{rows[-1]} {part}" if rows else part
        if rows and setting(longer, 1.0).width <= width:
            rows[-1] = longer
        else:
            rows.append(part)
    return rows


def _shrunk(latex: str, setting: Setting, width: float) -> Set:
    line = setting(latex, 1.0)
    for _ in range(3):  # text comes in whole pixels
        if line.width <= width:
            break
        line = setting(latex, 0.98 * width / setting(latex, 1.0).width)
    return line


def split_relations(latex: str) -> list[str]:
    """Cut before every ``=`` that stands outside braces and brackets."""
    return _split(latex, (RELATION,))


def split_operators(latex: str) -> list[str]:
    """Cut before every operator that stands outside braces and brackets."""
    return _split(latex, _OPERATORS)


def _split(latex: str, signs: Sequence[str]) -> list[str]:
    parts, depth, start = [], 0, 0
    latex = marked(latex)
    for i, sign in enumerate(latex):
        opens = sign in "{([" or tone_of(sign) or latex.startswith(r"\begin", i)
        closes = sign in "})]" or sign == END or latex.startswith(r"\end", i)
        depth += bool(opens) - bool(closes)
        if depth == 0 and i > start and latex.startswith(tuple(signs), i):
            parts.append(latex[start:i].strip())
            start = i
    return [*parts, latex[start:].strip()]
