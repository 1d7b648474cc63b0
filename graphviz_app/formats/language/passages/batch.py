"""New passages: read together, kept apart."""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from graphviz_app.formats.language.passages.passage import Passage
from graphviz_app.formats.language.passages.plain import PlainLines, may_be_plain
from graphviz_app.formats.language.reader import Reader
from graphviz_app.formats.language.words.chains import Chains
from graphviz_app.formats.language.words.grammar import python
from graphviz_app.formats.language.words.long_lines import check_lines
from graphviz_app.formats.language.words.script import Script, prepare
from graphviz_app.formats.language.words.tokens import bracket_slip
from graphviz_app.formats.limits import MAX_BLOCK

_REFUSED = (SyntaxError, RecursionError, MemoryError, ValueError)
Key = TypeVar("Key")
Item = TypeVar("Item")


class DoubtError(Exception):
    """A text must be read as a whole, to know what it says or what is wrong with it."""


def read_new(
    texts: Sequence[str], reader_of: Callable[[Script, Chains], Reader]
) -> Iterator[Passage]:
    """What passages say that follow each other; raises DoubtError or ParseError."""
    if texts[0].startswith("\ufeff"):
        raise DoubtError  # it is no text that begins here
    script = prepare("\n".join(texts))
    check_lines(script)
    rest = _without_plain(script, texts)
    chains = Chains(rest)
    reader = reader_of(script, chains)
    plain = PlainLines(reader.built, reader.functions)
    statements = _statements(rest, chains)
    alone = _Alone(script, rest)
    added = _Added(reader)
    first = 0
    for text in texts:
        end = first + text.count("\n") + 1
        left_out = bool(script.digest[first]) and not rest.digest[first]
        said = plain.passage(text, first + 1) if left_out else None
        if said is None:
            inside = _statement(text, first) if left_out else _up_to(statements, end)
            alone.check(inside, first, end)
            added.go_on()
            reader.block(inside, "")
            if reader.depends:
                raise DoubtError
            said = added.passage(text, first)
        yield said
        first = end


def _without_plain(script: Script, texts: Sequence[str]) -> Script:
    """The text with blank lines in the place of those that may be plain."""
    digest = list(script.digest)
    first = 0
    for text in texts:
        end = first + text.count("\n") + 1
        if may_be_plain(text):
            digest[first:end] = [""] * (end - first)
        first = end
    return replace(script, digest=digest)


def _statements(script: Script, chains: Chains) -> list[ast.stmt]:
    """What Python's parser finds, the last first."""
    if not any(script.digest):
        return []
    try:
        try:
            return python(script.text).body[::-1]
        except (RecursionError, MemoryError):
            return python("\n".join(chains.shortened())).body[::-1]
    except _REFUSED:
        raise DoubtError from None


def _statement(text: str, above: int) -> list[ast.stmt]:
    """The one that begins below so many lines."""
    try:
        return python("\n" * above + text).body
    except _REFUSED:
        raise DoubtError from None


def _up_to(statements: list[ast.stmt], end: int) -> list[ast.stmt]:
    """Those that begin up to a line, which are taken out."""
    inside = []
    while statements and statements[-1].lineno <= end:
        inside.append(statements.pop())
    return inside


class _Alone:
    """Whether passages that were read together mean the same wherever they stand."""

    def __init__(self, script: Script, rest: Script) -> None:
        """``rest``: without what means the same in any case."""
        self._script = script
        self._joined = "\\\n" in script.text or script.text.endswith("\\")
        # They are cut where no bracket is open. If there are remarks, those of them were counted.
        self._remarked = script.digest != script.lines
        if not self._remarked and bracket_slip(rest.text):
            raise DoubtError

    def check(self, statements: Sequence[ast.stmt], first: int, end: int) -> None:
        """Raise DoubtError unless the lines after ``first`` and up to ``end`` do."""
        last = (statements[-1].end_lineno or 0) if statements else first + 1
        lines = self._script.digest[first:end]
        if last > end or sum(map(len, lines)) > MAX_BLOCK:
            raise DoubtError
        if self._joined and any(line.endswith("\\") for line in lines[last - 1 - first :]):
            raise DoubtError
        if self._remarked and bracket_slip("\n".join(lines)):
            raise DoubtError


def passage_of(reader: Reader, text: str) -> Passage:
    """All that a reader has read, as one passage."""
    return _Added(reader).passage(text, 0)


class _Added:
    """What each passage has added to what was read before it."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._nodes = self._edges = self._lines = self._expanded = 0
        self._rest = (0, 0, 0, 0, 0)

    def go_on(self) -> None:
        """What is there so far is not counted."""
        reader, built = self._reader, self._reader.built
        self._nodes, self._edges = len(built.nodes), len(built.edges)
        self._lines = len(built.lines)
        self._rest, self._expanded = self._sizes(), reader.expressions.expanded
        reader.expressions.used.clear()
        reader.expressions.asked.clear()
        reader.expressions.constants.clear()

    def _sizes(self) -> tuple[int, int, int, int, int]:
        reader = self._reader
        opened, functions = len(reader.opened), len(reader.functions)
        return opened, functions, len(reader.claims), len(reader.settings), len(reader.said)

    def passage(self, text: str, first: int) -> Passage:
        """The one that has been read just now, and begins after so many lines."""
        built, expressions = self._reader.built, self._reader.expressions
        lines = _newest(built.lines, self._lines)
        plain = Passage(
            text,
            _newest(built.nodes, self._nodes),
            _newest(built.edges, self._edges),
            tuple([(name, line - first) for name, line in lines]),
            tuple(expressions.used.difference(dict(lines))),
        )
        if expressions.asked or expressions.constants or self._sizes() != self._rest:
            return self._with_rest(plain, first)
        return plain

    def _with_rest(self, passage: Passage, first: int) -> Passage:
        """With what few passages do."""
        reader, expressions = self._reader, self._reader.expressions
        opened, functions, claims, settings, said = self._rest
        defined = dict(_newest(reader.functions, functions))
        return passage._replace(
            calls=tuple(call for call in expressions.asked.items() if call[0] not in defined),
            constants=tuple(expressions.constants),
            groups=tuple(dict.fromkeys(reader.opened[opened:])),
            functions=tuple(defined.values()),
            claims=tuple(
                replace(claim, line=claim.line - first) for claim, _ in reader.claims[claims:]
            ),
            settings=_newest(reader.settings, settings),
            said=tuple(reader.said[said:]),
            expanded=expressions.expanded - self._expanded,
        )


def _newest(part: dict[Key, Item], size: int) -> tuple[tuple[Key, Item], ...]:
    """What came to a dict that had this size, in order."""
    more = len(part) - size
    return tuple(islice(reversed(part.items()), more))[::-1] if more else ()
