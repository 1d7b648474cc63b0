"""Text of a picture as nodes of TikZ: right-aligned where numbers stand below each other."""

import re
from collections.abc import Sequence

from PySide6.QtGui import QTransform

from graphviz_app.explain.worked.written.ascii import formula, is_written, words
from graphviz_app.explain.worked.written.reader import text as plain_text
from graphviz_app.export.drawn.marks import Fill, Mark, Maths, Path, Shape, Words
from graphviz_app.export.drawn.steps import steps_of
from graphviz_app.export.tex.geometry import Point, number, path_text, point
from graphviz_app.export.tex.item import Item
from graphviz_app.export.tex.styles import Styles, is_number
from graphviz_app.scene.typeset.fonts import Typeface
from graphviz_app.scene.typeset.text_line import text_line

_MATHS = re.compile(r"\\ensuremath\{((?:[^{}]|\{[^{}]*\})*)\}")
_TALL = re.compile(r"\\(?:frac|begin|sum|prod|sqrt|hat|bar)\b")
_FENCES = re.compile(r"\\(?:left|right)(?=[(\[|)\]])")
_SIGNS = (
    (r"\textless{}", "<"), (r"\textgreater{}", ">"), (r"\textbar{}", "|"),
    (r"\textbackslash{}", r"\backslash"), (r"\{", r"\{"), (r"\}", r"\}"), (r"$\sum$", r"\Sigma"),
    (r"\$", r"\mathdollar"), (r"\textasciitilde{}", r"\sim"),
)  # fmt: skip
_SAME, _CENTRED = 0.9, 0.3
"""Pixels by which edges, or middles, differ that are meant to be the same."""
_DIGIT, _SIGN, _DOT = 0.5, 0.78, 0.28
"""Widths in LaTeX's sans serif type, per size."""
_BOLD, _BOLDER = 600, 1.1
_LONG = 2.5
"""From so many letters on a text may come out wider than it is here, and is held to its width."""


def text_items(
    marks: Sequence[Mark], styles: Styles, origin: Point, alone: bool
) -> dict[int, list[Item]]:
    """The nodes for each mark that is text; ``alone``: numbers beside an edge, in no node."""
    made: dict[int, list[Item]] = {}
    for place, mark in enumerate(marks):
        if isinstance(mark, Words):
            made[place] = _worded(mark, marks, styles, origin, alone)
        elif isinstance(mark, Maths):
            made[place] = _formula(mark, marks, styles, origin)
    return made


def _worded(
    mark: Words, marks: Sequence[Mark], styles: Styles, origin: Point, alone: bool
) -> list[Item]:
    if not is_written(mark.text):
        return _curves(mark, styles, origin)
    side, x = _side(mark, marks, alone)
    text = _plain(mark.text)
    held = mark.stretch[0] < 1 or (not is_number(mark.text) and len(mark.text) > _LONG)
    text = rf"\gvfit{{{number(mark.width)}}}{{{text}}}" if held else text
    return [_node(styles.words(mark), side, x, mark.y, origin, text)]


def _plain(text: str) -> str:
    """Words; signs that only mathematics has in LaTeX's first typefaces stand in dollars."""
    made = _MATHS.sub(r"$\1$", words(text))
    for command, sign in _SIGNS:
        made = made.replace(command, f"${sign}$")
    return made.replace("}$$^{", "").replace("}$$_{", "")


def _formula(mark: Maths, marks: Sequence[Mark], styles: Styles, origin: Point) -> list[Item]:
    middle = mark.x + mark.width / 2
    centred = _is_centred(middle, marks)
    if not _is_set(mark.latex):
        return _drawn(mark, styles, origin)
    text = f"${fenced(formula(mark.latex))}$"
    if mark.width > _LONG * mark.size or mark.stretch[0] < 1:
        text = rf"\gvfit{{{number(mark.width)}}}{{{text}}}"
    side, x = ("gv/mid", middle) if centred else _ragged(mark, marks)
    return [_node(styles.maths(mark), side, x, mark.y, origin, text)]


def _is_set(latex: str) -> bool:
    """Whether LaTeX has all of its letters."""
    return formula(latex).count("?") == latex.count("?")


def fenced(latex: str) -> str:
    """Brackets around nothing tall do not ask for room on their left."""
    return latex if _TALL.search(latex) else _FENCES.sub("", latex)


def _ragged(mark: Maths, marks: Sequence[Mark]) -> tuple[str, float]:
    right = mark.x + mark.width
    aligned = any(
        isinstance(other, Words) and abs(other.x + other.width - right) < _SAME for other in marks
    )
    return ("gv/right", right) if aligned else ("gv/left", mark.x)


def _side(mark: Words, marks: Sequence[Mark], alone: bool) -> tuple[str, float]:
    """Which side of it stays where it is, and where that is."""
    right, middle = mark.x + mark.width, mark.x + mark.width / 2
    column = [
        other
        for other in marks
        if isinstance(other, Words) and abs(other.x + other.width - right) < _SAME
    ]
    if is_number(mark.text) and alone and all(isinstance(m, Words | Shape) for m in marks):
        widest = max(column, key=lambda other: other.width)
        return "gv/right", widest.x + widest.width / 2 + _in_tex(widest) / 2
    if is_number(mark.text) and len(column) > 1:
        return "gv/right", right
    if _is_centred(middle, marks) or (len(mark.text) < _LONG and not is_number(mark.text)):
        return "gv/mid", middle
    return ("gv/right", right) if is_number(mark.text) else ("gv/left", mark.x)


def _is_centred(middle: float, marks: Sequence[Mark]) -> bool:
    return any(
        isinstance(mark, Shape) and abs(mark.box.x + mark.box.width / 2 - middle) < _CENTRED
        for mark in marks
    )


def _in_tex(mark: Words) -> float:
    """About how wide a number becomes."""
    widths = {"−": _SIGN, "×": _SIGN, ".": _DOT, ",": _DOT, "\N{THIN SPACE}": _DOT}
    ems = sum(widths.get(char, _DIGIT) for char in mark.text)
    return ems * mark.size * (_BOLDER if mark.weight >= _BOLD else 1.0)


def _node(style: str, side: str, x: float, y: float, origin: Point, text: str) -> Item:
    at = point(x - origin[0], y - origin[1])
    return Item(r"\node", f"[{style}, {side}] at {at} {{{text}}}")


def _curves(mark: Words, styles: Styles, origin: Point) -> list[Item]:
    """Letters that LaTeX's own typefaces lack, as they are drawn."""
    return _filled(mark.outline, mark.fill, styles, origin)


def _drawn(mark: Maths, styles: Styles, origin: Point) -> list[Item]:
    """The same of a name: in the typeface of words, since that of formulas lacks them, too."""
    line = text_line(plain_text(mark.latex), Typeface(styles.sans, round(mark.size), 500))
    narrow = min(1.0, mark.width / max(line.width, 1.0))
    placed = QTransform(narrow, 0, 0, 1, mark.x, mark.y - line.drop)
    return _filled(steps_of(placed.map(line.outline())), mark.fill, styles, origin)


def _filled(path: Path, fill: Fill, styles: Styles, origin: Point) -> list[Item]:
    if not path:
        return []
    style = styles.shape("letters", fill, None)
    return [Item(r"\fill", f"[{style}] {path_text(path, origin)}")]
