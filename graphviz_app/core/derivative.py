"""The numbers on a reading's edges: local derivative and contribution, of operators or lines."""

from collections.abc import Mapping
from functools import partial

import numpy as np

from graphviz_app.core.graph import Edge, Value
from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading import Reading
from graphviz_app.core.trace import MAX_JACOBIAN, Trace
from graphviz_app.core.vjp import jacobian, plain
from graphviz_app.errors import EvaluationError


@np.errstate(all="ignore")  # ∞ − ∞ is not a number, which is what is to be shown
def edge_contribution(trace: Trace, reading: Reading, index: int) -> Value | None:
    """What the edge adds to its source's gradient; None if it only steers or was not computed."""
    edge = reading.edges[index]
    indices = [trace.program.edge_index.get(member) for member in edge.members]
    shares = [trace.contribution_at(i) for i in indices if i is not None]
    known = [share for share in shares if share is not None]
    if edge.control or not known:
        return None
    total = known[0]
    for share in known[1:]:
        total = total + share
    return total


@np.errstate(all="ignore")
def edge_local(trace: Trace, reading: Reading, index: int) -> Value | None:
    """Local derivative of the edge.

    Of an operator as in ``Trace.local``; of a line its derivative by that name, over all ways
    through the line. None if the edge only steers, or where a Jacobian would be too large.
    """
    edge = reading.edges[index]
    if edge.control or edge.target not in trace.values or edge.source not in trace.values:
        return None
    if reading.kind == "operators":
        return trace.local(*edge.members[0])
    return _of_line(trace, reading, edge.target).get(edge.source)


def _of_line(trace: Trace, reading: Reading, name: str) -> dict[str, Value]:
    """Derivatives of one line by each name it uses, kept in the trace."""
    key = ("line", name)
    if key not in trace.memo:
        trace.memo[key] = _line_derivatives(trace, reading, name)
    found = trace.memo[key]
    assert isinstance(found, dict)
    return found


def _line_derivatives(trace: Trace, reading: Reading, name: str) -> dict[str, Value]:
    edges = [e for i in reading.incoming[name] if not (e := reading.edges[i]).control]
    members = frozenset(reading.members[name])
    if trace.value(name) is not None and _per_element(trace, members, [e.source for e in edges]):
        back = trace.pull_back(name, within=members).contributions
        return {e.source: _sum(back, e.members) for e in edges}
    found: dict[str, Value] = {}
    for edge in edges:
        y, x = trace.value(name), trace.value(edge.source)
        if np.size(y) * np.size(x) > MAX_JACOBIAN:
            continue
        whole = jacobian(y, x, partial(_pulled_to, trace, name, members, edge.members))
        if whole is not None:
            found[edge.source] = whole
    return found


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
