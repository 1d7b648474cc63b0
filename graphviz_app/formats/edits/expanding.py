"""A composite operator opened, and closed again: a line of the text says so, or no longer does."""

import ast
from collections.abc import Iterator, Set

from graphviz_app.core.graph import Graph
from graphviz_app.core.operators.expanding import can_expand
from graphviz_app.errors import GraphError, ParseError
from graphviz_app.formats.edits.patch import Change, patched, whole_lines
from graphviz_app.formats.edits.written import Written
from graphviz_app.formats.language.claiming.subjects import dotted_name
from graphviz_app.formats.language.passages.opened import Opened
from graphviz_app.formats.language.settings import EXPAND
from graphviz_app.formats.language.text import graph_of_text, passages_of
from graphviz_app.formats.language.words.trees import walk


def whole_of(graph: Graph, id_: str) -> str:
    """The expanded node that a node is a part of, or is itself; '' if there is none."""
    if id_ in graph.opened:
        return id_
    return next((whole for whole, parts in graph.opened.items() if id_ in parts), "")


def can_toggle(graph: Graph, id_: str) -> bool:
    """Whether it can be expanded, or is expanded and can be collapsed."""
    return bool(whole_of(graph, id_)) or can_expand(graph, id_)


def with_expansion(graph: Graph, id_: str) -> Graph:
    """The graph with a node expanded, or collapsed if it is (a part of) one that is expanded.

    A part that can be expanded itself is. Raises GraphError if that cannot be done.
    """
    opens = can_expand(graph, id_) and id_ not in graph.opened
    gone = set() if opens else _all_inside(graph, whole_of(graph, id_))
    if not opens and not gone:
        raise GraphError(f"'{id_}' has no parts that it could be expanded into", id_)
    if graph.source:  # of a name that has versions it may mean another one, as it is typed
        try:
            after = _read(graph, id_, _as_typed(graph), gone)
        except GraphError:
            after = graph
        if after.opened.keys() == ({*graph.opened} | ({id_} if opens else set())) - gone:
            return after
    return _read(graph, id_, Written.of(graph), gone)


def _as_typed(graph: Graph) -> Written:
    same = {id_: id_ for id_ in graph.nodes}
    return Written(graph.source, graph, same, passages_of(graph.source))


def _read(graph: Graph, id_: str, lines: Written, gone: Set[str]) -> Graph:
    """The graph with one line more, or without what opens these; raises GraphError."""
    opened = f"{lines.text.rstrip()}\n{EXPAND}({lines.written.get(id_, id_)})\n"
    try:
        after = graph_of_text(patched(lines.text, _without(lines, gone)) if gone else opened)
    except ParseError as error:
        raise GraphError(error.reason, id_) from None
    return after.with_extras_of(graph, {i: w for i, w in lines.written.items() if w in after.nodes})


def _all_inside(graph: Graph, whole: str) -> set[str]:
    """An expanded node, and those of its parts that are expanded too."""
    found: set[str] = set()
    waiting = [whole]
    while waiting:
        current = waiting.pop()
        if current in graph.opened and current not in found:
            found.add(current)
            waiting += graph.opened[current]
    return found


def _without(lines: Written, names: Set[str]) -> Iterator[Change]:
    """What the text must say so that these are no longer expanded."""
    for number, passage in enumerate(lines.passages):
        if any(word.startswith(f"{EXPAND} ") for word, _ in passage.settings):
            opened = lines.opened(number)
            for statement in walk(opened.statements):
                match statement:
                    case ast.Expr(value=ast.Call(func=ast.Name(id=word)) as call) if word == EXPAND:
                        yield from _shortened(opened, statement, call, names)


def _shortened(
    opened: Opened, statement: ast.Expr, call: ast.Call, names: Set[str]
) -> Iterator[Change]:
    told = [dotted_name(node) or "" for node in call.args]
    left = [name for name in told if name not in names]
    span = opened.span(statement)
    typed = opened.script.lines[statement.lineno - 1].strip()
    if left == told:
        return
    if left:
        yield Change(span, f"{EXPAND}({', '.join(left)})")
    elif typed.startswith(EXPAND) and ";" not in typed:
        yield Change(whole_lines(span.line, span.end_line), "")
    else:
        yield Change(span, "")
