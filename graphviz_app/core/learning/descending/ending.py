"""Where among the steps just done a descent has ended."""

import numpy as np

from graphviz_app.core.learning.descending import stopping
from graphviz_app.core.learning.descending.batches import is_whole
from graphviz_app.core.learning.descending.flatness import Flatness, why_flat
from graphviz_app.core.learning.descending.stopping import STEADY, Stood, Stop
from graphviz_app.core.learning.descending.way import Look, Way
from graphviz_app.core.op import Array

_FEW = 64
"""Numbers that are looked at in each step, before all of them are."""


class Ending:
    """Looks for the end of one way down; ``window``: steps over which losses are compared."""

    def __init__(self, way: Way, first: float, window: int) -> None:
        self._way, self._first, self._window = way, first, max(STEADY, window)
        self._whole = is_whole(way.descent, way.rows.count)

    def at_start(self, look: Look) -> Stop | None:
        """Before the first step."""
        return None if np.isfinite(look.loss) else self._no_number(self._way.first, 0)

    @np.errstate(invalid="ignore")  # ∞ − ∞ is no number, and that is looked for
    def found(self, row: Array, rows: Array, before: Array, losses: Array) -> Stop | None:
        """The first end in the steps from ``row``: theirs are ``rows`` and ``losses``."""
        done = len(before) - 1
        tail = np.concatenate([before[-self._window :], losses])
        early = len(before) - min(len(before), self._window)
        fresh = len(before) - early
        large = stopping.too_large(self._first, tail, fresh)
        steady = stopping.steady(self._first, tail, fresh, self._window)
        resting = self._resting(row, rows, done)
        ends = [large, steady, None if resting is None else resting - early]
        if all(end is None for end in ends):
            return None
        first = min(end for end in ends if end is not None)
        step, loss = early + first, float(tail[first])
        at = row if step == done else rows[step - done - 1]
        if first == large:
            return self._too_large(at, step, loss)
        last = row if step <= done + 1 else rows[step - done - 2]
        if first == ends[2]:
            return stopping.at_rest(step, loss, self._aims(), why_flat(self._way, at))
        return self._stalled(at, last, step, loss)

    def _stalled(self, at: Array, last: Array, step: int, loss: float) -> Stop:
        """It stands at one row, and came from another."""
        slope, before = self._way.slope(at), self._way.slope(last)
        stood = Stood(self._flat(at, slope), self._way.rate(step), bool(slope @ before < 0))
        return stopping.stalled(step, loss, self._first, self._window, stood)

    def _flat(self, row: Array, slope: Array) -> Flatness:
        return Flatness(float(np.abs(slope).max()), why_flat(self._way, row))

    def _aims(self) -> bool:
        return any(node.op == "target" for node in self._way.rows.program.graph.nodes.values())

    def done(self, row: Array, losses: Array) -> Stop:
        """After the last step."""
        fall = stopping.late_fall(losses)
        if fall is None:
            return stopping.all_done(losses)
        return stopping.all_done(losses, fall, self._flat(row, self._way.slope(row)))

    def _resting(self, row: Array, rows: Array, done: int) -> int | None:
        """The first iteration whose gradient is 0, and whose step leads nowhere."""
        if not self._whole:
            return None
        size = self._way.flat.size
        few = slice(min(size, _FEW))
        begins = np.concatenate([row[None, few], rows[:, few]])
        for at in np.flatnonzero((begins[1:] == begins[:-1]).all(axis=1)).tolist():
            before = row if not at else rows[at - 1]
            if (before[:size] == rows[at, :size]).all():
                return None if self._way.look(before, done + at + 1).gradient.any() else done + at
        return None

    def _too_large(self, row: Array, step: int, loss: float) -> Stop:
        if not np.isfinite(loss):
            return self._no_number(row, step)
        return stopping.exploded(step, loss, self._first, self._way.rate(step))

    def _no_number(self, row: Array, step: int) -> Stop:
        found = self._way.rows.problem(self._way.values(row))
        if found is None:
            return stopping.not_finite(step, None, "the sum over the rows is too large", "")
        at, problem = found
        return stopping.not_finite(step, at, problem.message, problem.node)

    def blocked(self, row: Array, step: int, look: Look) -> Stop:
        """The step from ``row`` leads to no numbers."""
        flat, number = self._way.flat, step + 1
        bad = ~np.isfinite(self._way.step(row, number, look)[: flat.size])
        at = int(np.flatnonzero(bad)[0]) if bad.any() else 0
        node = next(id_ for id_, place in flat.places.items() if at < place.stop)
        gradient = float(look.gradient[at])
        if not np.isfinite(gradient) and self._way.rows.problem(self._way.values(row)):
            return self._no_number(row, step)
        return stopping.out_of_range(step, node, gradient, self._way.rate(number))
