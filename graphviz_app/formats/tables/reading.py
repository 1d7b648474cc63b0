"""Bytes or pasted text to a Table."""

from collections.abc import Sequence

from graphviz_app.core.learning.table import UNNAMED, Table
from graphviz_app.errors import DataError
from graphviz_app.formats.limits import MAX_COLUMNS, MAX_TABLE, thousands
from graphviz_app.formats.tables.cutting import Cut, cut
from graphviz_app.formats.tables.decoding import decoded
from graphviz_app.formats.tables.gathering import Gathered, Head
from graphviz_app.formats.tables.numbers import is_number


def table_in(content: bytes, source: str) -> Table:
    """The table in a file; raises DataError, with row and column where there are."""
    if len(content) > MAX_TABLE:
        raise DataError(f"{source} is larger than the {thousands(MAX_TABLE)} bytes that are read")
    return table_of_text(decoded(content, source), source)


def table_of_text(text: str, source: str = "") -> Table:
    """The table in a text: commas, semicolons, tabs, blanks, Markdown, or a list of lists."""
    name = source or UNNAMED
    if len(text) > MAX_TABLE:
        raise DataError(
            f"{name} is larger than the {thousands(MAX_TABLE)} characters that are read"
        )
    pieces = cut(text, name)
    gathered = Gathered(pieces, head_of(pieces))
    gathered.read()
    rows = gathered.rows()
    for column in gathered.faults:
        rows[:, column] = float("nan")
    rows.setflags(write=False)
    return Table(gathered.head.names, rows, source, gathered.faults)


def head_of(pieces: Cut) -> Head:
    """The first row, if it holds a name; remarks before the numbers may hold them, too."""
    said: Sequence[str] = ()
    at = -1
    for at, row in enumerate(pieces.rows()):
        _refuse_wide(row.cells, pieces.name)
        if row.cells[0].lstrip().startswith("#"):
            said = [row.cells[0].lstrip("# \t"), *row.cells[1:]]
            if pieces.mark == " ":
                said = [cell for cell in said if cell]
        elif not all(map(is_number, row.cells)):
            return Head(_names(row.cells, pieces.name), row.number, at + 1)
        elif len(said) == len(row.cells) and not any(map(is_number, said)):
            return Head(_names(said, pieces.name), row.number, at)
        else:
            return Head((), 0, at)
    return Head((), 0, at + 1)


def _names(cells: Sequence[str], name: str) -> tuple[str, ...]:
    """Names of the columns; raises DataError where two have the same."""
    names = [" ".join(cell.split()) for cell in cells]
    while len(names) > 1 and not names[-1]:
        names.pop()
    twice = next((n for at, n in enumerate(names) if n and n in names[:at]), "")
    if twice:
        raise DataError(f"{name} has two columns called {twice}", column=twice)
    return tuple(n or f"column {at}" for at, n in enumerate(names, 1))


def _refuse_wide(cells: Sequence[str], name: str) -> None:
    if any(cells[MAX_COLUMNS:]):
        raise DataError(f"{name} has more than the {thousands(MAX_COLUMNS)} columns that are read")
