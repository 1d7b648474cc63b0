"""What a person printed: a number, and every number that it may stand for.

A number is printed rounded (halves up or to even) or cut off, so ``0.12`` stands for 0.115 to 0.13,
``-0.12`` for its opposites, ``0.00`` for what is nearer to 0 than 0.01.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from graphviz_app.arrays import Array, Mask, np
from graphviz_app.core.graph import Claim, Value

EXACT = 1e-9
"""What floats may lose, relative to the number or its last digit."""
_ZERO = 0.05
"""A whole 0 on a sheet of whole numbers stands for less than this."""


class Printed(NamedTuple):
    """A number or an array, half open to rounding: it stands for ``low`` to ``high``."""

    value: Value
    low: Value
    high: Value
    unit: float
    """One of its last digit (of an array the coarsest); 0 for a fraction."""

    def meets(self, low: Value, high: Value) -> bool:
        """Whether it stands for something between these, in every element."""
        if isinstance(self.value, float) and isinstance(low, float) and isinstance(high, float):
            return bool(low <= self.high and high >= self.low)
        return bool(np.all(self.met(low, high)))

    def met(self, low: Value, high: Value) -> Mask:
        """The same element by element."""
        return np.asarray((low <= self.high) & (high >= self.low))

    @property
    def transposed(self) -> "Printed":
        """With rows and columns exchanged."""
        value, low, high = (np.transpose(x) if np.ndim(x) == 2 else x for x in self[:3])
        return Printed(value, low, high, self.unit)

    def divided(self, factor: float) -> "Printed":
        """What it stands for if it was multiplied with a factor before it was printed."""
        value, low, high = (x / factor for x in self[:3])
        return Printed(value, low, high, self.unit / factor)


def read_printed(claim: Claim, usual: float) -> Printed | None:
    """The claim's number; None for a blank, and for what is no number.

    ``usual`` is the last digit of the sheet, which whole numbers on it leave out.
    """
    text = claim.printed.strip()
    try:
        tolerance = abs(float(claim.tolerance)) if claim.tolerance else None
        if not text.startswith("["):
            return _number(text, tolerance, usual)
        parts = [_number(part, tolerance, usual) for part in _parts(text)]
        shape = np.shape(_nested(text))
    except (ValueError, ZeroDivisionError, OverflowError, RecursionError):
        return None
    if not parts or any(part is None for part in parts):
        return None
    columns = zip(*(part[:3] for part in parts if part), strict=True)
    value, low, high = (np.array(column, float).reshape(shape) for column in columns)
    return Printed(value, low, high, max(part.unit for part in parts if part))


def _number(text: str, tolerance: float | None, usual: float) -> Printed | None:
    value, unit = _read(text)
    if not np.isfinite(value):
        return None
    if tolerance is not None:
        slack = tolerance + EXACT * max(abs(value), 1.0)
        return Printed(value, value - slack, value + slack, tolerance)
    if unit is None:
        return _whole(value, usual)
    slack = EXACT * max(abs(value), unit)
    if unit == 0:
        return Printed(value, value - slack, value + slack, 0.0)
    low = value - (unit if value <= 0 else unit / 2)
    high = value + (unit if value >= 0 else unit / 2)
    if text.lstrip().startswith("-") and value == 0:
        high = unit / 2
    return Printed(value, low - slack, high + slack, unit)


def _whole(value: float, usual: float) -> Printed:
    """A whole number: as exact as the sheet's others are; among whole numbers it was rounded."""
    if usual:
        slack = EXACT * max(abs(value), 1.0)
        return Printed(value, value - usual / 2 - slack, value + usual / 2 + slack, usual)
    half = 0.5 if value else _ZERO
    return Printed(value, value - half, value + half, 1.0)


def _read(text: str) -> tuple[float, float | None]:
    """A number and its last digit: 0 for a fraction, None for a whole number."""
    if "/" in text:
        above, below = text.split("/")
        return float(Fraction(above) / Fraction(below)), 0.0
    digits, _, power = text.lower().partition("e")
    _, point, decimals = digits.partition(".")
    if not point and not power:
        return float(text), None
    return float(text), 10.0 ** (int(power or 0) - len(decimals.strip()))


def _parts(text: str) -> Iterator[str]:
    pieces = text.replace("[", " ").replace("]", " ").split(",")
    return (piece.strip() for piece in pieces)


def _nested(text: str) -> Array:
    """The lists with zeros for numbers; raises ValueError for uneven ones."""
    stack: list[list[object]] = [[]]
    for piece in text.replace("[", ",[,").replace("]", ",],").split(","):
        match piece.strip():
            case "":
                continue
            case "[":
                stack.append([])
            case "]" if len(stack) > 1:
                closed = stack.pop()
                stack[-1].append(closed)
            case "]":
                raise ValueError(text)
            case _:
                stack[-1].append(0.0)
    if len(stack) != 1 or len(stack[0]) != 1:
        raise ValueError(text)
    return np.array(stack[0][0], float)


def units(claims: Iterable[Claim]) -> tuple[float, float]:
    """Of numbers with a point the coarsest last digit, and that of most; zeros without any."""
    found = list(_units(claims))
    return (max(found), max(sorted(set(found)), key=found.count)) if found else (0.0, 0.0)


def _units(claims: Iterable[Claim]) -> Iterator[float]:
    for claim in claims:
        for part in _parts(claim.printed) if claim.printed else ():
            try:
                _, unit = _read(part)
            except (ValueError, ZeroDivisionError, OverflowError):
                continue
            if unit is not None and unit < 1:
                yield unit
