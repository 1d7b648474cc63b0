"""The middle of the window: the graph or the examples, and what stands below and beside them."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


class Middle(QWidget):
    """One column: the pages with what stands beside them, and what is below both."""

    def __init__(self, pages: QWidget) -> None:
        super().__init__()
        self._column, self._row = QVBoxLayout(self), QHBoxLayout()
        for layout in (self._column, self._row):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self._row.addWidget(pages, 1)
        self._column.addLayout(self._row, 1)

    def put_below(self, part: QWidget) -> None:
        """Under all that is here."""
        self._column.addWidget(part)

    def put_beside(self, part: QWidget) -> None:
        """At the right, as wide as what is there."""
        self._row.addWidget(part, 1)
