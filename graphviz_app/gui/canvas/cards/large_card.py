"""The card in place of a graph that is not drawn without asking."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from graphviz_app.gui.widgets.parts import label


class LargeCard(QFrame):
    """Says why nothing is drawn, and offers to draw it."""

    accepted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        self.words = label("")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.words)
        self.button = QPushButton("Draw it anyway")
        self.button.clicked.connect(self.accepted)
        column.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show the sentence; without one, hide."""
        self.words.setText(sentence.replace(". ", ".\n"))
        self.adjustSize()
        self.setVisible(bool(sentence))
