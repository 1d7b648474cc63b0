"""The loss of rows of data and its gradients: one row after the other, or many at once."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from math import isfinite
from typing import NamedTuple

import numpy as np

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Value
from graphviz_app.core.learning.table import Feed
from graphviz_app.core.op import Array
from graphviz_app.core.program import Program
from graphviz_app.core.running.problem import Problem
from graphviz_app.core.running.straight_line import build_kernel
from graphviz_app.core.trace import Trace

AT_ONCE = 64
"""Rows above which a graph of numbers is run on arrays that have a number for each row."""
MAX_COMPILED = 5_000
"""Nodes up to which a graph of numbers is compiled, in a tenth of a second."""
Values = Mapping[str, Value]


class Summed(NamedTuple):
    """Losses row by row, and the sum of the gradients by parameter."""

    losses: Array
    gradients: Mapping[str, Value]


class Rows:
    """What a program comes to on the rows of a feed; without one, on its own leaves."""

    def __init__(self, program: Program, ids: Sequence[str], feed: Feed | None) -> None:
        assert program.output is not None  # checked by who makes it
        self.program, self.ids, self.feed = program, ids, feed
        self._output = program.output
        self._of_numbers = program.plan is not None
        self._at = [program.index[id_] for id_ in ids]
        own = [program.instructions[i].attrs["value"] for i in self._leaves]
        self._own = [float(x) for x in own] if self._of_numbers else []  # type: ignore[arg-type]
        self._place = {program.instructions[i].node.id: n for n, i in enumerate(self._leaves)}
        if self._of_numbers and len(program.instructions) <= MAX_COMPILED:
            # Compiled from the first step on: the other way may differ in a last bit.
            program.structure.kernel = build_kernel(
                program.instructions, program.output, program.exact
            )

    @cached_property
    def _leaves(self) -> Sequence[int]:
        steps = self.program.instructions
        return [i for i, step in enumerate(steps) if step.op.is_leaf]

    @property
    def count(self) -> int:
        """Rows of data; without any, the graph's own leaves are one."""
        return 1 if self.feed is None else self.feed.count

    def summed(self, values: Values, rows: Sequence[int]) -> Summed:
        """Losses and gradients of some rows, added in their order."""
        if self._of_numbers and len(rows) > AT_ONCE:
            return self._at_once(values, rows)
        if self.feed is None:
            loss, gradients = self._one(values, {})
            return Summed(np.array([loss]), gradients)
        losses, total = np.empty(len(rows)), {id_: np.float64(0.0) for id_ in self.ids}
        for n, row in enumerate(rows):
            losses[n], gradients = self._one(values, self.feed.values(row))
            total = {id_: total[id_] + gradients[id_] for id_ in self.ids}  # type: ignore[misc]
        return Summed(losses, total)

    def _one(self, values: Values, fed: Values) -> tuple[float, Mapping[str, Value]]:
        """Of one row."""
        found = self._compiled(values, fed)
        if found is not None:
            return found
        trace = run(self.program, {**values, **fed}, partial=True)
        gradients = trace.gradients
        loss = trace.values.get(self.program.graph.output or "", np.nan)
        nothing = {id_: np.full(np.shape(values[id_]), np.nan) for id_ in self.ids}
        return float(np.ravel(loss)[0]), {id_: gradients.get(id_, nothing[id_]) for id_ in self.ids}

    def _compiled(self, values: Values, fed: Values) -> tuple[float, Mapping[str, Value]] | None:
        """The same by the straight-line program; None where that has no finite result."""
        kernel = self.program.kernel
        if kernel is None:
            return None
        leaves = self._own.copy()
        for given in (values, fed):
            for id_, x in given.items():
                leaves[self._place[id_]] = x  # type: ignore[assignment]  # a graph of numbers
        try:
            found, gradients = kernel.function(leaves)
        except (ArithmeticError, ValueError):
            return None  # the table knows infinity
        moved = [gradients[i] for i in self._at]
        if not (isfinite(found[self._output]) and all(map(isfinite, moved))):
            return None
        return found[self._output], dict(zip(self.ids, moved, strict=True))

    def _at_once(self, values: Values, rows: Sequence[int]) -> Summed:
        """Each number that depends on data as an array of one per row."""
        assert self.feed is not None
        trace = run(self.program, {**values, **self.feed.stacked(rows)}, partial=True)
        loss = np.asarray(trace.values[self.program.graph.output or ""])
        often = 1 if loss.ndim else len(rows)  # the same loss for each row
        gradients = {id_: trace.gradient(id_) * often for id_ in self.ids}
        return Summed(np.broadcast_to(loss, (len(rows),)).astype(np.float64), gradients)

    def losses(self, values: Values) -> Array:
        """Of all rows."""
        return self.summed(values, range(self.count)).losses

    def trace(self, values: Values, row: int | None) -> Trace:
        """The run on a row; None: on the graph's own leaves."""
        fed = {} if row is None or self.feed is None else self.feed.values(row)
        return run(self.program, {**values, **fed}, partial=True)

    def problem(self, values: Values) -> tuple[int | None, Problem] | None:
        """The first row in which something is not finite, and what."""
        for row in range(self.count):
            found = self.trace(values, None if self.feed is None else row).problems
            if found:
                return None if self.feed is None else row, found[0]
        return None
