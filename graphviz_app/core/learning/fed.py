"""The first step of a graph with data, which is that of a batch and not of the row it shows."""

from dataclasses import replace

from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.table import Table
from graphviz_app.core.learning.training import Training
from graphviz_app.core.learning.update import Update, descents_of


def fed_update(graph: Graph, table: Table) -> Update:
    """The step from the parameters as they are, wherever a descent would start.

    Raises DataError or EvaluationError where the rows do not fit.
    """
    descent = replace(descents_of(graph)[0], start=None)
    return Training(graph, descent, table).update_at(0)
