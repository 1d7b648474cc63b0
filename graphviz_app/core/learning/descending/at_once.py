"""A graph of numbers on many rows of data at once, as lines of Python on arrays.

What depends on the data is an array with a number for each row. Each operator is one call, its
vjps are one each; what is the same in all rows gets the sum of what the rows hand back.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.core.op import Array
from graphviz_app.core.operators.generated import executed
from graphviz_app.core.program import Program
from graphviz_app.core.running.complement import is_one
from graphviz_app.core.running.straight_line import all_on_numbers

Columns = Mapping[str, Array]
"""By leaf: its value in each row."""
Known = dict[str, Any]
"""What lines of Python call, by name."""


class AtOnce:
    """The way from leaves to the loss, and back to those that are moved."""

    def __init__(self, program: Program, ids: Sequence[str], fed: Sequence[str]) -> None:
        assert program.output is not None  # checked by who makes it
        self._steps = all_on_numbers(program.instructions)
        self._exact, self._output = program.exact, program.output
        self._ids, self._fed = ids, fed
        self._moved = [program.index[id_] for id_ in ids]
        self._given = [program.index[id_] for id_ in fed]
        self._many = self._following(self._given)
        self._leading = self._following(self._moved)

    def losses(self, values: Mapping[str, Value], columns: Columns, count: int) -> Array:
        """Of so many rows, without any gradient."""
        return self._of_rows(self._forward(*self._leaves(values, columns)), count)

    def summed(
        self, values: Mapping[str, Value], columns: Columns, count: int
    ) -> tuple[Array, dict[str, Value]]:
        """Losses of so many rows, and the sum of their gradients by parameter."""
        one = np.ones(count) if self._output in self._many else np.float64(count)
        loss, gradients = self._both(*self._leaves(values, columns), one)
        found = dict(zip(self._ids, map(float, gradients), strict=True))
        return self._of_rows(loss, count), {**found}

    def _leaves(
        self, values: Mapping[str, Value], columns: Columns
    ) -> tuple[list[np.float64], list[Array]]:
        moved = [np.float64(values[id_]) for id_ in self._ids]
        return moved, [columns[id_] for id_ in self._fed]

    def _of_rows(self, loss: Array, count: int) -> Array:
        return loss if self._output in self._many else np.full(count, loss)

    def _following(self, first: Sequence[int]) -> set[int]:
        """What depends on some leaves."""
        found = {*first}
        for i, step in enumerate(self._steps):
            if not found.isdisjoint(step.operands):
                found.add(i)
        return found

    @cached_property
    def _forward(self) -> Callable[..., Any]:
        return self._made("moved, columns", [f"return v{self._output}"], {})

    @cached_property
    def _both(self) -> Callable[..., Any]:
        known: Known = {"add": np.add.reduce}
        gradients, lines = self._back(known)
        text = ", ".join(gradients.get(i, "0.0") for i in self._moved)
        lines.append(f"return v{self._output}, ({text},)")
        return self._made("moved, columns, one", lines, known)

    def _made(self, parameters: str, lines: Sequence[str], known: Known) -> Callable[..., Any]:
        first = [
            f"{', '.join(f'v{i}' for i in self._moved)}, = moved",
            f"{', '.join(f'v{i}' for i in self._given)}, = columns",
        ]
        text = "\n ".join([f"def made({parameters}):", *first, *self._lines(known), *lines])
        return executed(text, known, "made")

    def _lines(self, known: Known) -> list[str]:
        """A line for each node that leads to the loss; what they call comes to ``known``."""
        needed = {self._output}
        for i in range(self._output, -1, -1):
            needed |= {*self._steps[i].operands} if i in needed else set()
        written = []
        for i in sorted(needed - {*self._moved, *self._given}):
            step, operands = self._steps[i], self._steps[i].operands
            exact = self._exact.get(i)
            if step.op.is_leaf:
                known[f"c{i}"] = np.float64(step.attrs["value"])  # type: ignore[arg-type]
                written.append(f"v{i} = c{i}")
                continue
            function = partial(step.op.forward, **step.attrs) if step.attrs else step.op.forward
            if exact is not None and all(is_one(self._steps[k].attrs["value"]) for k in exact.ones):
                function, operands = exact.on_arrays, exact.places
            known[f"f{i}"] = function
            written.append(f"v{i} = f{i}({', '.join(f'v{j}' for j in operands)})")
        return written

    def _back(self, known: Known) -> tuple[dict[int, str], list[str]]:
        """Gradients as expressions, and the lines before them."""
        arriving: dict[int, list[str]] = {self._output: ["one"]}
        lines = []
        for i in range(self._output, -1, -1):
            step = self._steps[i]
            if i not in arriving or step.op.is_leaf:
                continue
            lines.append(f"g{i} = {' + '.join(arriving[i])}")
            given = ", ".join([f"g{i}", f"v{i}", *(f"v{j}" for j in step.operands)])
            for slot, j in enumerate(step.operands):
                pull = step.op.vjp(slot) if j in self._leading else None
                if pull is None:
                    continue
                name = f"p{step.first_edge + slot}"
                known[name] = partial(pull, **step.attrs) if step.attrs else pull
                share = f"{name}({given})"
                summed = i in self._many and j not in self._many
                arriving.setdefault(j, []).append(f"add({share})" if summed else share)
        return {i: " + ".join(arriving[i]) for i in self._moved if i in arriving}, lines
