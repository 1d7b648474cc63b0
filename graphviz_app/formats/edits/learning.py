"""How a graph learns, as a change of the lines that say it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import Enum

from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.settings import DataUse, Descent
from graphviz_app.errors import GraphError, ParseError
from graphviz_app.formats.descent_rules import plain
from graphviz_app.formats.edits.learning_lines import LearningLines
from graphviz_app.formats.edits.written import Written
from graphviz_app.formats.language.beside import in_step
from graphviz_app.formats.language.text import graph_of_text, passages_of
from graphviz_app.formats.language.writer import to_text
from graphviz_app.formats.values import attr_value


class _AsItIs(Enum):
    AS_IT_IS = 0


AS_IT_IS = _AsItIs.AS_IT_IS


def with_learning(
    graph: Graph,
    *,
    frozen: Iterable[str] | _AsItIs = AS_IT_IS,
    descents: Iterable[Descent] | _AsItIs = AS_IT_IS,
    data: DataUse | _AsItIs | None = AS_IT_IS,
    learning_rate: float | _AsItIs | None = AS_IT_IS,
) -> Graph:
    """The graph that learns like this; what is not given stays as it is.

    In its text only the lines change that say it, and new ones go where such lines are. The way
    that was gone is forgotten with the descent that it went. Raises GraphError if text cannot say
    it.
    """
    wanted = replace(
        graph,
        frozen=graph.frozen if frozen is AS_IT_IS else tuple(dict.fromkeys(frozen)),
        descents=graph.descents if descents is AS_IT_IS else tuple(map(_checked, descents)),
        data=graph.data if data is AS_IT_IS else data,
        learning_rate=graph.learning_rate if learning_rate is AS_IT_IS else learning_rate,
    )
    if _learn_alike(graph, wanted):
        return graph
    if not _goes_the_same_way(graph, wanted):
        wanted = replace(wanted, trained=None)
    return _in_text(graph, wanted)


def _checked(descent: Descent) -> Descent:
    """With what it has no use for left out; raises GraphError for a start that is no value."""
    if isinstance(descent.start, Mapping):
        start = {
            id_: attr_value(value, id_)  # type: ignore[arg-type]  # it checks what it is given
            for id_, value in descent.start.items()
        }
        descent = replace(descent, start=start or None)
    return plain(descent)


def _learn_alike(graph: Graph, other: Graph) -> bool:
    """Whether they are said to learn in the same way; which is frozen first does not matter."""
    return (
        {*graph.frozen} == {*other.frozen}
        and (graph.descents, graph.data) == (other.descents, other.data)
        and graph.learning_rate == other.learning_rate
    )


def _goes_the_same_way(graph: Graph, wanted: Graph) -> bool:
    """Whether the descent that was gone, if one was, is still the same."""
    if graph.trained is None:
        return True
    at = slice(graph.trained.descent, graph.trained.descent + 1)
    return _learn_alike(
        replace(graph, descents=graph.descents[at]), replace(wanted, descents=wanted.descents[at])
    )


def _in_text(graph: Graph, wanted: Graph) -> Graph:
    """``wanted`` with a text that says it, if the graph has one; raises GraphError."""
    try:
        text = _text(graph, wanted) if graph.source else to_text(replace(wanted, source=""))
        after = graph_of_text(text)
    except ParseError as error:
        raise GraphError(error.reason) from None
    if not graph.source:
        return wanted
    same = (after.nodes, after.edges, after.output) == (graph.nodes, graph.edges, graph.output)
    if not same or after.claims != graph.claims or not _learn_alike(after, wanted):
        raise GraphError("this cannot be said in the text as it is: write it there")
    return in_step(replace(wanted, frozen=after.frozen, source=text))


def _text(graph: Graph, wanted: Graph) -> str:
    same = {id_: id_ for id_ in graph.nodes}
    lines = Written(graph.source, graph, same, passages_of(graph.source))
    return LearningLines(lines, wanted).text()
