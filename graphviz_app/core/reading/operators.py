"""Every operator is a node."""

from graphviz_app.core.graph import Graph
from graphviz_app.core.pieces import Pieces
from graphviz_app.core.reading.reading import Reading, ReadingEdge, is_control


def read_operators(graph: Graph) -> Pieces[Reading]:
    """A node for each of the graph's, an edge for each operand."""
    edges = []
    for id_ in graph.nodes:
        yield
        for e in graph.incoming[id_]:
            control = is_control(graph, e)
            edges.append(ReadingEdge(e.source, e.target, e.slot, (e,), control, e.source))
    members = {id_: (id_,) for id_ in graph.nodes}
    return Reading(graph, "operators", graph.nodes, tuple(edges), members)
