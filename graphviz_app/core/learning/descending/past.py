"""The iterations that have been: kept, or worked out again to the bit."""

from collections.abc import Sequence
from threading import RLock

from graphviz_app.core.learning.descending.history import Found, History, Kept
from graphviz_app.core.learning.descending.way import Way
from graphviz_app.core.op import Array

_AT_ONCE = 256
"""Steps that are gone again in one go, as far as their rows are not long."""
_NUMBERS = 2**19


class Past:
    """Rows of numbers (``flat``) by step; safe to be read while it grows."""

    def __init__(self, way: Way, most_bytes: int) -> None:
        self._way, self._lock, self._again = way, RLock(), RLock()
        self._share = most_bytes // 8
        self._history = History(way.flat.width, way.flat.size, most_bytes - self._share)
        self._near: Kept | None = None
        """What was passed when a step was last worked out again."""
        self.add(way.first[None])

    def add(self, rows: Array) -> None:
        """Of the steps that follow."""
        with self._lock:
            self._history.add(rows)

    def point(self, step: int) -> Array:
        """The parameters' part of a row."""
        with self._lock:
            found = self._history.parameters.floor(step)
        if found is not None and found.step == step:
            return found.vector
        return self.row(step)[: self._way.flat.size]

    def row(self, step: int) -> Array:
        """Parameters, and what the optimizer keeps."""
        with self._lock:
            found = self._history.whole.floor(step)
        assert found is not None  # the first step is always kept
        if found.step == step:
            return found.vector
        with self._again:
            return self._worked_out(found, step)

    def _worked_out(self, kept: Found, step: int) -> Array:
        """By the steps from the nearest that is known."""
        near = self._near
        if near is None or not kept.step <= near.first <= step:
            near = self._near = Kept(kept.step, len(kept.vector), self._share)
            near.add(kept.vector[None])
        found = near.floor(step)
        assert found is not None  # it has at least its first
        at, row = found
        piece = min(_AT_ONCE, max(_NUMBERS // len(row), 1))
        while at < step:
            rows = self._way.walk(row, at + 1, min(step - at, piece)).rows
            ahead = at + len(rows) + 1 - near.end
            if ahead > 0:
                near.add(rows[-ahead:])
            at, row = at + len(rows), rows[-1]
        return row

    def kept(self, places: Sequence[slice]) -> tuple[Array, list[Array]]:
        """The steps whose parameters are kept, and of those some columns (steps, columns)."""
        with self._lock:
            found = self._history.parameters
            return found.steps, [found.part(place) for place in places]
