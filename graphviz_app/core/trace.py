"""Trace: every number of one run, to be read by whatever draws, explains or exports."""

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from graphviz_app.core.covers import Covers
from graphviz_app.core.graph import Edge, Graph, Value, as_attr
from graphviz_app.core.oplib.leaf import as_numbers
from graphviz_app.core.program import Program
from graphviz_app.core.running.blame import local_problems, share_problem, sum_problem
from graphviz_app.core.running.problem import Problem
from graphviz_app.core.running.pull_back import arrays_at, pulled_back
from graphviz_app.core.running.remarks import Remark, remarks
from graphviz_app.core.running.results import Backward, Forward, Kink, PulledBack, Results, Seed
from graphviz_app.core.vjp import apply_vjp, jacobian, plain, pull_repeated, pull_through
from graphviz_app.core.wording import near
from graphviz_app.covered import cover, is_covered
from graphviz_app.errors import EvaluationError

MAX_JACOBIAN = 4096
"""Entries up to which a Jacobian is worked out on demand."""


class Trace:
    """All values and gradients, and per edge the local derivative and the contribution.

    Gradients of leaves that are waiting are worked out when they are first read; values of the
    leaves in ``given`` are not the program's. Made by ``autodiff.run``.
    """

    def __init__(self, program: Program, results: Results, given: Collection[int] = ()) -> None:
        self.program = program
        self.covers: Covers | None = None
        self.uncovered: Trace | None = None
        """Of a run with covers the same without."""
        """What of it is not told."""
        self.found_so_far = list(results.problems)
        """Problems, but for those that are only met when everything is worked out."""
        self._values = results.values
        self._gradients = list(results.gradients)
        self.results = results
        """The numbers as the run has found them."""
        self._waiting = set(results.waiting)
        self._given = given
        self._asked: dict[int, Value | None] = {}
        """Local derivatives that were asked for, of a run that has not worked them out itself."""

    @cached_property
    def _of_edges(self) -> Results:
        """What the run has of edges, which a compiled run works out when it is first asked."""
        return self.results.later() if self.results.later else self.results

    @cached_property
    def _contributions(self) -> list[Value | None]:
        return list(self._of_edges.contributions)

    @property
    def _local(self) -> Sequence[Value | None] | None:
        return self._of_edges.local

    @cached_property
    def graph(self) -> Graph:
        """The graph that was run, with the values that were given."""
        graph, nodes = self.program.graph, {}
        for i in self._given:
            node, value = self.program.instructions[i].node, self._values[i]
            nodes[node.id] = replace(node, attrs={**node.attrs, "value": as_attr(value)})
        return replace(graph, nodes={**graph.nodes, **nodes}, source="") if nodes else graph

    @cached_property
    def problems(self) -> Sequence[Problem]:
        """Why something has no value, and the first of what is not finite: of values, gradients,
        contributions and local derivatives. Works out what waits to be read."""
        with np.errstate(all="ignore"):
            self._settle(*self._waiting)
            local = (
                ()
                if self._local is not None
                else tuple(
                    local_problems(self.program, self._values, self.contribution_at, self.local_at)
                )
            )
            return (*self.found_so_far, *local)

    @cached_property
    def remarks(self) -> Sequence[Remark]:
        """What is no problem, but may surprise: results that are bigger than their operands."""
        return tuple(remarks(self.program, self._values))

    @property
    def output(self) -> str | None:
        """The node that is differentiated, if it could be computed."""
        program, output = self.program, self.program.output
        return None if output is None or self._values[output] is None else program.graph.output

    @cached_property
    def values(self) -> Mapping[str, Value]:
        """Values by node, of those that could be computed."""
        return self._by_node(self._values)

    @cached_property
    def gradients(self) -> Mapping[str, Value]:
        """Gradients by node; zero without a path to the output; empty without an output."""
        self._settle(*self._waiting)
        return self._by_node(self._gradients)

    def _by_node(self, values: Sequence[Value | None]) -> Mapping[str, Value]:
        return {id_: x for id_, x in zip(self.program.index, values, strict=True) if x is not None}

    def value(self, id_: str) -> Value:
        """A float, or an array; raises EvaluationError for a node that has none."""
        return self._existing(self._values, id_, "value")

    def gradient(self, id_: str) -> Value:
        """Derivative of the output by the node, in the node's shape; raises EvaluationError."""
        self._settle(self.program.index.get(id_, -1))
        return self._existing(self._gradients, id_, "gradient")

    def _existing(self, values: Sequence[Value | None], id_: str, what: str) -> Value:
        index = self.program.index.get(id_)
        value = None if index is None else values[index]
        if value is None:
            hint = "" if id_ in self.graph.nodes else near(id_, self.graph.nodes)
            raise EvaluationError(f"there is no {what} of '{id_}'{hint}", id_)
        return value

    def local(self, source: str, target: str, slot: int | None = None) -> Value | None:
        """Derivative of ``target`` by this operand: a number; per element (in the target's
        shape); or the Jacobian (target's shape, then source's).

        None for an operand that only steers and for a Jacobian of over MAX_JACOBIAN entries.
        ``slot`` may be left out if the edge is the only one between the two.
        """
        return self.local_at(self._edge(source, target, slot))

    def local_at(self, edge: int) -> Value | None:
        """The same by the edge's index in ``program.edges``."""
        if self._local is not None:
            return self._local[edge]
        if edge not in self._asked:
            self._asked[edge] = self._local_derivative(edge)
        return self._asked[edge]

    def contribution(self, source: str, target: str, slot: int | None = None) -> Value | None:
        """What this edge adds to the gradient of ``source``; None where no gradient flows."""
        return self.contribution_at(self._edge(source, target, slot))

    def contribution_at(self, edge: int) -> Value | None:
        """The same by the edge's index in ``program.edges``."""
        if self._waiting:
            self._settle(self.program.index[self.program.edges[edge].source])
        return self._contributions[edge]

    def before_sum(self, edge: Edge) -> Value | None:
        """The contribution of an operand that was repeated (broadcast), before the repeats are
        summed: of a bias added to a batch, one row per example. None where nothing is summed.
        """
        at, target = self.program.edge_index.get(edge), self.program.index.get(edge.target)
        g = None if target is None else self._gradients[target]
        if at is None or target is None or g is None or self.contribution_at(at) is None:
            return None
        y, operands = arrays_at(self.program, self._values, target)
        with np.errstate(all="ignore"):
            step = self.program.instructions[target]
            repeated = pull_repeated(step, edge.slot, np.asarray(g), y, operands)
        return cover(repeated) if repeated is not None and is_covered(g) else repeated

    @np.errstate(all="ignore")
    def _settle(self, *leaves: int) -> None:
        """Work out gradients of leaves that waited to be asked for."""
        for i in self._waiting.intersection(leaves):
            self._waiting.remove(i)
            if self.output is None:
                continue
            total: Value | None = None
            for edge in self.program.graph.outgoing[self.program.instructions[i].node.id]:
                at, target = self.program.edge_index.get(edge), self.program.index.get(edge.target)
                g = None if target is None else self._gradients[target]
                if at is None or target is None or g is None:
                    continue
                y, operands = arrays_at(self.program, self._values, target)
                step = self.program.instructions[target]
                share = pull_through(step, edge.slot, np.asarray(g), y, operands)
                self._contributions[at] = share
                if share is not None:
                    total = share if total is None else total + share
                    self._report(share_problem(self.program, target, edge.slot, share, g, y))
            self._gradients[i] = np.zeros_like(self._values[i]) if total is None else total
            if total is not None:
                self._report(sum_problem(self.program, i, total, self._contributions))

    def _report(self, problem: Problem | None) -> None:
        if problem is not None:
            self.found_so_far.append(problem)

    def _edge(self, source: str, target: str, slot: int | None) -> int:
        incoming = self.program.graph.incoming.get(target, ())
        edges = [e for e in incoming if e.source == source and slot in (None, e.slot)]
        if len(edges) > 1:
            raise EvaluationError(f"'{source}' is several operands of '{target}': name the slot")
        if not edges or edges[0] not in self.program.edge_index:
            raise EvaluationError(f"there is no edge from '{source}' to '{target}' that was run")
        return self.program.edge_index[edges[0]]

    def _local_derivative(self, edge: int) -> Value | None:
        target = self.program.index[self.program.edges[edge].target]
        step = self.program.instructions[target]
        slot = edge - step.first_edge
        if self._values[target] is None or step.op.steers(slot):
            return None
        y, operands = arrays_at(self.program, self._values, target)
        with np.errstate(all="ignore"):
            if step.op.elementwise:
                local = apply_vjp(step, slot, np.ones_like(y), y, operands)
                return None if local is None else plain(np.broadcast_to(local, np.shape(y)))
            if np.size(y) * np.size(operands[slot]) > MAX_JACOBIAN:
                return None
            return jacobian(y, operands[slot], lambda g: pull_through(step, slot, g, y, operands))

    @cached_property
    def kinks(self) -> tuple[Kink, ...]:
        """Nodes whose derivative jumps exactly where they are."""
        kinks = []
        for i, step in enumerate(self.program.instructions):
            if step.op.is_kink is None or self._values[i] is None:
                continue
            # Comparisons, so numbers need not be arrays.
            operands = (self._values[j] for j in step.operands)
            there: object = step.op.is_kink(self._values[i], *operands, **step.attrs)
            if there if isinstance(there, bool) else np.any(np.asarray(there)):
                kinks.append(Kink(step.node.id, step.op.convention))
        return tuple(kinks)

    @cached_property
    @np.errstate(all="ignore")  # ∞ − ∞ is not a number, which is what is to be shown
    def steps(self) -> Sequence[Forward | Seed | Backward]:
        """The run as it happened: values in order, the seed, then edge by edge backwards."""
        steps: list[Forward | Seed | Backward] = [
            Forward(step.node.id, value)
            for step, value in zip(self.program.instructions, self._values, strict=True)
            if value is not None
        ]
        if self.output is not None:
            steps.append(Seed(self.output, self.gradient(self.output)))
            steps.extend(self._backward_steps())
        return steps

    def _backward_steps(self) -> Iterable[Backward]:
        totals: dict[str, Value] = {}
        for at in self.program.backward_edges:
            share, edge = self.contribution_at(at), self.program.edges[at]
            if share is not None:
                before = totals.get(edge.source)
                total = totals[edge.source] = share if before is None else before + share
                yield Backward(edge, self.local_at(at), share, total)

    def pull_back(
        self, node: str, seed: Value | None = None, within: Container[str] | None = None
    ) -> PulledBack:
        """Pull a cotangent (ones if not given) back from any node, over all paths.

        ``within`` limits it to operators with these ids: their operands outside receive, but
        nothing goes on from there. Raises EvaluationError if the node has no value.
        """
        cotangent = np.ones_like(self.value(node)) if seed is None else seed
        start = self.program.index[node]
        return pulled_back(self.program, self._values, start, cotangent, within)

    def tangents(self, directions: Mapping[str, Value]) -> Mapping[str, Value]:
        """Forward mode: how every value moves as leaves do, each in its value's shape.

        Raises EvaluationError for a direction of what is not a leaf, or of another shape.
        """
        from graphviz_app.core.tangents import tangents  # late: few runs are asked

        moved: dict[int, Value] = {}
        for id_, given in directions.items():
            try:
                direction = as_numbers(given)
            except (TypeError, ValueError, OverflowError):
                raise EvaluationError(f"the direction of '{id_}' is no numbers", id_) from None
            shape = np.shape(self.value(id_))
            if not self.program.instructions[self.program.index[id_]].op.is_leaf:
                raise EvaluationError(f"'{id_}' is not a leaf: it moves as its operands do", id_)
            if np.shape(direction) not in ((), shape):
                raise EvaluationError(f"the direction of '{id_}' has another shape than it", id_)
            moved[self.program.index[id_]] = direction
        return self._by_node(tangents(self.program, self._values, moved))
