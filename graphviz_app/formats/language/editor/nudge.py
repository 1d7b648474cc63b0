"""Nudging the number at the caret: one up or down in its last written digit."""

import re
from decimal import Decimal
from typing import NamedTuple

from graphviz_app.patterns import late

_NUMBER = late(r"(?<![\w.])(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
_SIGNED_AFTER = late(r"(^|[(,=\[*/<>+\-])\s*$")


class Nudged(NamedTuple):
    """What replaces ``start`` to ``end`` of the line."""

    start: int
    end: int
    text: str


def nudge(line: str, column: int, steps: int) -> Nudged | None:
    """The number at or next to a 0-based column, moved by ``steps``; None if there is none."""
    for digits in _NUMBER.finditer(line):
        if digits.start() <= column <= digits.end() or _covers_sign(line, digits.start(), column):
            start = _with_sign(line, digits.start())
            written = line[start : digits.end()].replace("−", "-").replace(" ", "")
            return Nudged(start, digits.end(), _moved(written, steps))
    return None


def _covers_sign(line: str, start: int, column: int) -> bool:
    return start - 1 == column == _with_sign(line, start)


def _with_sign(line: str, start: int) -> int:
    """Where the number begins if a minus before it is its sign, not a subtraction."""
    before = line[:start]
    if before.endswith(("-", "−")) and _SIGNED_AFTER.search(before[:-1]):
        return start - 1
    return start


def _moved(written: str, steps: int) -> str:
    """Arithmetic on the written digits, so that 0.3 never becomes 0.30000000000000004."""
    mantissa, mark, exponent = written.lower().partition("e")
    number = Decimal(mantissa)
    places = number.as_tuple().exponent
    assert isinstance(places, int)
    moved = number + steps * Decimal(1).scaleb(places)
    text = f"{moved:f}".removeprefix("-") if moved == 0 else f"{moved:f}"
    return f"{text}{mark}{exponent}"
