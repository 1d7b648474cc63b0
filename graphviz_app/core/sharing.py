"""What is the same in two versions of a graph is kept once."""

import marshal
from dataclasses import replace

from graphviz_app.core.graph import Graph, Node

_FLAT = 2
"""Marshal's format in which the same values are always the same bytes."""


def sharing(graph: Graph, other: Graph) -> Graph:
    """The graph, with the nodes and edges of another one wherever it has the same.

    A text that is read again gives all of them anew, and a history holds many versions.
    """
    found = ((node, other.nodes.get(node.id)) for node in graph.nodes.values())
    nodes = [old if old is not None and _alike(node, old) else node for node, old in found]
    edges = [
        old if (old := other.edges.get(key)) == edge else edge for key, edge in graph.edges.items()
    ]
    return replace(
        graph,
        nodes={node.id: node for node in nodes},
        edges={(edge.target, edge.slot): edge for edge in edges},
    )


def _alike(one: Node, other: Node) -> bool:
    """To the last bit: 0 and -0, 1 and True are equal, but not the same."""
    return one is other or (one == other and _bytes(one) == _bytes(other))


def _bytes(node: Node) -> bytes:
    return marshal.dumps(list(node.attrs.items()), _FLAT) if node.attrs else b""
