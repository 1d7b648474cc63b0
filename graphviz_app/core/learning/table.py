"""A table of numbers, and how its rows feed the inputs and targets of a graph."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graphviz_app.arrays import Array, np
from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.learning.columns import Places, Shapes, fed_leaves, places_of
from graphviz_app.core.learning.leaves import array_in
from graphviz_app.core.learning.settings import DataUse
from graphviz_app.errors import DataError

UNNAMED = "the table"


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """Rows of finite numbers, float64 of shape (n, k), below the names of k columns.

    ``names`` is empty where the columns have none: they are then taken in the order of the inputs
    and targets. ``source`` is what messages call it: a file's name, or nothing. ``faults`` says of
    a column, by its number, where it is no numbers, which are nan then: nothing can be fed by it.
    """

    names: tuple[str, ...]
    rows: Array
    source: str = ""
    faults: Mapping[int, DataError] = field(default_factory=dict)

    @staticmethod
    def of(columns: Mapping[str, Sequence[float]], source: str = "") -> "Table":
        """From columns; raises DataError where one is longer than another, or there is none."""
        sizes = {len(column) for column in columns.values()}
        if len(sizes) > 1:
            told = ", ".join(f"{name} has {len(column)}" for name, column in columns.items())
            raise DataError(f"the columns of the data are not of one length: {told}")
        if not sizes or sizes == {0}:
            raise DataError(f"{source or UNNAMED} has no rows")
        return Table(tuple(columns), np.column_stack([*columns.values()]).astype(float), source)

    @property
    def called(self) -> str:
        """Its source, or ``the table``."""
        return self.source or UNNAMED

    @property
    def count(self) -> int:
        """How many rows."""
        return len(self.rows)


def written_table(data: DataUse) -> Table:
    """The table whose columns are written out in a document; raises DataError."""
    return Table.of(data.columns)


@dataclass(frozen=True, eq=False)
class Feed:
    """A table as a graph takes it: every input and target has its columns.

    ``ignored`` names the columns that feed nothing. Rows are counted from 0.
    """

    table: Table
    places: Places
    shapes: Shapes
    ignored: tuple[str, ...]

    @staticmethod
    def of(graph: Graph, table: Table) -> "Feed":
        """Raises DataError for an input or target without a column of numbers, or without rows."""
        width = table.rows.shape[1] if table.rows.ndim == 2 else 0
        if not table.count:
            raise DataError(f"{table.called} has no rows")
        places = places_of(graph, table.names, width, table.called)
        taken = {at for columns in places.values() for at in columns}
        faults = [fault for at, fault in table.faults.items() if at in taken]
        if faults:
            raise min(faults, key=lambda fault: fault.row)
        ignored = (name for at, name in enumerate(table.names) if at not in taken)
        return Feed(table, places, fed_leaves(graph), tuple(ignored))

    @property
    def count(self) -> int:
        """How many rows."""
        return self.table.count

    @property
    def heads(self) -> tuple[tuple[str, int], ...]:
        """By the name of a number or of an element, as a text says it: its column."""
        return tuple(
            (f"{id_}{list(index) if index else ''}", place)
            for id_, places in self.places.items()
            for index, place in zip(np.ndindex(self.shapes[id_]), places, strict=True)
        )

    def values(self, row: int) -> dict[str, Value]:
        """What the leaves are in a row: numbers, or arrays in their shape."""
        numbers = self.table.rows[row]
        return {
            id_: numbers[list(at)].reshape(self.shapes[id_])
            if self.shapes[id_]
            else float(numbers[at[0]])
            for id_, at in self.places.items()
        }

    def stacked(self, rows: Sequence[int] | None = None) -> dict[str, Array]:
        """The same of several rows, or of all, one behind the other: (rows, *shape)."""
        numbers = self.table.rows if rows is None else self.table.rows[list(rows)]
        return {
            id_: np.ascontiguousarray(numbers[:, list(at)]).reshape(len(numbers), *self.shapes[id_])
            for id_, at in self.places.items()
        }

    def shown(self, graph: Graph, near: int | None = None) -> int | None:
        """The row whose values the leaves have: ``near`` if it is one, else the first; or None."""
        if fed_leaves(graph) != self.shapes:
            return None
        at = [place for places in self.places.values() for place in places]
        values = [number for id_ in self.places for number in array_in(graph, id_).ravel()]
        rows = self.table.rows
        if near is not None and 0 <= near < self.count and np.array_equal(rows[near, at], values):
            return near
        left = np.arange(self.count)
        for place, value in zip(at, values, strict=True):
            left = left[rows[left, place] == value]
        return int(left[0]) if left.size else None
