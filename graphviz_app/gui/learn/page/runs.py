"""RunList: the runs beside each other, which is shown, and what may be tried besides."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import (
    QGridLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from graphviz_app.core.learning.rates import first_rate
from graphviz_app.core.learning.settings import Descent
from graphviz_app.explain.step_words import OPTIMIZERS
from graphviz_app.gui.learn.page.line_key import LineKey
from graphviz_app.gui.learn.parts import Parts
from graphviz_app.gui.widgets.parts import NumberLabel, label, restyle
from graphviz_app.gui.widgets.plain import on_button
from graphviz_app.gui.widgets.sheet import Jump
from graphviz_app.numbers import as_typed
from graphviz_app.scene.learned.runs import names_of
from graphviz_app.scene.plots.course import looks
from graphviz_app.theme import Theme

MOST_RUNS = 4
ADAPTIVE = 0.1
"""The largest learning rate that is offered where steps are as long as that from the first on."""
FACTORS = ((10.0, "Ten times"), (3.0, "Three times"), (1 / 3, "A third of"), (0.1, "A tenth of"))


class _Row:
    """A run: its line, its name, its last loss, and how it is taken away."""

    def __init__(self, grid: QGridLayout, place: int, theme: Theme) -> None:
        self.key, self.name = LineKey(theme), Jump()
        self.loss, self.gone = NumberLabel(None, "value"), QToolButton()
        self.gone.setText("×")
        self.gone.setProperty("flat", True)
        side = round(theme.px(22))
        self.gone.setFixedSize(side, side)
        self.parts = (self.key, self.name, self.loss, self.gone)
        for column, part in enumerate(self.parts):
            grid.addWidget(part, place, column)

    def show(self, on: bool) -> None:
        for part in self.parts:
            part.setVisible(on)


class RunList(QWidget):
    """Choosing a run shows it; another one is a copy of that with something else."""

    def __init__(self, parts: Parts, theme: Theme) -> None:
        super().__init__()
        self._of, self._theme = parts, theme
        self._rows: list[_Row] = []
        self.grid = QGridLayout()
        self.grid.setColumnStretch(1, 1)
        self.add = QPushButton("Compare with…")
        self.add.setAutoDefault(False)
        self.add.setToolTip("Another run from the same start: another η, optimizer or start")
        self.add.clicked.connect(lambda _on: self.offer())
        self.menu = QMenu(self)
        self.beside = QToolButton()
        self.beside.setText("Side by side")
        self.beside.setCheckable(True)
        self.beside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        action = parts.actions["side_by_side"]
        self.beside.setToolTip(action.toolTip())
        self.beside.clicked.connect(lambda _on: action.trigger())
        action.toggled.connect(self.beside.setChecked)
        self._lay_out(theme)

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(theme.px(8)))
        self.grid.setHorizontalSpacing(round(theme.px(8)))
        self.grid.setVerticalSpacing(round(theme.px(4)))
        column.addWidget(label("Runs", "title"))
        column.addLayout(self.grid)
        column.addWidget(self.add)  # both in a row would be wider than a narrow page
        column.addWidget(self.beside)

    def show_state(self) -> None:
        """As things are."""
        learner = self._of.learner
        trainings = learner.trainings
        while len(self._rows) < len(trainings):
            self._rows.append(self._row(len(self._rows)))
        names = names_of(trainings)
        lines = looks(len(trainings))
        for place, row in enumerate(self._rows):
            there = place < len(trainings)
            row.show(there)
            if not there:
                continue
            training, losses = trainings[place], trainings[place].losses
            row.key.say(lines[place], self._theme)
            row.name.lead(names[place], partial(self._of.playing.show_run, place))
            restyle(row.name, chosen=place == learner.current)
            at = min(learner.step, training.count)
            row.loss.say(float(losses[at]))
            row.gone.setVisible(len(trainings) > 1)
            row.gone.setToolTip("Take this run away")
        self.add.setEnabled(len(trainings) < MOST_RUNS)
        self.beside.setVisible(len(trainings) > 1)

    def _row(self, place: int) -> _Row:
        row = _Row(self.grid, place, self._theme)
        row.gone.clicked.connect(lambda _on: self._of.saying.remove_run(place))
        return row

    def offer(self) -> None:
        """The choices, below the button."""
        self.fill()
        self.menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def fill(self) -> None:
        """What differs from the run that is shown in one thing."""
        self.menu.clear()
        learner = self._of.learner
        family = learner.family
        if family is None:
            return
        now = family.descents[learner.current]
        rate = first_rate(self._of.document.graph, now)
        for words, others in (
            ("rate", tuple(_rates(now, rate))),
            ("optimizer", tuple(_optimizers(now, rate))),
            ("start", tuple(_starts(now, family.descents))),
        ):
            if words != "rate":
                self.menu.addSeparator()
            for text, descent in others:
                action = self.menu.addAction(on_button(text))
                action.triggered.connect(self._adder(descent))

    def _adder(self, descent: Descent) -> Callable[[bool], None]:
        return lambda _on: self._of.saying.add_run(descent)


def _rates(now: Descent, rate: float) -> Iterator[tuple[str, Descent]]:
    for factor, words in FACTORS:
        other = float(f"{rate * factor:.3g}")
        yield f"{words} the learning rate, η = {as_typed(other)}", replace(now, rate=other, name="")


def _optimizers(now: Descent, rate: float) -> Iterator[tuple[str, Descent]]:
    for name, called in OPTIMIZERS.items():
        if name != now.optimizer:
            fitting = min(rate, ADAPTIVE) if name in ("rmsprop", "adam") else rate
            told = f"{called.title}, η = {as_typed(fitting)}"
            yield told, replace(now, optimizer=name, rate=fitting, name="")


def _starts(now: Descent, known: Sequence[Descent]) -> Iterator[tuple[str, Descent]]:
    seeds = [one.start for one in known if isinstance(one.start, int)]
    seed = max(seeds, default=0) + 1
    yield f"Another start, at random (seed {seed})", replace(now, start=seed, name="")
