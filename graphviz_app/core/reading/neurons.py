"""The textbook drawing: every weighted sum is a node, with its activation; the rest is as in lines.

A weight stands on its edge and a bias in its neuron. Only where something else uses it too is a
leaf like that also a node.
"""

from collections.abc import Iterator, Mapping

from graphviz_app.core.graph import Edge, Graph
from graphviz_app.core.pieces import Pieces
from graphviz_app.core.reading.lines import line_edges, line_of, members_by_line
from graphviz_app.core.reading.neuron import Neuron
from graphviz_app.core.reading.reading import Reading, ReadingEdge
from graphviz_app.core.reading.weighing import body, neurons_in


def read_neurons(graph: Graph) -> Pieces[Reading]:
    """A node for each neuron and for each other line; an edge for each summand."""
    yield
    neurons = neurons_in(graph)
    given = dict(_places(graph, neurons))
    members = yield from members_by_line(graph, given)
    hidden = set(_hidden(graph, neurons, given))
    nodes = {name: graph.nodes[name] for name in members if name not in hidden}
    edges: list[ReadingEdge] = []
    for name in nodes:
        yield
        if name in neurons:
            edges += _summands(graph, neurons[name])
        else:
            edges += line_edges(graph, name, members[name])
    drawn = {name: members[name] for name in nodes}
    return Reading(graph, "neurons", nodes, tuple(edges), drawn, neurons)


def _places(graph: Graph, neurons: Mapping[str, Neuron]) -> Iterator[tuple[str, str]]:
    """Nodes whose place is known: operators and numbers in their neuron, what arrives as itself."""
    for neuron in neurons.values():
        for leaf in neuron.leaves:
            yield leaf, leaf if line_of(graph, leaf) == leaf else neuron.id
        for term in neuron.terms:
            yield term.source, term.source
    for neuron in neurons.values():
        for id_ in body(graph, neuron):
            yield id_, neuron.id


def _hidden(graph: Graph, neurons: Mapping[str, Neuron], given: Mapping[str, str]) -> Iterator[str]:
    """Weights and biases that nothing else uses."""
    uses: dict[str, int] = {}
    for neuron in neurons.values():
        for leaf in neuron.leaves:
            uses[leaf] = uses.get(leaf, 0) + 1
    for leaf, count in uses.items():
        if len(graph.outgoing[leaf]) == count and leaf != graph.output and given[leaf] == leaf:
            yield leaf


def _summands(graph: Graph, neuron: Neuron) -> Iterator[ReadingEdge]:
    added = _added(graph, neuron)
    for slot, term in enumerate(neuron.terms):
        if term.product is None:
            member = added[term.source].pop(0)
        else:
            member = next(e for e in graph.incoming[term.product] if e.source == term.source)
        yield ReadingEdge(term.source, neuron.id, slot, (member,), False, term.source, term.weight)


def _added(graph: Graph, neuron: Neuron) -> Mapping[str, list[Edge]]:
    """What enters the neuron's sums without a factor, by where it starts."""
    products = {term.product for term in neuron.terms}
    entering: dict[str, list[Edge]] = {}
    for id_ in body(graph, neuron):
        for edge in graph.incoming[id_] if id_ not in products else ():
            entering.setdefault(edge.source, []).append(edge)
    return entering
