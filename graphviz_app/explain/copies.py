"""Nodes that look alike: x² written twice is two nodes, each with a gradient of its own."""

from collections.abc import Mapping
from weakref import WeakKeyDictionary

from graphviz_app.core.graph import Graph
from graphviz_app.core.running.structure import Structure
from graphviz_app.core.trace import Trace
from graphviz_app.explain.formula import is_named

_KEPT: WeakKeyDictionary[Structure, tuple[str | None, Mapping[str, int]]] = WeakKeyDictionary()


def copies_in(trace: Trace) -> Mapping[str, int]:
    """The same, worked out once for all runs that differ in values only."""
    structure = trace.program.structure
    output, copies = _KEPT.get(structure, ("", {}))
    if output != trace.output:
        copies = numbered_copies(trace)
        _KEPT[structure] = trace.output, copies
    return copies


def numbered_copies(trace: Trace) -> dict[str, int]:
    """Unnamed operators of which the graph has several with the same formula, numbered from 1.

    Those that only steer have no gradient to be told apart by. Formulas are compared by number,
    as value numbering does: operands come before what uses them.
    """
    graph = trace.graph
    numbers: dict[object, int] = {}
    number: dict[str, int] = {}
    alike: dict[int, list[str]] = {}
    for step in trace.program.instructions:
        id_ = step.node.id
        named = is_named(graph, id_)
        own = numbers.setdefault(id_ if named else _formula(graph, id_, number), len(numbers))
        number[id_] = own
        if not named and graph.incoming[id_] and _receives(trace, id_):
            alike.setdefault(own, []).append(id_)
    several = (ids for ids in alike.values() if len(ids) > 1)
    return {id_: place for ids in several for place, id_ in enumerate(ids, 1)}


def _receives(trace: Trace, id_: str) -> bool:
    """Whether an edge hands a gradient back to it."""
    index = trace.program.edge_index
    edges = (index.get(edge) for edge in trace.graph.outgoing[id_])
    return any(at is not None and trace.contribution_at(at) is not None for at in edges)


def _formula(graph: Graph, id_: str, number: Mapping[str, int]) -> object:
    node = graph.nodes[id_]
    operands = tuple((edge.slot, number.get(edge.source, -1)) for edge in graph.incoming[id_])
    return node.op, tuple(sorted(node.attrs.items(), key=lambda item: item[0])), operands
