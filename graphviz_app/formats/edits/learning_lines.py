"""The lines of a text that say how its graph learns, changed one by one."""

import ast
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.settings import DataUse, Descent
from graphviz_app.formats.edits.mentioning import mentions_in, without_mentions
from graphviz_app.formats.edits.patch import Change, patched
from graphviz_app.formats.edits.placing import end_of_lines
from graphviz_app.formats.edits.striking_out import struck_out
from graphviz_app.formats.edits.written import Written, rows
from graphviz_app.formats.language.learning.printed import print_data, print_descent, print_frozen
from graphviz_app.formats.language.passages.opened import Opened
from graphviz_app.formats.language.words.grammar import LEARNING
from graphviz_app.formats.language.words.script import Span
from graphviz_app.numbers import as_typed

_LONG = 10_000
"""Characters of a line from which on it takes long."""
_ORDER = ("output", "learning_rate", *LEARNING)
"""The words of lines about the whole graph, as they follow each other."""


class _Line(NamedTuple):
    """A statement about the whole graph, in the row that it shares with others."""

    word: str
    opened: Opened
    call: ast.Call
    statement: ast.stmt
    row: Sequence[ast.stmt]
    at_edge: bool

    @property
    def span(self) -> Span:
        """Where it is written."""
        return self.opened.span(self.statement)


class LearningLines:
    """Changes of a text, which is read once."""

    def __init__(self, lines: Written, wanted: Graph) -> None:
        self._wanted = wanted
        self._text = lines.text
        self._graph = lines.graph
        self._end = end_of_lines(lines)
        self._lines = list(_found(lines, tables=wanted.data != lines.graph.data))
        self._struck: list[ast.stmt] = []
        self._new: list[tuple[int, str]] = []
        """Lines that there are not yet: by the order of their words."""

    def text(self) -> str:
        """The text that says how the wanted graph learns."""
        wanted = self._wanted
        changes = [
            *self._rate(wanted.learning_rate),
            *self._frozen(wanted.frozen),
            *self._descents(wanted.descents),
            *self._data(wanted.data),
        ]
        changes += self._strikes()
        changes = [*_with_insertions(changes, self._insertions())]
        end = "\r\n" if "\r\n" in self._text else "\n"
        text = self._text
        if text and not text.endswith(("\n", "\r")):
            text += end
        return patched(text, [c._replace(written=c.written.replace("\n", end)) for c in changes])

    def _of(self, word: str) -> list[_Line]:
        return [line for line in self._lines if line.word == word]

    def _rate(self, rate: float | None) -> Iterator[Change]:
        if rate == self._graph.learning_rate:
            return
        lines = self._of("learning_rate")
        if rate is None:
            self._struck += [line.statement for line in lines]
        elif lines:
            yield Change(lines[0].opened.span(lines[0].call.args[0]), as_typed(rate))
        else:
            self._add("learning_rate", f"learning_rate({as_typed(rate)})")

    def _frozen(self, frozen: Sequence[str]) -> Iterator[Change]:
        gone = {*self._graph.frozen} - {*frozen}
        new = [name for name in frozen if name not in self._graph.frozen]
        last: _Line | None = None
        for line in self._of("frozen"):
            if {mention.id for mention in mentions_in(line.opened, line.statement)} <= gone:
                self._struck.append(line.statement)
            else:
                yield from without_mentions(line.opened, line.statement, gone)
                last = line
        if last is not None and new:
            yield _behind(last.opened.span(last.call.args[-1]), f", {', '.join(new)}")
        elif new:
            self._add("frozen", print_frozen(new))

    def _descents(self, wanted: Sequence[Descent]) -> Iterator[Change]:
        lines, now = self._of("descent"), list(self._graph.descents)
        same = _common(now, wanted)
        rest = _common(now[same:][::-1], wanted[same:][::-1])
        lines = lines[same : len(now) - rest]
        middle = wanted[same : len(wanted) - rest]
        for line, descent in zip(lines, middle, strict=False):
            yield Change(line.span, print_descent(descent))
        self._struck += [line.statement for line in lines[len(middle) :]]
        new = [print_descent(descent) for descent in middle[len(lines) :]]
        if new and rest:
            following = self._of("descent")[len(now) - rest]
            begin = following.span
            here = Span(begin.line, begin.column, begin.line, begin.column)
            yield Change(here, "".join(f"{words}{_joined(following)}" for words in new))
        else:
            for words in new:
                self._add("descent", words)

    def _data(self, data: DataUse | None) -> Iterator[Change]:
        if data == self._graph.data:
            return
        lines = self._of("data")
        if data is None:
            self._struck += [line.statement for line in lines]
        elif lines:
            yield Change(lines[0].span, print_data(data))
        else:
            self._add("data", print_data(data))

    def _add(self, word: str, words: str) -> None:
        self._new.append((_ORDER.index(word), words))

    def _strikes(self) -> Iterator[Change]:
        """What takes the statements out of their rows."""
        done: list[ast.stmt] = []
        for line in self._lines:
            if line.statement in self._struck and line.row[0] not in done:
                done.append(line.row[0])
                kept = [s for s in line.row if s not in self._struck]
                yield from struck_out(line.opened, line.row, kept)

    def _insertions(self) -> Iterator[Change]:
        for order, words in self._new:
            line = self._line_for(order)
            yield Change(Span(line, 1, line, 1), f"{words}\n")

    def _line_for(self, order: int) -> int:
        """Before which line a new one goes: behind those of its kind, else below all names."""
        edge = [line for line in self._lines if line.at_edge]
        before = [line for line in edge if 0 < _ORDER.index(line.word) <= order]
        if before:
            return before[-1].opened.span(before[-1].row[-1]).end_line + 1
        after = [line for line in edge if _ORDER.index(line.word) > order]
        if after:
            return after[0].opened.span(after[0].row[0]).line
        output = [line.opened.span(line.row[-1]).end_line + 1 for line in edge]
        return max([self._end, *output])


def _with_insertions(changes: list[Change], insertions: Iterator[Change]) -> Iterator[Change]:
    """Each new line before what is changed at the same place."""
    new: dict[tuple[int, int], str] = {}
    for insertion in insertions:
        place = insertion.span.line, insertion.span.column
        new[place] = new.get(place, "") + insertion.written
    for change in changes:
        place = change.span.line, change.span.column
        yield change._replace(written=new.pop(place, "") + change.written)
    for (line, column), words in new.items():
        yield Change(Span(line, column, line, column), words)


def _found(lines: Written, tables: bool) -> Iterator[_Line]:
    """Those of a text; long tables take long to be looked at, and stay closed unless asked for."""
    for number, passage in enumerate(lines.passages):
        is_table = len(passage.text) > _LONG and not passage.settings
        is_table = is_table and all(isinstance(said.content, DataUse) for said in passage.said)
        if (passage.said or passage.settings) and (tables or not is_table):
            opened = lines.opened(number)
            for row in rows(opened.statements):
                for statement in row:
                    match statement:
                        case ast.Expr(value=ast.Call(func=ast.Name(id=word)) as call) if (
                            word in _ORDER
                        ):
                            at_edge = row[0] in opened.statements
                            yield _Line(word, opened, call, statement, row, at_edge)


def _common(one: Sequence[object], other: Sequence[object]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _joined(line: _Line) -> str:
    """What parts a new statement from one that it stands before."""
    span = line.span
    words = line.opened.script.lines[span.line - line.opened.above - 1]
    indent = words[: span.column - 1]
    return f"\n{indent}" if not indent.strip() and line.row[0] is line.statement else "; "


def _behind(span: Span, words: str) -> Change:
    return Change(Span(span.end_line, span.end_column, span.end_line, span.end_column), words)
