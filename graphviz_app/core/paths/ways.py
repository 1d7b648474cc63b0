"""Ways: all that lies between two ends of a reading, step by step, and in how many ways.

A step is a drawn edge. A leaf that stands in the drawing, a weight on its edge or a bias in its
neuron, starts with a step of its own. Edges that only steer carry no gradient and are on no path.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graphviz_app.core.graph import Edge
from graphviz_app.core.reading import Reading
from graphviz_app.errors import GraphError


class Step(NamedTuple):
    """From one end of a drawn edge to the other.

    ``edge`` is its index in the reading, of a weight that of the edge it stands on, None where
    nothing is drawn, as into the neuron of a bias. ``entering`` are the graph's edges.
    """

    source: str
    target: str
    edge: int | None
    entering: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """The steps on all paths between two ends."""

    source: str
    target: str
    steps: Sequence[Step]
    onward: Mapping[str, tuple[int, ...]]
    """Per node, consumers before what they consume, its steps towards the target."""
    counts: Mapping[str, int]
    """Per node how many paths lead from it to the target."""

    @property
    def count(self) -> int:
        """How many paths there are; exact."""
        return self.counts.get(self.source, 0)


def ends_of(reading: Reading) -> Iterable[str]:
    """What a path can start from: what is drawn, and the leaves that stand on edges, in neurons."""
    drawn = (id_ for id_ in reading.nodes if id_ not in reading.units)
    return dict.fromkeys((*drawn, *reading.weights, *reading.biases))


def ways(reading: Reading, source: str, target: str) -> Ways:
    """All between two ends; raises GraphError for an end that is not in the reading."""
    for end in (source, target):
        if end not in reading.nodes and not (end == source and reading.standing(end)):
            raise GraphError(f"there is no '{end}' among the {reading.kind}", end)
    steps: list[Step] = []
    leaving: dict[str, list[int]] = {}
    for node in _after(reading, source):
        leaving[node] = []
        for step in _leaving(reading, node, source):
            leaving[node].append(len(steps))
            steps.append(step)
    return _towards(source, target, steps, leaving)


def counts_to(reading: Reading, target: str) -> Mapping[str, int]:
    """How many paths lead to a node, from all from which one does."""
    counts = {target: 1}
    for node in _before(reading, target):
        if node != target:
            steps = _leaving(reading, node, "")
            counts[node] = sum(counts.get(step.target, 0) for step in steps)
    for leaf in (*reading.weights, *reading.biases):
        standing = _from_where_it_stands(reading, leaf)
        more = sum(counts.get(step.target, 0) for step in standing)
        if more:
            counts[leaf] = counts.get(leaf, 0) + more
    return counts


def _before(reading: Reading, target: str) -> Sequence[str]:
    """Nodes that reach ``target``, consumers before what they consume (depth first)."""
    done: list[str] = []
    seen = {target}
    stack = [(target, iter(reading.incoming[target]))]
    while stack:
        node, incoming = stack[-1]
        for index in incoming:
            edge = reading.edges[index]
            if not (edge.control or edge.source in seen or edge.source in reading.units):
                seen.add(edge.source)
                stack.append((edge.source, iter(reading.incoming[edge.source])))
                break
        else:
            done.append(node)
            stack.pop()
    return done[::-1]


def _towards(
    source: str, target: str, steps: Sequence[Step], leaving: Mapping[str, Sequence[int]]
) -> Ways:
    counts, onward = {target: 1}, {}
    for node, at in leaving.items():
        good = tuple(i for i in at if steps[i].target in counts)
        if good and node != target:
            onward[node] = good
            counts[node] = sum(counts[steps[i].target] for i in good)
    return Ways(source, target, steps, onward, counts if source in counts else {})


def _leaving(reading: Reading, node: str, source: str) -> Iterable[Step]:
    """The steps that start at a node, in the order in which its edges leave it."""
    for index in reading.outgoing.get(node, ()):
        edge = reading.edges[index]
        if not edge.control:
            yield Step(node, edge.target, index, edge.members)
    if node == source and reading.standing(source):
        yield from _from_where_it_stands(reading, source)


def _from_where_it_stands(reading: Reading, leaf: str) -> Iterable[Step]:
    for index in reading.weights.get(leaf, ()):
        along = reading.weight_edge(index)
        if along is not None:
            yield Step(leaf, reading.edges[index].target, index, (along,))
    for neuron in reading.biases.get(leaf, ()):
        added = reading.bias_edge(neuron)
        if added is not None:
            yield Step(leaf, neuron, None, (added,))
    for box in reading.boxes:
        hidden = tuple(edge for edge in reading.undrawn(box) if edge.source == leaf)
        if hidden:
            yield Step(leaf, box, None, hidden)


def _after(reading: Reading, source: str) -> Sequence[str]:
    """Nodes that ``source`` reaches, consumers before what they consume (depth first)."""
    done: list[str] = []
    seen = {source}
    stack = [(source, iter(tuple(_leaving(reading, source, source))))]
    while stack:
        node, onward = stack[-1]
        for step in onward:
            if step.target not in seen:
                seen.add(step.target)
                stack.append((step.target, iter(tuple(_leaving(reading, step.target, source)))))
                break
        else:
            done.append(node)
            stack.pop()
    return done
