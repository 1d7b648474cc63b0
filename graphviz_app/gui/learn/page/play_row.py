"""The row of buttons that train, and how what is trained goes by."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from graphviz_app.gui.learn.pace import RATES
from graphviz_app.gui.learn.parts import Parts
from graphviz_app.gui.play.transport import SignButton
from graphviz_app.gui.widgets.parts import label
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.gui.widgets.switch import Switch
from graphviz_app.theme import Theme

SIGNS = {
    "train_start": "start",
    "train_back": "back",
    "train": "play",
    "train_step": "forward",
    "train_last": "end",
}
MODES = (
    ("Results", "Only the numbers after each step"),
    ("Whole passes", "Each step forward, backward and update, on the timeline"),
)


class PlayRow(QWidget):
    """Buttons, the way in which steps go by, and how far a long run is."""

    def __init__(self, parts: Parts, theme: Theme) -> None:
        super().__init__()
        self._learner, self._playing = parts.learner, parts.playing
        actions = parts.actions
        self.buttons = {
            id_: SignButton(actions[id_], sign, theme, primary=id_ == "train")
            for id_, sign in SIGNS.items()
        }
        self.modes = Switch(*MODES)
        self.rates = QComboBox()
        self.to_end = QPushButton()
        self.to_end.setAutoDefault(False)
        self.to_end.setToolTip(actions["train_to_end"].toolTip())
        self.to_end.clicked.connect(lambda _on: actions["train_to_end"].trigger())
        self.progress, self.left = QProgressBar(), label("", "caption")
        self._fill()
        self._lay_out(theme)

    def _fill(self) -> None:
        self.modes.clicked.connect(
            lambda place: self._playing.set_mode("pass" if place else "results")
        )
        self.rates.setAccessibleName("Results a second")
        self.rates.setToolTip(tip("Results a second"))
        for rate in RATES:
            self.rates.addItem(f"{rate} a second", rate)
        self.rates.activated.connect(lambda place: self._playing.set_rate(RATES[place]))
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.left.hide()

    def _lay_out(self, theme: Theme) -> None:
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(theme.px(10)))
        row.setSpacing(round(theme.px(10)))
        row.addStretch(1)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addLayout(self.modes)
        last = QHBoxLayout()
        last.setSpacing(round(theme.px(8)))
        last.addWidget(self.rates, 1)
        last.addWidget(self.to_end, 1)
        column.addLayout(last)
        column.addWidget(self.progress)
        column.addWidget(self.left)

    def show_state(self) -> None:
        """As things are."""
        playing, learner = self._playing, self._learner
        self.buttons["train"].set_sign("pause" if playing.playing else "play")
        passes = playing.mode == "pass"
        self.modes.choose(int(passes))
        with QSignalBlocker(self.rates):
            self.rates.setCurrentIndex(RATES.index(playing.rate))
        self.rates.setEnabled(not passes)
        self.to_end.setText("Cancel" if playing.to_the_end else f"To step {playing.goal:,}")
        self.to_end.setEnabled(playing.to_the_end or playing.may_go_on)
        self.progress.setVisible(playing.to_the_end)
        self.left.setVisible(playing.to_the_end)
        if playing.to_the_end:
            self.progress.setRange(0, max(learner.working.goal, 1))
            self.progress.setValue(learner.count)
            self.left.setText(playing.how_far)
