"""Settings: what a text says of the whole graph, such as its output, or which nodes are opened."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from graphviz_app.core.graph import Graph
from graphviz_app.core.wording import near
from graphviz_app.errors import GraphError
from graphviz_app.formats.language.claiming.subjects import dotted_name
from graphviz_app.formats.language.versions import newest_of
from graphviz_app.formats.language.words.script import Script, Span

EXPAND = "expand"
"""With a name, what a setting is called that says which node is opened."""


class Setting(NamedTuple):
    """What ``output(…)`` or ``learning_rate(…)`` says, and where that is written."""

    value: object
    place: Span


def read_expansions(
    call: ast.Call, script: Script, newest: Mapping[str, str] = {}
) -> Iterator[tuple[str, Setting]]:
    """``expand(h, z.tanh1)``: a setting for each name; raises ParseError for anything else.

    ``newest``: which version a name means here.
    """
    names = [dotted_name(node) for node in call.args]
    if not names or None in names or call.keywords:
        raise script.at(call, "expand takes names: write expand(h) or expand(h, z.tanh1)")
    for written, node in zip(names, call.args, strict=True):
        name = newest_of(str(written), newest)
        yield f"{EXPAND} {name}", Setting(name, script.span(node))


def expansions(settings: Mapping[str, Setting]) -> Sequence[Setting]:
    """Those that say which nodes are opened, in their order."""
    return [setting for word, setting in settings.items() if word.startswith(f"{EXPAND} ")]


def opened_node(graph: Graph, id_: str) -> Graph:
    """The graph with a node opened; raises GraphError if it has none of that name, or no parts."""
    if id_ not in graph.nodes:
        raise GraphError(f"there is no '{id_}' to be expanded{near(id_, graph.nodes)}", id_)
    from graphviz_app.core.operators.expanding import with_expanded  # late: few texts do

    return with_expanded(graph, id_)
