"""ForwardRun: a run read in forward mode; where gradients stand, it has tangents."""

from collections.abc import Mapping, Set
from functools import cached_property

import numpy as np

from graphviz_app.core.forward.inputs import direction_of
from graphviz_app.core.graph import Edge, Value
from graphviz_app.core.read_run import ReadRun, together
from graphviz_app.core.reading import is_control
from graphviz_app.covered import Covered, cover
from graphviz_app.typing_compat import override

_CLOSE = 1e-9
"""How near to each other the two modes' numbers are, relative to their size."""


class ForwardRun(ReadRun):
    """How everything moves as one number does: ẏ = ∂y/∂x, for every y at once.

    A node's gradient is its tangent here, in the node's shape. An edge carries the tangent of its
    source beside its value; both come out of a node with fan-out as often as it is used.
    """

    def __init__(self, run: ReadRun, wrt: str) -> None:
        super().__init__(run.trace, run.reading, run.whole)
        self.wrt = self.number = wrt
        self._moved = direction_of(run.trace, wrt)
        self._in_reverse = run

    @property
    @override
    def in_reverse(self) -> ReadRun:
        return self._in_reverse

    @cached_property
    def tangents(self) -> Mapping[str, Value]:
        """By node, of those that could be computed."""
        found = self.trace.tangents({} if self._moved is None else dict([self._moved]))
        return {id_: cover(x) for id_, x in found.items()} if self._is_asked else found

    @property
    def _is_asked(self) -> bool:
        """Whether some numbers are covered: tangents would tell the gradients among them."""
        return self.trace.covers is not None and self.trace.covers.hides

    @property
    def start(self) -> str | None:
        """What is drawn of the leaf that moves; None where it has no node of its own."""
        moved = self._moved
        drawn = None if moved is None else self.reading.drawn_as(moved[0])
        return drawn if drawn in self.reading.nodes else None

    @cached_property
    @override
    def with_gradient(self) -> Set[str]:
        return self._with_boxes(self.tangents) - self.reading.units

    @override
    def gradient(self, id_: str) -> Value | None:
        return None if id_ in self.reading.units else self._of(self.tangents, id_)

    @override
    def contribution(self, index: int) -> Value | None:
        edge = self.reading.edges[index]
        if edge.control or edge.source in self.reading.units:
            return None
        return together(map(self.tangents.get, self.all_carried(index)))

    @override
    def addend(self, index: int) -> Value | None:
        return self.contribution(index)

    @override
    def share(self, edge: Edge) -> Value | None:
        return self.tangents.get(edge.source)

    @property
    def of_output(self) -> Value | None:
        """The tangent of the output: its derivative by the number that moves."""
        return None if self.output is None else self.tangents.get(self.output)

    @cached_property
    def by_reverse_mode(self) -> float | None:
        """The same derivative as the backward pass has it; None without an output.

        Of an output of several numbers that of their sum.
        """
        moved = self._moved
        if moved is None or moved[0] not in self.trace.gradients:
            return None
        found = float(np.vdot(self.trace.gradients[moved[0]], moved[1]))
        return Covered(found) if self._is_asked else found

    @property
    def agrees(self) -> bool:
        """Whether both modes have found the same number."""
        back, forth = self.by_reverse_mode, self.of_output
        if back is None or forth is None:
            return False
        return bool(np.isclose(np.sum(forth), back, rtol=_CLOSE, atol=_CLOSE, equal_nan=True))

    @cached_property
    def moving(self) -> frozenset[str]:
        """What depends on the number that moves, and so has a tangent to be told."""
        moved = self._moved
        found, waiting = set[str](), [] if moved is None else [moved[0]]
        while waiting:
            id_ = waiting.pop()
            if id_ not in found:
                found.add(id_)
                uses = self.graph.outgoing[id_]
                waiting += [e.target for e in uses if not is_control(self.graph, e)]
        return frozenset(found)
