"""On which line of a text each name is given its value, also while the text is broken."""

import ast
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from graphviz_app.core.graph import PRIME
from graphviz_app.errors import ParseError
from graphviz_app.formats.language.editor.definitions import DEFINITION, carried
from graphviz_app.formats.language.passages.memory import MEMORY
from graphviz_app.formats.language.passages.passage import cut
from graphviz_app.formats.language.versions import (
    next_version,
    pair_name,
    parts_of,
    targets_of,
    used_in,
)
from graphviz_app.formats.language.words.grammar import python
from graphviz_app.formats.language.words.script import normal, prepare
from graphviz_app.formats.language.words.trees import walk
from graphviz_app.patterns import late

MAX_PARSED = 20_000
"""Characters that were not read before up to which Python's parser is asked."""
_FUNCTION = late(r"\s*def\b")
_PRIMES = "\N{PRIME}\N{RIGHT SINGLE QUOTATION MARK}" + PRIME
_AS_LETTERS = str.maketrans(dict.fromkeys(_PRIMES, PRIME))
_WORD = late(r"[^\W\d]\w*")
_SEVERAL = late(r"\s*[^\W\d]\w*(?:\s*,\s*[^\W\d]\w*)+\s*=(?!=)")
_BEGINS = late(
    r"[^\W\d]\w*\s*(?:\*\*|[-+*/@])?=(?!=)|(?:def|with|output|learning_rate)\b"
    r"|(?:frozen|descent|data)\s*\("
)


class _Row(NamedTuple):
    """Names that are given a value on a 1-based line, and those that it uses."""

    names: Sequence[str]
    line: int
    used: Set[str]
    whole: bool = False
    """Whether what is right of ``=`` is a value of its own, of which they are the elements."""


def lines_of(text: str) -> Mapping[str, int]:
    """Name → 0-based line; what stands inside a function is left out."""
    pieces = list(cut(normal(text), MEMORY.passages))
    parsed = sum(len(piece) for piece in pieces if isinstance(piece, str)) <= MAX_PARSED
    numbers: dict[str, int] = {}
    newest: dict[str, str] = {}
    above = 0
    for piece in pieces:
        if isinstance(piece, str):
            for row in _rows(piece, parsed):
                _put(numbers, newest, row, above)
        else:
            for name, line in piece.names:
                numbers.setdefault(name, above + line - 1)
        above += (piece if isinstance(piece, str) else piece.text).count("\n") + 1
    return numbers


def _put(numbers: dict[str, int], newest: dict[str, str], row: _Row, above: int) -> None:
    """Note a line; where it changes a value that is there, that is a new version."""
    used = {newest.get(name, name) for name in row.used}
    ids: list[str] = []
    for name in row.names:
        old = newest.get(name, name)
        ids.append(next_version(old, numbers) if old in numbers and old in used else name)
    if row.whole:
        numbers[pair_name(ids, {*numbers, *ids})] = above + row.line - 1
    newest.update((name, id_) for name, id_ in zip(row.names, ids, strict=True) if id_ != name)
    for id_ in ids:
        numbers.setdefault(id_, above + row.line - 1)


def name_at(numbers: Mapping[str, int], line: int, words: str, column: int) -> str:
    """The name that is given its value at a place in a 0-based line of these words; '' if none."""
    there = [name for name, number in numbers.items() if number == line]
    begun = [name for name in there if _begins(name, words) <= column]
    return (begun[-1:] or there[:1] or [""])[0]


def _begins(id_: str, words: str) -> int:
    name = re.escape(id_.rstrip(PRIME))
    match = re.search(rf"(?<![\w.]){name}[{_PRIMES}]*\s*(?:\*\*|[-+*/@])?=(?!=)", words)
    return match.start() if match else 0


def _rows(words: str, parsed: bool) -> Sequence[_Row]:
    """Those of a passage that was not read yet."""
    if parsed:
        try:
            body = python("\n".join(prepare(words).digest)).body
        except (ParseError, SyntaxError, ValueError, RecursionError, MemoryError):
            pass
        else:
            return list(_exactly(body))
    return list(_roughly(words))


def _exactly(body: Sequence[ast.stmt]) -> Iterator[_Row]:
    for line in walk(body):
        match line:
            case ast.AugAssign(target=ast.Name(id=name)):
                yield _Row([name], line.lineno, {name})
            case ast.Assign(targets=[target]) if (names := targets_of(target)) is not None:
                named = isinstance(target, ast.Name) or isinstance(line.value, ast.Name)
                whole = not named and parts_of(names, line.value) is None
                used = used_in(line.value)
                yield _Row([name.id for name in names], line.lineno, used, whole)
            case ast.Assign(targets=targets):
                used = used_in(line.value)
                given = [target.id for target in targets if isinstance(target, ast.Name)]
                yield from (_Row([name], line.lineno, used) for name in reversed(given))


def _roughly(words: str) -> Iterator[_Row]:
    """The same of one that is broken; a bracket that is open ends where a line begins anew."""
    open_ = 0
    function: int | None = None
    for number, line in enumerate(words.split("\n"), 1):
        open_ = 0 if _BEGINS.match(line) else open_
        begins, open_ = not open_, carried(line, open_)
        if not begins or not line.strip() or line.lstrip().startswith("#"):
            continue
        indent = len(line) - len(line.lstrip())
        if function is None or indent <= function:
            function = indent if _FUNCTION.match(line) else None
            if _SEVERAL.match(line):
                yield from _several(line, number)
            elif name := DEFINITION.match(line):
                used = name[0] if name["changes"] else line[name.end() :].partition("#")[0]
                named = unicodedata.normalize("NFKC", name[1].translate(_AS_LETTERS))
                yield _Row([named], number, {*_WORD.findall(used)})


def _several(line: str, number: int) -> Iterator[_Row]:
    """The names of ``h, c = lstm_cell(…)``, as far as the line can be read by itself."""
    try:
        body = python("\n".join(prepare(line.strip()).digest)).body
    except (ParseError, SyntaxError, ValueError, RecursionError, MemoryError):
        names = line.partition("=")[0].split(",")
        yield _Row([name.strip() for name in names], number, set())
    else:
        yield from (row._replace(line=number) for row in _exactly(body))
