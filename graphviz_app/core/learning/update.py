"""The step that a run ends with: every trained parameter once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphviz_app.arrays import np
from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.learning.optimizers import State, at_start, stepped
from graphviz_app.core.learning.rates import first_rate, rate_at
from graphviz_app.core.learning.settings import Descent

if TYPE_CHECKING:
    from graphviz_app.core.trace import Trace


@dataclass(frozen=True, slots=True)
class Moved:
    """One parameter in a step, everything in its shape.

    ``gradient`` is the one that the step uses: of a batch, that of its loss, without weight decay.
    ``state`` is what the optimizer keeps after the step and what the formula goes through: ``v``,
    ``s``, ``m``, ``m_hat``, ``v_hat``; ``before`` is what it had kept.
    """

    id: str
    value: Value
    gradient: Value
    new: Value
    state: State = field(default_factory=dict)
    before: State = field(default_factory=dict)

    @property
    def step(self) -> Value:
        """What is added to the value."""
        return self.new - self.value


@dataclass(frozen=True, slots=True)
class Update:
    """A step: ``rate`` is η in it, ``number`` which it is (from 1), ``rows`` how many rows' losses
    its gradients are of (0 without data)."""

    descent: Descent
    rate: float
    number: int
    moved: tuple[Moved, ...]
    rows: int = 0

    @property
    def new_values(self) -> Mapping[str, Value]:
        """Values after the step, by parameter."""
        return {one.id: one.new for one in self.moved}


def trained(graph: Graph) -> tuple[str, ...]:
    """Parameters that a step moves: those that are not frozen, in the order of the graph."""
    nodes = graph.nodes.values()
    return tuple(n.id for n in nodes if n.op == "parameter" and n.id not in graph.frozen)


def learns(graph: Graph) -> bool:
    """Whether it says how a step is done."""
    return graph.learning_rate is not None or bool(graph.descents)


def descents_of(graph: Graph) -> tuple[Descent, ...]:
    """Its ways down; plain steps where it names none."""
    return graph.descents or (Descent(),)


def first_update(trace: "Trace") -> Update | None:
    """The first step of the graph's first descent, from the run as it is; None if it says none.

    Parameters whose gradient is not known stay where they are.
    """
    graph = trace.graph
    if not learns(graph):
        return None
    descent = descents_of(graph)[0]
    rate = rate_at(first_rate(graph, descent), descent, 1)
    with np.errstate(all="ignore"):  # ∞ and "not a number" are to be shown
        known = (id_ for id_ in trained(graph) if id_ in trace.gradients)
        moved = tuple(_moved(trace, id_, descent, rate) for id_ in known)
    return Update(descent, rate, 1, moved) if moved else None


def _moved(trace: "Trace", id_: str, descent: Descent, rate: float) -> Moved:
    """One parameter in its first step."""
    value, gradient = trace.value(id_), trace.gradients[id_]
    before = at_start(descent, value)
    one = stepped(descent, rate, 1, value, gradient, before)
    return Moved(id_, value, gradient, one.new, {**one.state, **one.told}, before)
