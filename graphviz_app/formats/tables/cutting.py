"""A text cut into rows of cells: by commas, semicolons, tabs or blanks, by bars, or as lists."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from graphviz_app.errors import DataError
from graphviz_app.formats.limits import thousands
from graphviz_app.formats.tables.lists import is_drawn, is_list, rows_drawn, rows_of_list

_SAMPLE = 50
"""Rows that are looked at to tell the sign that they are cut at."""
_SEP = re.compile(r'\s*"?sep=(.)"?\s*(?:\r\n?|\n|\Z)', re.IGNORECASE)
_SIGNS = "\t;|,"
_BLANK = " "
_WHOLE = ""
"""Of a table of one column, nothing is cut."""


class Row(NamedTuple):
    """``number``: as a spreadsheet counts rows, from 1, with the header and with empty ones."""

    number: int
    cells: Sequence[str]


class Cut(NamedTuple):
    """A text whose rows can be gone through more than once."""

    text: str
    mark: str
    name: str
    first: int = 1
    """The number of the first row."""

    def rows(self) -> Iterator[Row]:
        """All rows that hold anything; raises DataError where a quotation mark is not closed."""
        number = self.first - 1
        records = _records(self.text, self.mark, self.name)
        while True:
            number += 1
            try:
                cells = next(records)
            except StopIteration:
                return
            except csv.Error as error:
                raise DataError(f"{self.name}, row {number}: {_reason(error)}", number) from None
            if any(cells) and any(map(str.strip, cells)):
                yield Row(number, cells)


def cut(text: str, name: str) -> Cut:
    """How a text is to be cut; ``name`` is what messages call it."""
    body = text.lstrip()
    if is_list(body):
        return Cut(body, "[", name)
    if told := _SEP.match(text):
        return Cut(text[told.end() :], told[1], name, 2)
    lines = [line for line in islice(io.StringIO(text, newline=None), _SAMPLE) if line.strip()]
    return Cut(body, "drawn", name) if is_drawn(lines) else Cut(text, _mark(lines), name)


def _reason(error: csv.Error) -> str:
    if "field limit" in str(error):
        bound = thousands(csv.field_size_limit())
        return f"a cell has more than {bound} characters; perhaps a quotation mark is not closed"
    return "a quotation mark is not closed"


def _mark(lines: Sequence[str]) -> str:
    """The sign that is in the first row, and cuts most rows into as many cells as that one."""
    first = next((line for line in lines if not line.lstrip().startswith("#")), "")
    own = [line for line in lines if not line.lstrip().startswith("#")]
    for mark in _SIGNS:
        count = _count(first, mark)
        if count > 1 and 2 * sum(_count(line, mark) == count for line in own) > len(own):
            return mark
    for mark in _SIGNS:
        if _count(first, mark) > 1:
            return mark
    words = len(first.split())
    even = words > 1 and all(len(line.split()) in (words, words + 1) for line in own)
    return _BLANK if even else _WHOLE


def _count(line: str, mark: str) -> int:
    """How many cells a line has."""
    if '"' not in line:
        return line.count(mark) + 1
    try:
        return len(next(csv.reader([line], delimiter=mark, skipinitialspace=True), ()))
    except csv.Error:
        return 1


def _records(text: str, mark: str, name: str) -> Iterator[Sequence[str]]:
    if mark == "[":
        return rows_of_list(text, name)
    if mark == "drawn":
        return rows_drawn(text)
    lines = io.StringIO(text, newline=None)
    if mark == _BLANK:
        return ([cell.strip('"') for cell in line.split()] for line in lines)
    if mark == _WHOLE:
        return ([line.strip().strip('"')] for line in lines)
    return csv.reader(lines, delimiter=mark, skipinitialspace=True, strict=True)
