"""Script: which time of the schedule is seen in which second. Pure, as frames are."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from graphviz_app.core.schedule import Schedule

SECONDS = 0.8
"""That a moment takes at speed 1."""


class Instant(NamedTuple):
    """What is seen in a second."""

    t: float
    """The time of the schedule."""
    over: float = -1.0
    """Seconds that it has rested there for more than the usual while; below 0: it has not."""


@dataclass(frozen=True)
class Script:
    """A stretch of a schedule as it is shown: how fast, and how long it rests at each step."""

    schedule: Schedule
    start: float
    end: float
    """Times of the schedule, whole numbers of moments."""
    speed: float = 1.0
    hold: float = 0.35
    """Seconds that every step stays at rest once it is over."""
    first: float = 1.0
    last: float = 2.0
    """Seconds that the first and the last picture stay."""
    more: tuple[float, ...] = ()
    """Seconds more that each step stays, where there is more to be read."""

    @cached_property
    def steps(self) -> tuple[float, ...]:
        """The times at which one can rest, the start and the end among them: pages of a document.

        Those of the window's keys ← and →: after every moment.
        """
        inner = range(int(self.start) + 1, int(self.end))
        return (self.start, *map(float, inner), self.end) if self.end > self.start else (self.end,)

    @cached_property
    def _ends(self) -> tuple[float, ...]:
        """Seconds at which the rest at each step is over."""
        more = self.more or (0.0,) * len(self.steps)
        holds = (hold + longer for hold, longer in zip(self._holds, more, strict=True))
        ways = (0.0, *(self._way(a, b) for a, b in zip(self.steps, self.steps[1:], strict=False)))
        return tuple(accumulate(way + hold for way, hold in zip(ways, holds, strict=True)))

    @cached_property
    def _holds(self) -> list[float]:
        """How long each step stays as a rule."""
        holds = [self.hold] * len(self.steps)
        holds[0], holds[-1] = self.first, self.last
        return holds

    def _way(self, start: float, end: float) -> float:
        return (end - start) * SECONDS / self.speed

    @property
    def seconds(self) -> float:
        """How long it takes."""
        return self._ends[-1]

    def t_at(self, second: float) -> float:
        """The time of the schedule that is seen in a second."""
        return self.instant(second).t

    def instant(self, second: float) -> Instant:
        """What is seen in a second."""
        place = min(bisect_right(self._ends, second), len(self.steps) - 1)
        after = self.steps[place]
        begun = self._ends[place - 1] if place else 0.0
        before = self.steps[place - 1] if place else after
        way = self._way(before, after)
        gone = second - begun
        if gone < way:
            return Instant(before + gone / way * (after - before))
        return Instant(after, gone - way - self._holds[place])

    def second_of(self, t: float) -> float:
        """The first second in which this time of the schedule is seen, after the start."""
        place = min(max(bisect_left(self.steps, t), 1), len(self.steps) - 1)
        if len(self.steps) < 2:
            return 0.0
        before, after = self.steps[place - 1], self.steps[place]
        return self._ends[place - 1] + self._way(before, after) * (t - before) / (after - before)
