"""Cells as columns of numbers: what is in them, and where it is none."""

import math
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from graphviz_app.arrays import Array, np
from graphviz_app.core.wording import counted
from graphviz_app.errors import DataError
from graphviz_app.formats.limits import MAX_ROWS, thousands
from graphviz_app.formats.tables.cutting import Cut, Row
from graphviz_app.formats.tables.numbers import is_number, quoted, read_cell


class Head(NamedTuple):
    """The names above the columns, none where there are only numbers, and the row that has them.

    ``skipped``: rows before the numbers.
    """

    names: tuple[str, ...]
    row: int
    skipped: int


def _hint(mark: str, cells: Sequence[str], width: int) -> str:
    """Where a decimal comma may have cut numbers in two."""
    cut = mark == "," and len(cells) > width and all(map(is_number, cells))
    return "; where commas are decimal, cells are separated by semicolons or tabs" if cut else ""


@dataclass
class _Commas:
    """Numbers with a comma in a column: where the first is, and whether one can be nothing else."""

    row: int
    written: str
    certain: bool = False


@dataclass
class Gathered:
    """Numbers row by row, as they come."""

    cut: Cut
    head: Head
    width: int = 0
    numbers: "array[float]" = field(default_factory=lambda: array("d"))
    at: "array[int]" = field(default_factory=lambda: array("l"))
    """The numbers of the rows, as a spreadsheet counts them."""
    faults: dict[int, DataError] = field(default_factory=dict)
    commas: dict[int, _Commas] = field(default_factory=dict)

    def read(self) -> None:
        """Everything below the head; raises DataError for a row of another width, or none."""
        for row in self._body():
            cells = row.cells if len(row.cells) == self.width else self._even(row)
            if len(self.at) >= MAX_ROWS:
                raise DataError(
                    f"{self.cut.name} has more than the {thousands(MAX_ROWS)} rows that are read"
                )
            self.at.append(row.number)
            try:
                self.numbers.extend(map(float, cells))
            except ValueError:
                del self.numbers[(len(self.at) - 1) * self.width :]
                self.numbers.extend(self._closely(row.number, cells))
        if not self.at:
            what = "only a header, and no rows of numbers" if self.head.names else "no rows"
            raise DataError(f"{self.cut.name} has {what}")
        self._look_at_odd_ones()
        self._look_at_commas()

    def rows(self) -> Array:
        """The numbers, float64 (n, k); nan where there is none."""
        return np.array(self.numbers, dtype=float).reshape(-1, self.width)

    def place(self, row: int, column: int) -> str:
        """``xor.csv, row 3, column t``."""
        return f"{self.cut.name}, row {row}, column {self.called(column)}"

    def called(self, column: int) -> str:
        """A column's name, or its number from 1."""
        return self.head.names[column] if self.head.names else str(column + 1)

    def _body(self) -> Iterator[Row]:
        return islice(self.cut.rows(), self.head.skipped, None)

    def _even(self, row: Row) -> Sequence[str]:
        """A row without the empty cells that are too many; raises DataError if it does not fit."""
        cells = list(row.cells)
        if not self.width:
            self._begin(cells)
        while len(cells) > self.width and not cells[-1].strip():
            cells.pop()
        if len(cells) == self.width:
            return cells
        than = "the header has" if self.head.names else "the first row has"
        raise DataError(
            f"{self.cut.name}, row {row.number} has {counted(len(cells), 'cell')}, "
            f"and {than} {self.width}{_hint(self.cut.mark, cells, self.width)}",
            row.number,
        )

    def _begin(self, cells: Sequence[str]) -> None:
        """The first row says whether there is a column of row names without a name of its own."""
        names = self.head.names
        if self.cut.mark == " " and names and len(cells) == len(names) + 1:
            self.head = self.head._replace(names=("column 0", *names))
        self.width = len(self.head.names) or len(cells)

    def _closely(self, row: int, cells: Sequence[str]) -> Iterator[float]:
        for column, written in enumerate(cells):
            try:
                yield float(written)
            except ValueError:
                yield math.nan if column in self.faults else self._cell(row, column, written)

    def _cell(self, row: int, column: int, written: str) -> float:
        cell = read_cell(written)
        if cell.fault:
            self._complain(row, column, cell.fault)
        elif cell.comma:
            commas = self.commas.setdefault(column, _Commas(row, written))
            commas.certain = commas.certain or cell.certain
        return cell.number

    def _complain(self, row: int, column: int, fault: str) -> None:
        """Of each column the first fault is kept."""
        before = self.faults.get(column)
        if before is None or row < before.row:
            said = f"{self.place(row, column)}: {fault}"
            self.faults[column] = DataError(said, row, self.called(column))

    def _look_at_odd_ones(self) -> None:
        """Python takes ``inf``, ``nan``, ``1_000`` and ``1e999`` for numbers."""
        odd = set(self._first_infinite())
        if not odd and "_" not in self.cut.text:
            return
        for row in self._body():
            for column, written in enumerate(row.cells[: self.width]):
                if "_" in written or (row.number, column) in odd:
                    fault = read_cell(written).fault
                    if fault:
                        self._complain(row.number, column, fault)

    def _first_infinite(self) -> Iterator[tuple[int, int]]:
        """Of each column the first row whose number is not finite, if that is not told yet."""
        infinite = ~np.isfinite(self.rows())
        for column in map(int, np.flatnonzero(infinite.any(axis=0))):
            row = self.at[int(infinite[:, column].argmax())]
            if column not in self.faults or row < self.faults[column].row:
                yield row, column

    def _look_at_commas(self) -> None:
        """A comma is a decimal one if that is certain, and no cell of its column has a point."""
        certain = self.cut.mark == ";" or any(commas.certain for commas in self.commas.values())
        for column, commas in self.commas.items():
            if not certain:
                shown = quoted(commas.written)
                fault = f"{shown} may have thousands or decimals; write it without a comma"
                self._complain(commas.row, column, fault)
        for row in self._body() if self.commas else ():
            for column, commas in self.commas.items():
                if column < len(row.cells) and "." in row.cells[column]:
                    other = f"row {commas.row} has a comma, {quoted(commas.written)}"
                    fault = f"{quoted(row.cells[column])} has a point, and {other}"
                    self._complain(row.number, column, fault)
