"""The row of words at the top of the strip; and the edge by which the strip is made higher."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from graphviz_app.gui.widgets.plain import tip
from graphviz_app.typing_compat import override


class Choice(NamedTuple):
    """Something that can be looked at."""

    id: str
    text: str
    about: str


CHOICES: Sequence[Choice] = (Choice("loss", "Loss", "How the loss falls, step by step"),)
LOG = "Log", "A logarithmic axis: every factor of ten is as high as the next"


class ChoiceRow(QFrame):
    """``chosen`` says what is wished for; whoever hears it says what is on."""

    chosen = Signal(str)
    log_wished = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("bar", "plots")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(8, 5, 8, 0)
        self.row.setSpacing(0)
        self.buttons = {choice.id: self._button(choice) for choice in CHOICES}
        self.row.addStretch(1)
        self.log = QToolButton()
        self.log.setText(LOG[0])
        self.log.setToolTip(tip(LOG[1]))
        self.log.setCheckable(True)
        self.log.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.log.clicked.connect(self.log_wished)
        self.row.addWidget(self.log)

    def _button(self, choice: Choice) -> QToolButton:
        button = QToolButton()
        button.setText(choice.text)
        button.setToolTip(tip(choice.about))
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _on, id_=choice.id: self.chosen.emit(id_))
        self.row.addWidget(button)
        return button

    def show_choice(self, there: Sequence[str], chosen: str, log: bool | None) -> None:
        """Offer what there is; ``log`` is None where no axis can be logarithmic."""
        shown = [id_ for id_ in self.buttons if id_ in there and len(there) > 1]
        for id_, button in self.buttons.items():
            button.setVisible(id_ in shown)
            button.setChecked(id_ == chosen)
            if id_ in shown:
                button.setProperty("segment", _segment(shown.index(id_), len(shown)))
                button.style().polish(button)
        self.log.setVisible(log is not None)
        self.log.setChecked(bool(log))


def _segment(place: int, count: int) -> str:
    return "first" if place == 0 else "last" if place == count - 1 else "inner"


class Grip(QWidget):
    """The upper edge: dragged up or down it says by how many pixels."""

    dragged = Signal(int)
    let_go = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self.setToolTip("Drag to make the plots higher or lower")
        self._from = 0.0

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = event.globalPosition().y()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        moved = round(self._from - event.globalPosition().y())
        if moved:
            self._from -= moved
            self.dragged.emit(moved)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.let_go.emit()
