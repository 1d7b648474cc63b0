"""Which number is pushed, and by how much."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from graphviz_app.core.proof.nudge import EPSILON
from graphviz_app.gui.inspector.value_field import ValueField
from graphviz_app.gui.widgets.name_choice import NameChoice
from graphviz_app.gui.widgets.parts import label, restyle
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.theme import Theme


class PushField(QWidget):
    """A list of numbers, in which one can type, and ε, which can be typed and dragged."""

    named = Signal(str)
    """What was chosen or typed: whoever knows the graph takes it or refuses."""
    pushed = Signal(float)
    played = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.epsilon = EPSILON
        self.choice, self._typed = NameChoice("The leaf that is pushed"), QLineEdit()
        self.choice.setEditable(True)
        self.choice.setLineEdit(self._typed)
        self.choice.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.choice.textActivated.connect(self.named)
        self._typed.editingFinished.connect(lambda: self.named.emit(self._typed.text()))
        self.field = ValueField(EPSILON, theme)
        self.field.setAccessibleName("How far it is pushed")
        self.field.value_typed.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self.field.dragged.connect(self._take)
        self._buttons = {
            "±": (self._turn, "The other way"),
            "÷2": (self._halve, "Half the push"),
            "×2": (self._double, "Twice the push"),
        }
        self._lay_out(theme)

    def _lay_out(self, theme: Theme) -> None:
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.addWidget(label("Push", "muted"))
        upper.addWidget(self.choice, 1)
        play = _button("Play", "See it run forward, node by node")
        play.clicked.connect(self.played)
        upper.addWidget(play)
        lower.addWidget(label("by", "muted"))
        self.field.setMinimumWidth(round(theme.px(64)))
        self.field.setMaximumWidth(round(theme.px(140)))
        lower.addWidget(self.field, 1)
        for text, (act, words) in self._buttons.items():
            button = _button(text, words)
            button.setProperty("small", True)
            button.clicked.connect(act)
            lower.addWidget(button)
        lower.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(theme.px(8)))
        column.addLayout(upper)
        column.addLayout(lower)
        for row in (upper, lower):
            row.setSpacing(round(theme.px(6)))

    def offer(self, names: Sequence[str], chosen: str) -> None:
        """List these, one of them chosen."""
        self.choice.offer(names, chosen)
        restyle(self._typed, wrong=False)

    def refuse(self) -> None:
        """There is no such number."""
        restyle(self._typed, wrong=True)

    def push(self, epsilon: float) -> None:
        """Another ε."""
        self._take(epsilon)

    def _take(self, epsilon: object) -> None:
        if isinstance(epsilon, float | int):
            self.epsilon = float(epsilon)
            self.pushed.emit(self.epsilon)
        self.field.show_value(self.epsilon)

    def _turn(self) -> None:
        self.push(-self.epsilon)

    def _halve(self) -> None:
        self.push(self.epsilon / 2)

    def _double(self) -> None:
        self.push(self.epsilon * 2)


def _button(text: str, words: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip(words))
    button.setAccessibleName(words)
    return button
