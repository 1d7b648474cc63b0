"""What text and document ask of a graph before it is written or believed."""

import heapq

from graphviz_app.core.graph import Graph
from graphviz_app.core.oplib import OPS
from graphviz_app.core.program import near
from graphviz_app.errors import CycleError, SlotError, UnknownOpError


def check_complete(graph: Graph) -> None:
    """Raise UnknownOpError, SlotError or CycleError unless every operand is there."""
    for id_, node in graph.nodes.items():
        op = OPS.get(node.op)
        if op is None:
            raise UnknownOpError(
                f"'{id_}': there is no operator '{node.op}'{near(node.op, OPS)}", id_
            )
        slots = [edge.slot for edge in graph.incoming[id_]]
        for slot, letter in enumerate(op.operands):
            if slot not in slots:
                raise SlotError(
                    f"'{id_}' ({op.name}) has no operand {letter} yet, which text cannot say; "
                    "connect it, or save as .json",
                    id_,
                )
        if len(slots) > len(op.operands):
            raise SlotError(f"'{id_}' ({op.name}) has more operands than it takes", id_)
    topological(graph)


def topological(graph: Graph) -> list[str]:
    """The nodes, each after its operands, in the written order where that is one; CycleError."""
    place = {id_: i for i, id_ in enumerate(graph.nodes)}
    ids = list(graph.nodes)
    waiting = {id_: len(graph.incoming[id_]) for id_ in ids}
    ready = [place[id_] for id_, count in waiting.items() if not count]
    heapq.heapify(ready)
    order: list[str] = []
    while ready:
        id_ = ids[heapq.heappop(ready)]
        order.append(id_)
        for edge in graph.outgoing[id_]:
            waiting[edge.target] -= 1
            if not waiting[edge.target]:
                heapq.heappush(ready, place[edge.target])
    if len(order) < len(ids):
        raise _cycle(graph, set(order))
    return order


def _cycle(graph: Graph, ordered: set[str]) -> CycleError:
    """Walk back from operand to operand until a node comes twice."""
    id_ = next(id_ for id_ in graph.nodes if id_ not in ordered)
    way: dict[str, None] = {}
    while id_ not in way:
        way[id_] = None
        id_ = next(e.source for e in graph.incoming[id_] if e.source not in ordered)
    circle = list(way)[list(way).index(id_) :]
    names = [*reversed(circle), circle[-1]]
    if len(names) > 8:
        names = [*names[:4], "…", *names[-3:]]
    return CycleError(f"these nodes depend on each other in a circle: {' → '.join(names)}", id_)
