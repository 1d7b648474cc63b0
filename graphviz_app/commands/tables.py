"""Tables of texts, and numbers as JSON has them."""

from collections.abc import Iterable, Sequence

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.numbers import in_panel

SMALL = 8
"""Vectors and matrices of up to this many elements are written out in a table."""
Json = float | list["Json"] | None
"""A number or nested lists of numbers; None for what is not finite."""


def aligned(rows: Sequence[Sequence[str]], left: int = 2) -> str:
    """Names to the left, in so many columns, numbers to the right, a rule below the heading."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rule = ["─" * width for width in widths]
    return "\n".join(_line(row, widths, left) for row in (rows[0], rule, *rows[1:]))


def _line(cells: Iterable[str], widths: Sequence[int], left: int) -> str:
    right = len(widths) - left
    sides = zip(cells, widths, "<" * left + ">" * right, strict=True)
    return "  ".join(f"{cell:{side}{width}}" for cell, width, side in sides).rstrip()


def json_of(value: object) -> Json:
    """Numbers and nested lists; None for a number that is not finite, and for none at all."""
    if isinstance(value, np.ndarray):
        return json_of(value.tolist())
    if isinstance(value, list):
        return [json_of(item) for item in value]
    return value if isinstance(value, float) and np.isfinite(value) else None


def shown(value: Value | None) -> str:
    """A number with four decimals; a small vector or matrix written out, else its shape."""
    if value is None:
        return ""
    if isinstance(value, np.ndarray) and 1 <= value.ndim <= 2 and value.size <= SMALL:
        return "[" + ", ".join(map(shown, value)) + "]"
    return in_panel(value)
