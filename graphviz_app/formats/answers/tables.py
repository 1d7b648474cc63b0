"""Which column of a table holds names, which numbers of what kind; a heading says so, or cells."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graphviz_app.core.graph import ClaimKind
from graphviz_app.errors import GraphAppError
from graphviz_app.formats.answers.cells import Row
from graphviz_app.formats.answers.numbers import read_answer
from graphviz_app.formats.answers.subjects import Subjects

_HEADS: tuple[tuple[ClaimKind | None, str], ...] = (
    ("grad", r"grad|gradient|derivative|ableitung|(?:d|∂)\w*\s*/\s*(?:d|∂).*|δ|∇.*|backward"),
    ("after", r"after|new|neu|updated?|next|after .*|new .*|.* after .*|nachher"),
    (None, r"value|answers?|results?|solution|number|mine|yours?|your .*|my .*|forward|printed"),
    (None, r"wert|ergebnis|antwort|lösung"),
)
_SHOWN = 100
"""Rows that are looked at to tell one column from another."""


class Cell(NamedTuple):
    """A name and an answer to it, and where in the table that stands, counted from 1."""

    row: int
    column: int
    name: str
    answer: str
    kind: ClaimKind | None = None
    """What is answered, if the heading of the column says it."""


def answers_in(rows: Sequence[Row], subjects: Subjects) -> Iterator[Cell]:
    """Every answer of a table, also those that are left open."""
    if not rows:
        return
    if _is_across(rows, subjects):
        yield from _across(rows)
        return
    names = _names_in(rows, subjects)
    head, body = _headed(rows, names, subjects)
    columns = _numbers_in(body, names, head)
    for row in body:
        for column, kind in columns:
            written = [c for c in row.cells[column : column + 1] if c or len(columns) == 1]
            if len(row.cells) > names and row.cells[names] and (written or len(columns) == 1):
                answer = _answer(row, column, len(columns) == 1)
                yield Cell(row.number, column + 1, row.cells[names], answer, kind)


def _answer(row: Row, column: int, alone: bool) -> str:
    """What stands there; a number that a comma has cut in two is put together."""
    cells = row.cells[column:]
    if alone and len(cells) == 2 and re.fullmatch(r"[-+−]?\d+", cells[0]) and cells[1].isdecimal():
        return ",".join(cells)
    return cells[0] if cells else ""


def _is_across(rows: Sequence[Row], subjects: Subjects) -> bool:
    """Whether the first row has the names, and the next one the numbers."""
    first = [cell for cell in rows[0].cells if cell]
    return len(first) > 2 and len(rows) > 1 and all(map(subjects.is_known, first))


def _across(rows: Sequence[Row]) -> Iterator[Cell]:
    for at, name in enumerate(rows[0].cells):
        if name:
            answer = rows[1].cells[at] if at < len(rows[1].cells) else ""
            yield Cell(rows[1].number, at + 1, name, answer)


def _names_in(rows: Sequence[Row], subjects: Subjects) -> int:
    """The column in which most cells name something."""
    width = max(len(row.cells) for row in rows)
    known = [
        sum(at < len(row.cells) and subjects.is_known(row.cells[at]) for row in rows[:_SHOWN])
        for at in range(min(width, 20))
    ]
    return known.index(max(known))


def _headed(
    rows: Sequence[Row], names: int, subjects: Subjects
) -> tuple[Sequence[str], Sequence[Row]]:
    """The heading, if the first row is one, and the rows below it."""
    first = rows[0].cells
    if len(first) <= names or subjects.is_known(first[names]) or len(first) < 2:
        return (), rows
    beside = [cell for at, cell in enumerate(first) if at != names and cell]
    return ((), rows) if any(map(_is_number, beside)) else (first, rows[1:])


def _numbers_in(
    rows: Sequence[Row], names: int, head: Sequence[str]
) -> Sequence[tuple[int, ClaimKind | None]]:
    """The columns with answers, and what each is about."""
    said = [(at, kind) for at, kind in _said(head) if at != names]
    if said:
        return said
    width = max((len(row.cells) for row in rows), default=0)
    count = {
        at: sum(at < len(row.cells) and _is_number(row.cells[at]) for row in rows[:_SHOWN])
        for at in range(names + 1, width)
    }
    return [(max(count, key=count.__getitem__) if count else names + 1, None)]


def _said(head: Sequence[str]) -> Iterator[tuple[int, ClaimKind | None]]:
    for at, words in enumerate(head):
        for kind, pattern in _HEADS:
            if re.fullmatch(pattern, words.strip(), re.IGNORECASE):
                yield at, kind
                break


def _is_number(cell: str) -> bool:
    try:
        return read_answer(cell).printed != ""
    except GraphAppError:
        return False
