"""A text in which every line says which version of a name it gives and means.

``c += 1`` becomes ``cʹ = c + 1``, and ``h, c = f(x)`` three lines, before lines are moved, copied
or deleted: those then mean the same wherever they stand.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from graphviz_app.core.graph import PRIME, Graph
from graphviz_app.errors import ParseError
from graphviz_app.formats.edits.patch import Change, patched
from graphviz_app.formats.language.learning.mentions import is_of_learning
from graphviz_app.formats.language.text import graph_of_text
from graphviz_app.formats.language.versions import (
    next_version,
    pair_name,
    parts_of,
    targets_of,
    uses,
)
from graphviz_app.formats.language.words.script import Script, Span, prepare
from graphviz_app.formats.language.words.trees import all_statements, walk

_SEVERAL = re.compile(
    r"(?:^|;)[ \t]*(?:[\[(]?[ \t]*[^\W\d]\w*[ \t]*,[^=\n]*=(?!=)"
    r"|[^\W\d]\w*[ \t]*=[ \t]*[^\W\d]\w*[ \t]*=(?!=))",
    re.MULTILINE,
)
_SIGN = re.compile(r"\s*(\*\*|[-+*/@])=[ \t]*")
_PLAIN = (ast.Name, ast.Constant, ast.Call, ast.Attribute, ast.Subscript, ast.List)


class Spelled(NamedTuple):
    """``newest``: what names meant at the end of the text before it was spelled out."""

    text: str
    newest: Mapping[str, str]


def spelled_out(graph: Graph) -> Spelled:
    """The text of a graph with nothing left to what stands above; as it is if that cannot be."""
    text = graph.source
    if not any(PRIME in id_ for id_ in graph.nodes) and not _SEVERAL.search(text):
        return Spelled(text, {})
    spelled = spelled_lines(text)
    try:
        same = graph_of_text(spelled.text).without_extras() == graph.without_extras()
    except ParseError:
        same = False
    return spelled if same else Spelled(text, {})


def spelled_lines(text: str, newest: Mapping[str, str] = {}, given: Iterable[str] = ()) -> Spelled:
    """The same of lines that need not be a whole text, and stand below these names."""
    try:
        script = prepare(text)
        spelling = _Spelling(script, newest, given)
        changes = [*spelling.changes(all_statements(script))]
    except (ParseError, _NotPlainError):
        return Spelled(text, newest)
    return Spelled(patched(text, changes), spelling.newest)


class _NotPlainError(Exception):
    """A statement is written in a way that is left alone."""


class _Spelling:
    """Knows the newest versions from the top of a text to where it is read."""

    def __init__(
        self, script: Script, newest: Mapping[str, str] = {}, given: Iterable[str] = ()
    ) -> None:
        self._script = script
        self.newest = dict(newest)
        self._given = set(given)

    def changes(self, statements: Sequence[ast.stmt]) -> Iterator[Change]:
        """What must be written differently."""
        for statement in walk(statements):
            match statement:
                case ast.AugAssign(target=ast.Name()):
                    yield from self._augmented(statement)
                case ast.Assign(targets=[ast.Name() as name]):
                    yield from self._names(statement.value)
                    yield from self._target(name, self._id(name.id, statement.value))
                case ast.Assign(targets=[target]) if (names := targets_of(target)) is not None:
                    yield from self._several(names, statement)
                case ast.Assign(targets=[_, _, *_]):
                    yield from self._chained(statement)
                case ast.Expr() if not is_of_learning(statement):  # parameters have no versions
                    yield from self._names(statement)

    def _id(self, name: str, value: ast.expr) -> str:
        old = self.newest.get(name, name)
        if old in self._given and uses(value, old, self.newest):
            return next_version(old, self._given)
        return name

    def _give(self, name: str, id_: str) -> None:
        self._given.add(id_)
        if id_ != name:
            self.newest[name] = id_

    def _names(self, tree: ast.AST) -> Iterator[Change]:
        called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and id(node) not in called:
                new = self.newest.get(node.id, node.id)
                if new != node.id:
                    yield Change(self._script.span(node), new)

    def _target(self, name: ast.Name, id_: str) -> Iterator[Change]:
        if id_ != name.id:
            yield Change(self._script.span(name), id_)
        self._give(name.id, id_)

    def _augmented(self, line: ast.AugAssign) -> Iterator[Change]:
        assert isinstance(line.target, ast.Name)
        begin, value = self._script.span(line.target), self._script.span(line.value)
        words = self._script.lines[begin.line - 1]
        sign = _SIGN.match(words, begin.end_column - 1)
        if sign is None:
            raise _NotPlainError
        old = self.newest.get(line.target.id, line.target.id)
        new = next_version(old, {*self._given, old})
        after = sign.end() + 1
        bare = (value.line, value.column) == (begin.line, after)
        bracketed = bare and not isinstance(line.value, _PLAIN)
        head = f"{new} = {old} {sign[1]} {'(' if bracketed else ''}"
        yield Change(begin._replace(end_column=after), head)
        yield from self._names(line.value)
        if bracketed:
            yield _at_end(value, ")")
        self._give(line.target.id, new)

    def _several(self, names: Sequence[ast.Name], line: ast.Assign) -> Iterator[Change]:
        span = self._script.span(line)
        if (parts := parts_of(names, line.value)) is None:
            yield from self._unpacked(names, line, span)
            return
        ids = [self._id(part.name.id, line.value) for part in parts]
        begin = span
        for part, id_ in zip(parts, ids, strict=True):
            value = self._script.span(part.value)
            if value.end_line != span.line:
                raise _NotPlainError
            head = f"{'' if begin is span else self._break(line)}{id_} = "
            yield Change(begin._replace(end_line=value.line, end_column=value.column), head)
            yield from self._names(part.value)
            begin = value._replace(line=value.end_line, column=value.end_column)
        yield Change(begin._replace(end_line=span.end_line, end_column=span.end_column), "")
        for part, id_ in zip(parts, ids, strict=True):
            self._give(part.name.id, id_)

    def _chained(self, line: ast.Assign) -> Iterator[Change]:
        """``y = a = e`` as ``a = e`` and ``y = a``."""
        names = [target for target in line.targets if isinstance(target, ast.Name)]
        ids = [self._id(name.id, line.value) for name in names]
        span, value = self._script.span(line), self._script.span(line.value)
        if len(names) < len(line.targets) or value.line != span.line:
            raise _NotPlainError
        yield Change(span._replace(end_line=span.line, end_column=value.column), f"{ids[-1]} = ")
        yield from self._names(line.value)
        pairs = zip(ids[-2::-1], ids[:0:-1], strict=True)
        yield _at_end(span, "".join(f"{self._break(line)}{y} = {a}" for y, a in pairs))
        for name, id_ in zip(names, ids, strict=True):
            self._give(name.id, id_)

    def _unpacked(
        self, names: Sequence[ast.Name], line: ast.Assign, span: Span
    ) -> Iterator[Change]:
        ids = [self._id(name.id, line.value) for name in names]
        if isinstance(line.value, ast.Name):
            whole = self.newest.get(line.value.id, line.value.id)
            picked = [f"{id_} = {whole}[{at}]" for at, id_ in enumerate(ids)]
            yield Change(span, self._break(line).join(picked))
        else:
            whole = pair_name(ids, {*self._given, *ids})
            picked = [f"{self._break(line)}{id_} = {whole}[{at}]" for at, id_ in enumerate(ids)]
            yield Change(self._script.span(line.targets[0]), whole)
            yield from self._names(line.value)
            yield _at_end(span, "".join(picked))
            self._given.add(whole)
        for name, id_ in zip(names, ids, strict=True):
            self._give(name.id, id_)

    def _break(self, line: ast.stmt) -> str:
        """What separates lines here: a new one, or a ``;`` where a line holds several."""
        span = self._script.span(line)
        before = self._script.lines[span.line - 1][: span.column - 1]
        after = self._script.lines[span.end_line - 1][span.end_column - 1 :].strip()
        alone = not before.strip() and (not after or after.startswith("#"))
        return f"\n{before}" if alone else "; "


def _at_end(span: Span, written: str) -> Change:
    return Change(span._replace(line=span.end_line, column=span.end_column), written)
