"""Curve: the strip under the graph, with what has been trained and the step that is shown."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from graphviz_app.errors import GraphAppError
from graphviz_app.gui.learn.data.feeding import Feeding
from graphviz_app.gui.learn.learner import Learner
from graphviz_app.gui.learn.playing import Playing
from graphviz_app.gui.learn.trying import Trying
from graphviz_app.theme import Theme

if TYPE_CHECKING:
    from graphviz_app.gui.learn.strip.strip import LearnStrip
    from graphviz_app.scene.plots.plot import Plot

REST_MS = 30
SHOWN = "learn/strip"


class Curve(QObject):
    """Makes the strip when it is first shown: by its key, or by itself with the first step."""

    def __init__(
        self,
        learner: Learner,
        playing: Playing,
        feeding: Feeding,
        trying: Trying,
        action: QAction,
        settings: QSettings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._learner, self._playing, self._trying = learner, playing, trying
        self._feeding = feeding
        self._action, self._settings = action, settings
        self.strip: LearnStrip | None = None
        self._wished = {"true": True, "false": False}.get(str(settings.value(SHOWN)).lower())
        """Whether somebody has shown or hidden it; None while nobody has."""
        self._place: Callable[[QWidget], object] = lambda _strip: None
        self._theme: Callable[[], Theme] | None = None
        self._away = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(REST_MS)
        self._soon.timeout.connect(self.refresh)
        for told in (learner.changed, learner.trained, learner.moved):
            told.connect(self._refresh_soon)

    def belong(self, place: Callable[[QWidget], object], theme: Callable[[], Theme]) -> None:
        """Where the strip is put once it is made, and what it wears."""
        self._place, self._theme = place, theme

    def set_on(self, on: bool) -> None:
        """Show it, or hide it, from now on."""
        self._wished = on
        self._settings.setValue(SHOWN, on)
        self.refresh()

    def set_away(self, away: bool) -> None:
        """The graph is not seen just now."""
        self._away = away
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        if self.strip is not None:
            self.strip.set_theme(theme)

    def close(self) -> None:
        """The window is going."""
        self._soon.stop()

    @property
    def is_on(self) -> bool:
        """Whether it is to be seen."""
        if self._wished is None:
            return self._learner.is_asked and (self._has_steps or self._has_runs_again)
        return self._wished

    @property
    def plots(self) -> "Sequence[Plot]":
        """What is seen of learning, to stand below a picture of the graph."""
        return () if self.strip is None or self.strip.isHidden() else self.strip.plots

    @property
    def _has_runs_again(self) -> bool:
        """Whether it came, and runs begin anew: where a point was put, it stays under the hand."""
        return self.strip is not None and bool(self._learner.trainings)

    @property
    def _has_steps(self) -> bool:
        return any(training.count for training in self._learner.trainings)

    def _refresh_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def refresh(self) -> None:
        """Show how far it is."""
        on = self.is_on
        self._action.setChecked(on)
        if self.strip is None and on:
            self._make()
        if self.strip is None:
            return
        self.strip.setVisible(on and not self._away)
        if self.strip.isVisible():
            self._tell(self.strip)

    def _tell(self, strip: "LearnStrip") -> None:
        learner = self._learner
        try:
            strip.set_trainings(learner.trainings)
            strip.show_step(learner.current, learner.step)
            strip.show_row(self._feeding.row)
        except GraphAppError:
            strip.set_trainings([])

    def _make(self) -> None:
        from graphviz_app.gui.learn.strip.strip import LearnStrip  # late: when there is a curve

        if self._theme is None:
            return
        self.strip = strip = LearnStrip(self._theme(), self._settings)
        strip.step_chosen.connect(self._playing.show)
        strip.point_tried.connect(self._trying.try_)
        strip.point_chosen.connect(self._trying.put)
        strip.row_chosen.connect(self._feeding.show_row)
        self._place(strip)
