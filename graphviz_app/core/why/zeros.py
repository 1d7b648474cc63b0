"""From a node or an edge of a run to the causes why exactly 0 comes back, the nearest first."""

import heapq
import math
from collections.abc import Iterable, Sequence

import numpy as np

from graphviz_app.arrays import Mask
from graphviz_app.core.graph import Edge
from graphviz_app.core.order import leads_to
from graphviz_app.core.trace import Trace
from graphviz_app.core.why.cause import Cause
from graphviz_app.core.why.flows import Flow, flow

MAX_NODES = 2_000
"""Nodes that are looked at, from where nothing arrives towards the output."""
Entry = tuple[int, ...]


@np.errstate(all="ignore")  # what is not finite is no zero, and no cause of one
def why_zero(trace: Trace, node: str, entry: Entry | None = None) -> Sequence[Cause]:
    """Why the gradient of a node is exactly 0; of a tensor at the entries where it is, or at one.

    Nothing where no entry is 0, and of a node that has no value.
    """
    if node not in trace.values:
        return ()
    if trace.output is None:
        return (Cause("no output", node),)
    zeros = _only(np.asarray(trace.gradient(node)) == 0, entry)
    if not zeros.any():
        return ()
    return _Search(trace).of_node(node, zeros)


@np.errstate(all="ignore")
def why_share_zero(
    trace: Trace, edges: Iterable[Edge], entry: Entry | None = None, *, reach: int = MAX_NODES
) -> Sequence[Cause]:
    """The same of what edges from one node hand back to it, in sum; ``reach``: nodes looked at."""
    if trace.output is None:
        return ()
    known = [edge for edge in edges if edge in trace.program.edge_index]
    shares = [trace.contribution_at(trace.program.edge_index[edge]) for edge in known]
    found = [np.asarray(share) for share in shares if share is not None]
    zeros = _only(np.asarray(sum(found)) == 0, entry) if found else np.zeros((), bool)
    return _Search(trace, reach).of_edges(known, zeros) if zeros.any() else ()


def _only(zeros: Mask, entry: Entry | None) -> Mask:
    if entry is None:
        return zeros
    one = np.zeros_like(zeros)
    one[entry] = zeros[entry]
    return one


class _Search:
    """Follows zeros towards the output, node by node in topological order."""

    def __init__(self, trace: Trace, reach: int = MAX_NODES) -> None:
        self.trace, self.program, self._reach = trace, trace.program, reach
        self._leading = _leading_to(trace)
        self._found: dict[tuple[str, str, int], Cause] = {}
        self._entries: dict[int, Mask] = {}
        self._distance: dict[int, int] = {}
        self._waiting: list[int] = []

    def of_node(self, node: str, zeros: Mask) -> Sequence[Cause]:
        """Of a node's gradient, at these entries."""
        if not self.trace.graph.outgoing[node]:
            return (Cause("unused", node, many=int(zeros.sum()), of=zeros.size),)
        if not leads_to(self.trace.graph, node, self.trace.output or node):
            return (Cause("no path", node, many=int(zeros.sum()), of=zeros.size),)
        return self.of_edges(self.trace.graph.outgoing[node], zeros)

    def of_edges(self, edges: Sequence[Edge], zeros: Mask) -> Sequence[Cause]:
        """Of what these edges hand back to their source."""
        self._at_node(edges, zeros, 1)
        for _ in range(self._reach):
            if not self._waiting:
                break
            i = heapq.heappop(self._waiting)
            onward = self.trace.graph.outgoing[self.program.instructions[i].node.id]
            self._at_node(onward, self._entries.pop(i), self._distance[i] + 1)
        return sorted(self._found.values(), key=lambda cause: cause.distance)

    def _at_node(self, edges: Sequence[Edge], zeros: Mask, distance: int) -> None:
        used = [e for e in edges if self.program.index.get(e.target, -1) in self._leading]
        live = {e: share for e in used if (share := self._share(e)) is not None}
        moved = [np.broadcast_to(np.asarray(share) != 0, zeros.shape) for share in live.values()]
        cancelled = zeros & np.any(moved, axis=0) if moved else np.zeros_like(zeros)
        if cancelled.any():
            self._cancelled(edges[0].source, live, cancelled, distance)
        rest = zeros & ~cancelled
        for edge in used if rest.any() else ():
            if edge in live:
                self._at_edge(edge, rest, distance)
            else:
                self._add(Cause("steers", edge.target, edge.slot, distance=distance), rest)

    def _share(self, edge: Edge) -> object:
        at = self.program.edge_index.get(edge)
        return None if at is None else self.trace.contribution_at(at)

    def _cancelled(self, node: str, live: dict[Edge, object], where: Mask, distance: int) -> None:
        first = tuple(int(k) for k in np.argwhere(where)[0])
        each = [(e, float(np.asarray(share)[first])) for e, share in live.items()]
        shares = tuple((edge, share) for edge, share in each if share)
        self._add(Cause("cancelled", node, shares=shares, distance=distance), where)

    def _at_edge(self, edge: Edge, zeros: Mask, distance: int) -> None:
        found = flow(self.trace, self.program.edge_index[edge], zeros)
        for zero in found.slope.zeros(found.dead) if found.dead.any() else ():
            blamed = "" if zero.blamed is None else self._operand(edge.target, zero.blamed)
            cause = Cause(zero.kind, edge.target, edge.slot, zero=blamed, test=zero.test)
            small = _too_small(self.trace, blamed) if zero.kind in ("factor", "level") else None
            if small is not None:
                cause = cause._replace(kind="underflow", exponent=small)
            self._add(cause._replace(distance=distance), zero.where)
        self._products(edge, found, distance)
        if found.onward.any():
            self._go_on(self.program.index[edge.target], found.onward, distance)

    def _products(self, edge: Edge, found: Flow, distance: int) -> None:
        """What is too small for floats, and what the edge itself adds up to 0."""
        cause = Cause("underflow", edge.target, edge.slot, distance=distance)
        self._add(cause._replace(exponent=found.exponent), found.small)
        cause = Cause("cancelled inside", edge.target, edge.slot, distance=distance)
        self._add(cause, found.cancelled)

    def _operand(self, target: str, slot: int) -> str:
        operands = self.program.instructions[self.program.index[target]].operands
        return self.program.instructions[operands[slot]].node.id

    def _go_on(self, i: int, entries: Mask, distance: int) -> None:
        if i in self._entries:
            self._entries[i] = self._entries[i] | entries
        elif i not in self._distance:
            self._entries[i], self._distance[i] = entries, distance
            heapq.heappush(self._waiting, i)

    def _add(self, cause: Cause, where: Mask) -> None:
        count = int(where.sum())
        key = cause.kind, cause.node, cause.slot
        if count and key not in self._found:
            self._found[key] = cause._replace(many=count, of=where.size)


def _too_small(trace: Trace, node: str) -> float | None:
    """The decimal logarithm of a value that is 0 only because it is too small for floats."""
    values = [trace.values[edge.source] for edge in trace.graph.incoming[node]] if node else []
    if not values or not all(isinstance(x, float) for x in (*values, trace.values[node])):
        return None
    sizes = [abs(float(x)) for x in values]
    match trace.graph.nodes[node].op:
        case "mul" if all(sizes):
            return sum(map(math.log10, sizes))
        case "square" | "cube" as op if all(sizes):
            return (2 if op == "square" else 3) * math.log10(sizes[0])
        case "div" if sizes[0]:
            return math.log10(sizes[0]) - math.log10(sizes[1])
        case "exp":
            return float(values[0]) / math.log(10)
    return None


def _leading_to(trace: Trace) -> frozenset[int]:
    """Instructions on which the output depends in any way, also as what only steers."""
    program = trace.program
    assert program.output is not None  # asked before
    reached = {program.output}
    for i in range(program.output, -1, -1):
        if i in reached:
            reached.update(program.instructions[i].operands)
    return frozenset(reached)
