"""The rows of a ledger as a list model: one for each path, and one for all others."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from graphviz_app.arrays import Array, np
from graphviz_app.core.graph import Value
from graphviz_app.core.paths import Ledger, Order, Path
from graphviz_app.core.read_run import ReadRun
from graphviz_app.covered import is_covered
from graphviz_app.explain.ledger.tables import lines_of
from graphviz_app.explain.ledger.wording import (
    amount_words,
    difference,
    factor_words,
    others_words,
    path_words,
    product_text,
)
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.numbers import in_full
from graphviz_app.typing_compat import override

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
LINE = Qt.ItemDataRole.UserRole
NAMED = 60
"""Nodes that the tooltip names."""


@dataclass(frozen=True, slots=True)
class PathLine:
    """A path with its product, or all others together (``path`` is None)."""

    run: ReadRun
    path: Path | None
    title: str
    product: str
    so_far: str
    table: Array | None = None
    """The entries of a product that is a vector or a matrix."""
    around: int | None = None
    """Where it first leaves the largest path."""

    def names(self, most: int | None = None) -> str:
        """The nodes, of a long path the ends."""
        return (
            self.title if self.path is None else path_words(self.run, self.path, most, self.around)
        )

    def factors(self, most: int | None = None, decimals: int = 4) -> str:
        """The local derivatives along it."""
        return "" if self.path is None else factor_words(self.path, most, self.around, decimals)


def lines_to_show(run: ReadRun, ledger: Ledger, order: Order) -> Sequence[PathLine]:
    """All rows of a ledger."""
    lines = [
        PathLine(
            *(run, path, "", _short(product_text(path)), _told(so_far), _table(path.product)),
            around=difference(path, ledger.paths[0]),
        )
        for path, so_far in lines_of(ledger, order)
    ]
    if ledger.others and ledger.paths:
        rest, total = _told(ledger.rest), _told(ledger.total)
        lines.append(
            PathLine(run, None, others_words(ledger), _short(rest), total, _table(ledger.rest))
        )
    return lines


def _told(value: Value | None) -> str:
    return _short(amount_words(value))


def _short(words: str) -> str:
    """A tensor's numbers are in its table."""
    return "" if words.startswith("[") or " " in words else words


def _table(value: Value | None) -> Array | None:
    return value if isinstance(value, np.ndarray) and value.ndim and not is_covered(value) else None


class PathModel(QAbstractListModel):
    """Holds the rows; where as many follow as before, those that are chosen stay so."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[PathLine] = ()

    def show_lines(self, lines: Sequence[PathLine]) -> None:
        """Other rows."""
        if len(lines) == len(self.lines) and lines:
            self.lines = lines
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def place_of(self, path: Path | None) -> QModelIndex:
        """Where the same path is now; nowhere if it is not listed."""
        for row, line in enumerate(self.lines if path is not None else ()):
            if line.path is not None and path is not None and line.path[:2] == path[:2]:
                return self.index(row)
        return QModelIndex()

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        others = index.isValid() and self.lines[index.row()].path is None
        return flag.ItemIsEnabled if others else flag.ItemIsEnabled | flag.ItemIsSelectable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return line
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{line.names(NAMED)}: {line.product}"
            case Qt.ItemDataRole.ToolTipRole:
                return tip(_whole(line))
        return None


def _whole(line: PathLine) -> str:
    """What a row says without any room to be spared."""
    if line.path is None:
        return f"{line.title}: {line.product}"
    factors, product = line.factors(NAMED), line.path.product
    beyond = line.path.vanished or line.path.exploded
    whole = "" if product is None else f" = {line.product if beyond else in_full(product)}"
    return f"{line.names(NAMED)}\n{factors}{whole}"
