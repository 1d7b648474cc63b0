"""ReadRun: a Trace read as a Reading, what everything that draws or tells a run takes."""

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property, partial

import numpy as np

from graphviz_app.core.graph import Edge, Graph, Value
from graphviz_app.core.operators.careful import finite
from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading import Reading
from graphviz_app.core.running.problem import Problem, local_not_finite
from graphviz_app.core.trace import MAX_JACOBIAN, Trace
from graphviz_app.core.vjp import jacobian, plain
from graphviz_app.covered import Answered, Asked, cover
from graphviz_app.errors import EvaluationError


class ReadRun:
    """The numbers of one run on what one reading draws: nodes by id, edges by their index."""

    def __init__(self, trace: Trace, reading: Reading, whole: Trace | None = None) -> None:
        self.trace = trace
        self.reading = reading
        self.whole = trace if whole is None else whole
        """The run of the graph as it was written, where layers are read element by element."""
        self.wrt: str | None = None
        """In forward mode the number by which everything is differentiated: ``x``, ``W[0,1]``."""
        self._of_lines: dict[str, Mapping[int, Value]] = {}
        """Derivatives of each line along its edges, as far as they were asked for."""

    @property
    def in_reverse(self) -> "ReadRun":
        """The same in reverse mode."""
        return self

    @property
    def graph(self) -> Graph:
        """The graph that was run."""
        return self.trace.graph

    @property
    def output(self) -> str | None:
        """The node that is differentiated, if it could be computed."""
        return self.trace.output

    @property
    def seed(self) -> str | None:
        """Where gradients start: the output, or the folded group that it is in."""
        return None if self.output is None else self.reading.drawn_as(self.output)

    @cached_property
    def known(self) -> Set[str]:
        """What is drawn and could be computed; of a folded group anything that leaves it."""
        return self._with_boxes(self.trace.values)

    @cached_property
    def with_gradient(self) -> Set[str]:
        """What is drawn and has a gradient; a 1 that biases start from has none."""
        return self._with_boxes(self.trace.gradients) - self.reading.units

    def _with_boxes(self, numbers: Mapping[str, Value]) -> Set[str]:
        boxes = self.reading.boxes
        if not boxes:
            return numbers.keys()
        return numbers.keys() | {
            id_ for id_, box in boxes.items() if any(exit_ in numbers for exit_ in box.exits)
        }

    def value(self, id_: str) -> Value | None:
        """A node's value; None if it could not be computed.

        Of a folded group what leaves it: several numbers are a vector, several tensors nothing.
        """
        return self._of(self.trace.values, id_)

    def gradient(self, id_: str) -> Value | None:
        """The derivative of the output by a node, in the node's shape; None if there is none."""
        return None if id_ in self.reading.units else self._of(self.trace.gradients, id_)

    def _of(self, numbers: Mapping[str, Value], id_: str) -> Value | None:
        box = self.reading.boxes.get(id_)
        return numbers.get(id_) if box is None else together(map(numbers.get, box.exits))

    def carried(self, index: int) -> Value | None:
        """The value that travels along an edge; None if it could not be computed."""
        values = self.trace.values
        return together(map(values.get, self.all_carried(index)))

    def all_carried(self, index: int) -> Sequence[str]:
        """Whose values travel along an edge: several out of a folded group, else one."""
        edge = self.reading.edges[index]
        box = self.reading.boxes.get(edge.source)
        if box is None:
            return (edge.carries,)
        carried = {member.source for member in edge.members}
        return tuple(exit_ for exit_ in box.exits if exit_ in carried)

    @np.errstate(all="ignore")
    def local(self, index: int) -> Value | None:
        """Local derivative of an edge.

        Of an operator as in ``Trace.local``; of a line its derivative by that name, over all ways
        through the line. None if the edge only steers, or where a Jacobian would be too large.
        """
        found, edge = self._local(index), self.reading.edges[index]
        covers = self.trace.covers
        if found is None or covers is None:
            return found
        asked = Asked("d", edge.target, edge.carries)
        if (edge.target, edge.carries) in covers.locals:
            return cover(found, covers.field(asked))
        if isinstance(found, float) and asked in covers.written:
            return Answered(found, covers.field(asked))
        return found

    def _local(self, index: int) -> Value | None:
        edge, values = self.reading.edges[index], self.trace.values
        if edge.control or edge.target not in self.known or edge.carries not in values:
            return None
        if edge.source in self.reading.units:
            return None
        if edge.source in self.reading.boxes or edge.target in self.reading.boxes:
            return _table(self.derivatives(index))
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
        if edge.control or edge.source in self.reading.units:
            return None
        return together(map(self._share_of, self.by_source(index)))

    def addend(self, index: int) -> Value | None:
        """The same as it is added up: what leaves a folded group is one vector."""
        edge = self.reading.edges[index]
        box = self.reading.boxes.get(edge.source)
        if box is None or len(box.exits) == 1:
            return self.contribution(index)
        parts = {members[0].source: members for members in self.by_source(index)}
        shares = (self._share_of(parts[end]) if end in parts else 0.0 for end in box.exits)
        return None if edge.control else together(shares)

    def is_handed_inside(self, exit_: str) -> bool:
        """Whether something comes back to a value within the folded group that it leaves."""
        box = self.reading.drawn_as(exit_)
        uses = self.graph.outgoing[exit_] if box in self.reading.boxes else ()
        inside = (edge for edge in uses if self.reading.drawn_as(edge.target) == box)
        return any(share is not None and np.any(share) for share in map(self.share, inside))

    def by_source(self, index: int) -> Sequence[tuple[Edge, ...]]:
        """What an edge stands for, by what it carries."""
        edge = self.reading.edges[index]
        box = self.reading.boxes.get(edge.source)
        if box is None:
            return (edge.members,)
        parts = [tuple(m for m in edge.members if m.source == exit_) for exit_ in box.exits]
        return [members for members in parts if members]

    def _share_of(self, members: Iterable[Edge]) -> Value | None:
        total: Value | None = None
        for share in map(self.share, members):
            if share is not None:
                total = share if total is None else total + share
        return total

    def derivatives(self, index: int) -> Mapping[tuple[str, str], Value]:
        """Of an edge at a folded group: what leaves its target, by what the edge carries.

        Numbers only: the derivative over all ways within the target.
        """
        edge, trace = self.reading.edges[index], self.trace
        box = self.reading.boxes.get(edge.target)
        within = frozenset(self.reading.members[edge.target])
        by_source = {
            source: tuple(member for member in edge.members if member.source == source)
            for source in self.all_carried(index)
        }
        found: dict[tuple[str, str], Value] = {}
        for end in (edge.target,) if box is None else box.exits:
            if not isinstance(trace.values.get(end), float):
                continue
            back = trace.pull_back(end, within=within).contributions
            for source, members in by_source.items():
                shares = [back[member] for member in members if member in back]
                if isinstance(trace.values.get(source), float):
                    found[end, source] = float(sum(shares))
        return found

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
            if edge.source in reading.boxes or edge.target in reading.boxes:
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
        if is_per_element(trace, members, [e.carries for e in edges.values()]):
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


def together(numbers: Iterable[Value | None]) -> Value | None:
    """One as it is, several numbers as a vector; None where that cannot be."""
    all_of_them = list(numbers)
    if len(all_of_them) == 1:
        return all_of_them[0]
    if not all_of_them or not all(isinstance(x, float) for x in all_of_them):
        return None
    return np.array(all_of_them, float)


def _table(derivatives: Mapping[tuple[str, str], Value]) -> Value | None:
    """A number, or a row for each end and a column for each source."""
    ends = list(dict.fromkeys(end for end, _ in derivatives))
    sources = list(dict.fromkeys(source for _, source in derivatives))
    if not ends:
        return None
    if len(ends) == len(sources) == 1:
        return derivatives[ends[0], sources[0]]
    return np.array([[derivatives[end, source] for source in sources] for end in ends], float)


def _pulled_to(
    trace: Trace, name: str, within: frozenset[str], members: tuple[Edge, ...], g: Value
) -> Value:
    return _sum(trace.pull_back(name, g, within).contributions, members)


def is_per_element(trace: Trace, members: frozenset[str], sources: list[str]) -> bool:
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
