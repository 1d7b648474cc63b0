"""How large gradients are from the output back to a node: where they vanish, and where they grow.

At each node the way goes on along the edge that hands back most, so the course is that of the
largest contributions; the size of a tensor's gradient is that of its largest entry.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from graphviz_app.core.graph import Edge
from graphviz_app.core.trace import Trace

LITTLE, MUCH = 1e-4, 1e4
"""How much smaller or larger than on the way a gradient is, for this to be told."""
BOUND = 1e-3
"""The product under which a gradient counts as having vanished on the way; above 1/BOUND it
counts as having grown."""
MAX_STEPS = 100_000


class Factor(NamedTuple):
    """One edge of the way: what the gradient is multiplied by from its target to its source.

    ``times`` is the local derivative where all are numbers, else the ratio of the sizes.
    """

    edge: Edge
    times: float
    product: float
    """From where the stretch begins up to here, as a size."""
    left: float = 1.0
    """What is left of the largest contribution to the source when all are added up."""


class Stretch(NamedTuple):
    """Part of the way on which a gradient vanishes or grows, from the output's side to a node."""

    start: str
    begins: float
    """The gradient's size at ``start``."""
    ends: float
    """Its size at the node."""
    factors: tuple[Factor, ...]
    """From ``start`` to the node."""

    @property
    def vanishes(self) -> bool:
        """Whether it gets smaller."""
        return self.ends < self.begins

    @property
    def crossing(self) -> Factor:
        """The factor with which the product first falls under the bound, or exceeds it."""
        small = self.vanishes
        return next(
            (f for f in self.factors if (f.product < BOUND if small else f.product > 1 / BOUND)),
            self.factors[-1],
        )

    @property
    def hardest(self) -> Factor:
        """The factor that does most of it."""
        return (min if self.vanishes else max)(self.factors, key=lambda f: abs(f.times))

    @property
    def at_work(self) -> Sequence[Factor]:
        """Those that make it smaller, or larger."""
        return [f for f in self.factors if (abs(f.times) < 1) == self.vanishes and f.times != 1]


@np.errstate(all="ignore")  # what is not finite neither vanishes nor grows
def stretch(trace: Trace, node: str, along: Edge | None = None) -> Stretch | None:
    """Where the gradient of a node vanishes or grows; None if it does neither, or is 0.

    ``along``: the same of what comes back to it along this edge.
    """
    way = _way(trace, node) if along is None else [along, *_way(trace, along.target)]
    sizes = [_size(trace, id_) for id_ in (node, *(edge.target for edge in way))]
    if along is not None:
        sizes[0] = _largest(trace.contribution_at(trace.program.edge_index[along]))
    if len(sizes) < 2 or not all(0 < size < math.inf for size in sizes):
        return None
    largest, smallest = (pick(range(len(sizes)), key=sizes.__getitem__) for pick in (max, min))
    falls, grows = sizes[0] / sizes[largest], sizes[0] / sizes[smallest]
    if falls > LITTLE and grows < MUCH:
        return None
    end = largest if falls * grows < 1 else smallest
    return _stretch(trace, way[:end], sizes[: end + 1])


def _stretch(trace: Trace, way: Sequence[Edge], sizes: Sequence[float]) -> Stretch:
    factors = [
        Factor(
            edge,
            _times(trace, edge, sizes[k], sizes[k + 1]),
            sizes[k] / sizes[-1],
            _left(trace, edge, sizes[k]),
        )
        for k, edge in enumerate(way)
    ]
    return Stretch(way[-1].target, sizes[-1], sizes[0], tuple(reversed(factors)))


def _times(trace: Trace, edge: Edge, size: float, before: float) -> float:
    """The local derivative, where it is one number and all that comes back; else the ratio."""
    local = trace.local(*edge)
    ratio = size / before
    alone = isinstance(local, float) and math.isclose(abs(local), ratio, rel_tol=1e-6)
    return float(local) if alone else ratio  # type: ignore[arg-type]  # a number if alone


def _left(trace: Trace, edge: Edge, size: float) -> float:
    """How much of its largest summand a gradient is, within the edge and over all edges."""
    at = trace.program.edge_index[edge]
    share, local = _largest(trace.contribution_at(at)), trace.local_at(at)
    g, x = np.asarray(trace.gradient(edge.target)), np.asarray(trace.value(edge.source))
    table = np.asarray(0.0 if local is None else local)
    if table.ndim and table.size == g.size * x.size:
        summands = np.abs(table.reshape(g.size, x.size)) * np.abs(g).reshape(g.size, 1)
        share = max(share, float(summands.max()))
    return min(size / share, 1.0)


def _way(trace: Trace, node: str) -> list[Edge]:
    """From a node to the output, each time along the edge that hands back most."""
    way: list[Edge] = []
    while node != trace.output and len(way) < MAX_STEPS:
        shares = [
            (_largest(share), edge)
            for edge in trace.graph.outgoing[node]
            if (at := trace.program.edge_index.get(edge)) is not None
            and (share := trace.contribution_at(at)) is not None
        ]
        size, edge = max(shares, key=lambda pair: pair[0], default=(0.0, None))
        if edge is None or not size > 0:
            return []
        way.append(edge)
        node = edge.target
    return way


def _size(trace: Trace, node: str) -> float:
    return _largest(trace.gradient(node))


def _largest(value: object) -> float:
    return float(np.max(np.abs(np.asarray(value))))
