"""How something went, step by step: its look, and how much of it is seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import cycle, islice

from PySide6.QtGui import QColor

from graphviz_app.arrays import Array, np
from graphviz_app.scene.plots.scale import NARROWEST, Scale, around, of_losses
from graphviz_app.theme import Theme

Dash = tuple[float, ...]
DASHES: Sequence[Dash] = ((), (7.0, 3.5), (2.0, 2.5), (9.0, 3.0, 2.0, 3.0))
"""Stroke and gap in turn, in pixels of the design; the first is solid."""
RUN_TONES = "ink", "target", "parameter", "muted"
"""Of runs beside each other: neither a value's nor a gradient's colour."""
BEYOND = 3.0
"""What explodes is shown up to so many times its first value …"""
DECADES = 6.0
"""… on a logarithmic axis up to so many decades above it."""


@dataclass(frozen=True)
class Course:
    """``values[k]`` is what it was at step k. ``heavy``: the one that all is about."""

    name: str
    values: Array
    tone: str = "ink"
    dash: Dash = ()
    heavy: bool = False
    exploded: bool = False
    """Whether it was stopped because it did."""
    told: Array | None = None
    """The steps of which the value is known, others being between; None: all of them."""

    @cached_property
    def known(self) -> int:
        """How many values there are before the first that is no number."""
        finite = np.isfinite(self.values)
        return len(finite) if finite.all() else int(np.argmin(finite))

    @property
    def burst(self) -> bool:
        """Whether it ends in what is no number."""
        return self.known < len(self.values)

    @cached_property
    def positive(self) -> Array:
        """The known values that a logarithmic axis can show; others are not a number."""
        known = self.values[: self.known]
        return np.where(known > 0, known, np.nan)

    def continues(self, before: "Course") -> bool:
        """Whether it looks the same and begins with the same values."""
        looks_same = (self.tone, self.dash, self.heavy) == (before.tone, before.dash, before.heavy)
        count = len(before.values)
        return (
            looks_same
            and count <= len(self.values)
            and np.array_equal(self.values[:count], before.values, equal_nan=True)
        )

    def color(self, theme: Theme) -> QColor:
        """Its colour in a theme."""
        return QColor(getattr(theme, self.tone))

    def nearest(self, step: int) -> int:
        """The step nearest to one of which the value is known."""
        last = len(self.values) - 1
        step = min(max(step, 0), last)
        return step if self.told is None else int(self.told[np.abs(self.told - step).argmin()])

    def value(self, step: int) -> float:
        """What it was at a step; not a number where that was not reached."""
        return float(self.values[step]) if 0 <= step < len(self.values) else float("nan")


def looks(count: int, tones: Sequence[str] = RUN_TONES) -> list[tuple[str, Dash]]:
    """A tone and a dash for each of so many courses, by both of which they are told apart."""
    return list(islice(zip(cycle(tones), cycle(DASHES), strict=False), count))


def scale_of(courses: Sequence[Course], log: bool, losses: bool) -> Scale:
    """The upright scale on which all are seen; of those that explode the part before.

    ``losses``: down to 0 where that is near.
    """
    reaches = [reach for course in courses if (reach := _reach(course, log)) is not None]
    if not reaches:
        return Scale(0.1, 10.0, log=True) if log else Scale(0.0, 1.0)
    low, high = min(reach[0] for reach in reaches), max(reach[1] for reach in reaches)
    return of_losses(low, high, log) if losses else around(low, high, log)


def _reach(course: Course, log: bool) -> tuple[float, float] | None:
    """Its least and largest value that are to be seen; None without any."""
    values = course.positive if log else course.values[: course.known]
    if not len(values) or np.isnan(values).all():
        return None
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    if not (course.burst or course.exploded):
        return low, high
    first = float(values[0])
    if log:
        return low, min(high, max(first, low) * 10**DECADES)
    bound = BEYOND * max(abs(first), low, NARROWEST)
    return max(low, -bound), min(high, bound)
