"""The slope of a function from its values: differences of many steps, extrapolated to none.

Ridders' method (Advances in Engineering Software 4, 1982; Numerical Recipes, section 5.7): the
difference is taken with ever smaller steps h, the powers of h are removed from it (Richardson),
and the number is kept that its neighbours and the rounding of f leave least in doubt. What the
gradient is said to be plays no part in the choice.
"""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

Function = Callable[[float], float]

_FIRST, _RATIO = 0.1, 4.0
_NEAR, _UNSURE = 1e-3, 1e-2
"""Below this the first steps may be too long; relative doubt from which on a slope is not known."""
_FEW, _SOME, _MANY = 4, 11, 17
"""Steps that are tried at least; usually at most; and where these leave much doubt."""
_ENOUGH, _MUCH = 1e-12, 1e-7
"""Relative doubt at which no further step is tried; at which more are."""
_ROUNDING = 2.0**-51
_UNSEEN = 1e-8
"""Part of the function by which it changes over a length of 1 if its slope is hard to see."""
_HIDDEN = 1e-13
"""Part of the largest value over the first step that rounding may add there or take away."""
_ORDERS = 6
"""Powers that are removed at most: more only add up rounding."""


class Slope(NamedTuple):
    """A slope, the step from which it comes, and by how much it may be wrong."""

    value: float
    h: float
    doubt: float


class Difference(NamedTuple):
    """The slopes of a function at a point; nan where it cannot be computed on that side."""

    central: Slope
    left: Slope
    right: Slope
    unseen: float
    """A doubt up to here is the rounding of the function, not a fault of the steps."""
    hidden: float = 0.0
    """Slopes that are no larger are none: over the first step that would be rounding."""
    size: float = 0.0
    """Of the numbers that the function adds up: their rounding, too, makes its slope doubtful."""

    @property
    def best(self) -> Slope:
        """The central one; that of one side where it tells more, if the sides do not differ."""
        central, known = self.central, [s for s in self[:3] if not math.isnan(s.value)]
        sure = max(_MUCH * abs(central.value), self.unseen)
        if math.isnan(central.value) or (central.doubt > sure and not self.bends):
            return min(known, key=lambda one: one.doubt, default=central)
        return central

    @property
    def bends(self) -> bool:
        """Whether the two sides have different slopes: there is a kink, or a jump."""
        left, right = self.left, self.right
        if math.isnan(left.value) or math.isnan(right.value):
            return False
        if math.isinf(left.value) or math.isinf(right.value):
            return left.value != right.value
        size = max(abs(left.value), abs(right.value))
        doubt = max(100 * (left.doubt + right.doubt), self.unseen, self.hidden)
        return abs(right.value - left.value) > 1e-5 * size + doubt

    @property
    def is_sure(self) -> bool:
        """Whether the best slope says more than how much it may be wrong."""
        best = self.best
        doubt = best.doubt + (_ROUNDING * self.size / best.h if best.h else 0.0)
        return doubt <= max(_UNSURE * abs(best.value), self.unseen, self.hidden)


class _Quotient(NamedTuple):
    """A difference quotient, its step, and how large the values were that were subtracted."""

    value: float
    h: float
    size: float


class _Samples(NamedTuple):
    """Values of a function on both sides of a point, with the steps to them, which shrink."""

    middle: float
    steps: list[tuple[float, float]]
    ups: list[float]
    downs: list[float]

    def central(self) -> Slope:
        """From the values on both sides."""
        sides = zip(self.steps, self.ups, self.downs, strict=True)
        quotients = [
            _Quotient((up - down) / sum(h), h[0], max(abs(up), abs(down))) for h, up, down in sides
        ]
        return _extrapolated(quotients, _RATIO**2)

    def one_sided(self) -> tuple[Slope, Slope]:
        """From those on the left, and from those on the right."""
        f, sides = self.middle, list(zip(self.steps, self.ups, self.downs, strict=True))
        left = [_Quotient((f - a) / h, h, max(abs(a), abs(f))) for (_, h), _, a in sides]
        right = [_Quotient((b - f) / h, h, max(abs(b), abs(f))) for (h, _), b, _ in sides]
        return _one_sided(left, right), _one_sided(right, left)


def difference(function: Function, x: float, size: float = 0.0) -> Difference:
    """The three slopes at x, from at most 70 values of the function.

    ``size``: that of the numbers that it adds up, where they are larger than it is.
    """
    found = _difference(function, x, max(1.0, abs(x)), size)
    if not 0 < abs(x) < _NEAR or found.is_sure:
        return found
    nearer = _difference(function, x, abs(x), size)
    return nearer if nearer.is_sure else found


def _difference(function: Function, x: float, scale: float, size: float) -> Difference:
    samples = _Samples(function(x), [], [], [])
    central, unseen = Slope(math.nan, 0.0, math.inf), 0.0
    for i in range(_MANY):
        h = scale * _FIRST / _RATIO**i
        up, down = (x + h) - x, x - (x - h)  # as far as x really moves
        samples.steps.append((up, down))
        samples.ups.append(function(x + up))
        samples.downs.append(function(x - down))
        central = samples.central()
        unseen = _UNSEEN * max(abs(samples.ups[-1]), abs(samples.downs[-1])) / scale
        if i + 1 >= _FEW and central.doubt <= _ENOUGH * abs(central.value):
            break
        if i + 1 >= _SOME and central.doubt <= max(_MUCH * abs(central.value), unseen):
            break
    largest = max((abs(f) for f in (*samples.ups, *samples.downs) if math.isfinite(f)), default=0.0)
    hidden = _HIDDEN * max(largest, size) / (scale * _FIRST)
    return Difference(central, *samples.one_sided(), unseen, hidden, size)


def _one_sided(own: Sequence[_Quotient], other: Sequence[_Quotient]) -> Slope:
    """Infinite where the function jumps: the quotient grows as the step shrinks."""
    last = [abs(one.value) for one in own[-3:]]
    grows = len(last) == 3 and last[2] > 3 * last[1] > 9 * last[0] > 0
    seen = own[-1].h * last[-1] > 1e3 * _ROUNDING * own[-1].size  # not what rounding does
    if grows and seen and last[2] > 100 * abs(other[-1].value):
        return Slope(math.copysign(math.inf, own[-1].value), own[-1].h, 0.0)
    return _extrapolated(own, _RATIO)


def _extrapolated(quotients: Sequence[_Quotient], ratio: float) -> Slope:
    """Of all that the quotients with their steps promise, what is least in doubt.

    ``ratio`` is by how much the first error that is removed shrinks from one step to the next.
    """
    best = Slope(math.nan, 0.0, math.inf)
    before: list[float] = []
    for quotient, h, size in quotients:
        row = [quotient]
        for order in range(1, min(len(before), _ORDERS) + 1):
            factor = ratio**order
            row.append((row[-1] * factor - before[order - 1]) / (factor - 1))
            apart = max(abs(row[-1] - row[-2]), abs(row[-1] - before[order - 1]))
            doubt = apart + _ROUNDING * size / h
            if doubt < best.doubt:
                best = Slope(row[-1], h, doubt)
        before = row
    return best
