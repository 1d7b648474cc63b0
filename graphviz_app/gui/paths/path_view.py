"""The list of paths: the one that is pointed at is lit, the one that is chosen stays lit."""

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from graphviz_app.core.paths import Path
from graphviz_app.gui.paths.path_delegate import PathDelegate
from graphviz_app.gui.paths.path_lines import LINE, PathLine, PathModel
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override


class PathView(QListView):
    """Arrows choose, Enter or a double click plays, Esc lets go."""

    lit = Signal(object)
    """The path that is to be lit, or None."""
    played = Signal(object)
    copied = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows = PathModel()
        self.painted = PathDelegate(theme, self._room)
        self.setModel(self.rows)
        self.setItemDelegate(self.painted)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("Paths")
        self.doubleClicked.connect(self._play)

    def _room(self) -> int:
        return self.viewport().width()

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        self.painted.theme = theme
        self.scheduleDelayedItemsLayout()

    @property
    def chosen(self) -> Path | None:
        """The path that stays lit."""
        indexes = self.selectionModel().selectedIndexes()
        return _path_at(indexes[0]) if indexes else None

    @property
    def wanted_height(self) -> int:
        """So that nothing has to be scrolled."""
        return sum(self.sizeHintForRow(row) for row in range(self.rows.rowCount())) + 2

    def choose(self, path: Path | None) -> None:
        """Choose the same path where it is now, or none."""
        index = self.rows.place_of(path)
        if index.isValid():
            self.setCurrentIndex(index)
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.lit.emit(self.chosen)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.point_at(self.indexAt(event.position().toPoint()))
        super().mouseMoveEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.point_at(QModelIndex())
        super().leaveEvent(event)

    def point_at(self, index: QModelIndex) -> None:
        """The pointer is on this row, or on none."""
        if index.row() != self.painted.lit:
            self.painted.lit = index.row()
            self.viewport().update()
            self.lit.emit(_path_at(index) or self.chosen)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the rows lets go, as one on the chosen row does."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or self.selectionModel().isSelected(index):
            self.choose(None)
        else:
            super().mousePressEvent(event)

    def _play(self, index: QModelIndex) -> None:
        path = _path_at(index)
        if path is not None:
            self.choose(path)
            self.played.emit(path)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._play(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape and self.chosen is not None:
            self.choose(None)
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


def _path_at(index: QModelIndex) -> Path | None:
    line: PathLine | None = index.data(LINE) if index.isValid() else None
    return None if line is None else line.path
