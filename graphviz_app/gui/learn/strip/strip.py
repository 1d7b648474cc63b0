"""LearnStrip: how the loss falls, under the graph."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from graphviz_app.core.learning.knob import Knob
from graphviz_app.gui.learn.strip.choices import CHOICES, LOG, ChoiceRow, Grip
from graphviz_app.gui.learn.strip.plot_view import PlotView
from graphviz_app.scene.learned.pictures import Pictures
from graphviz_app.scene.plots.plot import Plot
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

if TYPE_CHECKING:
    from graphviz_app.core.learning.training import Training

SHARE, LARGEST_SHARE = 0.22, 0.45
"""Of the height of the window: what it has at first, and what it may be given."""
LEAST = 120
GRIP = 6
ROOMY = 640
"""Pixels of the design from which on two plots stand side by side."""
REST_MS = 120
"""How long no step has gone by before what takes long is worked out."""
_HEIGHT, _LOG, _CHOICE = "learn/strip_height", "learn/log", "learn/plot"


class LearnStrip(QWidget):
    """Shows runs and a step of one of them; says which step somebody wants to see."""

    step_chosen = Signal(int, int)
    """A run, and a step of it."""
    point_tried = Signal(dict)
    """Values of parameters while a point is dragged; empty where that was given up."""
    point_chosen = Signal(dict)
    """Values of parameters at which a point was let go."""
    row_chosen = Signal(int)
    """A row of the data was clicked."""

    def __init__(self, theme: Theme, settings: QSettings | None = None) -> None:
        super().__init__()
        self._theme, self._settings = theme, settings
        self.pictures = Pictures()
        self._log = {"true": True, "false": False}.get(self._kept(_LOG))
        """Whether somebody has chosen a logarithmic axis; None: nobody has chosen."""
        self._is_log = False
        self._choice = self._kept(_CHOICE)
        self._wanted = int(kept) if (kept := self._kept(_HEIGHT)).isdecimal() else 0
        self.setAccessibleName("Plots of learning")
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.choices = ChoiceRow()
        self.loss, self.other = PlotView(theme, "Loss by step"), PlotView(theme, "")
        self.grip = Grip(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(lambda: self._show_other(at_rest=True))
        self._arrange()
        self._connect()
        self._give_height()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.choices)
        plots = QHBoxLayout()
        plots.setSpacing(0)
        plots.addWidget(self.loss, 1)
        plots.addWidget(self.other, 1)
        column.addLayout(plots, 1)
        self.choices.setHidden(self._theme.scale > 1)

    def _connect(self) -> None:
        choices = self.choices
        choices.chosen.connect(self.choose)
        choices.one.setMenu(self._menu)
        choices.log_wished.connect(self.set_log)
        choices.pair.picked.connect(self._take_pair)
        choices.output.picked.connect(self._take_output)
        choices.several.picked.connect(lambda _knobs: self._show())
        for view in (self.loss, self.other):
            view.step_picked.connect(self.step_chosen)
        self.other.row_picked.connect(self.row_chosen)
        self.other.point_held.connect(self._hold)
        self.other.point_put.connect(self._put)
        self.other.point_dropped.connect(self._drop)
        self.grip.dragged.connect(self._grow)
        self.grip.let_go.connect(self._keep_height)

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths; in a presentation the choices are in the menu only."""
        self._theme = theme
        self.loss.set_theme(theme)
        self.other.set_theme(theme)
        self.choices.setHidden(theme.scale > 1)
        self._give_height()
        self._show()

    # What is shown

    def set_trainings(self, trainings: "Sequence[Training]") -> None:
        """Other runs, or more steps of them."""
        if not self.pictures.set_runs(trainings):
            return
        self.choices.pair.offer(self.pictures.landscape.offered, self.pictures.landscape.pair)
        self.choices.several.offer(self.pictures.landscape.offered)
        self.choices.output.offer_outputs(
            self.pictures.predicting.outputs, self.pictures.predicting.chosen
        )
        self._show()

    def show_step(self, run: int, step: int) -> None:
        """The step that the graph shows."""
        if (run, step) != (self.pictures.wished_run, self.pictures.wished_step):
            self.pictures.wished_run, self.pictures.wished_step = run, step
            self._show()

    def show_row(self, row: int | None) -> None:
        """The row of the data that the graph shows."""
        if row != self.pictures.row:
            self.pictures.row = row
            self._show_other()

    def choose(self, choice: str) -> None:
        """What is shown, beside the loss if there is room."""
        self._choice = choice
        self._keep(_CHOICE, choice)
        self._show()

    def set_log(self, on: bool) -> None:
        """A logarithmic axis for losses, or a linear one."""
        self._log = on
        self._keep(_LOG, "true" if on else "false")
        self._show()

    @property
    def plots(self) -> Sequence[Plot]:
        """What is seen, for a picture."""
        views = (view for view in (self.loss, self.other) if not view.isHidden())
        return [view.plot for view in views if view.plot is not None]

    @property
    def choice(self) -> str:
        """What is chosen, as far as it exists; else the most telling that has room."""
        there = self.pictures.there
        if self._choice in there:
            return self._choice
        return self.pictures.telling if self._is_roomy else "loss"

    @property
    def _is_roomy(self) -> bool:
        return self.width() >= self._theme.px(ROOMY)

    def _show(self) -> None:
        choice, is_roomy = self.choice, self._is_roomy
        self.loss.setHidden(choice != "loss" and not is_roomy)
        self.other.setHidden(choice == "loss")
        loss = None if self.loss.isHidden() else self.pictures.loss(self._log)
        self._is_log = bool(self._log) if loss is None else loss.log
        log = None if self.loss.isHidden() else self._is_log
        self.choices.show_choice(self.pictures.there, choice, log)
        if not self.loss.isHidden():
            self._give(self.loss, loss)
        self._show_other()

    def _show_other(self, *, at_rest: bool = False) -> None:
        choice = self.choice
        if choice == "loss":
            return
        name = next(c.text for c in CHOICES if c.id == choice)
        self.other.setAccessibleName(name)
        self.pictures.predicting.shape = self.other.shape
        plot = self.pictures.plot(choice, self.choices.several.knobs, at_rest=at_rest)
        self.other.blank = self.pictures.trouble and f"No plot: {self.pictures.trouble}."
        if plot is not None and not self.pictures.is_current(choice):
            self._rest.start()
        self._give(self.other, plot)

    def _give(self, view: PlotView, plot: Plot | None) -> None:
        pictures = self.pictures
        view.set_plot(plot, pictures.run, pictures.step, pictures.last)

    def _take_pair(self, pair: tuple[Knob, Knob]) -> None:
        self.pictures.landscape.choose(pair)
        self.choices.pair.offer(self.pictures.landscape.offered, pair)
        self._show()

    def _take_output(self, output: Knob) -> None:
        self.pictures.predicting.choose(output)
        self._show()

    # A point that is held

    def _hold(self, x: float, y: float) -> None:
        self.pictures.held = x, y
        self._show_other()
        self.point_tried.emit(self.pictures.values_at((x, y)))

    def _put(self, x: float, y: float) -> None:
        values = self.pictures.values_at((x, y))
        self.pictures.held = None
        self._show_other()
        self.point_chosen.emit(values)

    def _drop(self) -> None:
        self.pictures.held = None
        self._show_other()
        self.point_tried.emit({})

    # How high it is

    def height_in(self, height: int) -> int:
        """What it takes of a window of this height."""
        wanted = self._wanted or round(SHARE * self._theme.scale**0.5 * height)
        least = min(round(self._theme.px(LEAST)), round(LARGEST_SHARE * height))
        return max(min(wanted, round(LARGEST_SHARE * height)), least, LEAST)

    def _give_height(self) -> None:
        self.setFixedHeight(self.height_in(self.window().height()))

    def _grow(self, by: int) -> None:
        self._wanted = max(self.height() + by, LEAST)
        self._give_height()

    def _keep_height(self) -> None:
        self._wanted = self.height()
        self._keep(_HEIGHT, str(self._wanted))

    def _kept(self, key: str) -> str:
        return "" if self._settings is None else str(self._settings.value(key, "")).lower()

    def _keep(self, key: str, value: str) -> None:
        if self._settings is not None:
            self._settings.setValue(key, value)

    # What Qt tells it

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._give_height()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.window() is not self:
            self._give_height()
        return False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.grip.setGeometry(0, 0, self.width(), GRIP)
        self.grip.raise_()
        self._show()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._menu.popup(event.globalPos())

    def _fill_menu(self) -> None:
        """The same choices, for where the row is away or too narrow."""
        self._menu.clear()
        for choice in CHOICES:
            if choice.id in self.pictures.there:
                self._offer(choice.text, choice.id == self.choice, partial(self.choose, choice.id))
        self._menu.addSeparator()
        self._offer(LOG[0], self._is_log, lambda: self.set_log(not self._is_log))

    def _offer(self, text: str, on: bool, act: Callable[[], object]) -> None:
        action = self._menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(lambda _on: act())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.panel))
        painter.fillRect(0, 0, self.width(), 1, QColor(self._theme.hairline))
