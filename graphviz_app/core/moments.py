"""Moments: in which steps one run is told, and after how many of them each number is known."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from graphviz_app.core.choices import Stride
from graphviz_app.core.graph import Edge
from graphviz_app.core.order import depths
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Reading

Phase = Literal["forward", "seed", "backward", "direction", "tangent", "rest", "update"]
"""The fourth and fifth are forward mode's: which number moves, and value with tangent. In a rest
nothing happens: the light of the step before goes out. In an update parameters take their step."""
Share = int | Edge
"""Along what something is handed back: a drawn edge by its index; to a weight or a bias, that of
the graph, as it has no edge of its own in the drawing."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One step: nodes that are computed (forward, tangent) or pulled back through (backward).

    ``edges`` are indices into the reading's edges: those along which something travels. In an
    update nothing does, and ``nodes`` are parameters of the graph as it was written, which may
    be drawn as weights, biases or elements, or be in a folded group.
    """

    phase: Phase
    nodes: tuple[str, ...]
    edges: tuple[int, ...]


Moments = Sequence[Moment]


class Steps:
    """The moments of one run, by node or by level; of another run of the same shape the same.

    Leaves are given, so their values are there from the start. Nodes without a value and edges
    without a gradient have no moment: they are never reached (``never``).
    """

    def __init__(self, run: ReadRun, stride: Stride) -> None:
        self.reading = run.reading
        self._known = run.known
        self._with_gradient = run.with_gradient
        self._output = run.seed
        self._wrt = run.wrt
        order = [id_ for id_ in _in_order(run) if id_ in self._known]
        forward, backward = self._cut(run, _batches(run.reading, order, stride))
        self.moments: tuple[Moment, ...] = (*forward, *backward)
        self.turn = len(forward)
        """How many moments are over when the backward part begins, with the seed."""

    @staticmethod
    def _cut(run: ReadRun, batches: Sequence[tuple[str, ...]]) -> tuple[Moments, Moments]:
        """The forward part and the backward part."""
        forward = [_forward(run.reading, batch) for batch in batches]
        seed = [] if run.seed is None else [Moment("seed", (run.seed,), ())]
        return forward, [*seed, *_backward(run, batches)] if seed else []

    @cached_property
    def only_forward(self) -> "Steps":
        """Those of a run like this one of which the forward part alone is told."""
        steps = copy(self)
        for name in ("value_at", "gradient_at", "contribution_at", "arriving", "gathering"):
            steps.__dict__.pop(name, None)
        steps.moments, steps._output = self.moments[: self.turn], None
        return steps

    def are_of(self, run: ReadRun) -> bool:
        """Whether another run has the same: the same is drawn of it, and known."""
        return (
            self._output == run.seed
            and self._wrt == run.wrt
            and run.reading.is_drawn_as(self.reading)
            and self._known == run.known
            and self._with_gradient == run.with_gradient
        )

    @property
    def never(self) -> int:
        """A number of moments that is not reached."""
        return len(self.moments) + 1

    @cached_property
    def value_at(self) -> Mapping[str, int]:
        """Per node the number of moments after which its value is known."""
        at = {id_: 0 if id_ in self._known else self.never for id_ in self._told}
        for k, moment in enumerate(self.moments[: self.turn]):
            at.update(dict.fromkeys(moment.nodes, k + 1))
        return at

    @cached_property
    def gradient_at(self) -> Mapping[str, int]:
        """Per node the number of moments after which its gradient is complete."""
        end = len(self.moments) if self._output is not None else self.never
        at = {id_: end if id_ in self._with_gradient else self.never for id_ in self._told}
        for k, moment in enumerate(self.moments[self.turn :], self.turn):
            at.update(dict.fromkeys(moment.nodes if moment.phase == "seed" else (), k + 1))
            at.update((id_, k + 1) for id_, _ in self._handed_back(moment))
        return at

    @property
    def _told(self) -> Iterable[str]:
        """What has a value and a gradient to be shown: nodes, weights and biases."""
        reading = self.reading
        return (*reading.nodes, *reading.weights, *reading.biases)

    def _handed_back(self, moment: Moment) -> Iterator[tuple[str, Share]]:
        """What receives in a moment, and along what."""
        for index in moment.edges:
            edge = self.reading.edges[index]
            if edge.source not in self.reading.units:
                yield edge.source, index
            along = self.reading.weight_edge(index)
            if along is not None:
                yield along.source, along
        for id_ in moment.nodes if moment.phase == "backward" else ():
            along = self.reading.bias_edge(id_)
            if along is not None and along.source in self.reading.biases:
                yield along.source, along
            for hidden in self.reading.undrawn(id_):
                yield hidden.source, hidden

    @cached_property
    def contribution_at(self) -> Sequence[int]:
        """Per edge the number of moments after which its contribution is known."""
        end = len(self.moments) if self._output is not None else self.never
        at = [self.never if edge.control else end for edge in self.reading.edges]
        for k, moment in enumerate(self.moments[self.turn :], self.turn):
            for edge in moment.edges:
                at[edge] = k + 1
        return at

    @cached_property
    def arriving(self) -> Mapping[str, dict[int, list[Share]]]:
        """Per node, weight and bias what hands something back, by how many moments are over."""
        arriving: dict[str, dict[int, list[Share]]] = {}
        for k, moment in enumerate(self.moments[self.turn :], self.turn):
            for id_, share in self._handed_back(moment):
                arriving.setdefault(id_, {}).setdefault(k + 1, []).append(share)
        return arriving

    @cached_property
    def gathering(self) -> Sequence[tuple[int, int, str]]:
        """Nodes to which something is handed back in several moments: first, last, node."""
        several = ((id_, list(at)) for id_, at in self.arriving.items() if len(at) > 1)
        return [(at[0], at[-1], id_) for id_, at in several]


def _in_order(run: ReadRun) -> Iterable[str]:
    if run.reading.boxes:  # a box is computed as a whole, so the order of its nodes is not its own
        return run.reading.nodes
    steps = run.trace.program.instructions
    return (step.node.id for step in steps if step.node.id in run.reading.nodes)


def _batches(reading: Reading, order: Sequence[str], stride: Stride) -> list[tuple[str, ...]]:
    """Nodes that are computed together: one by one, or all whose operands are equally deep."""
    inner = [id_ for id_ in order if reading.incoming[id_] or _computes(reading, id_)]
    if stride == "node":
        return [(id_,) for id_ in inner]
    edges = reading.edges
    depth = depths(order, lambda id_: (edges[i].source for i in reading.incoming[id_]))
    levels: dict[int, list[str]] = {}
    for id_ in inner:
        levels.setdefault(depth[id_], []).append(id_)
    return [tuple(levels[level]) for level in sorted(levels)]


def _computes(reading: Reading, id_: str) -> bool:
    """Whether it is a folded group of more than leaves."""
    graph = reading.graph
    return id_ in reading.boxes and any(graph.incoming[inner] for inner in reading.members[id_])


def _forward(reading: Reading, batch: tuple[str, ...]) -> Moment:
    return Moment("forward", batch, tuple(edge for id_ in batch for edge in reading.incoming[id_]))


def _backward(run: ReadRun, batches: Sequence[tuple[str, ...]]) -> list[Moment]:
    """From the output back, through nodes that it depends on; steering edges carry nothing."""
    reading, reached = run.reading, {run.seed}
    moments = []
    for batch in reversed(batches):
        nodes = tuple(id_ for id_ in batch if id_ in reached)
        edges = tuple(
            edge
            for id_ in nodes
            for edge in reading.incoming[id_]
            if not reading.edges[edge].control
            and (id_ not in reading.boxes or run.contribution(edge) is not None)
        )
        reached.update(reading.edges[edge].source for edge in edges)
        if edges or any(map(reading.undrawn, nodes)):
            moments.append(Moment("backward", nodes, edges))
    return moments
