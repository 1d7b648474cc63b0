"""A card while the graph is being drawn."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from graphviz_app.core.wording import counted
from graphviz_app.gui.widgets.plain import PlainLabel


class BusyCard(QFrame):
    """Says that drawing takes a while, and lets the person stop it."""

    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(16)
        self._words = PlainLabel("Drawing the graph …")
        row.addWidget(self._words)
        button = QPushButton("Cancel")
        button.clicked.connect(self.cancelled)
        row.addWidget(button)
        self.hide()

    def set_busy(self, busy: bool, nodes: int) -> None:
        """Show or hide."""
        self._words.setText(f"Drawing {counted(nodes, 'node')} …")
        self.adjustSize()
        self.setVisible(busy)
