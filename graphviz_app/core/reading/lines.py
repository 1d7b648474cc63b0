"""One node per named line.

A *line* is what a person wrote after one name. Its last operator carries the name; the unnamed
operators in between carry the line's name as their group.
"""

from collections.abc import Mapping, Sequence

from graphviz_app.core.graph import Edge, Graph
from graphviz_app.core.pieces import Pieces
from graphviz_app.core.reading.reading import Reading, ReadingEdge, is_control


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


def read_lines(graph: Graph) -> Pieces[Reading]:
    """A node for each line; what enters it is an edge for each name it uses."""
    members = yield from members_by_line(graph, {})
    edges: list[ReadingEdge] = []
    for name in members:
        yield
        edges += line_edges(graph, name, members[name])
    nodes = {name: graph.nodes[name] for name in members}
    return Reading(graph, "lines", nodes, tuple(edges), members)


def members_by_line(graph: Graph, given: Mapping[str, str]) -> Pieces[dict[str, tuple[str, ...]]]:
    """The nodes of each line that is drawn; ``given`` are those whose line is known."""
    line = yield from _lines_by_node(graph, given)
    members: dict[str, list[str]] = {name: [] for name in graph.nodes if line[name] == name}
    for id_ in graph.nodes:
        members[line[id_]].append(id_)
    return {name: tuple(ids) for name, ids in members.items()}


def _lines_by_node(graph: Graph, given: Mapping[str, str]) -> Pieces[dict[str, str]]:
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
    line = {**written, **given}
    doubtful = [id_ for id_, name in line.items() if name != id_ and id_ not in given]
    while doubtful:
        yield
        id_ = doubtful.pop()
        users = {line[edge.target] for edge in graph.outgoing[id_]}
        here = id_ != graph.output and users <= {line[id_]}
        if here or line[id_] == id_ or id_ in given:
            continue
        # Moved at most twice, so that this ends even if the graph has cycles.
        moves = len(users) == 1 and id_ != graph.output and line[id_] == written[id_]
        line[id_] = users.pop() if moves else id_
        doubtful.extend(edge.source for edge in graph.incoming[id_])
    return line


def line_edges(graph: Graph, name: str, members: Sequence[str]) -> list[ReadingEdge]:
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
