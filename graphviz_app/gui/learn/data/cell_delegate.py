"""CellDelegate: paints the cells of data, and opens a field over one."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from graphviz_app.gui.learn.data.cell_field import CellField
from graphviz_app.gui.learn.data.row_model import FIRST, Index, RowModel
from graphviz_app.gui.learn.data.row_painter import SIDE, RowPainter
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override


class CellDelegate(QStyledItemDelegate):
    """Paints cells, and opens a field over one."""

    moved = Signal(int, int)
    table_pasted = Signal(str)

    def __init__(self, theme: Theme, model: RowModel) -> None:
        super().__init__()
        self.painter, self._model = RowPainter(theme), model
        self.field: CellField | None = None

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.painter.paint(painter, option, index, self._model)

    @override
    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> CellField:
        field = self.field = CellField(parent)
        name = self._model.heads[index.column() - FIRST][0]
        field.setAccessibleName(f"{name} of row {self._model.row_at(index.row()) + 1}")
        theme = self.painter.theme
        field.setStyleSheet(
            f"QLineEdit, QLineEdit:focus {{ border: 2px solid {theme.value}; border-radius: 0;"
            f" padding: 0 {max(round(theme.px(SIDE)) - 4, 0)}px; min-height: 0;"
            f" background: {theme.panel}; color: {theme.value}; }}"
            f'QLineEdit[wrong="true"] {{ border-color: {theme.gradient}; }}'
        )
        box = QRect(option.rect)  # type: ignore[attr-defined]
        field.textChanged.connect(lambda _text: field.setGeometry(self._room(box, field)))
        field.moved.connect(lambda rows, cells: self._leave(field, rows, cells))
        field.left.connect(
            lambda: self.closeEditor.emit(field, QStyledItemDelegate.EndEditHint.RevertModelCache)
        )
        field.table_pasted.connect(self.table_pasted)
        return field

    def _room(self, box: QRect, field: CellField) -> QRect:
        """The cell, or more to its left where it is too narrow for what is typed."""
        typed = QFontMetrics(field.font()).horizontalAdvance(field.text())
        needed = max(typed + round(self.painter.theme.px(4 * SIDE)), box.width())
        return QRect(max(box.right() - needed + 1, 0), box.top(), needed, box.height())

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        assert isinstance(editor, CellField)
        editor.setGeometry(self._room(QRect(option.rect), editor))  # type: ignore[attr-defined]

    def _leave(self, field: CellField, rows: int, cells: int) -> None:
        """Hand the number over, and go on."""
        self.commitData.emit(field)
        self.closeEditor.emit(field, QStyledItemDelegate.EndEditHint.NoHint)
        self.moved.emit(rows, cells)

    @override
    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self.field = None
        super().destroyEditor(editor, index)

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, CellField)
        editor.begin(str(index.data(Qt.ItemDataRole.EditRole)))

    @override
    def setModelData(self, editor: QWidget, model: QObject, index: Index) -> None:
        assert isinstance(editor, CellField)
        assert isinstance(model, RowModel)
        if not editor.fault():
            model.setData(index, editor.text())

    @override
    def eventFilter(self, object: QObject, event: QEvent) -> bool:  # Qt's name
        """Keys are the field's own: Qt's would close it whatever is typed there."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        return super().eventFilter(object, event)
