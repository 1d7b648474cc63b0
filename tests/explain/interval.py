"""Intervals: a number that is shown with four decimals may be anything that rounds to it."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Interval:
    """All numbers from ``low`` to ``high``, element by element; a row or column has two axes."""

    low: Array
    high: Array

    @staticmethod
    def of(value: object, slack: float = 0.0) -> "Interval":
        array = np.asarray(value, dtype=np.float64)
        return Interval(array - slack, array + slack)

    def _corners(self, other: "Interval", f: Callable[[Array, Array], Array]) -> "Interval":
        with np.errstate(all="ignore"):
            found = [f(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(np.minimum.reduce(found), np.maximum.reduce(found))

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low)

    def __sub__(self, other: "Interval") -> "Interval":
        return self + -other

    def __mul__(self, other: "Interval") -> "Interval":
        return self._corners(other, np.multiply)

    def __truediv__(self, other: "Interval") -> "Interval":
        return self._corners(other, np.divide)

    def __matmul__(self, other: "Interval") -> "Interval":
        a, b = self, other
        spread = Interval(a.low[..., :, :, None], a.high[..., :, :, None]) * Interval(
            b.low[..., None, :, :], b.high[..., None, :, :]
        )
        return Interval(spread.low.sum(axis=-2), spread.high.sum(axis=-2))

    def power(self, exponent: "Interval") -> "Interval":
        found = self._corners(exponent, np.power)
        even = np.all(exponent.low == exponent.high) and np.all(exponent.low % 2 == 0)
        holds_zero = even & (self.low <= 0) & (self.high >= 0) & (exponent.low > 0)
        return Interval(np.where(holds_zero, 0.0, found.low), found.high)

    def mapped(self, f: Callable[[Array], Array]) -> "Interval":
        """A function that rises."""
        with np.errstate(all="ignore"):
            return Interval(f(self.low), f(self.high))

    @staticmethod
    def through(f: Callable[..., Array], *given: "Interval") -> "Interval":
        """Any function of narrow intervals: the least and the most of what it gives in them."""
        steps = 33 if len(given) == 1 else 5
        parts = [1] if all(np.array_equal(*x) for x in given) else np.linspace(0.0, 1.0, steps)
        found = [
            f(*(x.low + part * (x.high - x.low) for x, part in zip(given, at, strict=True)))
            for at in product(parts, repeat=len(given))
        ]
        return Interval(np.fmin.reduce(found), np.fmax.reduce(found))

    def size(self) -> "Interval":
        low = np.where((self.low <= 0) & (self.high >= 0), 0.0, np.minimum(*map(np.abs, self)))
        return Interval(low, np.maximum(*map(np.abs, self)))

    def __iter__(self):  # type: ignore[no-untyped-def]
        yield from (self.low, self.high)

    def turned(self) -> "Interval":
        return Interval(np.swapaxes(self.low, -1, -2), np.swapaxes(self.high, -1, -2))

    def summed(self, axis: int | tuple[int, ...] | None = None) -> "Interval":
        kept = axis is not None
        return Interval(self.low.sum(axis, keepdims=kept), self.high.sum(axis, keepdims=kept))

    def shaped(self, other: "Interval") -> "Interval":
        """Without the axes that sums have left with one element, of three and more."""
        if self.low.ndim < 3 or self.low.size != other.low.size:
            return self
        return Interval(self.low.reshape(other.low.shape), self.high.reshape(other.low.shape))

    def meets(self, other: "Interval", slack: float = 0.0) -> bool:
        """Whether both can be the same number, in every element."""
        room = slack * np.maximum(1.0, np.abs(self.low))
        low, high = self.low - room, self.high + room
        return bool(np.all((low <= other.high) & (other.low <= high)))
