"""LearnStrip: how the loss falls, under the graph."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSettings, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from graphviz_app.gui.learn.strip.choices import ChoiceRow, Grip
from graphviz_app.gui.learn.strip.plot_view import PlotView
from graphviz_app.gui.learn.strip.runs import Run, loss_plot
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

SHARE, LARGEST_SHARE = 0.22, 0.45
"""Of the height of the window: what it has at first, and what it may be given."""
LEAST = 120
GRIP = 6
_HEIGHT, _LOG = "learn/strip_height", "learn/log"


class LearnStrip(QWidget):
    """Shows runs and a step of one of them; says which step somebody wants to see."""

    step_chosen = Signal(int, int)
    """A run, and a step of it."""
    point_tried = Signal(dict)
    """Values of parameters while a point is dragged; empty where that was given up."""
    point_chosen = Signal(dict)
    """Values of parameters at which a point was let go."""

    def __init__(self, theme: Theme, settings: QSettings | None = None) -> None:
        super().__init__()
        self._theme, self._settings = theme, settings
        self._runs: Sequence[Run] = ()
        self._run, self._step = 0, 0
        self._log = self._kept(_LOG) == "true"
        self._wanted = int(kept) if (kept := self._kept(_HEIGHT)).isdecimal() else 0
        self.setAccessibleName("Plots of learning")
        self.choices = ChoiceRow()
        self.loss = PlotView(theme)
        self.loss.setAccessibleName("Loss by step")
        self.grip = Grip(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.choices)
        self._plots = QHBoxLayout()
        self._plots.setSpacing(0)
        self._plots.addWidget(self.loss)
        column.addLayout(self._plots, 1)
        self.choices.log_wished.connect(self.set_log)
        self.loss.step_picked.connect(self.step_chosen)
        self.grip.dragged.connect(self._grow)
        self.grip.let_go.connect(self._keep_height)
        self._give_height()

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        self._theme = theme
        self.loss.set_theme(theme)
        self._give_height()
        self.update()

    def set_trainings(self, trainings: Sequence[Run]) -> None:
        """Other runs, or more steps of them."""
        self._runs = tuple(trainings)
        self._run = min(self._run, max(len(self._runs) - 1, 0))
        self._show()

    def show_step(self, run: int, step: int) -> None:
        """The step that the graph shows."""
        self._run, self._step = run, step
        self._show()

    def set_log(self, on: bool) -> None:
        """A logarithmic axis for losses, or a linear one."""
        self._log = on
        self._keep(_LOG, "true" if on else "false")
        self._show()

    def _show(self) -> None:
        self.choices.show_choice(["loss"], "loss", self._log)
        if not self._runs:
            self.loss.set_plot(None, 0, 0, 0)
            return
        plot = loss_plot(self._runs, self._log, self._run, self._step)
        self.loss.set_plot(plot, self._run, self._step, self._runs[self._run].count)

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

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.panel))
        painter.fillRect(0, 0, self.width(), 1, QColor(self._theme.hairline))
