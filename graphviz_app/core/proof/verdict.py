"""How far a gradient is from the difference: the bands of the course notes.

Stanford's CS231n, Gradient Checks: a relative error above 10⁻² usually means that the gradient is
wrong; above 10⁻⁴ one should feel uneasy; below it is fine for functions with kinks; 10⁻⁷ and less
is good.
"""

import math
from collections.abc import Iterable
from typing import Literal, NamedTuple, Protocol, get_args

from graphviz_app.core.proof.difference import Difference

Band = Literal["zero", "good", "small", "fine", "kink", "uneasy", "unknown", "wrong"]
BANDS: tuple[Band, ...] = get_args(Band)
"""From the best to the worst. ``zero``: both are 0; ``small``: they differ by no more than what
the rounding of the output hides; ``kink``: the two sides differ, and the gradient is one of them
or between them."""

GOOD, FINE, UNEASY = 1e-7, 1e-4, 1e-2


def relative_error(gradient: float, slope: float) -> float:
    """|a − n| / max(|a|, |n|); 0 if both are 0, nan without two numbers."""
    larger = max(abs(gradient), abs(slope))
    return abs(gradient - slope) / larger if larger else 0.0


def band_of(gradient: float, found: Difference) -> Band:
    """The band of a gradient, given the slopes of the function."""
    slope, left, right = found.best, found.left.value, found.right.value
    if not (math.isfinite(gradient) and math.isfinite(slope.value)):
        return "unknown"
    if gradient == slope.value == 0 and not found.bends:
        return "zero"
    if found.bends:
        low, high = sorted((left, right))
        slack = GOOD * max(1.0, abs(gradient)) + found.left.doubt + found.right.doubt
        return "kink" if low - slack <= gradient <= high + slack else "wrong"
    error = relative_error(gradient, slope.value)
    if error < GOOD:
        return "good"
    apart, larger = abs(gradient - slope.value), max(abs(gradient), abs(slope.value))
    if larger <= found.hidden or apart <= 2 * slope.doubt <= 2 * found.unseen:
        return "small"
    if error < UNEASY:
        return "fine" if error < FINE else "uneasy"
    return "wrong" if found.is_sure else "unknown"


def agrees(band: Band) -> bool:
    """Whether nothing speaks against the gradient."""
    return band not in ("uneasy", "unknown", "wrong")


class Judged(Protocol):
    """What has a band and an error."""

    @property
    def band(self) -> Band:
        """How good it is."""

    @property
    def error(self) -> float:
        """The relative error."""


class Summary(NamedTuple):
    """How many gradients agree, of how many, and the worst relative error that says something."""

    agree: int
    of: int
    worst: float


def summary(found: Iterable[Judged]) -> Summary:
    """The sum of many; at kinks and of what is too small the error tells nothing."""
    every = list(found)
    telling = [one.error for one in every if one.band not in ("kink", "small", "unknown")]
    return Summary(sum(agrees(one.band) for one in every), len(every), max(telling, default=0.0))
