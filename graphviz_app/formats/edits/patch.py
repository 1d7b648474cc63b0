"""Changing pieces of a text; everything else stays as it was typed."""

from collections.abc import Iterable
from typing import NamedTuple

from graphviz_app.formats.language.words.script import Span
from graphviz_app.patterns import late

_LINES = late(r"[^\r\n]*(?:\r\n|\r|\n|$)")


class Change(NamedTuple):
    """What stands at a place from now on."""

    span: Span
    written: str


def patched(text: str, changes: Iterable[Change]) -> str:
    """The text with all changes made; of two that overlap, the outer one counts."""
    starts = [match.start() for match in _LINES.finditer(text)]
    starts.append(len(text))

    def position(line: int, column: int) -> int:
        return min(starts[min(line, len(starts)) - 1] + column - 1, len(text))

    pieces: list[str] = []
    done = 0
    for (line, column, end_line, end_column), written in sorted(changes, key=_outer_first):
        begin = position(line, column)
        if begin < done:
            continue
        pieces += [text[done:begin], written]
        done = position(end_line, end_column)
    return "".join([*pieces, text[done:]])


def whole_lines(first: int, last: int) -> Span:
    """From the beginning of one line to the beginning of the line after another."""
    return Span(first, 1, last + 1, 1)


def _outer_first(change: Change) -> tuple[int, int, int, int]:
    line, column, end_line, end_column = change.span
    return line, column, -end_line, -end_column
