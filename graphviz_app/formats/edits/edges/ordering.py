"""A line is moved below one that it is to use, with those that use it in turn."""

import ast
from collections.abc import Collection, Iterator, Sequence, Set
from textwrap import indent

from graphviz_app.core.graph import Graph
from graphviz_app.core.reading import line_of, nodes_by_line
from graphviz_app.errors import GraphError
from graphviz_app.formats.edits.deleting import Left
from graphviz_app.formats.edits.edges.rewriting import rewritten
from graphviz_app.formats.edits.patch import Change
from graphviz_app.formats.edits.striking_out import struck_out
from graphviz_app.formats.edits.written import Written, as_typed, rows
from graphviz_app.formats.language.passages.opened import Opened
from graphviz_app.formats.language.words.script import Span
from graphviz_app.formats.language.words.trees import assignments, walk

_INDENT = "    "


def stands_below(lines: Written, user: str, used: str) -> bool:
    """Whether a line could use another where both stand."""
    order = list(lines.names)
    return order.index(used) < order.index(user)


def in_order(graph: Graph, user: str, used: str) -> Left:
    """The graph with the line ``user`` below the line ``used``, of which it must not be a part.

    Raises GraphError if the text cannot be put in that order.
    """
    lines = Written.of(graph)
    user, used = lines.written[user], lines.written[used]
    if stands_below(lines, user, used):
        return Left(graph, {id_: id_ for id_ in graph.nodes})
    for place in (_inside, _below):
        changes = place(lines, user, used)
        left = rewritten(lines, graph, changes, lines.graph) if changes else None
        if left is not None and _groups(left.graph) == _groups(lines.graph):
            return left
    raise GraphError(f"'{used}' stands below '{user}': move it up in the text first")


def _groups(graph: Graph) -> dict[str, str]:
    return {id_: node.group for id_, node in graph.nodes.items()}


def _inside(lines: Written, user: str, used: str) -> Sequence[Change]:
    """Right below the line, in the group that both are in; nothing where that is not one."""
    opened, line = lines.assignment(used)
    row = _row(opened, line)
    moved = _moved(lines, user, [n for n, _ in assignments(row)])
    groups = {_group(lines, name) for name in (*moved, used)}
    if len(groups) > 1 or opened.span(row[0]).column - 1 != _column(opened, row):
        return []
    typed = "".join(as_typed(*lines.assignment(name)) for name in moved)
    block = indent(typed, " " * (opened.span(row[0]).column - 1))
    end = opened.span(row[-1]).end_line
    return [_insertion(lines, end + 1, block), *_taken(lines, moved)]


def _below(lines: Written, user: str, used: str) -> Sequence[Change]:
    """Below the statement at the left edge that has the line in it, in groups as before."""
    opened, line = lines.assignment(used)
    row = next(r for r in _outer_rows(opened) if any(s is line for s in walk(r)))
    moved = {*_moved(lines, user, [n for n, _ in assignments(row)])}
    block = "".join(_block(lines, moved))
    end = opened.span(row[-1]).end_line
    return [_insertion(lines, end + 1, block), *_taken(lines, moved)]


def _outer_rows(opened: Opened) -> Iterator[Sequence[ast.stmt]]:
    known = {id(statement) for statement in opened.statements}
    return (row for row in rows(opened.statements) if id(row[0]) in known)


def _row(opened: Opened, line: ast.stmt) -> Sequence[ast.stmt]:
    return next(row for row in rows(opened.statements) if any(s is line for s in row))


def _column(opened: Opened, row: Sequence[ast.stmt]) -> int:
    """How far the line of text is indented in which a row stands."""
    words = opened.script.lines[row[0].lineno - 1]
    return len(words) - len(words.lstrip())


def _group(lines: Written, name: str) -> str:
    return lines.graph.nodes[name].group


def _moved(lines: Written, user: str, last: Collection[str]) -> list[str]:
    """The line and all that build on it, as far as they stand above what comes after ``last``."""
    graph, members = lines.graph, nodes_by_line(lines.graph)
    order = list(lines.names)
    end = max(order.index(name) for name in last) + 1
    moved = [user]
    for name in order[order.index(user) + 1 : end]:
        used = {line_of(graph, e.source) for id_ in members[name] for e in graph.incoming[id_]}
        if not used.isdisjoint(moved):
            moved.append(name)
    return moved


def _block(lines: Written, moved: Set[str]) -> Iterator[str]:
    """Lines as they are typed, in their groups; a group that goes as a whole with its remarks."""
    numbers = sorted({lines.names[name] for name in moved})
    for number in numbers:
        opened = lines.opened(number)
        yield from _typed(opened, opened.statements, moved)


def _typed(opened: Opened, statements: Sequence[ast.stmt], moved: Set[str]) -> Iterator[str]:
    for statement in statements:
        match statement:
            case ast.Assign() if _goes(statement, moved):
                yield as_typed(opened, statement)
            case ast.With() if any(name in moved for name, _ in assignments([statement])):
                if _goes(statement, moved) and statement in opened.statements:
                    yield _whole(opened, statement)
                else:
                    call = opened.script.written(statement.items[0].context_expr)
                    yield f"with {call}:\n"
                    yield indent("".join(_typed(opened, statement.body, moved)), _INDENT)


def _whole(opened: Opened, statement: ast.stmt) -> str:
    """A group at the left edge with the remarks that end it."""
    (change,) = struck_out(opened, [statement], [])
    first, last = change.span.line - opened.above, change.span.end_line - opened.above
    return "".join(f"{line}\n" for line in opened.script.lines[first - 1 : last - 1])


def _goes(statement: ast.stmt, moved: Set[str]) -> bool:
    if isinstance(statement, ast.With):
        return all(_goes(inner, moved) for inner in statement.body)
    return any(name in moved for name, _ in assignments([statement]))


def _taken(lines: Written, moved: Collection[str]) -> Iterator[Change]:
    """What takes them away from where they stand."""
    names = {*moved}
    for number in sorted({lines.names[name] for name in moved}):
        opened = lines.opened(number)
        for row in rows(opened.statements):
            kept = [statement for statement in row if not _goes(statement, names)]
            if len(kept) < len(row):
                yield from struck_out(opened, row, kept)


def _insertion(lines: Written, line: int, block: str) -> Change:
    """A block before a 1-based line, with line ends as the others."""
    end = "\r\n" if "\r\n" in lines.text else "\n"
    if line > len(lines.typed):  # the text ends without a line end
        block = f"\n{block.removesuffix(chr(10))}"
    return Change(Span(line, 1, line, 1), block.replace("\n", end))
