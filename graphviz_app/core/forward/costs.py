"""How many passes forward and reverse mode need, and over how many edges they walk."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from graphviz_app.core.reading import is_control
from graphviz_app.core.trace import Trace


class Cost(NamedTuple):
    """What it takes to know ∂y/∂x for all m numbers of y and all n of the leaves.

    A pass of forward mode is for one x and tells of every y, one of reverse mode the other way
    round; either walks once over each edge that leads to y (Griewank and Walther, chapter 3).
    """

    of: str
    """A node: y."""
    by: str
    """A kind of leaf: ``parameter``, ``input`` …"""
    outputs: int
    """m: the numbers of y."""
    inputs: int
    """n: the numbers of these leaves."""
    edges: int
    """What one pass walks over."""

    @property
    def forward(self) -> tuple[int, int]:
        """Passes, and the edges walked in all of them."""
        return self.inputs, self.inputs * self.edges

    @property
    def reverse(self) -> tuple[int, int]:
        """The same."""
        return self.outputs, self.outputs * self.edges


def costs(trace: Trace, of: str) -> Sequence[Cost]:
    """Of a node by its parameters and by its inputs, as far as it depends on any."""
    before, edges = _ancestors(trace, of)
    found = [(by, _numbers(trace, by, before)) for by in ("parameter", "input")]
    size = int(np.size(trace.values[of]))
    return [Cost(of, by, size, count, edges) for by, count in found if count]


def _ancestors(trace: Trace, of: str) -> tuple[frozenset[str], int]:
    """All that a node depends on with its derivative, and the edges among it."""
    graph, found, waiting, edges = trace.graph, {of}, [of], 0
    while waiting:
        for edge in graph.incoming[waiting.pop()]:
            if is_control(graph, edge):
                continue
            edges += 1
            if edge.source not in found:
                found.add(edge.source)
                waiting.append(edge.source)
    return frozenset(found), edges


def _numbers(trace: Trace, kind: str, ids: Iterable[str]) -> int:
    """How many numbers the leaves of a kind hold."""
    nodes, values = trace.graph.nodes, trace.values
    return sum(int(np.size(values[id_])) for id_ in ids if nodes[id_].op == kind and id_ in values)
