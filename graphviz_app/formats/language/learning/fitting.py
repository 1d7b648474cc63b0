"""What lines say of learning, when the whole graph is known: what fits it, and what does not."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from graphviz_app.core.graph import Graph, shape_of
from graphviz_app.core.learning.settings import DataUse, Descent
from graphviz_app.core.oplib import is_leaf, leaf_value
from graphviz_app.core.wording import near, sized
from graphviz_app.formats.language.learning.said import Misfit, Said
from graphviz_app.formats.language.words.script import Span
from graphviz_app.formats.limits import MAX_DESCENTS

Tell = Callable[[Misfit], None]


def learned(graph: Graph, said: Sequence[Said], tell: Tell) -> Graph:
    """The graph with what its text says of learning; what does not fit is told and left out."""
    frozen: list[str] = []
    descents: list[Descent] = []
    data: Said | None = None
    for line in said:
        match line.content:
            case DataUse():
                if data is not None:
                    sentence = f"data is already given on line {data.place.line}"
                    tell(Misfit(line.place, sentence))
                data = data or line
            case Descent() as descent:
                if len(descents) == MAX_DESCENTS:
                    tell(Misfit(line.place, f"at most {MAX_DESCENTS} descents are read"))
                    continue
                descents.append(_started(descent, graph, line.names, tell))
            case _:
                frozen += _frozen(graph, line.names, frozen, tell)
    use = data.content if data is not None and isinstance(data.content, DataUse) else None
    return replace(graph, frozen=tuple(frozen), descents=tuple(descents), data=use)


def _frozen(
    graph: Graph, names: Sequence[tuple[str, Span]], before: Sequence[str], tell: Tell
) -> Iterator[str]:
    seen = {*before}
    for name, place in names:
        problem = no_parameter(graph, name)
        if name in seen:
            problem = f"'{name}' is already frozen"
        if problem:
            tell(Misfit(place, problem, name))
        else:
            seen.add(name)
            yield name


def _started(
    descent: Descent, graph: Graph, names: Sequence[tuple[str, Span]], tell: Tell
) -> Descent:
    if not isinstance(descent.start, Mapping):
        return descent
    start = dict(descent.start)
    for name, place in names:
        problem = no_parameter(graph, name) or other_shape(graph, name, start[name])
        if problem:
            tell(Misfit(place, problem, name))
            del start[name]
    return replace(descent, start=start or None)


def no_parameter(graph: Graph, name: str) -> str:
    """Why this is no parameter; '' if it is one."""
    node = graph.nodes.get(name)
    if node is None:
        parameters = (id_ for id_, other in graph.nodes.items() if other.op == "parameter")
        return f"there is no parameter '{name}'{near(name, parameters)}"
    if node.op == "parameter":
        return ""
    article = "an" if node.op == "input" else "a"
    what = f"{article} {node.op}" if is_leaf(node) else "computed"
    return f"only parameters learn, and '{name}' is {what}"


def other_shape(graph: Graph, name: str, value: object) -> str:
    """What is said of a start of another shape; '' if it is of the same."""
    shape, other = shape_of(leaf_value(graph.nodes[name])), shape_of(value)
    if shape == other:
        return ""
    return f"'{name}' is {sized(shape)}, and would start as {sized(other)}"
