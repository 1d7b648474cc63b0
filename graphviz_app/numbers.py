"""How numbers are shown: true minus sign, no scientific notation between 0.001 and 9999."""

import math

from graphviz_app.arrays import Array, np
from graphviz_app.covered import QUESTION, is_covered

Number = float | Array
_NEARLY_ONE = 1e-12
"""As far from 1 as rounding errors go."""
MINUS = "\N{MINUS SIGN}"


def on_graph(value: Number) -> str:
    """Three decimals, as on nodes and edges; a tensor of several numbers shows its shape."""
    return format_number(value, 3)


def in_panel(value: Number) -> str:
    """Four decimals, as in the panels and captions."""
    return format_number(value, 4)


def in_full(value: Number) -> str:
    """Every digit (the shortest text that reads back as the same number), for hover and copy.

    A tensor is written as nested rows; of more than 60 elements only the corners.
    """
    if is_covered(value):
        return QUESTION
    if isinstance(value, np.ndarray) and value.ndim:
        return np.array2string(value, threshold=60, floatmode="unique").replace("-", MINUS)
    return repr(float(value)).replace("-", MINUS)


def as_typed(value: object) -> str:
    """Numbers, and tensors as nested lists, as they are typed, with every digit: 3 for 3.0."""
    if type(value) is float:  # the most, and of a matrix very many
        return repr(value).removesuffix(".0")
    if is_covered(value):
        return QUESTION
    if isinstance(value, np.ndarray) and value.ndim:
        value = value.tolist()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(as_typed, value))}]"
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return repr(float(value)).removesuffix(".0")  # type: ignore[arg-type]  # one number


def format_number(value: Number, decimals: int) -> str:
    """A scalar with ``decimals`` decimals, one or two more below 0.1; a tensor as ``[2×3]``."""
    if is_covered(value):
        return QUESTION
    if isinstance(value, np.ndarray):
        if value.size != 1:
            return f"[{shape_text(value)}]"  # lest a vector of two be read as the number 2
        value = float(value.reshape(-1)[0])
    return _scalar(float(value), decimals)


def shape_text(value: Array) -> str:
    """``2×3``"""
    return "×".join(str(n) for n in value.shape)


def _scalar(x: float, decimals: int) -> str:
    if math.isnan(x):
        return "nan"
    if math.isinf(x):
        return "∞" if x > 0 else f"{MINUS}∞"
    size = abs(x)
    if size == 0:
        text = f"{0:.{decimals}f}"
    elif size < 0.001 or size >= 99999.5:
        text = _scientific(x, decimals - 1)
    elif size < 0.1:
        leading = -math.floor(math.log10(size)) - 1
        text = f"{x:.{decimals + min(leading, 2)}f}"
    else:
        text = _fixed(x, decimals) if size < 9999.5 else f"{x:.1f}"
    return text.replace("-", MINUS)


def _fixed(x: float, decimals: int) -> str:
    """With more decimals where it would seem to be 1 and is not: what is left of 1 − x counts."""
    text = f"{x:.{decimals}f}"
    if abs(float(text)) != 1 or abs(abs(x) - 1) < _NEARLY_ONE:
        return text
    longer = (f"{x:.{n}f}" for n in range(decimals + 1, 14))
    return next((more for more in longer if abs(float(more)) != 1), text)


def _scientific(x: float, digits: int) -> str:
    mantissa, exponent = f"{x:.{digits}e}".split("e")
    return f"{mantissa}·10{superscript(int(exponent))}"


def superscript(n: int) -> str:
    """A whole number in raised digits."""
    return str(n).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def dragged(value: float, pixels: float, *, fine: bool = False) -> float:
    """The number after a drag over so many pixels: two of them are about a hundredth of it."""
    place = round(math.log10(abs(value))) - 2 if value else -2
    place = min(max(place, -12), 12)
    moved = value + round(pixels / 2, 1 if fine else 0) * 10.0**place
    return round(moved, max(0, (1 if fine else 0) - place)) + 0.0
