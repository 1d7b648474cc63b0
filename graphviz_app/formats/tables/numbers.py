"""What stands in a cell: a number, with a point or a comma, or why it is none."""

import math
import re
from typing import NamedTuple

from graphviz_app.core.wording import shortened

_COMMA = re.compile(r"[-+]?(?:\d+,\d*|,\d+)(?:[eE][-+]?\d+)?")
_PLAIN = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:([., '’\u00a0\u2009\u202f_])\d{3})(?:\1\d{3})*(?:[.,]\d+)?")
_MAYBE_GROUPED = re.compile(r"[-+]?[1-9]\d{0,2},\d{3}")
_LONGEST = 40
_MINUS = str.maketrans("−–", "--")


class Cell(NamedTuple):
    """The number; or ``fault``, a clause. ``comma``: it is written with one, ``certain``: that can
    mean nothing else."""

    number: float = math.nan
    fault: str = ""
    comma: bool = False
    certain: bool = False


def read_cell(written: str) -> Cell:
    """What a cell says: 0.5, −0,5 or 1e-3, but nothing that might be two numbers."""
    words = written.strip()
    if not words.isascii():
        words = words.translate(_MINUS)
    comma = _COMMA.fullmatch(words) is not None
    if not comma and _PLAIN.fullmatch(words) is None:
        return Cell(fault=_why(words, written))
    number = float(words.replace(",", "."))
    if not math.isfinite(number):
        return Cell(fault=_fault(written, "is too large"))
    return Cell(number, "", comma, comma and _MAYBE_GROUPED.fullmatch(words) is None)


def is_number(written: str) -> bool:
    """Whether a cell holds a number, as far as can be said from it alone."""
    return not read_cell(written).fault


def quoted(written: str) -> str:
    """A cell as a message repeats it, what cannot be seen by its number."""
    words = shortened(" ".join(written.split()), _LONGEST)
    return f"'{''.join(c if c.isprintable() else f'<U+{ord(c):04X}>' for c in words)}'"


def _why(words: str, written: str) -> str:
    if not words:
        return "the cell is empty"
    if words.lower().lstrip("+-") in ("nan", "inf", "infinity", "∞"):
        return _fault(written, "is no finite number")
    if _GROUPED.fullmatch(words):
        return _fault(written, "has a sign between thousands; write it without")
    return _fault(written, "is not a number")


def _fault(written: str, what: str) -> str:
    return f"{quoted(written)} {what}"
