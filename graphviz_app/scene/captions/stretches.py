"""Stretches: where each part of a run is on the timeline, none too narrow for its word."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple


class Stretch(NamedTuple):
    """A part goes from time ``start`` to ``end``, and there from ``left`` on for ``width``."""

    start: float
    end: float
    left: float
    width: float

    @property
    def step(self) -> float:
        """How far a moment of it is from the next."""
        return self.width / (self.end - self.start)


def laid_along(times: Sequence[float], least: Sequence[float], width: float) -> list[Stretch]:
    """Parts between these times, as wide as they are long, but each at least so wide.

    Where there is no room for that, just as wide as they are long.
    """
    lengths = [end - start for start, end in pairwise(times)]
    widths = fair_widths(lengths, least, width)
    lefts = [sum(widths[:place]) for place in range(len(widths))]
    rows = zip(pairwise(times), lefts, widths, strict=True)
    return [Stretch(*when, left, wide) for when, left, wide in rows if when[1] > when[0]]


def fair_widths(lengths: Sequence[float], least: Sequence[float], width: float) -> list[float]:
    """What each has of a width: its least, or of the rest as much as it is long."""
    narrow: set[int] = set()
    while True:
        rest = width - sum(least[place] for place in narrow)
        long = sum(length for place, length in enumerate(lengths) if place not in narrow)
        share = rest / long if long else 0.0
        more = {
            place
            for place, length in enumerate(lengths)
            if place not in narrow and length * share < least[place]
        }
        if sum(least) > width or not long:
            return [length * width / sum(lengths) for length in lengths]
        if not more:
            return [
                least[place] if place in narrow else length * share
                for place, length in enumerate(lengths)
            ]
        narrow |= more


def place_of(t: float, stretches: Sequence[Stretch]) -> float:
    """Where a time is."""
    on = next((one for one in stretches if t <= one.end), stretches[-1])
    return on.left + (t - on.start) * on.step


def time_at(x: float, stretches: Sequence[Stretch]) -> float:
    """Which time is at a place."""
    on = next((one for one in stretches if x <= one.left + one.width), stretches[-1])
    return on.start + (x - on.left) / on.step
