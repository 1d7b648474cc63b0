"""One graph, two readings: every operator, or one node per named line.

A *line* is what a person wrote after one name. Its last operator carries the name; the unnamed
operators in between carry the line's name as their group. The scene, the animation and the
tables work on a Reading, so both are drawn, played and exported by the same code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.oplib import OPS
from graphviz_app.core.order import depths, topological
from graphviz_app.core.pieces import Pieces, finished
from graphviz_app.core.sharing import hand_on, only_values_differ

Element = str | int
"""A drawn node by its id, or a drawn edge by its index in the reading."""


class ReadingEdge(NamedTuple):
    """A drawn edge. ``members`` are the graph's edges it stands for.

    It starts at what is drawn as ``source``, and ``carries`` the value of a node that is in there
    (the source itself, unless that is more than one node). ``slot`` orders the edges that arrive at
    ``target``. A ``control`` edge only decides a branch: it carries no gradient.
    """

    source: str
    target: str
    slot: int
    members: tuple[Edge, ...]
    control: bool
    carries: str


@dataclass(frozen=True, eq=False)
class Reading:
    """What is drawn: nodes (id → the graph's node that carries the value) and edges."""

    graph: Graph
    kind: Kind
    nodes: Mapping[str, Node]
    edges: tuple[ReadingEdge, ...]
    members: Mapping[str, tuple[str, ...]]

    @property
    def is_of_lines(self) -> bool:
        """Whether a node stands for all operators of a line; else for one."""
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
    def clusters(self) -> Mapping[str, str]:
        """Per node the group path to draw a box for; '' for none.

        A line has no box of its own. What it calls does, and is told by it: ``hidden/h/swish``
        becomes ``hidden/h: swish``, so that two calls of swish are two boxes.
        """
        return {id_: _boxes(self.graph, node.group) for id_, node in self.nodes.items()}

    def is_drawn_as(self, other: "Reading") -> bool:
        """Whether both have the same nodes, edges and boxes."""
        if self.edges and self.edges is other.edges:  # there is but one empty tuple
            return True
        return (
            self.kind == other.kind
            and list(self.nodes) == list(other.nodes)
            and self.edges == other.edges
            and self.clusters == other.clusters
        )

    def updated(self, graph: Graph) -> "Reading | None":
        """The same reading of a graph in which only values are others; None of any other graph."""
        if not only_values_differ(graph, self.graph):
            return None
        again = replace(self, graph=graph, nodes={id_: graph.nodes[id_] for id_ in self.nodes})
        hand_on(self, again, "incoming", "outgoing", "clusters")
        return again

    def again(self, element: "Element | None", before: "Reading | None") -> "Element | None":
        """The same node or edge as in the reading from before; None if it is not there any more."""
        if element is None or isinstance(element, str):
            return element if element in self.nodes else None
        if before is None or element >= len(before.edges):
            return None
        edge = before.edges[element]
        same = (i for i in self.incoming.get(edge.target, ()) if self.edges[i][:3] == edge[:3])
        return next(same, None)


def suited(graph: Graph, many: int = 20, deep: int = 9) -> Kind:
    """The reading to begin with: lines where operators would be too small to be read.

    That is above ``many`` operators and leaves, or ``deep`` of them in a row.
    """
    if len(graph.nodes) > many:
        return "lines"
    depth = depths(topological(graph)[0], lambda id_: (e.source for e in graph.incoming[id_]))
    return "lines" if max(depth.values(), default=0) > deep else "operators"


def read(graph: Graph, kind: Kind) -> Reading:
    """The graph as operators or as lines."""
    return finished(read_in_pieces(graph, kind))


def read_in_pieces(graph: Graph, kind: Kind) -> Pieces[Reading]:
    """The same, cut into short pieces."""
    return _operators(graph) if kind == "operators" else _lines(graph)


def line_of(graph: Graph, id_: str) -> str:
    """The named line that a node belongs to: the first of its groups that is a node, or itself."""
    for name in graph.nodes[id_].group.split("/"):
        if name in graph.nodes:
            return name
    return id_


def nodes_by_line(graph: Graph) -> dict[str, list[str]]:
    """The nodes of each named line, in their order."""
    members: dict[str, list[str]] = {}
    for id_ in graph.nodes:
        members.setdefault(line_of(graph, id_), []).append(id_)
    return members


def _boxes(graph: Graph, group: str) -> str:
    boxes, line = [], ""
    for name in group.split("/"):
        if name in graph.nodes:
            line = f"{name}: "
        elif name:
            boxes.append(line + name)
            line = ""
    return "/".join(boxes)


def _operators(graph: Graph) -> Pieces[Reading]:
    edges = []
    for id_ in graph.nodes:
        yield
        for e in graph.incoming[id_]:
            control = is_control(graph, e)
            edges.append(ReadingEdge(e.source, e.target, e.slot, (e,), control, e.source))
    members = {id_: (id_,) for id_ in graph.nodes}
    return Reading(graph, "operators", graph.nodes, tuple(edges), members)


def is_control(graph: Graph, edge: Edge) -> bool:
    """Whether the operand only steers: no gradient flows back through it."""
    op = OPS.get(graph.nodes[edge.target].op)
    return op is not None and op.has(edge.slot) and op.steers(edge.slot)


def _lines(graph: Graph) -> Pieces[Reading]:
    line = yield from _lines_by_node(graph)
    members: dict[str, list[str]] = {name: [] for name in graph.nodes if line[name] == name}
    for id_ in graph.nodes:
        members[line[id_]].append(id_)
    edges: list[ReadingEdge] = []
    for name in members:
        yield
        edges += _line_edges(graph, name, members[name])
    nodes = {name: graph.nodes[name] for name in members}
    return Reading(graph, "lines", nodes, tuple(edges), {n: tuple(m) for n, m in members.items()})


def _lines_by_node(graph: Graph) -> Pieces[dict[str, str]]:
    """Per node the line it is drawn in.

    An unnamed operator that several lines use, or that is the output, is a line for itself:
    otherwise an edge would show the line's value in place of its own, lines could depend on each
    other in a circle, and gradients would start in the middle of a node. What only another line
    uses belongs to that.
    """
    written = {}
    for id_ in graph.nodes:
        yield
        written[id_] = line_of(graph, id_)
    line = dict(written)
    doubtful = [id_ for id_, name in line.items() if name != id_]
    while doubtful:
        yield
        id_ = doubtful.pop()
        users = {line[edge.target] for edge in graph.outgoing[id_]}
        if line[id_] == id_ or (id_ != graph.output and users <= {line[id_]}):
            continue
        # Moved at most twice, so that this ends even if the graph has cycles.
        moves = len(users) == 1 and id_ != graph.output and line[id_] == written[id_]
        line[id_] = users.pop() if moves else id_
        doubtful.extend(edge.source for edge in graph.incoming[id_])
    return line


def _line_edges(graph: Graph, name: str, members: list[str]) -> list[ReadingEdge]:
    """The edges from other lines into this one, a name each, in the order it is first used."""
    entering: dict[str, list[Edge]] = {}
    for edge in _in_written_order(graph, name, set(members)):
        entering.setdefault(edge.source, []).append(edge)
    differentiable = _carries_gradient(graph, name, set(members))
    return [
        ReadingEdge(
            source, name, slot, tuple(edges), not any(e in differentiable for e in edges), source
        )
        for slot, (source, edges) in enumerate(entering.items())
    ]


def _in_written_order(graph: Graph, name: str, members: set[str]) -> list[Edge]:
    """Edges that enter the line, left to right as an expression would list its operands."""
    entering: list[Edge] = []
    seen: set[str] = set()
    stack: list[Edge | str] = [name]
    while stack:
        item = stack.pop()
        if isinstance(item, Edge):
            if item.source not in members:
                entering.append(item)
                continue
            item = item.source
        if item not in seen:
            seen.add(item)
            stack.extend(reversed(graph.incoming[item]))
    return entering


def _carries_gradient(graph: Graph, name: str, members: set[str]) -> set[Edge]:
    """Edges of the line from which its last operator is reached without a control operand."""
    carrying: set[Edge] = set()
    stack = [name]
    seen = {name}
    while stack:
        for edge in graph.incoming[stack.pop()]:
            if is_control(graph, edge):
                continue
            carrying.add(edge)
            if edge.source in members and edge.source not in seen:
                seen.add(edge.source)
                stack.append(edge.source)
    return carrying
