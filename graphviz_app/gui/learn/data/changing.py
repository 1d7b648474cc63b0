"""Data as a change of the text: where they come from, and which row is shown."""

from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.settings import DataUse
from graphviz_app.core.learning.table import Feed


def with_data(graph: Graph, data: DataUse | None) -> Graph:
    """Other data, or none."""
    from graphviz_app.formats.edits.learning import with_learning  # late: few begin with that

    return with_learning(graph, data=data)


def with_row(graph: Graph, feed: Feed, row: int) -> Graph:
    """The values of a row in the inputs and targets; where training has led stays as it is."""
    from graphviz_app.formats.edits.leaf_values import with_leaf_values

    return with_leaf_values(graph, feed.values(row), graph.trained)
