"""Advice: what was chosen so that the picture fits; or that nothing fits, and what would help."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout

from graphviz_app.export.purpose.lengths import in_points
from graphviz_app.export.purpose.remedies import Remedy
from graphviz_app.gui.widgets.parts import label, restyle
from graphviz_app.gui.widgets.plain import on_button, tip

_COLUMNS = 2


class Advice(QFrame):
    """A sentence, and buttons with each of which it would fit."""

    taken = Signal(object)
    """The remedy whose button was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = label("", wrap=True)
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.sentence)
        column.addLayout(self._grid)
        self.buttons: list[QPushButton] = []
        self.setAccessibleName("What fits")
        self.hide()

    def say(self, sentence: str, remedies: Sequence[Remedy] = (), *, wrong: bool = False) -> None:
        """Another sentence; an empty one leaves nothing to be seen."""
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(place, remedy) for place, remedy in enumerate(remedies)]
        self.sentence.setText(sentence)
        restyle(self, card="error" if wrong else "info")
        self.setVisible(bool(sentence))

    def _button(self, place: int, remedy: Remedy) -> QPushButton:
        button = QPushButton(on_button(remedy.words))
        button.setAutoDefault(False)
        button.setProperty("choice", True)
        button.setToolTip(tip(f"The smallest text then has {in_points(remedy.text)}"))
        button.clicked.connect(partial(self._take, remedy))
        self._grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
        return button

    def _take(self, remedy: Remedy, _checked: bool = False) -> None:
        self.taken.emit(remedy)
