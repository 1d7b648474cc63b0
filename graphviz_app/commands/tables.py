"""Tables of texts, and numbers as they stand in them and as JSON has them."""

from collections.abc import Iterable, Sequence

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.numbers import in_panel

Json = float | list["Json"] | None
"""A number or nested lists of numbers; None for what is not finite."""
_SMALL = 8
"""Vectors and matrices of up to this many elements are written out in the table."""


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Names to the left, numbers to the right, a rule below the heading."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rule = ["─" * width for width in widths]
    return "\n".join(_line(row, widths) for row in (rows[0], rule, *rows[1:]))


def _line(cells: Iterable[str], widths: Sequence[int]) -> str:
    sides = zip(cells, widths, "<<>>", strict=False)
    return "  ".join(f"{cell:{side}{width}}" for cell, width, side in sides).rstrip()


def shown(value: Value | None) -> str:
    """A cell: four decimals, of a large table of numbers its shape; empty for none."""
    if value is None:
        return ""
    if isinstance(value, np.ndarray) and 1 <= value.ndim <= 2 and value.size <= _SMALL:
        return "[" + ", ".join(map(shown, value)) + "]"
    return in_panel(value)


def json_of(value: object) -> Json:
    """Numbers and nested lists; None for a number that is not finite, and for none at all."""
    if isinstance(value, np.ndarray):
        return json_of(value.tolist())
    if isinstance(value, list):
        return [json_of(item) for item in value]
    return value if isinstance(value, float) and np.isfinite(value) else None
