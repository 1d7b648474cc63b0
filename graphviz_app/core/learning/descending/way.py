"""The way down: from a row of numbers (``flat``) to that after a step, a pure function."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import repeat
from typing import NamedTuple

import numpy as np

from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.learning.descending.batches import is_whole, rows_of
from graphviz_app.core.learning.descending.flat import Flat
from graphviz_app.core.learning.descending.quick import MAX_NODES, Planned, Quick, quick_steps
from graphviz_app.core.learning.descending.rows import AT_ONCE, Rows
from graphviz_app.core.learning.optimizers import stepped
from graphviz_app.core.learning.rates import first_rate, rate_at
from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.learning.table import Feed
from graphviz_app.core.learning.update import Moved, Update
from graphviz_app.core.op import Array
from graphviz_app.core.operators.careful import finite
from graphviz_app.core.program import Program


class Look(NamedTuple):
    """What is seen at an iteration: its loss over all rows, the gradient of the next step."""

    loss: float
    gradient: Array
    """Of all parameters, one behind the other: of the batch's loss."""


class Walked(NamedTuple):
    """Rows after each step, and the losses before each."""

    rows: Array
    losses: Array


class Way:
    """All that a step depends on but the row that it starts from and its number."""

    def __init__(
        self, graph: Graph, program: Program, ids: tuple[str, ...], descent: Descent,
        feed: Feed | None,
    ) -> None:  # fmt: skip
        self.descent, self.feed, self.ids = descent, feed, ids
        self.flat = Flat.of(graph, ids, descent)
        self.rows = Rows(program, ids, feed)
        self.first = self.flat.first(graph)
        self._rate = first_rate(graph, descent)

    def batch(self, number: int) -> Sequence[int]:
        """The rows of a step."""
        return rows_of(self.descent, self.rows.count, number)

    def rate(self, number: int) -> float:
        """The learning rate of a step."""
        return rate_at(self._rate, self.descent, number)

    def values(self, row: Array) -> dict[str, Value]:
        """The parameters in a row."""
        return self.flat.values(row[: self.flat.size])

    @np.errstate(all="ignore")
    def look(self, row: Array, number: int) -> Look:
        """What is seen before step ``number``, counted from 1."""
        values, batch = self.flat.seen(row[: self.flat.size]), self.batch(number)
        seen = self.rows.summed(values, batch)
        losses = seen.losses
        if not is_whole(self.descent, self.rows.count):
            losses = self.rows.losses(values)
        gradient = self.flat.joined(seen.gradients)
        return Look(self.of_rows(losses), self._of_batch(gradient, len(seen.losses)))

    @np.errstate(all="ignore")
    def slope(self, row: Array) -> Array:
        """The gradient of the loss over all rows, whatever the batch."""
        values = self.flat.seen(row[: self.flat.size])
        seen = self.rows.summed(values, range(self.rows.count))
        return self._of_batch(self.flat.joined(seen.gradients), self.rows.count)

    def of_rows(self, losses: Array) -> float:
        """The loss that is told of those of several rows."""
        total = added(losses)
        return total / len(losses) if self.descent.loss == "mean" else total

    def _of_batch(self, gradient: Array, count: int) -> Array:
        return gradient / count if self.descent.loss == "mean" and count > 1 else gradient

    @np.errstate(all="ignore")
    def step(self, row: Array, number: int, look: Look) -> Array:
        """The row after step ``number``."""
        state = self.flat.state(row)
        point = row[: self.flat.size]
        done = stepped(self.descent, self.rate(number), number, point, look.gradient, state)
        assert isinstance(done.new, np.ndarray)  # as the point is
        parts = [done.new, *(done.state[name] for name in self.flat.kept)]
        return np.concatenate(parts) if self.flat.kept else done.new

    def walk(self, row: Array, number: int, count: int, look: Look | None = None) -> Walked:
        """So many steps from ``number`` on; fewer where a parameter would not be finite."""
        rows, losses = np.empty((count, self.flat.width)), np.empty(count)
        done = 0
        while done < count:
            found = self._walk_at_once(row, number + done, count - done)
            if len(found.rows):
                end = done + len(found.rows)
                rows[done:end], losses[done:end] = found
                row, done, look = rows[end - 1], end, None
            if done == count:
                break
            look = look or self.look(row, number + done)
            row = self.step(row, number + done, look)
            if not finite(row):
                break
            rows[done], losses[done], look = row, look.loss, None
            done += 1
        return Walked(rows[:done], losses[:done])

    @cached_property
    def _quick(self) -> Quick | None:
        """Many steps as one function; None of tensors, and of many rows."""
        lines = self.rows.lines
        if lines is None or self.rows.count > AT_ONCE or self.rows.program.instructions[MAX_NODES:]:
            return None
        return quick_steps(lines, self.descent, is_whole(self.descent, self.rows.count))

    def _walk_at_once(self, row: Array, number: int, count: int) -> Walked:
        """The same by one function, up to a step that it finds no finite numbers for."""
        if self._quick is None:
            return Walked(np.empty((0, 0)), np.empty(0))
        every = self.rows.numbers
        planned = self._planned(range(number, number + count), every)
        losses: list[float] = []
        found = bytearray()
        with suppress(ArithmeticError, ValueError):
            self._quick(row.tolist(), planned, every, losses, found)
        rows = np.frombuffer(found).reshape(-1, self.flat.width)
        del losses[len(rows) :]
        fine = np.isfinite(rows).all(axis=1) & np.isfinite(losses)
        good = len(rows) if fine.all() else int(np.argmin(fine))
        return Walked(rows[:good], np.array(losses[:good]))

    def _planned(self, steps: range, every: Sequence[Sequence[float]]) -> Iterable[Planned]:
        """Each step with its rate and the rows of its batch."""
        same = self.descent.decline == "constant"
        rates = repeat(self._rate) if same else map(self.rate, steps)
        if is_whole(self.descent, len(every)):
            return zip(steps, rates, repeat(every))  # the last has no end
        batches = ([every[row] for row in self.batch(n)] for n in steps)
        return zip(steps, rates, batches)  # noqa: B905  # rates may have no end

    @np.errstate(all="ignore")
    def update(self, row: Array, number: int) -> Update:
        """Step ``number`` with everything that is told of it."""
        look, state, point = self.look(row, number), self.flat.state(row), row[: self.flat.size]
        rate = self.rate(number)
        done = stepped(self.descent, rate, number, point, look.gradient, state)
        parts = {"value": point, "gradient": look.gradient, "new": done.new}
        named = {name: self.flat.values(part) for name, part in parts.items()}
        after = {n: self.flat.values(part) for n, part in {**done.state, **done.told}.items()}
        before = {n: self.flat.values(part) for n, part in state.items()}
        moved = [
            Moved(
                id_,
                **{name: part[id_] for name, part in named.items()},
                state={name: part[id_] for name, part in after.items()},
                before={name: part[id_] for name, part in before.items()},
            )
            for id_ in self.ids
        ]
        return Update(self.descent, rate, number, tuple(moved), self._told_rows(number))

    def _told_rows(self, number: int) -> int:
        return 0 if self.feed is None else len(self.batch(number))


def added(losses: Array) -> float:
    """Their sum, from the first to the last (Python's own rounds differently in some versions)."""
    if len(losses) > AT_ONCE:
        return float(np.sum(losses))
    total = 0.0
    for loss in losses.tolist():
        total += loss
    return total
