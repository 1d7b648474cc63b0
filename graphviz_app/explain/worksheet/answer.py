"""Answers with as many decimals as are asked for, as text and as mathematics."""

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.explain.numerals import measured_piece
from graphviz_app.explain.worked.told import MAX_SIDE, tensor


def answer_text(value: Value, digits: int) -> str:
    """As a person types it: ``-0.2175``, ``[[1.00, 2.00]]``."""
    if np.ndim(value):
        return f"[{', '.join(answer_text(part, digits) for part in np.asarray(value))}]"
    return _number(float(value), digits)


def answer_latex(value: Value, digits: int) -> str:
    """The same as mathematics; a vector or matrix in columns, of a large one its corners."""
    if not np.ndim(value):
        return _shown(float(value), digits)
    array = np.asarray(value)
    if array.ndim > 2 or max(array.shape) > MAX_SIDE or not array.size:
        return tensor(value)
    if array.ndim == 1:
        return rf"\left[{', '.join(_shown(float(x), digits) for x in array)}\right]"
    rows = r" \\ ".join(" & ".join(_shown(float(x), digits) for x in row) for row in array)
    return rf"{{\begin{{bmatrix}} {rows} \end{{bmatrix}}}}"


def _number(x: float, digits: int) -> str:
    """With so many decimals; with as many digits where that would leave less than two."""
    return f"{x:.{digits}f}" if _is_enough(x, digits) else f"{x:.{max(digits - 1, 1)}e}"


def _shown(x: float, digits: int) -> str:
    return f"{x + 0.0:.{digits}f}" if _is_enough(x, digits) else measured_piece(x).text


def _is_enough(x: float, digits: int) -> bool:
    return bool(np.isfinite(x)) and (x == 0 or abs(x) >= 10.0 ** (1 - digits) or digits < 2)
