"""A number as a share of an axis, linear or logarithmic."""

import math
from typing import NamedTuple

from graphviz_app.arrays import Array, np

NARROWEST = 0.02
"""A scale is at least this share of its numbers wide, lest rounding errors fill it."""


class Scale(NamedTuple):
    """From ``low`` (share 0) to ``high`` (share 1); a logarithmic one has only positive numbers."""

    low: float
    high: float
    log: bool = False

    def share(self, value: float) -> float:
        """Where a number is; below 0 or above 1 it is outside."""
        return (self._even(value) - self._low) / (self._even(self.high) - self._low)

    def shares(self, values: Array) -> Array:
        """The same of many."""
        even = np.log10(values) if self.log else values
        return (even - self._low) / (self._even(self.high) - self._low)

    def value(self, share: float) -> float:
        """The number at a share of the axis."""
        even = self._low + share * (self._even(self.high) - self._low)
        return float(10.0**even) if self.log else even

    @property
    def _low(self) -> float:
        return self._even(self.low)

    def _even(self, value: float) -> float:
        return math.log10(value) if self.log else value


def around(low: float, high: float, log: bool = False, air: float = 0.06) -> Scale:
    """A scale that shows all from ``low`` to ``high``, with some air at both ends.

    A logarithmic one ends at round numbers, so that it seldom moves while something falls.
    """
    if log:
        space = max(high / low, 1.2) ** air
        return Scale(_rounded_down(low / space), 1.0 / _rounded_down(1.0 / (high * space)), True)
    wide = max(high - low, NARROWEST * max(abs(low), abs(high)))
    if wide == 0:
        return Scale(low - 1.0, high + 1.0)
    if high - low < wide:
        low, high = low - wide / 2, high + wide / 2
    return Scale(low - air * wide, high + air * wide)


def of_losses(low: float, high: float, log: bool = False) -> Scale:
    """The same, down to 0 where all is above 0 and that costs little of the height."""
    if not log and 0 <= low < 0.5 * high:
        return around(0.0, high)._replace(low=0.0)
    return around(low, high, log)


def _rounded_down(x: float) -> float:
    """1, 2 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(x) + 1e-9)
    return next(f * power for f in (5, 2, 1) if f * power <= x * (1 + 1e-9))
