"""The readings by name, and which of them suits a graph."""

from collections.abc import Callable, Mapping

from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Graph
from graphviz_app.core.order import depths, topological
from graphviz_app.core.pieces import Pieces, finished
from graphviz_app.core.reading.lines import read_lines
from graphviz_app.core.reading.neurons import read_neurons
from graphviz_app.core.reading.operators import read_operators
from graphviz_app.core.reading.reading import Reading


def suited(graph: Graph, many: int = 20, deep: int = 9) -> Kind:
    """The reading to begin with: lines where operators would be too small to be read.

    That is above ``many`` operators and leaves, or ``deep`` of them in a row.
    """
    if len(graph.nodes) > many:
        return "lines"
    depth = depths(topological(graph)[0], lambda id_: (e.source for e in graph.incoming[id_]))
    return "lines" if max(depth.values(), default=0) > deep else "operators"


def read(graph: Graph, kind: Kind) -> Reading:
    """The graph as operators, as lines or as neurons."""
    return finished(read_in_pieces(graph, kind))


def read_in_pieces(graph: Graph, kind: Kind) -> Pieces[Reading]:
    """The same, cut into short pieces."""
    return _READERS[kind](graph)


_READERS: Mapping[Kind, Callable[[Graph], Pieces[Reading]]] = {
    "operators": read_operators,
    "lines": read_lines,
    "neurons": read_neurons,
}
