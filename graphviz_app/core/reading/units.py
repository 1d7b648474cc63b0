"""Biases as edges from a 1: to each layer one, as to an input that is always the same."""

from collections.abc import Mapping
from dataclasses import replace

from graphviz_app.core.graph import Graph, Node
from graphviz_app.core.order import depths, topological
from graphviz_app.core.reading.reading import Reading, ReadingEdge


def with_units(reading: Reading) -> Reading:
    """The reading with a 1 before each layer, and the biases on the edges that leave it.

    Its graph has these ones as well: nothing there uses them.
    """
    depth = _depths(reading)
    biased = [id_ for id_ in reading.neurons if reading.bias_edge(id_) is not None]
    first: dict[int, str] = {}
    for id_ in biased:
        first.setdefault(depth[id_], id_)
    units = {_called(id_): _unit(reading, id_, depth) for id_ in first.values()}
    edges = (_edge(reading, id_, _called(first[depth[id_]])) for id_ in biased)
    return replace(
        reading,
        graph=with_ones(reading.graph, units),
        nodes={**reading.nodes, **units},
        edges=(*reading.edges, *edges),
        members={**reading.members, **{id_: (id_,) for id_ in units}},
        units=frozenset(units),
    )


def with_ones(graph: Graph, units: Mapping[str, Node]) -> Graph:
    """The graph, and these nodes besides."""
    return graph if not units else replace(graph, nodes={**graph.nodes, **units})


def _depths(reading: Reading) -> Mapping[str, int]:
    """Neurons that are equally deep are a layer."""
    edges = reading.edges
    order = reading.nodes if reading.boxes else topological(reading.graph)[0]
    drawn = (id_ for id_ in order if id_ in reading.nodes)
    return depths(drawn, lambda id_: (edges[i].source for i in reading.incoming[id_]))


def _called(first: str) -> str:
    """A layer's 1 is called after the layer's first neuron."""
    return f"{first}.one"


def _unit(reading: Reading, first: str, depth: Mapping[str, int]) -> Node:
    """A 1 that is a part of a neuron's line, so that it has no name but its number.

    It is in the group of the layer that it stands in, if that is one.
    """
    beside = (id_ for id_ in reading.neurons if depth[id_] == depth[first] - 1)
    groups = {reading.clusters[id_] for id_ in beside}
    group = groups.pop() if len(groups) == 1 else ""
    return Node(_called(first), "constant", {"value": 1.0}, f"{group}/{first}".lstrip("/"))


def _edge(reading: Reading, id_: str, unit: str) -> ReadingEdge:
    """The edge on which a neuron's bias stands, behind those of its summands."""
    along = reading.bias_edge(id_)
    assert along is not None
    slot = len(reading.neurons[id_].terms)
    return ReadingEdge(unit, id_, slot, (along,), False, unit, along.source)
