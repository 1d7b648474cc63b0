"""ReadRun: a Trace read as a Reading, what everything that draws or tells a run takes."""

from collections.abc import Mapping, Sequence
from functools import cached_property, partial

import numpy as np

from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Edge, Graph, Value
from graphviz_app.core.operators.careful import finite
from graphviz_app.core.oplib import OPS
from graphviz_app.core.pieces import Pieces, finished
from graphviz_app.core.reading import Reading, read_in_pieces, unrolled
from graphviz_app.core.running.problem import Problem, local_not_finite
from graphviz_app.core.trace import MAX_JACOBIAN, Trace
from graphviz_app.core.vjp import jacobian, plain
from graphviz_app.errors import EvaluationError


class ReadRun:
    """The numbers of one run on what one reading draws: nodes by id, edges by their index."""

    def __init__(self, trace: Trace, reading: Reading, whole: Trace | None = None) -> None:
        self.trace = trace
        self.reading = reading
        self.whole = trace if whole is None else whole
        """The run of the graph as it was written, where layers are read element by element."""
        self._of_lines: dict[str, Mapping[int, Value]] = {}
        """Derivatives of each line along its edges, as far as they were asked for."""

    @property
    def graph(self) -> Graph:
        """The graph that was run."""
        return self.trace.graph

    @property
    def output(self) -> str | None:
        """The node that is differentiated, if it could be computed."""
        return self.trace.output

    def value(self, id_: str) -> Value | None:
        """A node's value; None if it could not be computed."""
        return self.trace.values.get(id_)

    def gradient(self, id_: str) -> Value | None:
        """The derivative of the output by a node, in the node's shape; None if there is none."""
        return self.trace.gradients.get(id_)

    def carried(self, index: int) -> Value | None:
        """The value that travels along an edge; None if it could not be computed."""
        return self.trace.values.get(self.reading.edges[index].carries)

    @np.errstate(all="ignore")
    def local(self, index: int) -> Value | None:
        """Local derivative of an edge.

        Of an operator as in ``Trace.local``; of a line its derivative by that name, over all ways
        through the line. None if the edge only steers, or where a Jacobian would be too large.
        """
        edge, values = self.reading.edges[index], self.trace.values
        if edge.control or edge.target not in values or edge.carries not in values:
            return None
        if not self.reading.is_of_lines:
            return self.trace.local(*edge.members[0])
        if edge.target not in self._of_lines:
            self._of_lines[edge.target] = self._line_derivatives(edge.target)
        return self._of_lines[edge.target].get(index)

    def weighted_sum(self, id_: str) -> Value | None:
        """z of a neuron, before its activation."""
        return self.value(self.reading.neurons[id_].sum)

    def delta(self, id_: str) -> Value | None:
        """δ of a neuron: the derivative of the output by z."""
        return self.gradient(self.reading.neurons[id_].sum)

    def share(self, edge: Edge) -> Value | None:
        """What an edge of the graph adds to its source's gradient: to that of a weight, a bias."""
        at = self.trace.program.edge_index.get(edge)
        return None if at is None else self.trace.contribution_at(at)

    @np.errstate(all="ignore")  # ∞ − ∞ is not a number, which is what is to be shown
    def contribution(self, index: int) -> Value | None:
        """What an edge adds to its source's gradient; None if it only steers or has no number."""
        edge = self.reading.edges[index]
        if edge.control:
            return None
        total: Value | None = None
        for share in map(self.share, edge.members):
            if share is not None:
                total = share if total is None else total + share
        return total

    def shares(self, id_: str) -> Sequence[tuple[int, Value]]:
        """What the edges hand back to a node: their indices and contributions."""
        indices = self.reading.outgoing[id_]
        return [(i, share) for i in indices if (share := self.contribution(i)) is not None]

    @cached_property
    def problems(self) -> Sequence[Problem]:
        """The trace's, and those of the numbers that only this reading has: lines' derivatives."""
        reading, values = self.reading, self.trace.values
        problems = list(self.trace.problems)
        told = {problem.node for problem in problems}
        for index, edge in enumerate(reading.edges if reading.is_of_lines else ()):
            if told.intersection((edge.carries, *reading.members[edge.target])):
                continue
            local = self.local(index)
            if local is not None and finite(values[edge.target]) and not finite(local):
                problems.append(local_not_finite(edge.target, None, edge.carries, local))
        return problems

    def _line_derivatives(self, name: str) -> Mapping[int, Value]:
        reading, trace = self.reading, self.trace
        incoming = ((i, reading.edges[i]) for i in reading.incoming[name])
        edges = {i: edge for i, edge in incoming if not edge.control}
        members = frozenset(reading.members[name])
        if _per_element(trace, members, [e.carries for e in edges.values()]):
            back = trace.pull_back(name, within=members).contributions
            return {i: _sum(back, e.members) for i, e in edges.items()}
        derivatives: dict[int, Value] = {}
        for i, edge in edges.items():
            y, x = trace.value(name), trace.value(edge.carries)
            if np.size(y) * np.size(x) > MAX_JACOBIAN:
                continue
            whole = jacobian(y, x, partial(_pulled_to, trace, name, members, edge.members))
            if whole is not None:
                derivatives[i] = whole
        return derivatives


def read_run(trace: Trace, kind: Kind) -> ReadRun:
    """A run as it is read."""
    return finished(read_run_in_pieces(trace, kind))


def read_run_in_pieces(trace: Trace, kind: Kind) -> Pieces[ReadRun]:
    """The same, cut into short pieces."""
    if kind == "neurons":
        numbers = _by_elements(trace)
        if numbers is not None:
            reading = yield from read_in_pieces(numbers.graph, kind)
            if reading.neurons:
                return ReadRun(numbers, reading, trace)
    reading = yield from read_in_pieces(trace.graph, kind)
    return ReadRun(trace, reading)


def read_again(before: ReadRun, trace: Trace) -> ReadRun | None:
    """Another run as the one before is read, if only numbers are others; else None."""
    if before.whole is before.trace:
        reading = before.reading.updated(trace.graph)
        return None if reading is None else ReadRun(trace, reading)
    numbers = _by_elements(trace)
    reading = None if numbers is None else before.reading.updated(numbers.graph)
    return None if numbers is None or reading is None else ReadRun(numbers, reading, trace)


def _by_elements(trace: Trace) -> Trace | None:
    """The run of the same graph with its small layers taken apart; None if it has none."""
    from graphviz_app.core.autodiff import run  # late: only the reading as neurons runs again

    shapes = {id_: np.shape(value) for id_, value in trace.values.items()}
    graph = unrolled(trace.graph, shapes) if any(shapes.values()) else None
    return None if graph is None else run(graph, partial=True)


def _pulled_to(
    trace: Trace, name: str, within: frozenset[str], members: tuple[Edge, ...], g: Value
) -> Value:
    return _sum(trace.pull_back(name, g, within).contributions, members)


def _per_element(trace: Trace, members: frozenset[str], sources: list[str]) -> bool:
    """Whether all works element by element in one shape, so that pulling ones back tells all."""
    shapes = {np.shape(trace.values.get(id_, 0.0)) for id_ in (*members, *sources)}
    ops = (OPS[trace.graph.nodes[id_].op] for id_ in members)
    return (
        len(shapes - {()}) <= 1
        and (shapes == {()} or () not in shapes)
        and all(op.elementwise for op in ops)
    )


def _sum(contributions: Mapping[Edge, Value], members: tuple[Edge, ...]) -> Value:
    shares = [contributions[edge] for edge in members if edge in contributions]
    if not shares:
        raise EvaluationError(f"no gradient flows along the edge from '{members[0].source}'")
    return plain(sum(shares[1:], start=shares[0]))
