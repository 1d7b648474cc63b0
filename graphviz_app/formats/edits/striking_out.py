"""Statements taken out of a text, also where several share a line."""

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graphviz_app.formats.edits.patch import Change, whole_lines
from graphviz_app.formats.language.passages.opened import Opened
from graphviz_app.formats.language.words.script import Span


def struck_out(
    opened: Opened, row: Sequence[ast.stmt], kept: Sequence[ast.stmt]
) -> Iterator[Change]:
    """What takes all but ``kept`` out of statements that share a line of text."""
    if not kept:
        yield Change(_whole(opened, row), "")
    else:
        yield from _parts(opened, row, kept)


def _parts(opened: Opened, row: Sequence[ast.stmt], kept: Sequence[ast.stmt]) -> Iterator[Change]:
    """Of statements joined by ``;``: each that goes, up to the next one; the last backwards."""
    last = row.index(kept[-1])
    for statement, following in pairwise(row[: last + 1]):
        if statement not in kept:
            begin, end = opened.span(statement), opened.span(following)
            yield Change(Span(begin.line, begin.column, end.line, end.column), "")
    if last < len(row) - 1:
        begin, end = opened.span(kept[-1]), opened.span(row[-1])
        yield Change(Span(begin.end_line, begin.end_column, end.end_line, end.end_column), "")


def _whole(opened: Opened, row: Sequence[ast.stmt]) -> Span:
    """All lines of a row; a group's with the comments that end it."""
    end = opened.script.span(row[-1]).end_line
    typed = opened.script.lines
    if isinstance(row[-1], ast.With):
        indented = " " * row[-1].col_offset
        while end < len(typed) and typed[end].strip().startswith("#"):
            if not typed[end].startswith((f"{indented} ", f"{indented}\t")):
                break
            end += 1
    return whole_lines(row[0].lineno + opened.above, end + opened.above)
