"""The lines of a graph's text, for edits that add, delete or copy some."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, starmap

from graphviz_app.core.graph import Graph
from graphviz_app.core.reading import line_of
from graphviz_app.formats.completeness import check_writable
from graphviz_app.formats.edits.spelling_out import spelled_out
from graphviz_app.formats.language.called.functions import Function
from graphviz_app.formats.language.naming import name_lines
from graphviz_app.formats.language.passages.opened import Opened, opened
from graphviz_app.formats.language.passages.passage import Passage
from graphviz_app.formats.language.text import graph_of_text, passages_of
from graphviz_app.formats.language.words.script import normal
from graphviz_app.formats.language.words.trees import assignments, walk
from graphviz_app.formats.language.writer import to_text


@dataclass(frozen=True)
class Written:
    """A graph as text, in passages: what each says, and where."""

    text: str
    graph: Graph
    """As the text says it: nodes without a name may be called differently in the text."""
    written: Mapping[str, str]
    """How each node of the graph that was given is called in the text."""
    passages: Sequence[Passage]
    newest: Mapping[str, str] = field(default_factory=dict)
    """Which version a name meant at the end of the text that the graph was read from."""

    @staticmethod
    def of(graph: Graph) -> "Written":
        """Raises GraphError if text cannot say the graph."""
        if graph.source or not graph.nodes:  # without a node there may still be comments
            same = {id_: id_ for id_ in graph.nodes}
            text, newest = spelled_out(graph)
            return Written(text, graph, same, passages_of(text), newest)
        written = name_lines(graph, check_writable(graph)).written
        text = to_text(graph)
        return Written(text, graph_of_text(text), written, passages_of(text))

    @cached_property
    def functions(self) -> Mapping[str, Function]:
        """Each ``def`` by its name."""
        return {name: function for name, (_, function) in self._functions.items()}

    @cached_property
    def _functions(self) -> Mapping[str, tuple[int, Function]]:
        return {f.name: (i, f) for i, p in enumerate(self.passages) for f in p.functions}

    @cached_property
    def names(self) -> Mapping[str, int]:
        """Each line by its name, also inside groups: the number of its passage."""
        return {name: i for i, passage in enumerate(self.passages) for name, _ in passage.names}

    @cached_property
    def says_output(self) -> bool:
        """Whether ``output(…)`` is written, so that the last line need not be it."""
        return any(word == "output" for p in self.passages for word, _ in p.settings)

    @cached_property
    def typed(self) -> Sequence[str]:
        """The lines of the text."""
        return normal(self.text).split("\n")

    @cached_property
    def _above(self) -> Sequence[int]:
        return [0, *accumulate(p.text.count("\n") + 1 for p in self.passages)]

    @cached_property
    def _opened(self) -> dict[int, Opened]:
        return {}

    def opened(self, number: int) -> Opened:
        """A passage with its syntax."""
        if number not in self._opened:
            self._opened[number] = opened(self.passages[number], self._above[number])
        return self._opened[number]

    def assignment(self, name: str) -> tuple[Opened, ast.Assign]:
        """The line of this name, and the passage in which it is."""
        passage = self.opened(self.names[name])
        return passage, dict(assignments(passage.statements))[name]

    def definition(self, name: str) -> tuple[Opened, ast.FunctionDef]:
        """The same of a ``def``."""
        passage = self.opened(self._functions[name][0])
        defs = (s for s in walk(passage.statements) if isinstance(s, ast.FunctionDef))
        return passage, next(written for written in defs if written.name == name)

    def line_names(self, ids: Iterable[str]) -> list[str]:
        """The named lines that nodes of the given graph belong to, in the order of the text."""
        names = {line_of(self.graph, self.written[id_]) for id_ in ids if id_ in self.written}
        return [name for name in self.names if name in names]


def copied(graph: Graph, ids: Iterable[str]) -> str:
    """The lines that these nodes belong to, as they are typed, and the functions they call.

    Raises GraphError if text cannot say the graph.
    """
    lines = Written.of(graph)
    wanted = [lines.assignment(name) for name in lines.line_names(ids)]
    called = {n.id for _, line in wanted for n in names_in(line)}
    functions = _reached(called, lines)
    defs = [lines.definition(name) for name in lines.functions if name in functions]
    return "".join(starmap(as_typed, [*defs, *wanted]))


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


def names_in(tree: ast.AST) -> Iterator[ast.Name]:
    """Every name that is written, called or assigned in it."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Name))


def _reached(called: set[str], lines: Written) -> set[str]:
    """These functions, and those that they call in turn."""
    reached: set[str] = set()
    waiting = [name for name in called if name in lines.functions]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            inside = {node.id for node in names_in(lines.functions[name].written)}
            waiting += [other for other in inside if other in lines.functions]
    return reached


def as_typed(passage: Opened, statement: ast.stmt) -> str:
    """Whole lines with their remarks, moved to the left edge; of a shared line only its part."""
    span = passage.script.span(statement)
    typed = passage.script.lines[span.line - 1 : span.end_line]
    if not any(row == [statement] for row in rows(passage.statements)):
        typed[-1] = typed[-1][: span.end_column - 1]
        typed[0] = " " * (span.column - 1) + typed[0][span.column - 1 :]
    indent = span.column - 1
    moved = [line[indent:] if not line[:indent].strip() else line.lstrip() for line in typed]
    return "".join(f"{line}\n" for line in moved)
