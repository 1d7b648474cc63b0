"""The step of gradient descent that a run ends with, and the run after it."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.learning.optimizers import State, at_start, stepped
from graphviz_app.core.learning.rates import first_rate, rate_at
from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.learning.update import Moved, Update, descents_of, first_update, learns
from graphviz_app.core.reading.elements import parts_of, place_of
from graphviz_app.core.trace import Trace
from graphviz_app.covered import cover, is_covered


class FirstStep(NamedTuple):
    """The first step of a graph's first descent, as a function of a value and its gradient."""

    descent: Descent
    rate: float

    @property
    def is_plain(self) -> bool:
        """Whether it is ``w − η·∂L/∂w``, as momentum's first step is."""
        return self.descent.optimizer in ("sgd", "momentum") and not self.descent.weight_decay

    def new(self, value: Value, gradient: Value) -> Value:
        """The value after it."""
        kept = float(value) if np.ndim(value) == 0 else np.asarray(value, dtype=np.float64)
        return stepped(self.descent, self.rate, 1, kept, gradient, at_start(self.descent, kept)).new


def first_step(graph: Graph) -> FirstStep | None:
    """None where the graph does not say how it learns."""
    if not learns(graph):
        return None
    descent = descents_of(graph)[0]
    return FirstStep(descent, rate_at(first_rate(graph, descent), descent, 1))


def new_values(trace: Trace) -> Mapping[str, Value]:
    """The trained parameters' values after the step, in their shapes; empty where there is none.

    Those whose gradient is not known are left out.
    """
    update = first_update(trace)
    return {} if update is None else update.new_values


def after(trace: Trace) -> Trace | None:
    """The run with the parameters as they are after the step; None where there is no step.

    All other leaves stay as they were in the run.
    """
    update = first_update(trace)
    return None if update is None else stepped_run(trace, update)


def stepped_run(trace: Trace, update: Update) -> Trace:
    """The run with the parameters as they are after some step."""
    program = trace.program
    leaves = (step.node.id for step in program.instructions if step.op.is_leaf)
    given = {id_: trace.values[id_] for id_ in leaves if id_ in trace.values}
    return run(program, {**given, **update.new_values}, partial=True)


def moved_of(update: Update, id_: str) -> Moved | None:
    """A parameter in a step, or one element of it (``W[0,1]``); None of what does not move."""
    for moved in update.moved:
        if moved.id == id_:
            return moved
    parts = parts_of(id_)
    for moved in update.moved:
        if parts is not None and moved.id == parts[0]:
            at = place_of(id_, np.shape(moved.value))
            return None if at is None else _element(moved, at)
    return None


def _element(moved: Moved, at: tuple[int, ...]) -> Moved:
    def of_all(state: State) -> State:
        return {name: element_of(value, at) for name, value in state.items()}

    value, gradient, new = (element_of(x, at) for x in (moved.value, moved.gradient, moved.new))
    return Moved(moved.id, value, gradient, new, of_all(moved.state), of_all(moved.before))


def element_of(value: Value, at: tuple[int, ...]) -> Value:
    """One number of a value, covered if that is."""
    number = float(np.asanyarray(value)[at])
    return cover(number) if is_covered(value) else number
