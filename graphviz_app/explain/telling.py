"""Explanation: what one caption says; and how its numbers are put into one line."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.covered import is_covered, uncovered
from graphviz_app.explain.numerals import value_piece
from graphviz_app.explain.piece import Piece
from graphviz_app.explain.term import Term
from graphviz_app.explain.tones import Formula, left_plain, marked, unmarked
from graphviz_app.patterns import late

_WORDS = late(r"\\text\{|\?|\\left\[\\dots")


class Remark(NamedTuple):
    """Plain words: all of them, as few as say the same, and the least where room is scarce."""

    whole: str
    brief: str
    least: str


class _Said(NamedTuple):
    symbols: str
    numbers: str
    remarks: tuple[Remark, ...] = ()


class Explanation(_Said):
    """LaTeX of what happens, LaTeX of the same with numbers, and remarks in plain words.

    Numbers that begin with = go on from the symbols; without it they are about a part of them.
    Both know their tones; what is explained has none.
    """

    __slots__ = ()

    def __new__(cls, symbols: str, numbers: str, remarks: tuple[Remark, ...] = ()) -> "Explanation":
        """From LaTeX with the signs of its tones, or without them."""
        told = Formula(left_plain(marked(symbols))), Formula(marked(numbers))
        return super().__new__(cls, *told, remarks)

    @property
    def remark(self) -> str:
        """All that is remarked; '' for nothing."""
        return "; ".join(remark.whole for remark in self.remarks)

    @property
    def wordings(self) -> Sequence[str]:
        """The same, ever shorter: at last only the least of the last remark."""
        if not self.remarks:
            return ()
        brief = "; ".join(remark.brief for remark in self.remarks)
        return self.remark, brief, self.remarks[-1].least

    @property
    def whole(self) -> str:
        """Symbols and numbers as one chain of equations."""
        return Formula(f"{marked(self.symbols)} {marked(self.numbers)}".strip())


def equation(made: Term | None, result: Piece, value: Value) -> str:
    """``= −0.1450 · 1.5000 = −0.2175``; nothing is said twice, and nothing where 1 is 1."""
    if made is not None and made.coefficient is not None:
        return "" if np.all(np.asarray(value) == float(made.coefficient)) else f"= {result.text}"
    middle = "" if made is None or made.is_ones else made.numbers.text
    bare = unmarked(middle)
    same = made is not None and bare == unmarked(made.symbols.text)
    if bare == f"-{result.text}" and not np.any(np.asarray(value)):
        same = True  # −0 is 0
    if is_covered(value) and bare == value_piece(uncovered(value)).text:
        same = True  # a number that is not told is not told by its twin
    if same or bare in ("", result.text) or _WORDS.search(middle):
        return f"= {result.text}"
    return f"= {middle} = {result.text}"


def remarks(*said: Remark | str) -> tuple[Remark, ...]:
    """Those that say something; of mere words nothing is left out."""
    return tuple(
        Remark(words, words, words) if isinstance(words, str) else words for words in said if words
    )
