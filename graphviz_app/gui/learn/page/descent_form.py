"""DescentForm: optimizer, learning rate and the rest of the run that is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import get_args

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from graphviz_app.core.learning.rates import first_rate
from graphviz_app.core.learning.settings import Decline, Descent, OptimizerName
from graphviz_app.gui.learn.page.setting_field import SettingField
from graphviz_app.gui.learn.parts import Parts
from graphviz_app.gui.widgets.parts import label
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.theme import Theme

OPTIMIZERS: Mapping[OptimizerName, str] = {
    "sgd": "Gradient descent (SGD)",
    "momentum": "Momentum",
    "nesterov": "Nesterov momentum",
    "rmsprop": "RMSProp",
    "adam": "Adam",
}
DECLINES: Mapping[Decline, str] = {
    "constant": "Constant",
    "step": "Lower now and then",
    "cosine": "Cosine, down to 0",
}
LARGE = 1e9


@dataclass(frozen=True, slots=True)
class _Setting:
    """A number of a descent: what it is called, its bounds, and for which descents it is asked."""

    field: str
    name: str
    about: str
    least: float
    most: float
    whole: bool = False
    asked: Callable[[Descent], bool] = lambda _descent: True


def _with(*optimizers: str) -> Callable[[Descent], bool]:
    return lambda descent: descent.optimizer in optimizers


def _lowered(descent: Descent) -> bool:
    return descent.decline == "step"


SETTINGS = (
    _Setting("rate", "Learning rate η", "How long a step is: η times the gradient", 0, LARGE),
    _Setting(
        *("momentum", "Momentum", "How much of its speed a step keeps", 0, 1),
        asked=_with("momentum", "nesterov"),
    ),
    _Setting(
        *("alpha", "Average α", "How much of the old mean of squares is kept", 0, 1),
        asked=_with("rmsprop"),
    ),
    _Setting("beta1", "Mean β₁", "How much of the old mean is kept", 0, 1, asked=_with("adam")),
    _Setting(
        *("beta2", "Squares β₂", "How much of the old mean of squares is kept", 0, 1),
        asked=_with("adam"),
    ),
    _Setting("steps", "Steps", "After so many, η has gone all its way", 1, 10**7, whole=True),
    _Setting(
        *("weight_decay", "Weight decay", "So much of each weight is added to its gradient", 0),
        LARGE,
    ),
    _Setting("every", "Lower every", "Steps between", 1, 10**7, whole=True, asked=_lowered),
    _Setting("gamma", "Times γ", "What η is multiplied by then", 0, LARGE, asked=_lowered),
)


class DescentForm(QWidget):
    """Each change is one of the text; only what the chosen optimizer has is asked."""

    def __init__(self, parts: Parts, theme: Theme) -> None:
        super().__init__()
        self._of = parts
        self.optimizer = _choice("Optimizer", list(OPTIMIZERS.values()))
        self.decline = _choice("How η goes on", list(DECLINES.values()))
        self.fields = {
            one.field: SettingField(theme, one.name, one.least, one.most, whole=one.whole)
            for one in SETTINGS
        }
        self._labels: dict[str, QLabel] = {}
        self.optimizer.activated.connect(
            lambda place: self._set("optimizer", get_args(OptimizerName)[place])
        )
        self.decline.activated.connect(lambda place: self._set("decline", get_args(Decline)[place]))
        for one in SETTINGS:
            field = self.fields[one.field]
            field.chosen.connect(
                lambda value, name=one.field: self._set(name, value),
                Qt.ConnectionType.QueuedConnection,
            )
        self._lay_out(theme)

    def _lay_out(self, theme: Theme) -> None:
        column, grid = QVBoxLayout(self), QGridLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(theme.px(8)))
        column.addWidget(label("Descent", "title"))
        column.addLayout(grid)
        grid.setHorizontalSpacing(round(theme.px(12)))
        grid.setVerticalSpacing(round(theme.px(8)))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.optimizer, 0, 0, 1, 2)
        for row, one in enumerate(SETTINGS, 1):
            name = self._labels[one.field] = label(one.name, "muted")
            name.setToolTip(tip(one.about))
            grid.addWidget(name, row, 0)
            grid.addWidget(self.fields[one.field], row, 1, Qt.AlignmentFlag.AlignRight)
        name = self._labels["decline"] = label("η goes on", "muted")
        grid.addWidget(name, len(SETTINGS) + 1, 0)
        grid.addWidget(self.decline, len(SETTINGS) + 1, 1)

    def _set(self, field: str, value: object) -> None:
        descent = self._descent
        if descent is not None and self._now(field, descent) != value:
            self._of.saying.set_descent(self._of.learner.current, **{field: value})

    @property
    def _descent(self) -> Descent | None:
        learner = self._of.learner
        family = learner.family
        return None if family is None else family.descents[learner.current]

    def _now(self, field: str, descent: Descent) -> object:
        if field == "rate":
            return first_rate(self._of.document.graph, descent)
        return getattr(descent, field)

    def show_state(self) -> None:
        """As the text says."""
        descent = self._descent
        if descent is None:
            return
        for choice, names, now in (
            (self.optimizer, list(OPTIMIZERS), descent.optimizer),
            (self.decline, list(DECLINES), descent.decline),
        ):
            with QSignalBlocker(choice):
                choice.setCurrentIndex(names.index(now))  # type: ignore[arg-type]
        for one in SETTINGS:
            field, asked = self.fields[one.field], one.asked(descent)
            field.setVisible(asked)
            self._labels[one.field].setVisible(asked)
            number = float(self._now(one.field, descent))  # type: ignore[arg-type]
            if asked and field.number != number:
                field.show_value(number)


def _choice(name: str, words: list[str]) -> QComboBox:
    choice = QComboBox()
    choice.setAccessibleName(name)
    choice.addItems(words)
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(6)
    return choice
