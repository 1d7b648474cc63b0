"""Pulling a cotangent back from any node of a run, not only from the output."""

import heapq
from collections.abc import Container, Iterable, Sequence

import numpy as np

from graphviz_app.core.graph import Edge, Value
from graphviz_app.core.op import Array
from graphviz_app.core.program import Program
from graphviz_app.core.running.results import PulledBack
from graphviz_app.core.vjp import plain, pull_through

Values = Sequence[Value | None]


@np.errstate(all="ignore")
def pulled_back(
    program: Program, values: Values, start: int, cotangent: Value, within: Container[str] | None
) -> PulledBack:
    """Over all paths from an instruction; ``within`` as in ``Trace.pull_back``."""
    arrived: dict[int, Value] = {start: cotangent}
    contributions: dict[Edge, Value] = {}
    waiting = [-start]  # a heap: consumers come before what they consumed
    while waiting:
        i = -heapq.heappop(waiting)
        for edge, j, share in _shares(program, values, i, arrived[i]):
            contributions[edge] = plain(share)
            if j in arrived:
                arrived[j] = arrived[j] + share
                continue
            arrived[j] = share
            if within is None or program.instructions[j].node.id in within:
                heapq.heappush(waiting, -j)
    gradients = {program.instructions[i].node.id: plain(g) for i, g in arrived.items()}
    return PulledBack(gradients, contributions)


def _shares(
    program: Program, values: Values, i: int, g: Value
) -> Iterable[tuple[Edge, int, Value]]:
    step = program.instructions[i]
    y, operands = arrays_at(program, values, i)
    for slot, j in enumerate(step.operands):
        share = pull_through(step, slot, g, y, operands)
        if share is not None:
            yield program.edges[step.first_edge + slot], j, share


def arrays_at(program: Program, values: Values, i: int) -> tuple[Array, list[Array]]:
    """A node's value and its operands' as arrays (numbers too), as the table wants them."""
    operands = program.instructions[i].operands
    return np.asarray(values[i]), [np.asarray(values[j]) for j in operands]
