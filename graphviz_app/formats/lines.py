"""The lines of a graph's text, for gestures that add, delete or copy them."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from graphviz_app.core.graph import Graph
from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading import line_of
from graphviz_app.formats.completeness import check_writable
from graphviz_app.formats.grammar import ALIASES, STATEMENTS
from graphviz_app.formats.naming import is_name, name_lines
from graphviz_app.formats.source import Span
from graphviz_app.formats.text import Parsed, parse_with_places
from graphviz_app.formats.writer import to_text

_DIGITS = re.compile(r"_?\d+$")


@dataclass(frozen=True)
class Lines:
    """A graph as text, read again: what it says, and where."""

    text: str
    graph: Graph
    """As the text says it: nodes without a name may be called differently in the text."""
    written: Mapping[str, str]
    """How each node of the graph that was given is called in the text."""
    parsed: Parsed | None
    """None if nothing is there yet."""

    @staticmethod
    def of(graph: Graph) -> "Lines":
        """Raises GraphError if text cannot say the graph."""
        if not graph.nodes:
            return Lines(graph.source, graph, {}, None)
        if graph.source:
            written: Mapping[str, str] = {id_: id_ for id_ in graph.nodes}
        else:
            written = name_lines(graph, check_writable(graph)).written
        text = to_text(graph)
        parsed = parse_with_places(text)
        return Lines(text, parsed.graph, written, parsed)

    @property
    def statements(self) -> Sequence[ast.stmt]:
        """What stands at the beginning of a line, in order."""
        return self.parsed.module.body if self.parsed else []

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
        assert self.parsed is not None
        return self.parsed.source.span(node)

    def line_names(self, ids: Iterable[str]) -> list[str]:
        """The named lines that nodes of the given graph belong to, in the order of the text."""
        names = {line_of(self.graph, self.written[id_]) for id_ in ids if id_ in self.written}
        return [name for name in self.assignments if name in names]

    def fresh(self, name: str, taken: Iterable[str] = ()) -> str:
        """The name, or with the next free number: w, w2, w3; h1 becomes h2."""
        stem = _DIGITS.sub("", name)
        stem = stem if is_name(stem) else name
        used = self._used | set(taken)
        number = 2
        while name in used or not is_name(name):
            name, number = f"{stem}{number}", number + 1
        return name

    @cached_property
    def _used(self) -> set[str]:
        groups = {part for node in self.graph.nodes.values() for part in node.group.split("/")}
        return {*self.graph.nodes, *groups, *self.functions, *OPS, *ALIASES, *STATEMENTS}


def copied(graph: Graph, ids: Iterable[str]) -> str:
    """The lines that these nodes belong to, as they are typed, and the functions they call.

    Raises GraphError if text cannot say the graph.
    """
    lines = Lines.of(graph)
    chosen: list[ast.stmt] = [lines.assignments[name] for name in lines.line_names(ids)]
    called = {n.id for line in chosen for n in ast.walk(line) if isinstance(n, ast.Name)}
    wanted = [f for name, f in lines.functions.items() if name in _reached(called, lines)]
    return "".join(_as_typed(lines, statement) for statement in [*wanted, *chosen])


def walk(statements: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements, also those inside groups (but not inside a ``def``)."""
    for statement in statements:
        yield statement
        if isinstance(statement, ast.With):
            yield from walk(statement.body)


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


def _reached(called: set[str], lines: Lines) -> set[str]:
    """These functions, and those that they call in turn."""
    reached: set[str] = set()
    waiting = [name for name in called if name in lines.functions]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            inside = {n.id for n in ast.walk(lines.functions[name]) if isinstance(n, ast.Name)}
            waiting += [other for other in inside if other in lines.functions]
    return reached


def _as_typed(lines: Lines, statement: ast.stmt) -> str:
    """Whole lines with their remarks, moved to the left edge."""
    span = lines.span(statement)
    assert lines.parsed is not None
    typed = lines.parsed.source.lines[span.line - 1 : span.end_line]
    indent = span.column - 1
    moved = [line[indent:] if not line[:indent].strip() else line.lstrip() for line in typed]
    return "".join(f"{line}\n" for line in moved)
