"""A run in which some numbers are not told."""

from collections.abc import Iterable
from copy import copy

from graphviz_app.core.covers import Covers
from graphviz_app.core.graph import Value
from graphviz_app.core.reading.elements import owner_of
from graphviz_app.core.trace import Trace
from graphviz_app.covered import cover

_WORKED_OUT = ("values", "gradients", "steps", "problems", "remarks", "_contributions")
"""What a trace keeps of numbers that are covered now."""


def covered(trace: Trace, covers: Covers | None) -> Trace:
    """The same run with these numbers covered, wherever they are told; the others are as true.

    The gradient of a node is covered also where it is handed back along its edges, and where it
    is handed on as it is: that of a bias would tell it. A run of elements is covered by the names
    of what they are elements of.
    """
    if covers is None or not any(covers):
        return trace
    gradients = trace.gradients  # works out what waits to be asked for
    new = copy(trace)
    for name in _WORKED_OUT:
        new.__dict__.pop(name, None)
    index, edges = trace.program.index, trace.program.edges
    of_values = (index[i] for i in _meant(index, covers.values))
    new._values = _with_covers(trace._values, of_values, covers.blank)
    asked = _with_the_same(trace, _meant(gradients, covers.gradients))
    new._gradients = _with_covers(trace._gradients, (index[i] for i in asked), covers.blank)
    for id_ in _meant(gradients, covers.left_out):
        new._gradients[index[id_]] = None
    of_asked = [at for at, edge in enumerate(edges) if edge.source in asked]
    contributions = [trace.contribution_at(at) for at in range(len(edges))]
    new.__dict__["_contributions"] = _with_covers(contributions, of_asked, covers.blank)
    new.__dict__["problems"], new.covers = trace.problems, covers
    return new


def _with_the_same(trace: Trace, asked: frozenset[str]) -> frozenset[str]:
    """With the nodes to which only one of these gradients comes back, times 1 or −1."""
    graph, index, found = trace.graph, trace.program.edge_index, set(asked)
    waiting = list(asked)
    while waiting:
        for edge in graph.incoming[waiting.pop()]:
            at = index.get(edge)
            local = None if at is None else trace.local_at(at)
            only = len(graph.outgoing[edge.source]) == 1 and edge.source not in found
            if only and isinstance(local, float) and abs(local) == 1:
                found.add(edge.source)
                waiting.append(edge.source)
    return frozenset(found)


def _meant(there: Iterable[str], asked: frozenset[str]) -> frozenset[str]:
    """Of what is there the asked nodes, and the elements of asked tensors."""
    return frozenset(id_ for id_ in there if id_ in asked or owner_of(id_, asked) in asked)


def _with_covers(
    numbers: Iterable[Value | None], places: Iterable[int], blank: bool
) -> list[Value | None]:
    covered = list(numbers)
    for at in places:
        number = covered[at]
        covered[at] = None if number is None else cover(number, blank=blank)
    return covered
