"""The list of what a translation has changed, and what it has left out."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from graphviz_app.formats.dialects.translation import Change, Translation, one_line, told
from graphviz_app.gui.widgets.parts import label
from graphviz_app.scene.typeset.fonts import mono_font
from graphviz_app.theme import Theme

SIZE = (820, 480)
HEADINGS = ("Line", "As it was", "As it is now")
LEFT_OUT = "left out: "
LETTERS = 400
"""Characters of a line that are shown."""


class ChangesList(QDialog):
    """A row for each line that is written otherwise now, and for each that is not needed."""

    def __init__(
        self, theme: Theme, translation: Translation, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("What changed")
        self._translation = translation
        self._fit = QTimer(self)  # words are wrapped when all columns have their width
        self._fit.setSingleShot(True)
        self.table = self._table(theme)
        whole = QVBoxLayout(self)
        side = round(theme.px(16))
        whole.setContentsMargins(side, side, side, side)
        whole.setSpacing(side // 2)
        whole.addWidget(label(translation.sentence, wrap=True))
        whole.addWidget(self.table, 1)
        whole.addLayout(self._buttons())
        self.resize(*(round(theme.px(length)) for length in SIZE))

    def copy(self) -> None:
        """Put the list on the clipboard as text."""
        lines = [*told(self._translation.changes), *told(self._translation.left_out)]
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        for word, do in (("Copy the list", self.copy), ("Close", self.accept)):
            button = QPushButton(word)
            button.setAutoDefault(word == "Close")
            button.clicked.connect(do)
            row.addWidget(button)
        return row

    def _table(self, theme: Theme) -> QTableWidget:
        changes, left_out = self._translation.changes, self._translation.left_out
        rows = [(change, change.became) for change in changes]
        rows += [(change, LEFT_OUT + change.became) for change in left_out]
        rows.sort(key=lambda row: row[0].line)
        table = QTableWidget(len(rows), len(HEADINGS), self)
        table.setHorizontalHeaderLabels(list(HEADINGS))
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setAccessibleName("What was changed and left out")
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        for number, (change, became) in enumerate(rows):
            self._fill(table, number, change, became, theme)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._fit.timeout.connect(table.resizeRowsToContents)
        header.sectionResized.connect(self._fit.start)
        return table

    def _fill(
        self, table: QTableWidget, number: int, change: Change, became: str, theme: Theme
    ) -> None:
        words = (str(change.line), one_line(change.found, LETTERS), one_line(became, LETTERS))
        for column, text in enumerate(words):
            item = QTableWidgetItem(text)
            plain = column == 0 or (column == 2 and became.startswith(LEFT_OUT))
            if plain:
                item.setForeground(QColor(theme.muted))
            else:
                item.setFont(mono_font(theme, 13))
            if column == 0:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(number, column, item)
