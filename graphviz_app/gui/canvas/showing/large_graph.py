"""Graphs that are laid out twice, or not drawn without asking."""

from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Graph
from graphviz_app.core.reading import line_of
from graphviz_app.errors import LayoutError
from graphviz_app.layout import Layout

MAX_DRAWN = 12_500
"""Nodes up to which a graph is drawn at once: ten thousand lines, and leaves beside them."""
MAX_DRAWN_EDGES = 40_000
SKETCHED = 1_000
"""Nodes from which a quick layout is shown first: Graphviz takes half a second and more."""


def too_large(graph: Graph, kind: Kind) -> str:
    """The sentence in place of the picture; empty for a graph that is drawn."""
    nodes, edges = len(graph.nodes), len(graph.edges)
    if kind == "lines" and nodes > MAX_DRAWN:
        nodes = sum(line_of(graph, id_) == id_ for id_ in graph.nodes)
        edges = 0  # many of them are within lines
    if nodes > MAX_DRAWN:
        return _sentence(kind, nodes, "nodes", MAX_DRAWN)
    return _sentence(kind, edges, "edges", MAX_DRAWN_EDGES) if edges > MAX_DRAWN_EDGES else ""


def told(error: LayoutError, shown: Layout | None) -> str:
    """Why there is no layout, and what is seen meanwhile."""
    sketch = shown is not None and shown.provisional
    return f"{error}: the quick layout stays" if sketch else str(error)


def _sentence(kind: Kind, count: int, what: str, most: int) -> str:
    """It says as what: the status line counts the operators of a graph that is not drawn."""
    return (
        f"As {kind} this graph has {count:,} {what}. Drawing more than {most:,} can take minutes."
    )
