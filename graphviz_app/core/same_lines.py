"""Which nodes of a text are still the same ones after it was changed."""

from collections.abc import Iterator, Mapping

from graphviz_app.core.graph import Graph
from graphviz_app.core.reading import line_of


def same_nodes(before: Graph, now: Graph) -> Iterator[str]:
    """Nodes that are the same as before: lines by their name.

    The names of operators inside a line are dealt out in their order, so they mean something only
    as long as the line has the same ones.
    """
    then, after = _inside(before), _inside(now)
    for id_ in now.nodes:
        line = line_of(now, id_)
        if line == id_ or then.get(line) == after.get(line):
            yield id_


def _inside(graph: Graph) -> Mapping[str, list[tuple[str, str, list[str]]]]:
    """Per line its operators and their operands."""
    found: dict[str, list[tuple[str, str, list[str]]]] = {}
    for id_, node in graph.nodes.items():
        sources = [edge.source for edge in graph.incoming[id_]]
        found.setdefault(line_of(graph, id_), []).append((id_, node.op, sources))
    return found
