"""Reading: what is drawn of a graph, as nodes and edges."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading.neuron import Neuron
from graphviz_app.core.sharing import hand_on, only_values_differ

Element = str | int
"""A drawn node by its id, or a drawn edge by its index in the reading."""


class ReadingEdge(NamedTuple):
    """A drawn edge. ``members`` are the graph's edges it stands for.

    It starts at what is drawn as ``source``, and ``carries`` the value of a node that is in there
    (the source itself, unless that is more than one node). ``slot`` orders the edges that arrive at
    ``target``. A ``control`` edge only decides a branch: it carries no gradient. ``weight`` is the
    leaf that stands on the edge of a neuron.
    """

    source: str
    target: str
    slot: int
    members: tuple[Edge, ...]
    control: bool
    carries: str
    weight: str | None = None


class Box(NamedTuple):
    """A group that is drawn folded: its path, the nodes whose values leave it, groups in it."""

    path: str
    exits: tuple[str, ...]
    inner: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Reading:
    """What is drawn: nodes (id → the graph's node that carries the value) and edges."""

    graph: Graph
    kind: Kind
    nodes: Mapping[str, Node]
    edges: tuple[ReadingEdge, ...]
    members: Mapping[str, tuple[str, ...]]
    neurons: Mapping[str, Neuron] = field(default_factory=dict)
    """By the ids that they are drawn as."""
    boxes: Mapping[str, Box] = field(default_factory=dict)
    """Folded groups, by what they are drawn as."""
    units: frozenset[str] = frozenset()
    """Ones from which edges with biases start; empty where biases stand in their neurons."""

    @property
    def is_of_lines(self) -> bool:
        """Whether a node stands for all operators of a line or neuron; else for one."""
        return self.kind != "operators"

    @cached_property
    def incoming(self) -> Mapping[str, tuple[int, ...]]:
        """Per node the indices of its operand edges, in slot order."""
        by_target: dict[str, list[int]] = {id_: [] for id_ in self.nodes}
        for index, edge in enumerate(self.edges):
            by_target[edge.target].append(index)
        return {id_: tuple(indices) for id_, indices in by_target.items()}

    @cached_property
    def outgoing(self) -> Mapping[str, tuple[int, ...]]:
        """Per node the indices of the edges that leave it."""
        by_source: dict[str, list[int]] = {id_: [] for id_ in self.nodes}
        for index, edge in enumerate(self.edges):
            by_source[edge.source].append(index)
        return {id_: tuple(indices) for id_, indices in by_source.items()}

    @cached_property
    def weights(self) -> Mapping[str, tuple[int, ...]]:
        """Per leaf that stands on edges their indices."""
        found: dict[str, list[int]] = {}
        for index, edge in enumerate(self.edges if self.neurons else ()):
            if edge.weight is not None:
                found.setdefault(edge.weight, []).append(index)
        return {id_: tuple(indices) for id_, indices in found.items()}

    @cached_property
    def biases(self) -> Mapping[str, tuple[str, ...]]:
        """Per leaf that stands in neurons, as what they add, their ids."""
        found: dict[str, list[str]] = {}
        for id_, neuron in () if self.units else self.neurons.items():
            if neuron.bias is not None and id_ in self.nodes:
                found.setdefault(neuron.bias, []).append(id_)
        return {id_: tuple(ids) for id_, ids in found.items()}

    def standing(self, leaf: str) -> tuple[str, ...]:
        """The neurons that a leaf is a weight or the bias of."""
        weighed = (self.edges[index].target for index in self.weights.get(leaf, ()))
        return (*weighed, *self.biases.get(leaf, ()))

    def undrawn(self, id_: str) -> tuple[Edge, ...]:
        """The graph's edges into a folded group that no drawn one stands for: from weights that
        stand elsewhere as well.
        """
        if id_ not in self.boxes:
            return ()
        inside = frozenset(self.members[id_])
        drawn = {edge for index in self.incoming[id_] for edge in self.edges[index].members}
        entering = (edge for member in inside for edge in self.graph.incoming[member])
        return tuple(
            edge
            for edge in entering
            if edge.source not in inside and edge not in drawn and not is_control(self.graph, edge)
        )

    def summands(self, id_: str) -> tuple[int, ...]:
        """Per term of a neuron the index of its edge: all that arrive there but a bias."""
        incoming = self.incoming[id_]
        return tuple(index for index in incoming if self.edges[index].source not in self.units)

    def weight_edge(self, index: int) -> Edge | None:
        """The graph's edge from the weight that stands on a drawn one; None without a weight."""
        edge = self.edges[index]
        if edge.weight is None or edge.source in self.units:
            return None if edge.weight is None else edge.members[0]
        return Edge(edge.weight, edge.members[0].target, 1 - edge.members[0].slot)

    def bias_edge(self, id_: str) -> Edge | None:
        """The graph's edge from the bias of a neuron; None if it has none."""
        neuron = self.neurons.get(id_)
        if neuron is None or neuron.bias is None or id_ not in self.members:
            return None
        products = {term.product for term in neuron.terms}
        added = {edge for index in self.incoming[id_] for edge in self.edges[index].members}
        inside = set(self.members[id_]) - products
        edges = (e for e in reversed(self.graph.outgoing[neuron.bias]) if e.target in inside)
        return next(edge for edge in edges if edge not in added)

    @cached_property
    def clusters(self) -> Mapping[str, str]:
        """Per node the group path to draw a box for; '' for none.

        A line has no box of its own. What it calls does, and is told by it: ``hidden/h/swish``
        becomes ``hidden/h: swish``, so that two calls of swish are two boxes.
        """
        return {
            id_: node.group if id_ in self.boxes else _boxes(self.graph, node.group)
            for id_, node in self.nodes.items()
        }

    @cached_property
    def _boxed(self) -> Mapping[str, str]:
        return {member: id_ for id_ in self.boxes for member in self.members[id_]}

    def drawn_as(self, id_: str) -> str:
        """The box that a node has gone into, else the node itself."""
        return self._boxed.get(id_, id_)

    def is_drawn_as(self, other: "Reading") -> bool:
        """Whether both have the same nodes, edges and boxes."""
        if self.edges and self.edges is other.edges:  # there is but one empty tuple
            return True
        return (
            self.kind == other.kind
            and self.neurons == other.neurons
            and list(self.nodes) == list(other.nodes)
            and self.edges == other.edges
            and self.clusters == other.clusters
        )

    def updated(self, graph: Graph) -> "Reading | None":
        """The same reading of a graph in which only values are others; None of any other graph."""
        if not only_values_differ(graph, self.graph):
            return None
        again = replace(self, graph=graph, nodes=self._nodes_of(graph))
        hand_on(self, again, "incoming", "outgoing", "clusters", "weights", "biases")
        return again

    def _nodes_of(self, graph: Graph) -> Mapping[str, Node]:
        boxes = self.boxes
        return {id_: n if id_ in boxes else graph.nodes[id_] for id_, n in self.nodes.items()}

    def again(self, element: "Element | None", before: "Reading | None") -> "Element | None":
        """The same node or edge as in the reading from before; None if it is not there any more."""
        if element is None or isinstance(element, str):
            return element if element in self.nodes else None
        if before is None or element >= len(before.edges):
            return None
        edge = before.edges[element]
        same = (i for i in self.incoming.get(edge.target, ()) if self.edges[i][:3] == edge[:3])
        return next(same, None)


def is_control(graph: Graph, edge: Edge) -> bool:
    """Whether the operand only steers: no gradient flows back through it."""
    op = OPS.get(graph.nodes[edge.target].op)
    return op is not None and op.has(edge.slot) and op.steers(edge.slot)


def _boxes(graph: Graph, group: str) -> str:
    boxes, line = [], ""
    for name in group.split("/"):
        if name in graph.nodes:
            line = f"{name}: "
        elif name:
            boxes.append(line + name)
            line = ""
    return "/".join(boxes)
