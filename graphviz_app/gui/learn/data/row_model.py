"""The rows of a feed as a table model: their number, their loss, then what feeds each leaf."""

from collections.abc import Collection

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from graphviz_app.arrays import Array
from graphviz_app.core.learning.table import Feed
from graphviz_app.formats.language.numerals.typed_value import ValueTextError
from graphviz_app.gui.canvas.fields.value_editor import parse_value
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.numbers import MINUS, as_typed, in_full, in_panel
from graphviz_app.typing_compat import override

Index = QModelIndex | QPersistentModelIndex
NUMBER, LOSS, FIRST = 0, 1, 2
"""Columns: which row it is, its loss, the first that feeds a leaf."""
MOST_COLUMNS = 50
"""That feed leaves and are listed."""
SHORT = 6
"""Letters up to which numbers are shown as they were typed."""
SAMPLE = 500
"""Rows that are looked at to see how long numbers are."""
_TOP = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowModel(QAbstractTableModel):
    """Rows in their order, or the largest loss first."""

    typed = Signal(int, int, float)
    """A row, a column of the table, and the number that it is to have there."""

    def __init__(self) -> None:
        super().__init__()
        self.feed: Feed | None = None
        self.heads: tuple[tuple[str, int], ...] = ()
        self.losses: Array | None = None
        self.most = 0.0
        """The largest finite loss."""
        self.shown: int | None = None
        """The row that the graph shows."""
        self.batch: frozenset[int] = frozenset()
        """The rows of the step under way."""
        self.largest_first = False
        self.editable = False
        self._order: npt.NDArray[np.intp] | None = None
        self._as_typed: list[bool] = []

    def take(
        self,
        feed: Feed | None,
        losses: Array | None,
        shown: int | None,
        batch: Collection[int] = (),
    ) -> None:
        """Show these; where there are as many rows of the same leaves, the view keeps its place."""
        heads = () if feed is None else feed.heads[:MOST_COLUMNS]
        same = heads == self.heads and _count(feed) == _count(self.feed)
        if not same:
            self.beginResetModel()
        if feed is not self.feed:
            self.feed, self.heads = feed, heads
            self._as_typed = [self._is_short(place) for _, place in heads]
        self.losses = losses if losses is not None and len(losses) == _count(feed) else None
        self.shown, self.batch = shown, frozenset(batch)
        self._sort()
        if not same:
            self.endResetModel()
        else:
            self._tell_changed()

    def sort_by_loss(self, on: bool) -> None:
        """The largest loss first, or as the data are."""
        self.largest_first = on
        self._sort()
        self._tell_changed()

    def row_at(self, line: int) -> int:
        """The row of the data that stands on a line of the view."""
        return line if self._order is None else int(self._order[line])

    def line_of(self, row: int) -> int:
        """On which line of the view a row of the data stands."""
        return row if self._order is None else int(np.flatnonzero(self._order == row)[0])

    def number(self, line: int, column: int) -> float:
        """The number in a cell."""
        row = self.row_at(line)
        if column == LOSS:
            return float("nan") if self.losses is None else float(self.losses[row])
        assert self.feed is not None
        return float(self.feed.table.rows[row, self.heads[column - FIRST][1]])

    def text(self, line: int, column: int) -> str:
        """How it is shown."""
        if column == NUMBER:
            return f"{self.row_at(line) + 1:,}"
        number = self.number(line, column)
        if column == LOSS:
            return "" if self.losses is None else in_panel(number)
        short = self._as_typed[column - FIRST]
        return as_typed(number).replace("-", MINUS) if short else in_panel(number)

    def _sort(self) -> None:
        losses = self.losses
        known = np.zeros(0) if losses is None else losses[np.isfinite(losses)]
        self.most = float(known.max()) if known.size else 0.0
        self._order = None
        if self.largest_first and losses is not None:
            self._order = np.argsort(-np.nan_to_num(losses, nan=np.inf), kind="stable")

    def _is_short(self, place: int) -> bool:
        assert self.feed is not None
        sample = self.feed.table.rows[:SAMPLE, place]
        return all(len(as_typed(float(x))) <= SHORT for x in sample)

    def _tell_changed(self) -> None:
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else _count(self.feed)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else FIRST + len(self.heads)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line, column = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(line, column)
            case Qt.ItemDataRole.EditRole:
                return as_typed(self.number(line, column))
            case Qt.ItemDataRole.ToolTipRole:
                return tip(self.spoken(line, column))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.spoken(line, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT
        return None

    def spoken(self, line: int, column: int) -> str:
        """A cell in words, with every digit."""
        row = self.row_at(line)
        if column == NUMBER:
            marks = [f"row {row + 1:,} of {self.rowCount():,}"]
            marks += ["shown on the graph"] if row == self.shown else []
            marks += ["in the present batch"] if row in self.batch else []
            return ", ".join(marks)
        name = "loss" if column == LOSS else self.heads[column - FIRST][0]
        return f"{name} of row {row + 1:,}: {in_full(self.number(line, column))}"

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return ("Row", "Loss")[section] if section < FIRST else self.heads[section - FIRST][0]

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        may = self.editable and index.column() >= FIRST
        return flags | Qt.ItemFlag.ItemIsEditable if may else flags

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        try:
            number = parse_value(str(value))
        except ValueTextError:
            return False
        if isinstance(number, float) and number != self.number(index.row(), index.column()):
            place = self.heads[index.column() - FIRST][1]
            self.typed.emit(self.row_at(index.row()), place, number)
        return True


def _count(feed: Feed | None) -> int:
    return 0 if feed is None else feed.count
