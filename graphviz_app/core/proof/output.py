"""The output as a function of one number: what a person with a calculator would do."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from graphviz_app.core.autodiff import run
from graphviz_app.core.gradcheck import with_constants
from graphviz_app.core.graph import Value
from graphviz_app.core.program import compile_graph
from graphviz_app.core.trace import Trace
from graphviz_app.errors import GraphAppError

Place = tuple[int, ...]
"""An element of a leaf; () of a number."""


class Output:
    """Runs forward only. What withholds gradients is a constant here, as it is for gradients.

    Of a tensor the sum of its elements, since gradients start from ones.
    """

    def __init__(self, trace: Trace) -> None:
        """Of a run that has an output."""
        assert trace.output is not None
        self._trace, self._output = trace, trace.output
        self._given = tensors(trace)
        self.size = _size(trace)
        """Of what it adds up, where that cancels: its rounding is as large."""
        self._program = compile_graph(replace(with_constants(trace), output=None, source=""))

    def along(self, leaf: str, place: Place) -> Callable[[float], float]:
        """The output by one element of a leaf; nan where it cannot be computed."""
        value = self._trace.value(leaf)

        def total(number: float) -> float:
            try:
                moved = {**self._given, leaf: with_element(value, place, number)}
                again = run(self._program, moved, partial=True)
                return float(np.sum(again.value(self._output)))
            except GraphAppError:
                return float("nan")

        return total


@np.errstate(all="ignore")
def _size(trace: Trace) -> float:
    """The sum of |value · gradient| over all operators: so far their rounding moves it, in eps."""
    worked = (step.node.id for step in trace.program.instructions if not step.op.is_leaf)
    both = [(trace.values[id_], trace.gradients.get(id_)) for id_ in worked if id_ in trace.values]
    sizes = [float(np.sum(np.abs(value * g))) for value, g in both if g is not None]
    return sum(filter(np.isfinite, sizes))


def tensors(trace: Trace) -> Mapping[str, Value]:
    """The leaves that hold many numbers, ready for a run: reading them takes longer than it."""
    leaves = (step.node.id for step in trace.program.instructions if step.op.is_leaf)
    values = ((id_, trace.values.get(id_)) for id_ in leaves)
    return {id_: value for id_, value in values if isinstance(value, np.ndarray)}


def with_element(value: Value, place: Place, number: float) -> Value:
    """The same with another number at one place."""
    if not place:
        return number
    moved = np.array(value, dtype=np.float64)
    moved[place] = number
    return moved
