"""The loss of rows of data and its gradients: one row after the other, or many at once."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from math import isfinite
from typing import NamedTuple

import numpy as np

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Value
from graphviz_app.core.learning.descending import quick
from graphviz_app.core.learning.descending.at_once import AtOnce
from graphviz_app.core.learning.descending.lines import MAX_NODES, Lines, Seen, seen_once
from graphviz_app.core.learning.descending.stacked import Stacked
from graphviz_app.core.learning.table import Feed
from graphviz_app.core.op import Array
from graphviz_app.core.order import leads_to
from graphviz_app.core.program import Program
from graphviz_app.core.running.problem import Problem
from graphviz_app.core.trace import Trace
from graphviz_app.errors import EvaluationError

AT_ONCE = 64
"""Rows above which a graph of numbers is run on arrays that have a number for each row."""
_LARGE, _LARGER = 12, 6
"""The same where it is too large for quick steps, and where it is too large for lines."""
MOST_NUMBERS = 4_000_000
"""Of all rows that are run at once."""
Values = Mapping[str, Value]


class Summed(NamedTuple):
    """Losses row by row, and the sum of the gradients by parameter."""

    losses: Array
    gradients: Mapping[str, Value]


class Rows:
    """What a program comes to on the rows of a feed; without one, on its own leaves."""

    def __init__(self, program: Program, ids: Sequence[str], feed: Feed | None) -> None:
        self.program, self.ids, self.feed = program, ids, feed
        self._of_numbers = program.plan is not None
        self.lines: Lines | None = None
        """Of a graph of numbers that is not too large."""
        if self._of_numbers and len(program.instructions) <= MAX_NODES:
            fed = () if feed is None else feed.places
            self.lines = Lines(program, [program.index[i] for i in ids], [*map(self._at, fed)])

    def _at(self, id_: str) -> int:
        return self.program.index[id_]

    @cached_property
    def numbers(self) -> Sequence[Sequence[float]]:
        """The rows, each as what it feeds a graph of numbers with; without data an empty one."""
        if self.feed is None:
            return ((),)
        columns = self.feed.stacked().values()
        return list(zip(*(column.tolist() for column in columns), strict=True))

    @cached_property
    def _seen(self) -> Seen | None:
        return None if self.lines is None else seen_once(self.lines)

    @property
    def count(self) -> int:
        """Rows of data; without any, the graph's own leaves are one."""
        return 1 if self.feed is None else self.feed.count

    def summed(self, values: Values, rows: Sequence[int]) -> Summed:
        """Losses and gradients of some rows, added in their order."""
        if self._are_stacked(len(rows)):
            return self._at_once(values, rows)
        if self.feed is None:
            loss, gradients = self._one(values, 0)
            return Summed(np.array([loss]), gradients)
        losses, total = np.empty(len(rows)), {id_: np.float64(0.0) for id_ in self.ids}
        for n, row in enumerate(rows):
            losses[n], gradients = self._one(values, row)
            total = {id_: total[id_] + gradients[id_] for id_ in self.ids}  # type: ignore[misc]
        return Summed(losses, total)

    def _one(self, values: Values, row: int) -> tuple[float, Mapping[str, Value]]:
        """Of one row."""
        found = self._compiled(values, row)
        if found is not None:
            return found
        fed = {} if self.feed is None else self.feed.values(row)
        trace = run(self.program, {**self._unmoved, **values, **fed}, partial=True)
        loss = trace.values.get(self.program.graph.output or "", np.nan)
        return float(np.ravel(loss)[0]), {i: _gradient(trace, i, values[i]) for i in self.ids}

    @cached_property
    def _unmoved(self) -> Values:
        """Tensors that no step changes, so that no run makes arrays of them anew."""
        attrs = {step.node.id: step.attrs for step in self.program.instructions if step.op.is_leaf}
        kept = {id_: x["value"] for id_, x in attrs.items() if id_ not in self.ids}
        return {i: np.array(x, float) for i, x in kept.items() if isinstance(x, tuple)}

    def _compiled(self, values: Values, row: int) -> tuple[float, Mapping[str, Value]] | None:
        """The same by straight lines; None where those have no finite result."""
        if self._seen is None:
            return None
        try:
            loss, gradients = self._seen([values[i] for i in self.ids], self.numbers[row])  # type: ignore[misc]
        except (ArithmeticError, ValueError):
            return None  # the table knows infinity
        if not (isfinite(loss) and all(map(isfinite, gradients))):
            return None
        return loss, dict(zip(self.ids, gradients, strict=True))

    def _are_stacked(self, count: int) -> bool:
        """Whether so many rows are run at once: of numbers only where there are many."""
        return self.feed is not None and count > self._one_by_one

    @cached_property
    def _one_by_one(self) -> int:
        """Rows up to which each is run by itself."""
        if not self._of_numbers:
            return 1
        if self.lines is None:
            return _LARGER
        return _LARGE if len(self.program.instructions) > quick.MAX_NODES else AT_ONCE

    def _at_once(self, values: Values, rows: Sequence[int]) -> Summed:
        """Some rows at once, in pieces that fit in memory."""
        losses, total = [], dict[str, Value]()
        for piece in self._pieces(rows):
            given = {**self._unmoved, **values}
            found, gradients = self._stack.summed(given, self._stacked(piece), len(piece))
            losses.append(found)
            total = {i: total[i] + g if total else g for i, g in gradients.items()}
        return Summed(np.concatenate(losses), total)

    @cached_property
    def _stack(self) -> AtOnce | Stacked:
        if self.lines is None or self.feed is None:
            return Stacked(self.program, self.ids)
        return AtOnce(self.program, self.ids, [*self.feed.places])

    def _pieces(self, rows: Sequence[int]) -> Iterator[Sequence[int]]:
        size = max(MOST_NUMBERS // self._size, 1)
        return (rows[at : at + size] for at in range(0, len(rows), size))

    @cached_property
    def _size(self) -> int:
        """Numbers of all values in a row."""
        return sum(np.size(x) for x in self.trace({}, 0).values.values())

    def _stacked(self, rows: Sequence[int]) -> Mapping[str, Array]:
        assert self.feed is not None
        return self._all if len(rows) == self.count else self.feed.stacked(rows)

    @cached_property
    def _all(self) -> Mapping[str, Array]:
        return {} if self.feed is None else self.feed.stacked()

    def losses(self, values: Values) -> Array:
        """Of all rows."""
        rows = range(self.count)
        if not self._are_stacked(self.count):
            return self.summed(values, rows).losses
        given = {**self._unmoved, **values}
        return np.concatenate(
            [self._stack.losses(given, self._stacked(p), len(p)) for p in self._pieces(rows)]
        )

    def trace(self, values: Values, row: int | None) -> Trace:
        """The run on a row; None: on the graph's own leaves."""
        fed = {} if row is None or self.feed is None else self.feed.values(row)
        return run(self.program, {**values, **fed}, partial=True)

    def problem(self, values: Values) -> tuple[int | None, Problem] | None:
        """The first row in which something that leads to the loss is not finite, and what."""
        graph = self.program.graph
        for row in range(self.count):
            for found in self.trace(values, None if self.feed is None else row).problems:
                if leads_to(graph, found.node, graph.output or ""):
                    return None if self.feed is None else row, found
        return None


def _gradient(trace: Trace, id_: str, value: Value) -> Value:
    """Of one parameter: those of inputs, which nobody asks for, are not worked out."""
    try:
        return trace.gradient(id_)
    except EvaluationError:
        return np.full(np.shape(value), np.nan)
