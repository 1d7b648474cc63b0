"""The iterations that are kept: bounded in memory, every one of them to be worked out again."""

from typing import NamedTuple

import numpy as np

from graphviz_app.core.op import Array


class Found(NamedTuple):
    """What is kept of a step: parameters, and what the optimizer keeps, in one vector."""

    step: int
    vector: Array


class Kept:
    """Vectors of every k-th step from ``first`` on; k doubles where they would take too much."""

    def __init__(self, first: int, width: int, most_bytes: int) -> None:
        self.first = self.end = first
        self.every = 1
        self._most = max(2, most_bytes // (8 * max(width, 1)))
        self._rows = np.empty((min(self._most, 64), width))
        self._count = 0

    def add(self, vectors: Array) -> None:
        """The steps that follow: one row each, of which the first columns are kept."""
        begin = 0
        while begin < len(vectors):
            skipped = -(self.end - self.first) % self.every
            chosen = vectors[begin + skipped :: self.every, : self._rows.shape[1]]
            room = self._room(len(chosen))
            if len(chosen) <= room:
                self._put(chosen)
                self.end += len(vectors) - begin
                return
            self._put(chosen[:room])
            done = skipped + room * self.every if room else 0
            begin, self.end = begin + done, self.end + done
            self._thin()

    def _room(self, wanted: int) -> int:
        """For how many more there is room; it grows by doubling."""
        while self._count + wanted > len(self._rows) and len(self._rows) < self._most:
            more = np.empty((min(2 * len(self._rows), self._most), self._rows.shape[1]))
            more[: self._count] = self._rows[: self._count]
            self._rows = more
        return len(self._rows) - self._count

    def _put(self, chosen: Array) -> None:
        self._rows[self._count : self._count + len(chosen)] = chosen
        self._count += len(chosen)

    def _thin(self) -> None:
        """Keep every second of what is kept."""
        left = self._rows[: self._count : 2].copy()
        self._rows[: len(left)] = left
        self._count, self.every = len(left), 2 * self.every

    def floor(self, step: int) -> Found | None:
        """The last one at or before a step; None before the first."""
        if step < self.first or not self._count:
            return None
        at = min((step - self.first) // self.every, self._count - 1)
        return Found(self.first + at * self.every, self._rows[at].copy())

    @property
    def steps(self) -> Array:
        """The numbers of the steps that are kept."""
        return self.first + self.every * np.arange(float(self._count))

    def part(self, place: slice) -> Array:
        """Some columns of what is kept: (steps, columns)."""
        return self._rows[: self._count, place].copy()


class History:
    """Parameters of all steps, or of every k-th; what the optimizer keeps, more sparsely."""

    def __init__(self, width: int, parameters: int, most_bytes: int) -> None:
        self.parameters = Kept(0, parameters, most_bytes)
        self.whole = self.parameters
        if width > parameters:
            self.parameters = Kept(0, parameters, most_bytes * 3 // 4)
            self.whole = Kept(0, width, most_bytes // 4)

    def add(self, vectors: Array) -> None:
        """The steps that follow, one row each."""
        self.parameters.add(vectors)
        if self.whole is not self.parameters:
            self.whole.add(vectors)


class Losses:
    """A growing row of numbers; what was handed out stays as it is."""

    def __init__(self) -> None:
        self._numbers = np.empty(256)
        self.count = 0

    def add(self, numbers: Array) -> None:
        """At the end."""
        end = self.count + len(numbers)
        if end > len(self._numbers):
            more = np.empty(max(end, 2 * len(self._numbers)))
            more[: self.count] = self._numbers[: self.count]
            self._numbers = more
        self._numbers[self.count : end] = numbers
        self.count = end

    @property
    def all(self) -> Array:
        """Not to be written to."""
        count = self.count  # first: it may grow, and the numbers be moved, meanwhile
        view = self._numbers[:count]
        view.flags.writeable = False
        return view
