"""TensorTable: a vector, matrix or larger tensor as numbers; large ones summarised."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QColor, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from graphviz_app.core.graph import Value
from graphviz_app.gui.inspector.heat import Heat, HeatLegend
from graphviz_app.gui.inspector.tensor_model import COLUMNS, ROWS, TensorModel, as_matrix, summary
from graphviz_app.gui.widgets.parts import label, restyle
from graphviz_app.numbers import as_typed, in_panel
from graphviz_app.scene.typeset.fonts import font
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

WhyEntry = Callable[[tuple[int, ...]], str]
VISIBLE_ROWS = 8
SMALL = 9
"""Entries up to which the numbers speak for themselves; more are coloured and summed up."""


class TensorTable(QWidget):
    """The numbers, what is beside them, and which: values or gradients."""

    value_edited = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tensorTable")
        self._value: np.ndarray | None = None
        self._gradient: np.ndarray | None = None
        self._editable = False
        self._tabs = {name: self._tab(name) for name in ("Value", "Gradient")}
        self._tabs["Value"].setChecked(True)
        self.about = label("", "caption", wrap=True)
        self.wrong = label("", "error", wrap=True)
        self.wrong.hide()
        self.reason = label("", "caption", wrap=True)
        """Why the chosen entry of the gradient is 0."""
        self.reason.hide()
        self._why: WhyEntry | None = None
        self.legend = HeatLegend(theme)
        self.model = TensorModel(self)
        self.model.edited.connect(self.value_edited)
        self.model.refused.connect(self._complain)
        self.view = self._table()
        self.view.selectionModel().currentChanged.connect(lambda _now, _then: self._say_why())
        self._build()
        self.set_theme(theme)

    def _tab(self, name: str) -> QPushButton:
        button = QPushButton(name)
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setProperty("tab", name.casefold())
        button.toggled.connect(lambda on: self._refresh() if on else None)
        return button

    def _table(self) -> QTableView:
        view = QTableView()
        view.setModel(self.model)
        view.setShowGrid(False)
        view.setAlternatingRowColors(True)
        view.setCornerButtonEnabled(False)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setAccessibleName("Entries")
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for text, slot in (("Copy", self.copy_selection), ("Copy the whole tensor", self.copy_all)):
            action = QAction(text, view)
            action.triggered.connect(slot)
            view.addAction(action)
        return view

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        for button in self._tabs.values():
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(6)
        layout.addLayout(row)
        for widget in (self.about, self.view, self.reason, self.legend, self.wrong):
            layout.addWidget(widget)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and sizes."""
        self._theme = theme
        row = round(theme.px(26))
        self.view.verticalHeader().setDefaultSectionSize(row)
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.view.setStyleSheet(
            f"QTableView {{ background: {theme.panel}; alternate-background-color: {theme.window};"
            f" border: 1px solid {theme.hairline}; border-radius: {round(theme.px(6))}px; }}"
            f"QTableView::item {{ padding: 0 {round(theme.px(6))}px; }}"
            f"QTableCornerButton::section {{ background: {theme.panel}; border: none; }}"
            f"QHeaderView {{ background: transparent; border: none; }}"
            f"QHeaderView::section {{ background: {theme.panel}; color: {theme.faint};"
            f" border: none; padding: 0 {round(theme.px(6))}px; }}"
        )
        size = round(theme.px(12))
        self.setStyleSheet(
            f"QPushButton[tab] {{ border: none; border-radius: 0; padding: 2px 0; min-height: 0;"
            f" margin-right: {round(theme.px(16))}px; background: transparent;"
            f" color: {theme.muted}; font-size: {size}px; text-align: left;"
            f" border-bottom: 2px solid transparent; }}"
            f'QPushButton[tab="value"]:checked {{ color: {theme.value};'
            f" border-bottom-color: {theme.value}; font-weight: 600; }}"
            f'QPushButton[tab="gradient"]:checked {{ color: {theme.gradient};'
            f" border-bottom-color: {theme.gradient}; font-weight: 600; }}"
        )
        self._refresh()

    def set_tensor(
        self,
        value: Value,
        gradient: Value | None = None,
        editable: bool = False,
        why: WhyEntry | None = None,
    ) -> None:
        """Show a tensor (any number of axes) and its gradient; ``editable`` cell by cell.

        ``why`` says of an entry of the gradient that is 0 why it is.
        """
        self._why = why
        self._value = np.asarray(value, dtype=np.float64)
        self._gradient = None if gradient is None else np.asarray(gradient, dtype=np.float64)
        self._editable = editable
        self._complain("")
        for button in self._tabs.values():
            button.setVisible(self._gradient is not None)
        if self._gradient is None:
            self._tabs["Value"].setChecked(True)
        self._refresh()

    def show_gradient(self, shown: bool = True) -> None:
        """Turn to the gradient's numbers, or back."""
        self._tabs["Gradient" if shown else "Value"].setChecked(True)

    def name_tabs(self, value: str, gradient: str) -> None:
        """Call the two arrays something else."""
        for key, name in (("Value", value), ("Gradient", gradient)):
            self._tabs[key].setText(name)

    @property
    def shows_gradient(self) -> bool:
        """Which of the two is listed."""
        return self._tabs["Gradient"].isChecked()

    @property
    def shown(self) -> np.ndarray | None:
        """The array whose entries are listed."""
        return self._gradient if self._tabs["Gradient"].isChecked() else self._value

    def _refresh(self) -> None:
        array = self.shown
        if array is None or not hasattr(self, "view"):
            return
        gradient = self._tabs["Gradient"].isChecked()
        self._show_heat(array, gradient)
        fits = max(as_matrix(array).shape) <= ROWS
        self.model.show_array(array, self._editable and not gradient and fits)
        self.about.setText(self._about(array))
        self.about.setVisible(bool(self.about.text()))
        self.view.horizontalHeader().setVisible(array.ndim > 1)
        self._fit(array)
        self._say_why()

    def _say_why(self) -> None:
        """Of the chosen entry of the gradient, if it is 0."""
        cell, gradient = self.view.currentIndex(), self._gradient
        words = ""
        if cell.isValid() and self._why and self.shows_gradient and gradient is not None:
            places = np.arange(gradient.size).reshape(as_matrix(gradient).shape)
            at = np.unravel_index(places[cell.row(), cell.column()], gradient.shape)
            words = "" if gradient[at] else self._why(tuple(int(i) for i in at))
        self.reason.setText(words)
        self.reason.setVisible(bool(words))

    def _show_heat(self, array: np.ndarray, gradient: bool) -> None:
        """Many numbers are told by colours as well; few by the colour of what they are."""
        theme = self._theme
        self.model.heat = Heat(array, theme) if array.size > SMALL else None
        own = theme.gradient if gradient else theme.value
        self.model.color = QColor(own if self.model.heat is None else theme.ink)
        self.legend.setVisible(self.model.heat is not None)
        if self.model.heat is not None:
            self.legend.show_heat(self.model.heat, theme)

    def _about(self, array: np.ndarray) -> str:
        rows, columns = as_matrix(array).shape
        parts = []
        if rows > ROWS:
            parts.append(f"the first {ROWS} of {rows:,} rows")
        if columns > COLUMNS:
            parts.append(f"the first {COLUMNS} of {columns:,} columns")
        hidden = f"\n{' and '.join(parts).capitalize()} are listed." if parts else ""
        about = summary(array) if array.size > SMALL else ""
        return (about + hidden).strip()

    def _fit(self, array: np.ndarray) -> None:
        """As high as its rows need, up to VISIBLE_ROWS; columns share the width if they fit."""
        face = font(self._theme, 13, 500)
        self.view.setFont(face)
        metrics = QFontMetrics(face)  # the view itself has it when it is first shown
        texts = [in_panel(float(x)) for x in as_matrix(array)[:ROWS, :COLUMNS].ravel()]
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        header = self.view.horizontalHeader()
        header.setMinimumSectionSize(24)
        header.setDefaultSectionSize(widest + round(self._theme.px(20)))
        header.setStretchLastSection(array.ndim <= 1)
        row = self.view.verticalHeader().defaultSectionSize()
        rows = min(self.model.rowCount(), VISIBLE_ROWS)
        head = header.sizeHint().height() if array.ndim > 1 else 0
        wide = header.defaultSectionSize() * self.model.columnCount() > round(self._theme.px(230))
        bar = round(self._theme.px(12)) if wide and array.ndim > 1 else 0
        self.view.setFixedHeight(rows * row + head + bar + 4)

    def _complain(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        restyle(self.view, wrong=bool(sentence))

    def copy_selection(self) -> None:
        """The chosen cells in full precision, columns by tabs, as spreadsheets take them."""
        array = self.shown
        chosen = self.view.selectionModel().selectedIndexes()
        if array is None or not chosen:
            self.copy_all()
            return
        matrix = as_matrix(array)
        rows: dict[int, list[str]] = {}
        for index in sorted(chosen, key=lambda i: (i.row(), i.column())):
            rows.setdefault(index.row(), []).append(
                as_typed(float(matrix[index.row(), index.column()]))
            )
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows.values()))

    def copy_all(self) -> None:
        """The whole tensor, as it is typed in the text."""
        if self.shown is not None:
            QGuiApplication.clipboard().setText(as_typed(self.shown))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        else:
            super().keyPressEvent(event)
