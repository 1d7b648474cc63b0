"""The output as a function of one number: what a person with a calculator would do."""

from collections.abc import Callable
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
        self._program = compile_graph(replace(with_constants(trace), output=None, source=""))

    def along(self, leaf: str, place: Place) -> Callable[[float], float]:
        """The output by one element of a leaf; nan where it cannot be computed."""
        value = self._trace.value(leaf)

        def total(number: float) -> float:
            try:
                again = run(self._program, {leaf: with_element(value, place, number)}, partial=True)
                return float(np.sum(again.value(self._output)))
            except GraphAppError:
                return float("nan")

        return total


def with_element(value: Value, place: Place, number: float) -> Value:
    """The same with another number at one place."""
    if not place:
        return number
    moved = np.array(value, dtype=np.float64)
    moved[place] = number
    return moved
