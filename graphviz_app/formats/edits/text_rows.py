"""The rows of a text: statements with the comments above them, as they are moved about."""

import ast
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphviz_app.formats.edits.patch import Change, whole_lines
from graphviz_app.formats.edits.written import Written, names_in
from graphviz_app.formats.language.passages.opened import Opened
from graphviz_app.formats.language.words.script import Span
from graphviz_app.formats.language.words.trees import assignments, walk

_AFTER_HEAD = re.compile(r"\s*:\s*(#.*)?$")


@dataclass(frozen=True)
class Row:
    """Statements that share a line of text, or a group with all that is in it."""

    first: int
    """Its 1-based first line of text: of the comments right above it, if there are some."""
    typed: Sequence[str]
    names: frozenset[str]
    """The lines that it has, also inside groups."""
    uses: frozenset[str]
    gives: frozenset[str]
    """What can be used because of it: lines, and functions."""
    indent: str
    head: "Head | None" = None
    inside: Sequence["Row"] = ()

    @property
    def group(self) -> tuple[str, ...]:
        """Which groups it opens."""
        return self.head.path if self.head else ()

    def change(self, words: str) -> Change:
        """Something else in its place."""
        return Change(whole_lines(self.first, self.first + len(self.typed) - 1), words)


@dataclass(frozen=True)
class Head:
    """``with group("a"), group("b"):``, and what is below it."""

    path: tuple[str, ...]
    items: Span
    """Where its groups are written."""
    body: Span
    """From its first statement to the end of its last line."""
    typed: Sequence[str]
    """All lines of the text."""

    def renamed(self, number: int, name: str | None) -> Iterator[Change]:
        """Another name for one of its groups, or none for that one."""
        path = [*self.path]
        path[number : number + 1] = [] if name is None else [name]
        if path:
            written = json.dumps("/".join(path), ensure_ascii=False)
            yield Change(self.items, f"group({written})")
        else:
            yield from self._gone()

    def _gone(self) -> Iterator[Change]:
        line, column = self.items.line, self._begin
        if self.body.line == line:
            yield Change(Span(line, column + 1, line, self.body.column), "")
            return
        last = self.typed[self.items.end_line - 1]
        remark = _AFTER_HEAD.match(last[self.items.end_column - 1 :])
        if remark and remark[1]:
            yield Change(Span(line, column + 1, self.items.end_line, len(last) + 1), remark[1])
        else:
            yield Change(whole_lines(line, self.items.end_line), "")
        for number in range(self.items.end_line + 1, self.body.end_line + 1):
            words = self.typed[number - 1]
            spaces = len(words) - len(words.lstrip())
            end = min(self.body.column - 1, spaces)
            if end > column:
                yield Change(Span(number, column + 1, number, end + 1), "")

    @property
    def _begin(self) -> int:
        words = self.typed[self.items.line - 1]
        return len(words) - len(words.lstrip())


def rows_of(lines: Written) -> Iterator[Row]:
    """The rows at the left edge of a text, from top to bottom."""
    title = next((i + 1 for i, words in enumerate(lines.typed) if words.strip()), 1)
    for number in range(len(lines.passages)):
        opened = lines.opened(number)
        yield from _rows(opened, opened.statements, lines.typed, title)


def _rows(
    opened: Opened, statements: Sequence[ast.stmt], typed: Sequence[str], title: int
) -> Iterator[Row]:
    together: list[ast.stmt] = []
    for statement in statements:
        if together and statement.lineno > (together[-1].end_lineno or 0):
            yield _row(opened, together, typed, title)
            together = []
        together.append(statement)
    if together:
        yield _row(opened, together, typed, title)


def _row(opened: Opened, statements: Sequence[ast.stmt], typed: Sequence[str], title: int) -> Row:
    begin, end = opened.span(statements[0]), opened.span(statements[-1])
    words = typed[begin.line - 1]
    indent = words[: len(words) - len(words.lstrip())]
    first, last = begin.line, end.end_line
    while first - 1 > title and typed[first - 2].startswith(f"{indent}#"):
        first -= 1  # the very first comment is the title, and stays above
    with_ = statements[-1] if isinstance(statements[-1], ast.With) else None
    while with_ is not None and last < len(typed) and _is_remark_inside(typed[last], indent):
        last += 1
    return Row(
        first,
        typed[first - 1 : last],
        frozenset(name for name, _ in assignments(statements)),
        frozenset(name for s in statements for name in _used(s)),
        frozenset(name for s in walk(statements) for name in _given(s)),
        indent,
        _head(opened, with_, last, typed) if with_ else None,
        tuple(_rows(opened, with_.body, typed, title)) if with_ else (),
    )


def _is_remark_inside(words: str, indent: str) -> bool:
    return words.lstrip().startswith("#") and words.startswith((f"{indent} ", f"{indent}\t"))


def _head(opened: Opened, block: ast.With, last: int, typed: Sequence[str]) -> Head:
    names = [item.context_expr for item in block.items]
    begin, end = opened.span(names[0]), opened.span(names[-1])
    body = opened.span(block.body[0])
    return Head(
        tuple(part for name in names for part in _path(name)),
        Span(begin.line, begin.column, end.end_line, end.end_column),
        Span(body.line, body.column, last, 1),
        typed,
    )


def _path(group: ast.expr) -> Sequence[str]:
    match group:
        case ast.Call(args=[ast.Constant(value=str(path))]):
            return path.split("/")
    return ()


def _used(statement: ast.stmt) -> Iterator[str]:
    """Names that must mean something above it; what is claimed may stand anywhere."""
    for inner in walk([statement]):
        if isinstance(inner, ast.Assign | ast.AugAssign | ast.FunctionDef):
            yield from (node.id for node in names_in(inner) if isinstance(node.ctx, ast.Load))
            if isinstance(inner, ast.AugAssign) and isinstance(inner.target, ast.Name):
                yield inner.target.id


def _given(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.FunctionDef):
        yield statement.name
    elif isinstance(statement, ast.Assign | ast.AugAssign):
        stored = (node for node in names_in(statement) if isinstance(node.ctx, ast.Store))
        yield from (node.id for node in stored)
