"""What a leaf holds, as numbers: its shape, and an array of it."""

from graphviz_app.arrays import Array, np
from graphviz_app.core.graph import Graph, shape_of
from graphviz_app.core.oplib import leaf_value


def shape_in(graph: Graph, id_: str) -> tuple[int, ...]:
    """The shape of a leaf; () of a number."""
    return shape_of(leaf_value(graph.nodes[id_]))


def array_in(graph: Graph, id_: str) -> Array:
    """A leaf in its shape, as a new array of float64."""
    return np.array(leaf_value(graph.nodes[id_]), dtype=np.float64)
