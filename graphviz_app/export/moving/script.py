"""Script: which time of the schedule is seen in which second. Pure, as frames are."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from graphviz_app.core.schedule import Schedule

SECONDS = 0.8
"""That a moment takes at speed 1."""


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
        holds = [self.hold] * len(self.steps)
        holds[0], holds[-1] = self.first, self.last
        ways = (0.0, *(self._way(a, b) for a, b in zip(self.steps, self.steps[1:], strict=False)))
        return tuple(accumulate(way + hold for way, hold in zip(ways, holds, strict=True)))

    def _way(self, start: float, end: float) -> float:
        return (end - start) * SECONDS / self.speed

    @property
    def seconds(self) -> float:
        """How long it takes."""
        return self._ends[-1]

    def t_at(self, second: float) -> float:
        """The time of the schedule that is seen in a second."""
        place = bisect_right(self._ends, second)
        if place >= len(self.steps):
            return self.end
        if place == 0:
            return self.start
        before, after = self.steps[place - 1], self.steps[place]
        gone = (second - self._ends[place - 1]) / self._way(before, after)
        return before + min(gone, 1.0) * (after - before)
