"""The middle of the window: the graph or the examples, and what stands below them."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Middle(QWidget):
    """One column."""

    def __init__(self, pages: QWidget) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(pages, 1)

    def put_below(self, part: QWidget) -> None:
        """Under all that is here."""
        self._column.addWidget(part)
