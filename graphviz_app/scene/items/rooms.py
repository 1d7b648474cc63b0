"""The room that numbers have, whatever their digits: no number moves anything."""

from functools import lru_cache

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.core.read_run import ReadRun
from graphviz_app.layout import Size
from graphviz_app.scene.typeset.fonts import Typeface
from graphviz_app.scene.typeset.number_block import (
    BRACKET,
    GAP,
    LINE,
    NumberBlock,
    is_table,
    number_block,
)
from graphviz_app.scene.typeset.text_line import text_line

LABEL_MARGIN = (2.0, 2.0)
"""Around the numbers of an edge."""
_DIGITS = "\N{MINUS SIGN}0.000"
"""Numbers up to this long are shown as they are, longer ones are drawn narrower."""


def room_for(
    value: Value | None, typeface: Typeface, *, table: bool = True, prefix: str = ""
) -> Size | None:
    """Room for any value of this shape; None for no value."""
    if value is None:
        return None
    if isinstance(value, float) or value.size == 1:
        return _lone(typeface, prefix)
    if table and is_table(value):
        return _table(np.atleast_2d(value).shape[:2], typeface)
    block = number_block(value, typeface, table=False, prefix=prefix)
    return Size(block.width, block.height)


def derivative_prefix(run: ReadRun) -> str:
    """The sign of a tangent, which tells it from a gradient without its colour."""
    return "" if run.wrt is None else "•\N{THIN SPACE}"


def derivative_block(run: ReadRun, number: Value | None, typeface: Typeface) -> NumberBlock | None:
    """A node's gradient, or in forward mode its tangent."""
    if number is None:
        return None
    return number_block(number, typeface, prefix=derivative_prefix(run))


@lru_cache(maxsize=64)
def _lone(typeface: Typeface, prefix: str) -> Size:
    return Size(text_line(prefix + _DIGITS, typeface).width, LINE * typeface.size)


@lru_cache(maxsize=64)
def _table(shape: tuple[int, int], typeface: Typeface) -> Size:
    rows, columns = shape
    em = float(typeface.size)
    width = columns * _lone(typeface, "").width + (columns - 1) * GAP * em + 2 * BRACKET * em
    return Size(width, (rows * LINE + BRACKET) * em)
