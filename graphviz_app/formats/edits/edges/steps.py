"""Several changes of a graph in a row, as one; and what the output is in the end."""

from collections.abc import Mapping

from graphviz_app.core.graph import Edge, Graph
from graphviz_app.core.order import leads_to
from graphviz_app.core.reading import line_of
from graphviz_app.errors import ParseError
from graphviz_app.formats.edits.deleting import Left
from graphviz_app.formats.language.text import graph_of_text


class Steps:
    """Keeps track of how nodes are called after each change."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._before = graph
        self._names: Mapping[str, str] = {id_: id_ for id_ in graph.nodes}
        self._last: Mapping[str, str] = self._names

    def take(self, left: Left) -> None:
        """The next change."""
        self.graph, self._last = left
        self._names = {
            old: self._last[name] for old, name in self._names.items() if name in self._last
        }

    def now(self, id_: str) -> str:
        """How a node from the beginning is called; one that is gone as it was."""
        return self._names.get(id_, id_)

    def again(self, id_: str) -> str:
        """How a node is called that was called like this before the last change."""
        return self._last[id_]

    def edge(self, edge: Edge) -> Edge:
        """The same edge with the names of now."""
        return Edge(self.now(edge.source), self.now(edge.target), edge.slot)

    def is_unnamed(self, edge: Edge) -> bool:
        """Whether what it starts at has no name, and goes where the edge goes."""
        return line_of(self.graph, edge.source) != edge.source

    def finished(self, changed: str) -> Graph:
        """The graph, whose output is as before unless the node that was changed builds on it."""
        graph, before = self.graph, self._names.get(self._before.output or "")
        if before is None or graph.output == before or self._builds_on(changed, before):
            return graph
        text = f"{graph.source.rstrip()}\noutput({before})\n"
        try:
            return graph_of_text(text.replace("\n", "\r\n") if "\r\n" in graph.source else text)
        except ParseError:
            return graph

    def _builds_on(self, changed: str, output: str) -> bool:
        return leads_to(self.graph, output, self.now(changed))
