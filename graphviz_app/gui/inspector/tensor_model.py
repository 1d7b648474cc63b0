"""The entries of a tensor as a table model, and its summary in words."""

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from graphviz_app.core.graph import Value
from graphviz_app.explain.numerals import shape_words
from graphviz_app.formats.language.numerals.typed_value import ValueTextError
from graphviz_app.gui.canvas.fields.value_editor import parse_value
from graphviz_app.gui.inspector.heat import Heat
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.numbers import as_typed, in_full, in_panel
from graphviz_app.typing_compat import override

Index = QModelIndex | QPersistentModelIndex
ROWS, COLUMNS = 50, 50
"""Rows and columns that are shown of a large tensor."""
_TOP = QModelIndex()


def as_matrix(value: Value) -> np.ndarray:
    """Two axes to show: a vector is one column, of more axes all but the last are rows."""
    array = np.asarray(value)
    if array.ndim <= 1:
        return array.reshape(-1, 1)
    return array.reshape(-1, array.shape[-1])


def summary(value: np.ndarray) -> str:
    """Shape, smallest, mean and largest entry, and the Euclidean norm, for a tensor."""
    with np.errstate(all="ignore"):
        stats = {"min": value.min(), "mean": value.mean(), "max": value.max()}
        stats["norm"] = np.linalg.norm(value)
    listed = " · ".join(f"{name} {in_panel(float(x))}" for name, x in stats.items())
    return f"{shape_words(value)}\n{listed}"


def row_name(shape: tuple[int, ...], row: int) -> str:
    """The indices of a row: ``3``, or ``0, 3`` with three axes; from 0 as in the text."""
    if len(shape) <= 2:
        return str(row)
    return ", ".join(str(i) for i in np.unravel_index(row, shape[:-1]))


class TensorModel(QAbstractTableModel):
    """The entries of an array of any number of axes, as a table of text."""

    edited = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.array = np.zeros(0)
        self._matrix = np.zeros((0, 0))
        self.editable = False
        self.color = QColor()
        self.heat: Heat | None = None
        """The colours behind the numbers, if there are any."""

    def show_array(self, array: np.ndarray, editable: bool) -> None:
        """Show these numbers; the view keeps its place if the shape is the same."""
        same = array.shape == self.array.shape and editable == self.editable
        if not same:
            self.beginResetModel()
        self.array, self.editable = array, editable
        self._matrix = as_matrix(array)
        if not same:
            self.endResetModel()
        elif self.rowCount() and self.columnCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else min(self._matrix.shape[0], ROWS)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else min(self._matrix.shape[1], COLUMNS)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        value = float(self._matrix[index.row(), index.column()])
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return in_panel(value)
            case Qt.ItemDataRole.EditRole:
                return as_typed(value)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(in_full(value))
            case Qt.ItemDataRole.ForegroundRole:
                return self.color
            case Qt.ItemDataRole.BackgroundRole:
                return None if self.heat is None else self.heat.color(value)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return row_name(self.array.shape, section)
        return str(section)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.editable else flags

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        try:
            number = parse_value(str(value))
        except ValueTextError as error:
            self.refused.emit(str(error))
            return False
        if not isinstance(number, float):
            self.refused.emit("One cell holds one number.")
            return False
        changed = self._matrix.copy()
        changed[index.row(), index.column()] = number
        if not np.array_equal(changed, self._matrix):
            self.refused.emit("")
            self.edited.emit(changed.reshape(self.array.shape))
        return True
