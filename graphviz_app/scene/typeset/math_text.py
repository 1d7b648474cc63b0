"""LaTeX set as curves: simple names by ``math_letters``, everything else by ziamath."""

import warnings
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform

from graphviz_app.explain.tones import END, OPENING, tone_of, unmarked
from graphviz_app.patterns import late
from graphviz_app.scene.typeset.fonts import Typeface
from graphviz_app.scene.typeset.math_block import Part
from graphviz_app.scene.typeset.math_letters import set_block, set_letters
from graphviz_app.scene.typeset.searchable import HIDDEN, is_pdf, words_of
from graphviz_app.scene.typeset.text_line import text_line
from graphviz_app.scene.typeset.text_taker import TextTaker

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_LATEX = 4000
"""Longer formulas (characters) are shown as plain text: setting them would take seconds."""
_PLAIN_WORDS = late(r"\\text\{[^{}]*\}")
_LEADING_MINUS = late(r"(^|[=({\[&,|]\s*)-")
_WORD_BELOW = late(r"\\left\(\s*(?=\\sum_\{\\mathrm\{(\w+)\})")
NARROW = 4
"""Letters of a word below ∑ up to which it hardly sticks out."""
_REFERENCE_SIZE = 64.0
"""Formulas are set once at this size and scaled."""
_UNTONED = "black"
"""What ziamath fills everything with that has no other colour."""
Paths = dict[str, QPainterPath]
"""Curves by their tone."""


@dataclass(frozen=True, slots=True, eq=False)
class MathText:
    """A formula's measures in pixels. Its curves, of which few are seen, are made when painted."""

    latex: str
    size: float
    width: float
    ascent: float
    descent: float
    colours: tuple[tuple[str, str], ...] = ()
    """Of its tones; all else is drawn as it is asked for."""

    @property
    def path(self) -> QPainterPath:
        """The curves, with the baseline at y = 0 and the left end at x = 0."""
        whole = QPainterPath()
        for path in _placed(self.latex, self.size).values():
            whole.addPath(path)
        whole.setFillRule(Qt.FillRule.WindingFill)
        return whole

    def draw(self, painter: QPainter, x: float, baseline: float, color: QColor) -> None:
        """Draw with its left end at x."""
        if isinstance(painter, TextTaker):
            painter.take(self, x, baseline, color)
            return
        if is_pdf(painter):
            self._spell(painter, x, baseline)
        painter.translate(x, baseline)
        for path, own in self.parts:
            painter.fillPath(path, own or color)
        painter.translate(-x, -baseline)

    def letters(self) -> list[Part] | None:
        """Its glyphs and rules in ems from its left end; None where it is not only letters."""
        block = set_block(self.latex)
        return None if block is None else [*block.parts(-block.left)]

    def _spell(self, painter: QPainter, x: float, baseline: float) -> None:
        """Put its letters below its curves, so that they can be searched and copied."""
        line = text_line(words_of(self.latex), Typeface("Inter", max(1, round(self.size)), 500))
        if line.width and self.width:
            painter.save()
            painter.translate(x, baseline)
            painter.scale(self.width / line.width, 1.0)
            line.draw(painter, 0.0, 0.0, HIDDEN)
            painter.restore()

    @property
    def parts(self) -> list[tuple[QPainterPath, QColor | None]]:
        """Its curves, by those that have a colour of their own; placed as ``path`` is."""
        colours = dict(self.colours)
        return [
            (path, QColor(colours[tone]) if tone in colours else None)
            for tone, path in _placed(self.latex, self.size).items()
        ]


@lru_cache(maxsize=32768)
def typeset(latex: str, size: float, colours: tuple[tuple[str, str], ...] = ()) -> MathText:
    """The formula at ``size`` pixels; what is not understood is shown as plain text.

    ``colours`` are those of its tones.
    """
    left, top, right, bottom = _sides(latex, size)
    return MathText(latex, size, right - left, max(-top, 0.45 * size), max(bottom, 0.0), colours)


def _sides(latex: str, size: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is painted."""
    block = set_block(latex)
    if block is not None:
        return block.left * size, block.top * size, block.right * size, block.bottom * size
    box = _box(_scaled(latex, size))
    return box.left(), box.top(), box.right(), box.bottom()


def _box(paths: Paths) -> QRectF:
    box = QRectF()
    for path in paths.values():
        box |= path.boundingRect()
    return box


def _scaled(latex: str, size: float) -> Paths:
    factor = size / _REFERENCE_SIZE
    scale = QTransform.fromScale(factor, factor)
    return {tone: scale.map(path) for tone, path in _curves(latex).items()}


@lru_cache(maxsize=2048)
def _placed(latex: str, size: float) -> Paths:
    paths = _scaled(latex, size)
    left = _box(paths).left()
    moved = {tone: path.translated(-left, 0.0) for tone, path in paths.items()}
    for path in moved.values():
        path.setFillRule(Qt.FillRule.WindingFill)
    return moved


@lru_cache(maxsize=512)
def _curves(latex: str) -> Paths:
    """The formula at the reference size."""
    letters = set_letters(latex, _REFERENCE_SIZE)
    if letters is not None:
        return letters
    if len(latex) <= MAX_LATEX:
        try:
            return _by_ziamath(latex)
        except Exception:  # noqa: BLE001  # its parsers raise anything on LaTeX they do not know
            pass
    return _plain(latex)


def _plain(latex: str) -> Paths:
    line = text_line(unmarked(latex), Typeface("Inter", round(_REFERENCE_SIZE), 400))
    return {"": line.outline().translated(0.0, -line.drop)}


def _by_ziamath(latex: str) -> Paths:
    paths: Paths = {}
    set_ = _ziamath().Latex(_tight(_in_colours(latex)), size=_REFERENCE_SIZE)
    for element in set_.svgxml().iter():
        tone = element.get("fill", _UNTONED)
        _add(paths.setdefault("" if tone == _UNTONED else tone, QPainterPath()), element)
    found = {tone: path for tone, path in paths.items() if not path.isEmpty()}
    if not found:
        raise ValueError(latex)
    return found


def _in_colours(latex: str) -> str:
    """Tones as colours of their name, which ziamath hands on."""
    for sign in OPENING:
        latex = latex.replace(sign, rf"\textcolor{{{tone_of(sign)}}}{{")
    return latex.replace(END, "}")


def _tight(latex: str) -> str:
    """Without the room that ziamath gives ∂ and a leading minus, as if they joined two operands.

    A word below ∑ gets the room that it lacks after a parenthesis.
    """
    latex = _WORD_BELOW.sub(
        lambda match: r"\left(" + (r"\; " if len(match[1]) <= NARROW else r"\quad "), latex
    )
    latex = latex.replace(r"\mathbf{1}", "\N{MATHEMATICAL BOLD DIGIT ONE}")  # it has no bold digits
    latex = _PLAIN_WORDS.sub(lambda match: match[0].replace(r"\_", "_"), latex)  # taken as they are
    return _LEADING_MINUS.sub(r"\1{-}", latex.replace(r"\partial ", r"{\partial}"))


@cache
def _ziamath() -> ModuleType:
    """Imported late: that takes 0.13 s, which a first picture of simple names does not need."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of how it finds its own font
        import ziamath

    ziamath.config.svg2 = False  # type: ignore[attr-defined]  # not in its __all__
    _measure_rows_once()
    _sums_have_a_size()
    return ziamath


def _measure_rows_once() -> None:
    """Keep ziamath from measuring rows in rows in rows twice each: 2ⁿ times at depth n.

    It measures a row without its growing parentheses first, to know how far they have to grow.
    While that is done none of them grows, so that the rows inside need no such measure.
    """
    rows = import_module("ziamath.nodes.mrow").Mrow
    measure = getattr(rows, "_get_height_nostretch", None)
    if measure is None:
        return

    def measure_once(row: object, line: object, **kwargs: object) -> tuple[float, float]:
        if kwargs.get("nostretch"):
            return 0.0, 0.0
        size: tuple[float, float] = measure(row, line, **kwargs)
        return size

    rows._get_height_nostretch = measure_once


def _sums_have_a_size() -> None:
    """Keep ziamath from leaving ∑ out when it measures how far parentheses have to grow.

    It takes ∑ for something that grows itself, so that what stands below ∑ has no place, and the
    parentheses around it become thirty lines high.
    """
    from ziamath import operators

    for (sign, _form), look in operators.operators.items():
        if sign == "∑":
            look.pop("stretchy", None)


def _add(path: QPainterPath, element: "Element") -> None:
    """Append what ziamath draws: glyphs as paths, bars as rectangles."""
    if element.tag == "path":
        _add_glyph(path, element.get("d", "").split())
    elif element.tag == "rect":
        x, y, width, height = (float(element.get(key, 0)) for key in ("x", "y", "width", "height"))
        path.addRect(x, y, width, height)


def _add_glyph(path: QPainterPath, words: list[str]) -> None:
    """SVG path data in the absolute commands M, L, Q, C, H, V and Z, separated by blanks."""
    i = 0
    while i < len(words):
        command = words[i]
        count = {"M": 2, "L": 2, "Q": 4, "C": 6, "H": 1, "V": 1, "Z": 0}[command]
        _draw_segment(path, command, [float(word) for word in words[i + 1 : i + 1 + count]])
        i += 1 + count


def _draw_segment(path: QPainterPath, command: str, at: list[float]) -> None:
    here = path.currentPosition()
    match command:
        case "M":
            path.moveTo(*at)
        case "L":
            path.lineTo(*at)
        case "Q":
            path.quadTo(*at)
        case "C":
            path.cubicTo(*at)
        case "H":
            path.lineTo(at[0], here.y())
        case "V":
            path.lineTo(here.x(), at[0])
        case _:
            path.closeSubpath()
