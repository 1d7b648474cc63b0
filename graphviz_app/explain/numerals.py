"""Numbers, vectors and matrices as LaTeX; and simple LaTeX as plain text."""

import math
import re
from fractions import Fraction

import numpy as np

from graphviz_app.core.brackets import Level
from graphviz_app.core.graph import Value
from graphviz_app.core.oplib import OPS
from graphviz_app.covered import QUESTION, is_covered
from graphviz_app.explain.piece import Piece
from graphviz_app.explain.tones import unmarked
from graphviz_app.numbers import MINUS, in_panel, shape_text, superscript
from graphviz_app.patterns import late

MAX_ENTRIES, MAX_SIDE = 4, 3
"""Up to so many entries, or rows and columns, vectors and matrices are written out."""
_NAMED = {math.pi: r"\pi", math.e: r"\mathrm{e}"}
_FRACTIONS = {0.5: Fraction(1, 2), 0.25: Fraction(1, 4)}
_SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_PLAIN = {
    r"\frac{1}{2}": "½",
    r"\frac{1}{4}": "¼",
    r"\mathbf{1}": "𝟏",
    r"\cdot": "·",
    r"\odot": "⊙",
    r"\dots": "…",
    r"\infty": "∞",
    r"\sigma": "σ",
    r"\pi": "π",
    r"\ln": "ln",
    r"\left\lfloor ": "⌊",
    r" \right\rfloor": "⌋",
    r"\left\lceil ": "⌈",
    r" \right\rceil": "⌉",
    r"\geq": "≥",
    r"\leq": "≤",
    r"\neq": "≠",
}
COMMANDS = frozenset(
    match[1] for op in OPS.values() if (match := re.match(r"\\([a-z]+)\\left\(", op.latex))
) - {"sigma"}
"""Functions that LaTeX has a command for, which is their name: sin, max."""
_COMMAND = late(rf"\\({'|'.join(sorted(COMMANDS, key=len, reverse=True))})(?![a-zA-Z])")
_MOST_DIGITS = 9
_MOST_TYPED = 7
"""Characters up to which a setting is written as it was typed."""


def number_piece(x: float | Fraction) -> Piece:
    """A written constant, short: ½ as a fraction, four significant digits of a long one."""
    exact = x if isinstance(x, Fraction) else _FRACTIONS.get(abs(x))
    if exact is not None and exact.denominator > 1:
        text = rf"\frac{{{abs(exact.numerator)}}}{{{exact.denominator}}}"
        return Piece(f"-{text}", Level.PRODUCT) if x < 0 else Piece(text, Level.FRACTION)
    x = float(x)
    if (name := _NAMED.get(abs(x))) is not None:
        return Piece(f"-{name}", Level.PRODUCT) if x < 0 else Piece(name)
    if not math.isfinite(x):
        return Piece({"inf": r"\infty", "-inf": r"-\infty"}.get(str(x), r"\mathrm{nan}"))
    mantissa, _, exponent = _short(x).partition("e")
    if exponent and mantissa in ("1", "-1"):
        power = rf"10^{{{int(exponent)}}}"
        return Piece(f"-{power}", Level.PRODUCT) if x < 0 else Piece(power, Level.POWER)
    if exponent:
        return Piece(rf"{mantissa} \cdot 10^{{{int(exponent)}}}", Level.PRODUCT)
    return Piece(mantissa, Level.PRODUCT if x < 0 else Level.ATOM)


def _short(x: float) -> str:
    """In at most seven characters or four digits; more where those would show a whole number."""
    text = f"{x:.12g}"
    if len(text) <= 7:
        return text
    for digits in range(4, _MOST_DIGITS):
        text = f"{x:.{digits}g}"
        if "." in text or float(text) == x:
            return text
    return f"{x:.12g}"


def setting_piece(x: float) -> Piece:
    """A number that was chosen: as it was typed, if that is short."""
    text = f"{x:.12g}"
    if "e" in text or len(text) > _MOST_TYPED or not np.isfinite(x):
        return number_piece(x)
    return Piece(text, Level.PRODUCT if x < 0 else Level.ATOM)


def measured_piece(x: float) -> Piece:
    """A computed number with four decimals."""
    if is_covered(x):
        return Piece(QUESTION)
    text = in_panel(x).replace(MINUS, "-").replace("∞", r"\infty").replace("nan", r"\mathrm{nan}")
    text = re.sub(r"·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", _power_of_ten, text)
    return Piece(text, Level.PRODUCT if text.startswith("-") or "^" in text else Level.ATOM)


def _power_of_ten(match: re.Match[str]) -> str:
    return rf" \cdot 10^{{{match[1].translate(_SUPERSCRIPTS)}}}"


def value_piece(value: Value, column: bool = False) -> Piece:
    """A number; a small vector (as a ``column`` if asked for) or matrix; the shape of others."""
    if is_covered(value):
        return Piece(QUESTION)
    if np.ndim(value) == 0:
        return measured_piece(float(value))
    if not is_small(value):
        return Piece(rf"\text{{{shape_words(value)}}}")
    array = np.asarray(value)
    cells = [[measured_piece(float(x)).text for x in row] for row in np.atleast_2d(array)]
    if len(cells) == 1 and not (column and array.ndim == 1):
        return Piece(rf"\left[{', '.join(cells[0])}\right]")
    rows = zip(*cells, strict=True) if array.ndim == 1 else cells
    written = r" \\ ".join(" & ".join(row) for row in rows)
    return Piece(rf"{{\begin{{bmatrix}} {written} \end{{bmatrix}}}}")


def is_small(value: Value) -> bool:
    """Whether it is written out: a number, a short vector, a small matrix."""
    shape = np.shape(value)
    square = len(shape) == 2 and max(shape) <= MAX_SIDE
    return np.size(value) > 0 and len(shape) <= 2 and (square or np.size(value) <= MAX_ENTRIES)


def shape_words(value: Value) -> str:
    """``vector of 5``, ``matrix 4×2``"""
    kind = {1: "vector of", 2: "matrix"}.get(np.ndim(value), "tensor")
    return f"{kind} {shape_text(np.asarray(value))}"


def value_words(value: Value) -> str:
    """A value as plain text: a number, a short vector, or the shape of what is larger."""
    array = np.asanyarray(value)
    if array.ndim == 0 or (array.ndim == 1 and is_small(array)):
        return plain(value_piece(value).text) or shape_words(value)
    return shape_words(value)


def plain(latex: str, *, tones: bool = False) -> str | None:
    """Numbers and signs in one line as plain text; None for what needs a typesetter.

    With ``tones`` the signs of these stay.
    """
    text = re.sub(r"\\(left|right)(?=[(\[\])|])", "", latex if tones else unmarked(latex))
    text = re.sub(r"\\(?:text|mathrm)\{([^{}\\]*)\}", r"\1", text)
    text = re.sub(r"\b10\^\{(-?\d+)\}", lambda m: f"10{superscript(int(m[1]))}", text)
    text = _COMMAND.sub(r"\1", text)
    for typed, shown in _PLAIN.items():
        text = text.replace(typed, shown)
    text = re.sub(r"\{([^{}]*)\}\^\{?(-?\d+)\}?", lambda m: m[1] + superscript(int(m[2])), text)
    text = text.replace("-", MINUS)
    return None if re.search(r"[\\{}^_&]", text) else " ".join(text.split())
