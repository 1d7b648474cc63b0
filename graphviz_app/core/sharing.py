"""What is the same in two versions of a graph is kept once."""

import marshal
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from graphviz_app.core.graph import Graph, Node, shape_of

Key = TypeVar("Key")
Item = TypeVar("Item")

_ENDS = ("incoming", "outgoing", "dag")
"""What a graph works out of its nodes' names and its edges, and keeps."""
_FLAT = 2
"""Marshal's format in which the same values are always the same bytes."""


def sharing(graph: Graph, other: Graph) -> Graph:
    """The graph, with the nodes and edges of another one wherever it has the same.

    A text that is read again gives all of them anew, and a history holds many versions.
    """
    pairs = ((node, other.nodes.get(node.id)) for node in graph.nodes.values())
    nodes = [old if old is not None and _alike(node, old) else node for node, old in pairs]
    edges = [
        old if (old := other.edges.get(key)) == edge else edge for key, edge in graph.edges.items()
    ]
    shared = replace(
        graph,
        nodes=_whole({node.id: node for node in nodes}, other.nodes),
        edges=_whole({(edge.target, edge.slot): edge for edge in edges}, other.edges),
    )
    if shared.edges is other.edges and shared.nodes.keys() == other.nodes.keys():
        hand_on(other, shared, *(name for name in _ENDS if name in other.__dict__))
    return shared


def hand_on(version: object, other: object, *properties: str) -> None:
    """What one version has worked out (cached properties) need not be worked out by another."""
    other.__dict__.update({name: getattr(version, name) for name in properties})


def _whole(mapping: Mapping[Key, Item], other: Mapping[Key, Item]) -> Mapping[Key, Item]:
    """The other one, if it has the very same items in the same order."""
    same = len(mapping) == len(other) and all(
        one is two for one, two in zip(mapping.values(), other.values(), strict=True)
    )
    return other if same else mapping


def only_values_differ(graph: Graph, other: Graph) -> bool:
    """Whether all that is drawn is the same, but for the numbers in leaves; their shapes are."""
    return (
        (graph.edges is other.edges or list(graph.edges.items()) == list(other.edges.items()))
        and (graph.output, graph.labels) == (other.output, other.labels)
        and (graph.pins, graph.other_pins) == (other.pins, other.other_pins)
        and len(graph.nodes) == len(other.nodes)
        and all(map(_same_but_for_value, graph.nodes.values(), other.nodes.values()))
    )


def _same_but_for_value(one: Node, other: Node) -> bool:
    if one is other:
        return True
    if (one.id, one.op, one.group) != (other.id, other.op, other.group):
        return False
    if one.attrs.keys() != other.attrs.keys():
        return False
    pairs = ((name, value, other.attrs[name]) for name, value in one.attrs.items())
    return all(shape_of(a) == shape_of(b) if name == "value" else a == b for name, a, b in pairs)


def _alike(one: Node, other: Node) -> bool:
    """To the last bit: 0 and -0, 1 and True are equal, but not the same."""
    return one is other or (one == other and _bytes(one) == _bytes(other))


def _bytes(node: Node) -> bytes:
    return marshal.dumps(list(node.attrs.items()), _FLAT) if node.attrs else b""
