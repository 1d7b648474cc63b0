"""An operator without a name gets a line of its own, above the one that it is written in."""

import ast
from dataclasses import replace

from graphviz_app.core.graph import Graph
from graphviz_app.core.reading import line_of
from graphviz_app.errors import GraphError
from graphviz_app.formats.edits.adding import VALUE, Names
from graphviz_app.formats.edits.deleting import Left
from graphviz_app.formats.edits.edges.rewriting import rewritten
from graphviz_app.formats.edits.patch import Change
from graphviz_app.formats.edits.written import Written, rows
from graphviz_app.formats.language.passages.opened import Opened
from graphviz_app.formats.language.words.script import Span


def lifted(graph: Graph, id_: str) -> Left:
    """The graph with a name for this operator; raises GraphError if it is one of a ``def``."""
    lines = Written.of(graph)
    written = lines.written[id_]
    line = line_of(lines.graph, written)
    opened, statement = lines.assignment(line)
    place = opened.built.places.get(written)
    name = Names(lines).fresh(VALUE)
    if place is not None and opened.holds(place):
        meant = _renamed(lines.graph, written, name)
        changes = [
            above(opened, statement, f"{name} = {_bare(opened, place)}"),
            Change(with_brackets(opened, place), name),
        ]
        left = rewritten(lines, graph, changes, meant, {written: name})
        if left is not None:
            return left
    raise GraphError(f"'{id_}' cannot get a name here: it is written in a def, or several times")


def _renamed(graph: Graph, id_: str, name: str) -> Graph:
    nodes = {(name if old == id_ else old): node for old, node in graph.nodes.items()}
    nodes[name] = replace(nodes[name], id=name)

    def now(old: str) -> str:
        return name if old == id_ else old

    edges = (e._replace(source=now(e.source), target=now(e.target)) for e in graph.edges.values())
    return replace(graph, nodes=nodes, edges={(e.target, e.slot): e for e in edges}, source="")


def _bare(opened: Opened, place: ast.expr) -> str:
    """As it is typed; on several lines it needs the brackets that it had."""
    typed = opened.script.written(place)
    return f"({typed})" if "\n" in typed else typed


def above(opened: Opened, statement: ast.stmt, line: str) -> Change:
    """A line above a statement, or before it where it shares its line of text with others."""
    span = opened.span(statement)
    before = opened.script.lines[statement.lineno - 1][: span.column - 1]
    row = next(r for r in rows(opened.statements) if any(s is statement for s in r))
    ends = f"\n{before}" if not before.strip() and row[0] is statement else "; "
    return Change(Span(span.line, span.column, span.line, span.column), f"{line}{ends}")


def with_brackets(opened: Opened, place: ast.expr) -> Span:
    """Where it is written, with brackets around it that a name does not need."""
    span = opened.span(place)
    if span.line != span.end_line:
        return span
    typed = opened.script.lines[place.lineno - 1]
    before, after = typed[: span.column - 1].rstrip(), typed[span.end_column - 1 :].lstrip()
    calls = before[-2:-1].isalnum() or before[-2:-1] in ("_", ")", "]", "ʹ")
    if not (before.endswith("(") and after.startswith(")")) or calls:
        return span
    end = len(typed) - len(after) + 2
    return span._replace(column=len(before), end_column=end)
