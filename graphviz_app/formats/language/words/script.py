"""A text as typed, and the same text as Python's parser can take it, column for column."""

import ast
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from graphviz_app.core.graph import Attr
from graphviz_app.core.wording import shortened
from graphviz_app.errors import ParseError
from graphviz_app.formats.language.words.remarks import blank_remark
from graphviz_app.formats.language.words.respelling import (
    as_given,
    as_typed,
    may_be_respelt,
    respelt,
)
from graphviz_app.formats.language.words.tables import LONG, TableError, tables, without_tables
from graphviz_app.formats.language.words.tokens import depth_change
from graphviz_app.formats.language.words.typed.answers import with_blanks
from graphviz_app.formats.language.words.typed.claim_signs import ABOUT
from graphviz_app.formats.language.words.typed.signs import may_hold_signs, plain
from graphviz_app.formats.limits import MAX_TEXT, thousands
from graphviz_app.formats.phrases import title_of
from graphviz_app.patterns import late

_NOT_TEXT = late("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_WORD = late(r"\w+|\.\.\.|[-+*/=<>!&|:]+|[^\s#]")
_LINE = late(r"\s*([^\W\d]\w*)\s*=(?!=)(.*)")
_NAMES = late(r"[^\W\d]\w*")
DOT = late("[·⋅∙]")
"""A product's sign that means the scalar product between vectors."""
_SHOWN = 8
"""Names of a circle that a message repeats."""


class Span(NamedTuple):
    """Where something is written: 1-based line and column; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Script:
    """``lines`` as typed; ``digest`` the same, with remarks blanked and signs in Python's letters.

    Places are told in columns as typed; ``text`` and positions in it are the digest's.
    """

    lines: list[str]
    digest: list[str]
    notes: dict[int, str] = field(default_factory=dict)
    """The remark of the claim on a line."""
    tables: dict[tuple[int, int], Attr] = field(default_factory=dict)
    """The values of each long list of numbers, by 1-based line and column."""
    columns: dict[int, Sequence[int]] = field(default_factory=dict)
    """Of a 1-based line whose digest is longer or shorter: where each letter of it is typed."""

    @cached_property
    def text(self) -> str:
        """What Python's parser gets."""
        return "\n".join(self.digest)

    @cached_property
    def starts(self) -> list[int]:
        """Where in ``text`` each line begins."""
        places, position = [], 0
        for line in self.digest:
            places.append(position)
            position += len(line) + 1
        return places

    @cached_property
    def is_dotted(self) -> bool:
        """Whether any product is written with a dot."""
        return any(not line.isascii() and DOT.search(line) for line in self.lines)

    def table(self, node: ast.expr) -> Attr:
        """The values of this list if it is a long one, else None."""
        if not self.tables:
            return None
        return self.tables.get((node.lineno, self.column(node.lineno, node.col_offset)))

    def column(self, line: int, byte: int) -> int:
        """1-based column of Python's UTF-8 byte offset ``byte`` in 1-based ``line``."""
        return self.typed(line, self._letters(line, byte))

    def typed(self, line: int, letters: int) -> int:
        """1-based column of what stands behind so many letters of the digest of a line."""
        columns = self.columns.get(line) if self.columns else None
        return (columns[min(letters, len(columns) - 1)] if columns else letters) + 1

    def _letters(self, line: int, byte: int) -> int:
        words = self.digest[line - 1]
        return byte if words.isascii() else len(words.encode()[:byte].decode(errors="ignore"))

    def offset(self, line: int, byte: int) -> int:
        """The same place as a position in ``text``."""
        return self.starts[line - 1] + self._letters(line, byte)

    def place(self, position: int) -> tuple[int, int]:
        """1-based line and column of a position in ``text``."""
        line = bisect_right(self.starts, position)
        return line, self.typed(line, position - self.starts[line - 1])

    def between(self, left: ast.expr, right: ast.expr) -> str:
        """What is typed between two pieces of one line; '' if they are on several."""
        begin, end = self.span(left), self.span(right)
        if begin.end_line != end.line:
            return ""
        return self.lines[end.line - 1][begin.end_column - 1 : end.column - 1]

    def span(self, node: ast.expr | ast.stmt) -> Span:
        """Where a piece of syntax is written."""
        end_line = node.end_lineno or node.lineno
        end = node.col_offset if node.end_col_offset is None else node.end_col_offset
        return Span(
            node.lineno,
            self.column(node.lineno, node.col_offset),
            end_line,
            self.column(end_line, end),
        )

    def later_line(self, name: str, after: int) -> int | None:
        """The line after ``after`` on which a name is given a value."""
        begins = late(rf"\s*{re.escape(as_given(name))}\s*=(?!=)")
        lines = range(after, len(self.digest))
        return next((i + 1 for i in lines if begins.match(self.digest[i])), None)

    def circle(self, line: str, name: str, after: int) -> str:
        """``x uses y, which uses x`` if later lines make ``name`` of ``line``; else ''."""
        uses: dict[str, list[str]] = {}
        for words in self.digest[after:]:
            if line_of_name := _LINE.match(words):
                uses.setdefault(line_of_name[1], _NAMES.findall(line_of_name[2].split("#")[0]))
        line, name = as_given(line), as_given(name)
        user, waiting = {name: line}, [name]
        for current in waiting:
            for used in uses.get(current, ()):
                if used == line:
                    return _in_words(line, current, user)
                if used not in user and used in uses:
                    user[used] = current
                    waiting.append(used)
        return ""

    def excerpt(self, node: ast.expr, limit: int = 40) -> str:
        """What is written there, shortened, for a message."""
        span = self.span(node)
        words = self.lines[span.line - 1]
        end = span.end_column - 1 if span.end_line == span.line else len(words)
        return shortened(words[span.column - 1 : end], limit)

    def written(self, node: ast.expr) -> str:
        """All that is written there, also on several lines, without the signs that join them."""
        span = self.span(node)
        lines = self.lines[span.line - 1 : span.end_line]
        lines[-1] = lines[-1][: span.end_column - 1]
        lines[0] = lines[0][span.column - 1 :]
        return "\n".join(line.removesuffix("\\") for line in lines)

    def error(self, reason: str, line: int, column: int, length: int | None = None) -> ParseError:
        """A ParseError at a 1-based place; it means ``length`` characters, else the word there."""
        line = min(max(line, 1), len(self.lines))
        column = max(column, 1)
        words = self.lines[line - 1]
        if length is None:
            word = _WORD.match(words, column - 1)
            length = len(word[0]) if word else 0
        return ParseError(reason, line, column, words[: column + 200], length)

    def at(self, node: ast.expr | ast.stmt | Span, reason: str) -> ParseError:
        """A ParseError about a piece of syntax, or what of it is on its first line."""
        span = node if isinstance(node, Span) else self.span(node)
        words = self.lines[span.line - 1]
        end = span.end_column if span.end_line == span.line else len(words.rstrip()) + 1
        return self.error(reason, span.line, span.column, max(end - span.column, 0))


def _in_words(line: str, last: str, user: Mapping[str, str]) -> str:
    """A circle as a sentence, of a long one the beginning and the end."""
    way = [line, last]
    while way[-1] != line:
        way.append(user[way[-1]])
    way = way[::-1]
    if len(way) > _SHOWN:
        way = [*way[: _SHOWN - 1], "…", *way[-2:]]
    return as_typed(", which uses ".join(way).replace(", which uses ", " uses ", 1))


def title_above(lines: Iterable[str]) -> str:
    """The first comment, if it stands before everything else."""
    for line in lines:
        words = line.strip()
        if words and not words.startswith("#"):
            break
        if title := title_of(words):
            return title
    return ""


def normal(text: str) -> str:
    """A text with one kind of line end."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def prepare(text: str, *, strictly: bool = False) -> Script:
    """Split and clean a text; raises ParseError if it is too long or not text.

    An answer of a claim that cannot be read becomes a blank one, unless ``strictly``.
    """
    if len(text) > MAX_TEXT:
        raise ParseError(
            f"the text has {thousands(len(text))} characters; "
            f"at most {thousands(MAX_TEXT)} are read",
            1,
            1,
        )
    lines = normal(text).split("\n")
    script = Script(lines, lines)
    if stray := _NOT_TEXT.search(script.text):
        raise script.error(
            f"this is not text: it contains the character U+{ord(stray[0]):04X}",
            *script.place(stray.start()),
        )
    return _with_tables(_digest(script, strictly))


def _with_tables(script: Script) -> Script:
    if len(script.text) < LONG or "[" not in script.text:
        return script
    try:
        lists = {start: (end, value) for start, end, value in tables(script.text)}
    except TableError as problem:
        raise script.error(problem.reason, *script.place(problem.start)) from None
    if not lists:
        return script
    digest = without_tables(script.text, lists).split("\n")
    values = {script.place(start): value for start, (_, value) in lists.items()}
    return replace(script, digest=digest, tables=values)


def _digest(script: Script, strictly: bool) -> Script:
    digest = list(script.lines)
    signs = may_hold_signs(script.text)
    remarks: dict[int, tuple[str, str]] = {}
    for index, line in enumerate(script.lines):
        if ("==" in line or (signs and ABOUT.search(line))) and "(" in line:
            blanked = blank_remark(line)
            if blanked[0] != line:
                remarks[index] = blanked
    notes = _blanked(digest, remarks) if remarks else {}
    if "==" in script.text or signs:
        for index, line in with_blanks(digest, strictly):
            digest[index] = line
    if may_be_respelt(script.text):
        digest = [respelt(line) for line in digest]
    columns = dict(_in_letters(digest)) if signs else {}
    return Script(script.lines, digest, notes, columns=columns)


def _in_letters(digest: list[str]) -> Iterator[tuple[int, Sequence[int]]]:
    """Put lines in Python's letters, and tell where those are typed that move."""
    for index, line in enumerate(digest):
        if may_hold_signs(line):
            words = plain(line)
            digest[index] = words.text
            if words.moved:
                yield index + 1, words.columns


def _blanked(digest: list[str], remarks: Mapping[int, tuple[str, str]]) -> dict[int, str]:
    """Blank the remarks and return them by line; in the midst of a line there is no claim."""
    notes: dict[int, str] = {}
    depth, goes_on = 0, False
    for index in range(max(remarks) + 1):
        if index in remarks and not goes_on:
            digest[index], notes[index + 1] = remarks[index]
        depth = max(0, depth + depth_change(digest[index]))
        goes_on = depth > 0 or digest[index].endswith("\\")
    return notes
