"""ClaimModel: the claims as a list for Qt; an answer that was typed is told, not kept."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from graphviz_app.core.graph import Claim
from graphviz_app.formats.answers.numbers import Answer
from graphviz_app.gui.check.claim_row import ClaimRow
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.typing_compat import override

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()


class ClaimModel(QAbstractListModel):
    """Rows of which only those are told to the view that have become others."""

    answered = Signal(int, object)
    """The place of a claim, and the Answer that was typed for it."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[ClaimRow, ...] = ()

    def take(self, rows: Sequence[ClaimRow]) -> None:
        """Show these; where they are about the same, what is being typed goes on."""
        before, self.rows = self.rows, tuple(rows)
        common = min(len(before), len(self.rows))
        if any(before[i].name != self.rows[i].name for i in range(common)):
            self.beginResetModel()
            self.endResetModel()
            return
        self._tell_length(len(before), len(self.rows))
        changed = [place for place in range(common) if before[place] != self.rows[place]]
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], 0))

    def _tell_length(self, before: int, now: int) -> None:
        if now > before:
            self.beginInsertRows(_NOWHERE, before, now - 1)
            self.endInsertRows()
        elif now < before:
            self.beginRemoveRows(_NOWHERE, now, before - 1)
            self.endRemoveRows()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, roles = self.rows[index.row()], Qt.ItemDataRole
        if role == ROW:
            return row
        if role == roles.EditRole:
            return typed_answer(row.claim)
        if role == roles.ToolTipRole:
            note = f" ({row.claim.note})" if row.claim.note else ""
            return tip(f"{row.name}{note}: {row.words}")
        return row.spoken if role in (roles.DisplayRole, roles.AccessibleTextRole) else None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        claim = self.rows[index.row()].claim
        if isinstance(value, Answer) and value != (claim.printed, claim.tolerance):
            self.answered.emit(index.row(), value)
        return True


def typed_answer(claim: Claim) -> str:
    """The answer of a claim as it is typed."""
    return f"{claim.printed} ± {claim.tolerance}" if claim.tolerance else claim.printed
