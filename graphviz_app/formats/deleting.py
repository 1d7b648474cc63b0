"""Deleting nodes: their lines go, and whoever used them has an operand to fill again."""

import ast
from collections.abc import Iterable, Iterator, Sequence, Set

from graphviz_app.core.graph import Edge, Graph
from graphviz_app.core.reading import line_of
from graphviz_app.errors import ParseError
from graphviz_app.formats.claims import dotted_name
from graphviz_app.formats.grammar import HOLE
from graphviz_app.formats.lines import Lines
from graphviz_app.formats.patch import Change, patched, whole_lines
from graphviz_app.formats.source import Span
from graphviz_app.formats.text import parse
from graphviz_app.formats.writer import to_text


def without_parts(graph: Graph, ids: Iterable[str], edges: Iterable[Edge] = ()) -> Graph:
    """The graph without these nodes and these edges; operands that are gone are left open.

    An operator without a name goes with the edge that leads away from it. Raises GraphError if
    text cannot say the graph.
    """
    gone = set(ids)
    for edge in edges:
        if line_of(graph, edge.source) != edge.source:
            gone.add(edge.source)
        elif not gone & {edge.source, edge.target}:
            graph = _disconnected(graph, edge)
    return _without(graph, gone) if gone else graph


def _disconnected(graph: Graph, edge: Edge) -> Graph:
    """Without one edge from a named line: in the text, one of the places where it is used."""
    lines = Lines.of(graph)
    source, target = lines.written[edge.source], lines.written[edge.target]
    left = lines.graph.without_edge(target, edge.slot)
    line = lines.assignments[line_of(lines.graph, target)]
    uses = [n for n in ast.walk(line.value) if isinstance(n, ast.Name) and n.id == source]
    for use in uses:
        found = _read(patched(lines.text, [Change(lines.span(use), HOLE)]), left)
        if found is not None and found.edges == left.edges:
            return found.with_looks_of(graph)
    return parse(to_text(left)).with_looks_of(graph)


def _without(graph: Graph, ids: Iterable[str]) -> Graph:
    """The graph without these nodes, and without what only they used and has no name.

    A line goes as a whole with its last operator. Comments and spacing survive where the text can
    be changed in place. Raises GraphError if text cannot say the graph.
    """
    lines = Lines.of(graph)
    gone = _all_gone(lines.graph, {lines.written[id_] for id_ in ids if id_ in lines.written})
    left = lines.graph.without(gone)
    text = patched(lines.text, _changes(lines, gone))
    if not left.nodes:
        return Graph({}, {}, title=graph.title, learning_rate=graph.learning_rate, source=text)
    return (_read(text, left) or parse(to_text(left))).with_looks_of(graph)


def _read(text: str, left: Graph) -> Graph | None:
    """The changed text as a graph, if it says what is left."""
    try:
        found = parse(text)
    except ParseError:
        return None
    same = _kinds(found) == _kinds(left) and len(found.edges) == len(left.edges)
    return found if same else None


def _kinds(graph: Graph) -> list[tuple[str, str]]:
    """Lines and their operators: numbers in the names of others may be dealt out anew."""
    return sorted((line_of(graph, id_), node.op) for id_, node in graph.nodes.items())


def _all_gone(graph: Graph, chosen: Set[str]) -> set[str]:
    gone = {id_ for id_ in graph.nodes if id_ in chosen or line_of(graph, id_) in chosen}
    waiting = list(gone)
    while waiting:
        for edge in graph.incoming[waiting.pop()]:
            unnamed = line_of(graph, edge.source) != edge.source
            users = {other.target for other in graph.outgoing[edge.source]}
            if unnamed and edge.source not in gone and users <= gone:
                gone.add(edge.source)
                waiting.append(edge.source)
    return gone


def _changes(lines: Lines, gone: Set[str]) -> list[Change]:
    """What the text must say differently."""
    shrunk = {line_of(lines.graph, id_) for id_ in gone}
    return list(_of_block(lines, lines.statements, gone, shrunk))


def _of_block(
    lines: Lines, statements: Sequence[ast.stmt], gone: Set[str], shrunk: Set[str]
) -> Iterator[Change]:
    for statement in statements:
        if isinstance(statement, ast.With):
            inside = list(_of_block(lines, statement.body, gone, shrunk))
            emptied = {change.span for change in inside if not change.written}
            all_gone = all(_whole(lines, line) in emptied for line in statement.body)
            yield from [Change(_whole(lines, statement), "")] if all_gone else inside
        elif _is_about(statement, gone, shrunk):
            yield Change(_whole(lines, statement), "")
        elif isinstance(statement, ast.Assign):
            yield from _holes(lines, statement, gone)


def _is_about(statement: ast.stmt, gone: Set[str], shrunk: Set[str]) -> bool:
    """Whether this line, claim or setting is of something that is deleted."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name in gone
        case ast.Expr(value=value):
            names = {dotted_name(n) for n in ast.walk(value) if isinstance(n, ast.expr)} - {None}
            return any(
                name in gone or ("." in name and name.split(".")[0] in shrunk)
                for name in names
                if name is not None
            )
    return False


def _holes(lines: Lines, line: ast.Assign, gone: Set[str]) -> Iterator[Change]:
    """``...`` where a deleted name is used, or a deleted operator is written."""
    assert lines.parsed is not None
    places = lines.parsed.draft.places
    written = {id(places[id_]) for id_ in gone if id_ in places}
    for node in ast.walk(line.value):
        if not isinstance(node, ast.expr):
            continue
        if id(node) in written or (isinstance(node, ast.Name) and node.id in gone):
            yield Change(lines.span(node), HOLE)


def _whole(lines: Lines, statement: ast.stmt) -> Span:
    span = lines.span(statement)
    return whole_lines(span.line, span.end_line)
