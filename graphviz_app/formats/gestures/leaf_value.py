"""Changing one number without disturbing the text around it."""

from collections.abc import Sequence
from dataclasses import replace

from graphviz_app.core.graph import Attr, Graph, Value
from graphviz_app.core.oplib import is_leaf
from graphviz_app.errors import GraphError, ParseError
from graphviz_app.formats.gestures.one_line import patched_line
from graphviz_app.formats.gestures.patch import Change, patched
from graphviz_app.formats.language.literal import print_attr
from graphviz_app.formats.language.text import parse_with_places, says
from graphviz_app.formats.values import attr_value


def with_leaf_value(graph: Graph, id_: str, value: Value | Sequence[object]) -> Graph:
    """The graph with another number or tensor in a leaf, also one inside a line (``L.c1``).

    In ``graph.source`` only that literal changes, so comments and spacing survive. Raises
    GraphError if the node is no leaf, the value not finite or not rectangular, or the literal that
    of several nodes (in a ``def`` that is called more than once).
    """
    node = graph.nodes.get(id_)
    if node is None:
        raise GraphError(f"there is no '{id_}' any more", id_)
    if not is_leaf(node):
        raise GraphError(f"'{id_}' is not a leaf: its value is computed", id_)
    new = attr_value(value, id_)
    changed = graph.with_attrs(id_, value=new)
    source = patched_line(graph, changed, id_, new) or _patched(graph, changed, id_, new)
    if graph.source and not source:
        raise GraphError(f"the number of '{id_}' has several uses: change it in the text", id_)
    return replace(changed, source=source)


def _patched(graph: Graph, changed: Graph, id_: str, value: Attr) -> str:
    """The source with the literal replaced; '' if no spelling of it reads as the new graph."""
    if not graph.source:
        return ""
    try:
        parsed = parse_with_places(graph.source)
        literal = parsed.draft.literals.get(id_)
        if literal is None:
            return ""
        span = parsed.source.span(literal)
        for written in _spellings(print_attr(value)):
            source = patched(graph.source, [Change(span, written)])
            if says(source, changed):
                return source
    except ParseError:
        return ""
    return ""


def _spellings(plain: str) -> tuple[str, ...]:
    """A bare number may be misread next to an operator: -2**x, 1/u, u**2."""
    return plain, f"({plain})", f"constant({plain})"
