"""Explanation: what one caption says; and how its numbers are put into one line."""

import re
from typing import NamedTuple

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.explain.level import Piece
from graphviz_app.explain.term import Term

_WORDS = re.compile(r"\\text\{|\?|\\left\[\\dots")


class Explanation(NamedTuple):
    """LaTeX of what happens, LaTeX of the same with numbers, and a remark in plain words.

    Numbers that begin with = go on from the symbols; without it they are about a part of them.
    """

    symbols: str
    numbers: str
    remark: str = ""

    @property
    def whole(self) -> str:
        """Symbols and numbers as one chain of equations."""
        return f"{self.symbols} {self.numbers}".strip()


def equation(made: Term | None, result: Piece, value: Value) -> str:
    """``= −0.1450 · 1.5000 = −0.2175``; nothing is said twice, and nothing where 1 is 1."""
    if made is not None and made.coefficient is not None:
        return "" if np.all(np.asarray(value) == float(made.coefficient)) else f"= {result.text}"
    middle = "" if made is None or made.is_ones else made.numbers.text
    same = made is not None and middle == made.symbols.text
    if middle == f"-{result.text}" and not np.any(np.asarray(value)):
        same = True  # −0 is 0
    if same or middle in ("", result.text) or _WORDS.search(middle):
        return f"= {result.text}"
    return f"= {middle} = {result.text}"


def remarks(*said: str) -> str:
    """Those that say something, as one."""
    return "; ".join(remark for remark in said if remark)
