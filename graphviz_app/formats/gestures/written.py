"""The lines of a graph's text, for gestures that add, delete or copy them."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from graphviz_app.core.graph import Graph
from graphviz_app.core.reading import line_of
from graphviz_app.formats.completeness import check_writable
from graphviz_app.formats.language.draft import Draft
from graphviz_app.formats.language.naming import name_lines
from graphviz_app.formats.language.text import all_statements, parse_with_places
from graphviz_app.formats.language.words.source import Source, Span, prepare
from graphviz_app.formats.language.writer import to_text


@dataclass(frozen=True)
class Lines:
    """A graph as text, read again: what it says, and where."""

    text: str
    graph: Graph
    """As the text says it: nodes without a name may be called differently in the text."""
    written: Mapping[str, str]
    """How each node of the graph that was given is called in the text."""
    source: Source
    statements: Sequence[ast.stmt]
    """What stands at the beginning of a line, in order."""
    draft: Draft
    """Where each operator and operand is written."""

    @staticmethod
    def of(graph: Graph) -> "Lines":
        """Raises GraphError if text cannot say the graph."""
        if not graph.nodes:  # its text may still hold comments and functions
            source = prepare(graph.source)
            return Lines(graph.source, graph, {}, source, all_statements(source), Draft())
        if graph.source:
            written: Mapping[str, str] = {id_: id_ for id_ in graph.nodes}
        else:
            written = name_lines(graph, check_writable(graph)).written
        text = to_text(graph)
        parsed = parse_with_places(text)
        body = parsed.module.body
        return Lines(text, parsed.graph, written, parsed.source, body, parsed.draft)

    @cached_property
    def functions(self) -> Mapping[str, ast.FunctionDef]:
        """Each ``def`` by its name."""
        return {s.name: s for s in self.statements if isinstance(s, ast.FunctionDef)}

    @cached_property
    def assignments(self) -> Mapping[str, ast.Assign]:
        """Each line by its name, also inside groups."""
        return dict(assignments(self.statements))

    @cached_property
    def says_output(self) -> bool:
        """Whether ``output(…)`` is written, so that the last line need not be it."""
        return any(is_call_of(statement, "output") for statement in walk(self.statements))

    def span(self, node: ast.stmt | ast.expr) -> Span:
        """Where something is written."""
        return self.source.span(node)

    def line_names(self, ids: Iterable[str]) -> list[str]:
        """The named lines that nodes of the given graph belong to, in the order of the text."""
        names = {line_of(self.graph, self.written[id_]) for id_ in ids if id_ in self.written}
        return [name for name in self.assignments if name in names]


def copied(graph: Graph, ids: Iterable[str]) -> str:
    """The lines that these nodes belong to, as they are typed, and the functions they call.

    Raises GraphError if text cannot say the graph.
    """
    lines = Lines.of(graph)
    names = lines.line_names(ids)
    called = {n.id for name in names for n in names_in(lines.assignments[name])}
    functions = _reached(called, lines)
    wanted: list[ast.stmt] = [f for name, f in lines.functions.items() if name in functions]
    wanted += [lines.assignments[name] for name in names]
    alone = {id(row[0]) for row in rows(lines.statements) if len(row) == 1}
    return "".join(_as_typed(lines, statement, id(statement) in alone) for statement in wanted)


def walk(statements: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements, also those inside groups (but not inside a ``def``)."""
    for statement in statements:
        yield statement
        if isinstance(statement, ast.With):
            yield from walk(statement.body)


def rows(statements: Sequence[ast.stmt]) -> Iterator[list[ast.stmt]]:
    """Statements that share a line of text, joined by ``;``, together; also inside groups."""
    row: list[ast.stmt] = []
    for statement in statements:
        if row and statement.lineno > (row[-1].end_lineno or 0):
            yield row
            row = []
        row.append(statement)
        if isinstance(statement, ast.With):
            yield from rows(statement.body)
    if row:
        yield row


def is_call_of(statement: ast.stmt, word: str) -> bool:
    """Whether this is ``word(…)`` on a line of its own."""
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Name(id=name))):
            return name == word
    return False


def assignments(statements: Sequence[ast.stmt]) -> Iterator[tuple[str, ast.Assign]]:
    """Each line with its name, in the order of the text."""
    for statement in walk(statements):
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)]):
                yield name, statement


def names_in(tree: ast.AST) -> Iterator[ast.Name]:
    """Every name that is written, called or assigned in it."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Name))


def _reached(called: set[str], lines: Lines) -> set[str]:
    """These functions, and those that they call in turn."""
    reached: set[str] = set()
    waiting = [name for name in called if name in lines.functions]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            inside = {node.id for node in names_in(lines.functions[name])}
            waiting += [other for other in inside if other in lines.functions]
    return reached


def _as_typed(lines: Lines, statement: ast.stmt, alone: bool) -> str:
    """Whole lines with their remarks, moved to the left edge; of a shared line only its part."""
    span = lines.span(statement)
    typed = lines.source.lines[span.line - 1 : span.end_line]
    if not alone:
        typed[-1] = typed[-1][: span.end_column - 1]
        typed[0] = " " * (span.column - 1) + typed[0][span.column - 1 :]
    indent = span.column - 1
    moved = [line[indent:] if not line[:indent].strip() else line.lstrip() for line in typed]
    return "".join(f"{line}\n" for line in moved)
