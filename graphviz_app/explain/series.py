"""Long sums, told shortly: w₁·x₁ + w₂·x₂ + w₃·x₃ is Σᵢ wᵢ·xᵢ."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from graphviz_app.core.brackets import Level
from graphviz_app.explain.piece import Piece, added, bracketed
from graphviz_app.patterns import late

_LONE_DIGIT = late(r"_(\d)(?!\d)")
_LONE_SIGN = late(r"_\{(\w)\}")
LEAST = 3
"""Terms that make a series."""
MAX_ADDED = 4
"""Summands up to which a sum of numbers is written out."""


class Series(NamedTuple):
    """Formulas that differ in one running index: how they are written with it, from … to."""

    text: str
    letter: str
    first: int
    last: int


def as_series(texts: Sequence[str]) -> Series | None:
    """The formulas as one with a running index; None if they differ in anything else."""
    braced = [_LONE_DIGIT.sub(r"_{\1}", text) for text in texts]  # w_9 and w_{10} are alike
    for number in (r"(\d+)", r"(\d)"):
        series = _indexed([re.split(number, text) for text in braced])
        if series is not None:
            return series._replace(text=_LONE_SIGN.sub(r"_\1", series.text))
    return None


def _indexed(split: list[list[str]]) -> Series | None:
    if len({len(parts) for parts in split}) > 1:
        return None
    columns = list(zip(*split, strict=True))
    varying = [k for k, column in enumerate(columns) if len(set(column)) > 1]
    runs = {columns[k] for k in varying}
    if len(runs) != 1 or any(k % 2 == 0 or not _is_subscript(split[0], k) for k in varying):
        return None
    run = [int(text) for text in next(iter(runs))]
    if run != list(range(run[0], run[0] + len(run))):
        return None
    letter = _free_letter("".join(split[0]))
    parts = [letter if k in varying else part for k, part in enumerate(split[0])]
    return Series("".join(parts), letter, run[0], run[-1])


def _is_subscript(parts: Sequence[str], k: int) -> bool:
    return re.search(r"_(\{[^{}\s]*)?$", "".join(parts[:k])) is not None


def _free_letter(text: str) -> str:
    used = set(re.sub(r"\\mathrm\{(if|else)\}|\\[a-zA-Z]+", "", text))
    return next((letter for letter in "ijkmnpqrs" if letter not in used), "i")


def sum_text(terms: Sequence[Piece]) -> str:
    """The terms added, those that form a series as Σ; of many others the first and the last."""
    shown: list[Piece] = []
    at = 0
    while at < len(terms):
        length = _run(terms, at)
        if length < LEAST:
            shown.append(terms[at])
            at += 1
            continue
        series = as_series([piece.text for piece in terms[at : at + length]])
        assert series is not None
        lower, upper = f"{series.letter}={series.first}", series.last
        shown.append(Piece(rf"\sum_{{{lower}}}^{{{upper}}} {series.text}", Level.SERIES))
        at += length
    return added(_ends(shown, MAX_ADDED + 1)).text


def _run(terms: Sequence[Piece], at: int) -> int:
    """How many terms from here on form a series: each beginning of a series is one, too."""
    longest, too_many = 1, len(terms) - at + 1
    tried = 2 if at else max(len(terms), 2)  # most often all of them do
    while not terms[at].signed and too_many - longest > 1:
        if as_series([piece.text for piece in terms[at : at + tried]]) is None:
            too_many = tried
        else:
            longest = tried
        tried = min(2 * longest, (longest + too_many) // 2)
    return longest


def added_numbers(numbers: Sequence[Piece], symbols: Sequence[Piece] = ()) -> str:
    """Numbers added; of many the first two and the last.

    A minus of the number itself is put in brackets, one that is in its symbols joins the sum.
    """
    joins = {i for i, symbol in enumerate(symbols) if symbol.signed} | {0}
    shown = [
        bracketed(number) if number.signed and i not in joins else number
        for i, number in enumerate(numbers)
    ]
    return added(_ends(shown, MAX_ADDED)).text


def _ends(shown: list[Piece], most: int) -> list[Piece]:
    """The terms; of more than ``most`` the first two and the last."""
    return shown if len(shown) <= most else [*shown[:2], Piece(r"\dots"), shown[-1]]
