"""DescentForm: optimizer, learning rate and the rest of the run that is shown."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from graphviz_app.core.learning.rates import first_rate
from graphviz_app.core.learning.settings import Descent
from graphviz_app.explain.step_words import OPTIMIZERS
from graphviz_app.gui.learn.page.count_field import CountField
from graphviz_app.gui.learn.page.setting_field import SettingField
from graphviz_app.gui.learn.page.settings_told import DECLINES, LOSSES, SETTINGS
from graphviz_app.gui.learn.parts import Parts
from graphviz_app.gui.widgets.parts import label
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.gui.widgets.sheet import Jump
from graphviz_app.theme import Theme

STARTS = ("As written", "At random")
GIVEN = "Other values"
FIRST = ("rate", "momentum", "alpha", "beta1", "beta2", "steps", "every", "gamma")
"""Settings that are there as soon as they are asked for."""
USUAL = Descent()
MOST_ROWS, MOST_SEED = 100_000, 999_999
_WIDEST = 140


class DescentForm(QWidget):
    """Each change is one of the text; only what the chosen optimizer has is asked."""

    def __init__(self, parts: Parts, theme: Theme) -> None:
        super().__init__()
        self._of, self._shows_more = parts, False
        self._widest = round(theme.px(_WIDEST))
        self.optimizer = _choice("Optimizer", [called.title for called in OPTIMIZERS.values()])
        self.decline = _choice("How η goes on", list(DECLINES.values()))
        self.loss = _choice("What the loss of a batch is", list(LOSSES.values()))
        self.start = _choice("Where it starts", [*STARTS, GIVEN])
        self.fields = {
            one.field: SettingField(theme, one.name, one.least, one.most, whole=one.whole)
            for one in SETTINGS
        }
        self.batch = CountField(theme, "Rows of a step", "all", 1, MOST_ROWS)
        self.seed = CountField(theme, "Seed of the shuffling", "in order", 0, MOST_SEED)
        self.start_seed = CountField(theme, "Seed of the start", "none", 0, MOST_SEED)
        self._rows: dict[str, tuple[QLabel, QWidget]] = {}
        self.more = Jump()
        self._connect()
        self._lay_out(theme)

    def _connect(self) -> None:
        for choice, field, words in (
            (self.optimizer, "optimizer", list(OPTIMIZERS)),
            (self.decline, "decline", list(DECLINES)),
            (self.loss, "loss", list(LOSSES)),
        ):
            choice.activated.connect(partial(self._take_choice, field, words))
        self.start.activated.connect(self._take_start)
        later = Qt.ConnectionType.QueuedConnection  # the field may go with what it changes
        for name, shown in self.fields.items():
            shown.chosen.connect(self._setter(name), later)
        for name, count in (("batch", self.batch), ("seed", self.seed), ("start", self.start_seed)):
            count.chosen.connect(self._setter(name), later)

    def _setter(self, field: str) -> Callable[[object], None]:
        return lambda value: self._set(field, value)

    def _lay_out(self, theme: Theme) -> None:
        column, self._grid = QVBoxLayout(self), QGridLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(theme.px(8)))
        column.addWidget(label("Descent", "title"))
        column.addLayout(self._grid)
        self._grid.setHorizontalSpacing(round(theme.px(12)))
        self._grid.setVerticalSpacing(round(theme.px(8)))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self.optimizer, 0, 0, 1, 2)
        for one in SETTINGS:
            self._add(one.field, one.name, self.fields[one.field], one.about)
        self._add("decline", "η goes on", self.decline, "How the learning rate changes")
        self._add("start", "Start", self.start, "The values that it begins with")
        self._add("start_seed", "Start's seed", self.start_seed, "Which random values")
        self._add("batch", "Rows a step", self.batch, "A step's gradient is that of so many rows")
        self._add("seed", "Shuffled by", self.seed, "Rows are shuffled anew for each pass")
        self._add("loss", "Their loss", self.loss, "What the losses of a step's rows become")
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_more(False)

    def _add(self, field: str, name: str, shown: QWidget, about: str) -> None:
        row, words = len(self._rows) + 1, label(name, "muted")
        words.setToolTip(tip(about))
        shown.setMaximumWidth(self._widest)
        self._rows[field] = words, shown
        self._grid.addWidget(words, row, 0)
        self._grid.addWidget(shown, row, 1)

    def _show_more(self, on: bool) -> None:
        """Show all settings, or those that say something."""
        self._shows_more = on
        words = "Fewer settings" if on else "More settings"
        self.more.lead(words, lambda: self._show_more(not on))
        self.show_state()

    # What a person chooses

    def _take_choice(self, field: str, words: Sequence[str], place: int) -> None:
        self._set(field, words[place])

    def _take_start(self, place: int) -> None:
        if place < len(STARTS):
            self._set("start", 1 if place else None)

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

    # What is shown

    def show_state(self) -> None:
        """As the text says."""
        descent = self._descent
        if descent is None:
            return
        for choice, names, now in (
            (self.optimizer, list(OPTIMIZERS), descent.optimizer),
            (self.decline, list(DECLINES), descent.decline),
            (self.loss, list(LOSSES), descent.loss),
        ):
            with QSignalBlocker(choice):
                choice.setCurrentIndex([*names].index(now))
        for one in SETTINGS:
            self._ask(one.field, one.is_asked(descent), said=_is_said(one.field, descent))
            number = float(self._now(one.field, descent))  # type: ignore[arg-type]
            if self.fields[one.field].number != number:
                self.fields[one.field].show_value(number)
        self._ask("decline", True, said=_is_said("decline", descent))
        self._show_start(descent)
        self._show_rows(descent)

    def _show_start(self, descent: Descent) -> None:
        seed = descent.start if isinstance(descent.start, int) else None
        other = descent.start is not None and seed is None
        with QSignalBlocker(self.start):
            self.start.setCurrentIndex(2 if other else int(seed is not None))
        self._ask("start", True, said=_is_said("start", descent))
        self._ask("start_seed", seed is not None)
        self.start_seed.say(seed)

    def _show_rows(self, descent: Descent) -> None:
        family = self._of.learner.family
        fed = family is not None and family.table is not None
        for field, asked in (("batch", fed), ("loss", fed), ("seed", fed and bool(descent.batch))):
            self._ask(field, asked, said=_is_said(field, descent))
        self.batch.say(descent.batch)
        self.seed.say(descent.seed)

    def _ask(self, field: str, asked: bool, *, said: bool = True) -> None:
        """Show a setting that is asked for; with few, only if it says something."""
        for part in self._rows[field]:
            part.setVisible(asked and (said or self._shows_more))


def _is_said(field: str, descent: Descent) -> bool:
    """Whether a setting is one of the first, or another one than usual."""
    return field in FIRST or getattr(descent, field) != getattr(USUAL, field)


def _choice(name: str, words: list[str]) -> QComboBox:
    choice = QComboBox()
    choice.setAccessibleName(name)
    choice.addItems(words)
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(6)
    return choice
