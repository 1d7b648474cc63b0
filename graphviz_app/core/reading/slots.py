"""Where edges may arrive at what is drawn: operands that are there, missing, or one more."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graphviz_app.core.graph import Graph
from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading.reading import Element, Reading


class Slot(NamedTuple):
    """An operand of what is drawn, in the graph's own terms.

    ``places`` are the operand slots that it stands for, by node and number: several where an edge
    of the reading does. ``edge`` is the index of that edge; None where there is none yet. ``more``
    is one beyond those that the operator has; ``weighted`` if it comes with a weight of its own.
    """

    places: tuple[tuple[str, int], ...]
    edge: int | None = None
    more: bool = False
    weighted: bool = False


def slots_of(reading: Reading, id_: str) -> Sequence[Slot]:
    """The operands of a drawn node in their order; what is missing in a line stands at the end."""
    there = [
        Slot(tuple((e.target, e.slot) for e in reading.edges[index].members), index)
        for index in reading.incoming[id_]
    ]
    missing = [Slot((place,)) for place in missing_in(reading, id_)]
    if not reading.is_of_lines:
        return sorted([*there, *missing], key=lambda slot: slot.places[0][1])
    return [*there, *missing]


def missing_in(reading: Reading, id_: str) -> Sequence[tuple[str, int]]:
    """The operands that are missing in what is drawn as this node."""
    return [place for member in reading.members[id_] for place in _missing(reading.graph, member)]


def _needed(graph: Graph, id_: str) -> int:
    """How many operands there are to be: those that it needs, and those before one that it has."""
    op, there = OPS.get(graph.nodes[id_].op), graph.incoming[id_]
    return 0 if op is None else max(op.least, there[-1].slot + 1 if there else 0)


def _missing(graph: Graph, id_: str) -> Iterator[tuple[str, int]]:
    there = {edge.slot for edge in graph.incoming[id_]}
    return ((id_, slot) for slot in range(_needed(graph, id_)) if slot not in there)


def with_missing(reading: Reading) -> Sequence[str]:
    """Every drawn node of which an operand is missing."""
    graph = reading.graph
    lacking = {id_ for id_, there in graph.incoming.items() if len(there) < _needed(graph, id_)}
    if not lacking:
        return ()
    return [id_ for id_ in reading.nodes if not lacking.isdisjoint(reading.members[id_])]


def one_more(reading: Reading, id_: str) -> Slot | None:
    """One operand more, where the operator at the end of what is drawn can have that.

    A neuron gets one more summand.
    """
    if missing_in(reading, id_) or id_ in reading.boxes:
        return None
    neuron = reading.neurons.get(id_)
    node = reading.nodes[id_] if neuron is None else reading.graph.nodes[neuron.sum]
    op, count = OPS.get(node.op), len(reading.graph.incoming[node.id])
    if neuron is not None:
        return Slot(((node.id, count),), more=True, weighted=True)
    if op is None or op.is_leaf or not (op.grows or op.takes(count + 1)):
        return None
    return Slot(((node.id, count),), more=True)


def way(reading: Reading, start: str, end: str) -> Sequence[Element]:
    """Nodes and edges by which the value of one drawn node comes to another; () if it does not."""
    came: dict[str, int] = {}
    waiting, seen = [start], {start}
    while waiting and end not in came and start != end:
        id_ = waiting.pop(0)
        for index in reading.outgoing[id_]:
            target = reading.edges[index].target
            if target not in seen:
                seen.add(target)
                came[target] = index
                waiting.append(target)
    if start != end and end not in came:
        return ()
    found: list[Element] = [end]
    while found[-1] != start:
        edge = came[str(found[-1])]
        found += [edge, reading.edges[edge].source]
    return found[::-1]


def leading_from(reading: Reading, id_: str) -> set[str]:
    """The node and all that are made of its value: none of them can be an operand of it."""
    seen, waiting = {id_}, [id_]
    while waiting:
        for index in reading.outgoing[waiting.pop()]:
            if (target := reading.edges[index].target) not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def leading_to(reading: Reading, id_: str) -> set[str]:
    """The node and all whose value it is made of: an edge from it to those would be a cycle."""
    seen, waiting = {id_}, [id_]
    while waiting:
        for index in reading.incoming[waiting.pop()]:
            if (source := reading.edges[index].source) not in seen:
                seen.add(source)
                waiting.append(source)
    return seen
