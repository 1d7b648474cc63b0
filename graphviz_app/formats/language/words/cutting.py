"""A text that Python's parser refuses, cut into statements, of which most can be understood.

Statements that begin a line and the lines indented below them make a tree. Halves of it are given
to the parser until what it refuses is a single statement: so a text with few mistakes costs little
more than a whole one.
"""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graphviz_app.errors import ParseError
from graphviz_app.formats.language.words.chains import Chains
from graphviz_app.formats.language.words.completing import completed
from graphviz_app.formats.language.words.grammar import python
from graphviz_app.formats.language.words.respelling import as_typed
from graphviz_app.formats.language.words.script import Script
from graphviz_app.formats.language.words.syntax import explain, too_deep
from graphviz_app.formats.language.words.tokens import depth_change
from graphviz_app.patterns import late

MAX_ERRORS = 20
"""Mistakes that are told."""
MAX_BROKEN = 100
"""Statements that may be broken before the rest is left out."""
_FARTHEST = 100
"""Lines below a bracket among which the one that closes it is sought."""
_DEEPEST = 90
"""Blocks inside each other: Python's parser reads at most 99."""
_BEGINS = late(
    r"\s*(?:[^\W\d][\w.]*\s*(?:\[[\w\s,]*\]\s*|[-+*/@]|\*\*)?=|(?:with|def|return)\b|(?:output|learning_rate|frozen|descent|data|grad|after|d)\s*\()"
)
_NAME = late(r"\s*(?:def\s+)?([^\W\d]\w*)\s*(?:\[[\w\s,]*\]\s*)?(?:=(?!=)|\()")
_OPENS = late(r"\s*(?:with|def)\b")
_DEFINES = late(r"\s*def\b")
_REFUSED = (SyntaxError, RecursionError, MemoryError, ValueError)


@dataclass
class Unit:
    """A statement from 0-based line ``first`` to before ``end``; ``inner`` is indented below it."""

    first: int
    end: int
    indent: int
    inner: list["Unit"] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The line after everything that belongs to it."""
        unit = self
        while unit.inner:
            unit = unit.inner[-1]
        return unit.end


class Cutting:
    """What can be understood of a broken text, and what is wrong with the rest."""

    def __init__(self, script: Script, chains: Chains) -> None:
        self.errors: list[ParseError] = []
        self.names: set[str] = set()
        """Which statements that are not understood would have given a meaning."""
        self.completed: set[str] = set()
        """Names of lines that are half typed and understood with something added."""
        self._script = script
        self._chains = chains
        self._lines = script.digest if chains.lines is None else chains.lines
        self._broken = 0
        self.statements = self._read(_tree(self._units()))

    # Units

    def _units(self) -> Iterator[Unit]:
        depths = [depth_change(line) for line in self._lines]
        number = 0
        while number < len(self._lines):
            line = self._lines[number]
            words = line.lstrip()
            if not words or words.startswith("#"):
                number += 1
                continue
            indent = _indent(line)
            end = self._end(number, indent, depths)
            yield Unit(number, end, indent)
            number = end

    def _end(self, first: int, indent: int, depths: Sequence[int]) -> int:
        """The line after a statement: its brackets are closed, or another one seems to begin."""
        depth, number, another = depths[first], first + 1, 0
        opens = _OPENS.match(self._lines[first])
        while number < min(len(self._lines), first + _FARTHEST):
            line = self._lines[number]
            if depth <= 0 and not self._lines[number - 1].endswith("\\"):
                return another if another and not self._whole(first, number) else number
            if not another and _BEGINS.match(line) and (opens or _indent(line) <= indent):
                another = number
            depth += depths[number]
            number += 1
        if (
            depth <= 0
            and number == len(self._lines)
            and (not another or self._whole(first, number))
        ):
            return number
        return another or self._after_continued(first)

    def _after_continued(self, first: int) -> int:
        """The line after one and all those that a backslash joins to it."""
        end = first + 1
        while end < len(self._lines) and self._lines[end - 1].endswith("\\"):
            end += 1
        return end

    def _whole(self, first: int, end: int) -> bool:
        try:
            python("\n".join(line.strip() for line in self._lines[first:end]))
        except _REFUSED:
            return False
        return True

    # Statements

    def _read(self, units: Sequence[Unit]) -> list[ast.stmt]:
        """The statements that can be understood, in order, each where it stands in the text."""
        if not units or self._broken > MAX_BROKEN:
            return []
        try:
            return self._parsed(units[0].first, units[-1].last, units[0].indent)
        except _REFUSED as error:
            if self._chains.lines is None and isinstance(error, RecursionError | MemoryError):
                self._lines = self._chains.shortened()
                return self._read(units)
            if len(units) > 1:
                half = len(units) // 2
                return [*self._read(units[:half]), *self._read(units[half:])]
            return list(self._single(units[0], error))

    def _parsed(self, first: int, end: int, indent: int, more: str = "") -> list[ast.stmt]:
        """What Python's parser finds in some lines, behind as many empty ones as stand above."""
        text = "\n".join(self._lines[first:end]) + more
        if not indent:
            return python("\n" * first + text).body
        (block,) = python("\n" * (first - 1) + "if 1:\n" + text).body
        if not first:
            ast.increment_lineno(block, -1)
        assert isinstance(block, ast.If)
        return block.body

    def _single(self, unit: Unit, error: Exception) -> Iterator[ast.stmt]:
        """A statement that is refused as it stands, or the good part of it."""
        name = _NAME.match(self._lines[unit.first])
        if unit.inner and (opened := self._opened(unit)) is not None:
            opened.body = self._read(unit.inner)
            if opened.body:
                yield opened
            return
        self._tell(unit, error)
        if unit.inner and not _DEFINES.match(self._lines[unit.first]):
            yield from self._read([Unit(unit.first, unit.end, unit.indent)])
            yield from self._read(unit.inner)
            return
        half = None if unit.inner else completed("\n".join(self._lines[unit.first : unit.end]))
        if half is not None:
            try:
                yield from self._parsed(unit.first, unit.first, unit.indent, half)
                self.completed |= {as_typed(name[1])} if name else set()
                return
            except _REFUSED:
                pass
        self.names |= {as_typed(name[1])} if name else set()

    def _opened(self, unit: Unit) -> ast.With | None:
        """The group that a line opens, if that line alone is fine."""
        try:
            below = self._lines[unit.inner[0].first]
            indent = below[: len(below) - len(below.lstrip())]
            (block,) = self._parsed(unit.first, unit.end, unit.indent, f"\n{indent}pass")
        except _REFUSED:
            return None
        return block if isinstance(block, ast.With) else None

    def _tell(self, unit: Unit, error: Exception) -> None:
        self._broken += 1
        # Only a few are ever shown, and each costs as much as the text is long.
        if self._broken > MAX_ERRORS or any(unit.first < e.line <= unit.end for e in self.errors):
            return
        self.errors.append(self._explained(unit, error))

    def _explained(self, unit: Unit, error: Exception) -> ParseError:
        """As the parser says it of this statement alone, in its place."""
        blank = [""] * unit.first
        lines = [*blank, *self._script.lines[unit.first : unit.last]]
        digest = [*blank, *self._lines[unit.first : unit.last]]
        alone = Script(lines, digest, columns=self._script.columns)
        if isinstance(error, SyntaxError):
            if unit.indent and not unit.first and error.lineno:
                error.lineno -= 1
            return explain(alone, error)
        return too_deep(alone)


def _indent(line: str) -> int:
    return len(line.expandtabs()) - len(line.lstrip().expandtabs())


def _tree(units: Iterator[Unit]) -> list[Unit]:
    top: list[Unit] = []
    open_: list[Unit] = []
    for unit in units:
        while open_ and (unit.indent <= open_[-1].indent or len(open_) > _DEEPEST):
            open_.pop()
        (open_[-1].inner if open_ else top).append(unit)
        open_.append(unit)
    return top
