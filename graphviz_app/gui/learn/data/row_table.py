"""RowTable: rows of data with their losses; a click or an arrow key shows one on the graph."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
)

from graphviz_app.arrays import Array
from graphviz_app.core.learning.table import Feed
from graphviz_app.gui.learn.data.cell_delegate import CellDelegate
from graphviz_app.gui.learn.data.row_model import FIRST, LOSS, NUMBER, RowModel
from graphviz_app.gui.learn.data.row_painter import SIDE
from graphviz_app.gui.learn.data.widths import shared_widths, wanted_widths
from graphviz_app.gui.widgets.own_keys import NUMBER_KEYS, is_command, takes_key
from graphviz_app.numbers import as_typed
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

VISIBLE_ROWS = 8
ROW, LEAST = 27, 24
"""How high a row is, and how wide a column at least."""
_LATER = Qt.ConnectionType.QueuedConnection


class RowTable(QTableView):
    """Only the rows that are seen are looked at: a hundred thousand scroll as ten do."""

    chosen = Signal(int)
    """A row is to be shown on the graph."""
    typed = Signal(int, int, float)
    """A row, a column of the table, and its new number."""
    row_wanted = Signal(int)
    """A new row behind this one."""
    removed = Signal(int)
    table_pasted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows = RowModel()
        self._delegate = CellDelegate(theme, self.rows)
        self._wanted: dict[int, int] = {}
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setObjectName("rowTable")
        self.setAccessibleName("Rows of the data")
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(LEAST)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(lambda index: self.chosen.emit(self.rows.row_at(index.row())))
        # What is typed changes the graph when the field has done what it does with the key.
        self.rows.typed.connect(self.typed, _LATER)
        self._delegate.moved.connect(self._go_on, _LATER)
        self._delegate.table_pasted.connect(self.table_pasted, _LATER)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        self._theme = self._delegate.painter.theme = theme
        self.verticalHeader().setDefaultSectionSize(round(theme.px(ROW)))
        self.setStyleSheet(
            f"QTableView {{ background: {theme.panel}; border: 1px solid {theme.hairline};"
            f" border-radius: {round(theme.px(6))}px; }}"
            f"QTableView:focus {{ border-color: {theme.value}; }}"
            f"QAbstractScrollArea::corner {{ background: {theme.panel}; border: none; }}"
            f"QHeaderView {{ background: transparent; border: none; }}"
            f"QHeaderView::section {{ background: {theme.panel}; color: {theme.muted};"
            f" border: none; border-bottom: 1px solid {theme.hairline};"
            f" padding: {round(theme.px(3))}px {round(theme.px(SIDE))}px; }}"
        )
        self._fit()

    def take(
        self,
        feed: Feed | None,
        losses: Array | None,
        shown: int | None,
        batch: Collection[int] = (),
    ) -> None:
        """Show these rows; where another one is shown on the graph, it comes into view."""
        before, shape = self.rows.shown, (self.rows.rowCount(), self.rows.heads)
        had_losses = self.rows.losses is not None
        self.rows.take(feed, losses, shown, batch)
        self.setColumnHidden(LOSS, self.rows.losses is None)
        now = (self.rows.rowCount(), self.rows.heads)
        if now != shape or had_losses != (self.rows.losses is not None):
            self._fit()
        if shown is not None and (shown != before or now != shape):
            self._come_to(shown)

    def sort_by_loss(self, on: bool) -> None:
        """The largest loss first; the shown row stays in view only where nobody looks for those."""
        self.rows.sort_by_loss(on)
        if on:
            self.scrollToTop()
        elif self.rows.shown is not None:
            self._come_to(self.rows.shown)

    @property
    def current_row(self) -> int | None:
        """The row of the data that the keys are at."""
        line = self.currentIndex().row()
        return self.rows.row_at(line) if line >= 0 else None

    @property
    def is_typing(self) -> bool:
        """Whether a field is open."""
        return self._delegate.field is not None

    def type_at(self, row: int, cell: int = 0, begin_with: str = "") -> None:
        """Open the field of a cell."""
        index = self.rows.index(self.rows.line_of(row), FIRST + cell)
        self.setCurrentIndex(index)
        self.edit(index)
        field = self._delegate.field
        if field is not None and begin_with:
            field.setText(begin_with.replace("−", "-"))

    def copy_all(self) -> None:
        """The whole table with its names, as spreadsheets take it."""
        feed = self.rows.feed
        if feed is None:
            return
        lines = ["\t".join(name for name, _ in feed.heads)]
        numbers = feed.table.rows[:, [place for _, place in feed.heads]].tolist()
        lines += ["\t".join(map(as_typed, row)) for row in numbers]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _come_to(self, row: int) -> None:
        line = self.rows.line_of(row)
        column = max(self.currentIndex().column(), NUMBER)
        if not self.is_typing:
            self.selectionModel().setCurrentIndex(
                self.rows.index(line, column), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        self.scrollTo(self.rows.index(line, column))

    def _go_on(self, rows: int, cells: int) -> None:
        """From a cell to the next one that is there; the last one is left."""
        at = self.currentIndex()
        width = len(self.rows.heads)
        place = at.row() * width + at.column() - FIRST + rows * width + cells
        if 0 <= place < self.rows.rowCount() * width:
            self.type_at(self.rows.row_at(place // width), place % width)
        else:
            self.setFocus()

    def _fit(self) -> None:
        """As wide as the numbers need, as high as VISIBLE_ROWS of them."""
        self._wanted = wanted_widths(self.rows, self._theme)
        self._share()
        self._fit_height()

    def _fit_height(self) -> None:
        lines = min(self.rows.rowCount(), VISIBLE_ROWS) * self.verticalHeader().defaultSectionSize()
        wide = sum(self._shown_widths().values()) > max(self.viewport().width(), 1)
        bar = self.horizontalScrollBar().sizeHint().height() if wide else 0
        self.setFixedHeight(lines + self.horizontalHeader().sizeHint().height() + bar + 3)

    def _shown_widths(self) -> dict[int, int]:
        return {at: width for at, width in self._wanted.items() if not self.isColumnHidden(at)}

    def _share(self) -> None:
        """Where there is room to spare, all columns but the first have a part of it."""
        for at, width in shared_widths(self._shown_widths(), self.viewport().width()).items():
            self.setColumnWidth(at, width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()
        if event.size().width() != event.oldSize().width():
            self._fit_height()

    @override
    def event(self, event: QEvent) -> bool:
        """Keys that begin a number, although they do something else elsewhere."""
        return takes_key(event, self._of_key) or super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row
        if (act := self._of_key(event)) is not None:
            act()
            return
        super().keyPressEvent(event)
        now = self.current_row
        if now is not None and now != row:
            self.chosen.emit(now)

    def _of_key(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does here; None for those that move about and those that are not for it."""
        standard, keys, row = QKeySequence.StandardKey, Qt.Key, self.current_row
        if event.matches(standard.Paste):
            return lambda: self.table_pasted.emit(QGuiApplication.clipboard().text())
        if event.matches(standard.Copy):
            return self.copy_all
        if row is None or is_command(event):
            return None
        cell = self.currentIndex().column() - FIRST
        if self.rows.editable and cell >= 0:
            if event.text() and event.text() in NUMBER_KEYS:
                return lambda: self.type_at(row, cell, event.text())
            if event.key() in (keys.Key_Return, keys.Key_Enter, keys.Key_F2):
                return lambda: self.type_at(row, cell)
        if self.rows.editable and event.key() == keys.Key_Delete:
            return lambda: self.removed.emit(row)
        shows = event.key() in (keys.Key_Return, keys.Key_Enter, keys.Key_Space)
        return (lambda: self.chosen.emit(row)) if shows else None

    def menu_at(self, at: QPoint) -> QMenu:
        """What a right click offers."""
        menu, line = QMenu(self), self.indexAt(at).row()
        if line >= 0:
            row = self.rows.row_at(line)
            menu.addAction("Show this row", lambda: self.chosen.emit(row))
            if self.rows.editable:
                menu.addAction("Insert a row below", lambda: self.row_wanted.emit(row))
                menu.addAction("Delete this row", lambda: self.removed.emit(row))
        menu.addAction("Copy the table", self.copy_all)
        return menu

    @override
    def contextMenuEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        menu = self.menu_at(self.viewport().mapFromGlobal(event.globalPos()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())
