"""A text cut into rows and cells: by commas, semicolons, tabs, bars or blanks."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_RULE = re.compile(r"[\s|:+=_\-─━┼┬┴╪]*")
_BLANKS = re.compile(r" {2,}| *\t[ \t]*")
_SIGN = re.compile(r"(?<=[^\s,;|=])\s*(==|≈|≃|≅|~=|:=|=|:|->|→)\s*")
_OPENING, _CLOSING = "([{", ")]}"


class Row(NamedTuple):
    """``number``: the 1-based line on which its cells stand."""

    number: int
    cells: tuple[str, ...]


def rows_of(text: str) -> Sequence[Row]:
    """The rows of a table, all cut at the same sign; those that hold nothing are left out."""
    lines = [
        (number, piece)
        for number, line in enumerate(text.split("\n"), 1)
        for piece in _several(line)
        if _holds(piece)
    ]
    if not lines:
        return []
    mark = _separator([line for _, line in lines])
    return [Row(number, tuple(_cells(line, mark))) for number, line in lines]


def _several(line: str) -> Sequence[str]:
    """``h1 = 0.5; w = 2`` in two."""
    pieces = _cut(line, ";") if ";" in line else [line]
    return pieces if all(_has(piece, "=") for piece in pieces) else [line]


def _holds(line: str) -> bool:
    words = line.strip()
    return bool(words) and not words.startswith("#") and _RULE.fullmatch(words) is None


def _separator(lines: Sequence[str]) -> str:
    """What most rows are cut at; a blank stands for two and more, or for any sign of equality."""
    most = (mark for mark in "|\t=;," if sum(_has(line, mark) for line in lines) * 2 > len(lines))
    return next(most, " ")


def _has(line: str, mark: str) -> bool:
    return _SIGN.search(line) is not None if mark == "=" else len(_cut(line, mark)) > 1


def _cells(line: str, mark: str) -> Iterator[str]:
    if mark == "=":
        name, *rest = _SIGN.split(line, maxsplit=1)
        pieces: Sequence[str] = [name, rest[1].partition("#")[0]] if rest else [line]
    elif mark == " ":
        pieces = [piece for piece in _BLANKS.split(line.strip()) if piece]
    else:
        pieces = _cut(line.strip().strip("|") if mark == "|" else line, mark)
    return (_unquoted(piece) for piece in pieces)


def _cut(line: str, mark: str) -> Sequence[str]:
    """At a sign that stands neither in brackets nor in quotes."""
    pieces, depth, quoted, begin = [], 0, False, 0
    for at, letter in enumerate(line):
        if letter == '"':
            quoted = not quoted
        elif not quoted and letter in _OPENING:
            depth += 1
        elif not quoted and letter in _CLOSING:
            depth = max(0, depth - 1)
        elif letter == mark and not quoted and (not depth or mark in "\t|"):
            pieces.append(line[begin:at])
            begin = at + 1
    return [*pieces, line[begin:]]


def _unquoted(cell: str) -> str:
    words = cell.strip()
    if len(words) >= 2 and words[0] == words[-1] == '"':
        words = words[1:-1].replace('""', '"').strip()
    return words
