"""Slots: the room that numbers have, whatever their digits: no number moves anything."""

from functools import lru_cache

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.layout import Size
from graphviz_app.scene.typeset.fonts import Face
from graphviz_app.scene.typeset.number_block import BRACKET, GAP, LINE, is_table, number_block
from graphviz_app.scene.typeset.text_line import text_line

LABEL_MARGIN = (2.0, 2.0)
"""Around the numbers of an edge."""
_DIGITS = "\N{MINUS SIGN}0.000"
"""Numbers up to this long are shown as they are, longer ones are drawn narrower."""


def slot(value: Value | None, face: Face, *, table: bool = True, prefix: str = "") -> Size | None:
    """Room for any value of this shape; None for no value."""
    if value is None:
        return None
    if isinstance(value, float) or value.size == 1:
        return _lone(face, prefix)
    if table and is_table(value):
        return _table(np.atleast_2d(value).shape[:2], face)
    block = number_block(value, face, table=False, prefix=prefix)
    return Size(block.width, block.height)


@lru_cache(maxsize=64)
def _lone(face: Face, prefix: str) -> Size:
    return Size(text_line(prefix + _DIGITS, face).width, LINE * face.size)


@lru_cache(maxsize=64)
def _table(shape: tuple[int, int], face: Face) -> Size:
    rows, columns = shape
    em = float(face.size)
    width = columns * _lone(face, "").width + (columns - 1) * GAP * em + 2 * BRACKET * em
    return Size(width, (rows * LINE + BRACKET) * em)
