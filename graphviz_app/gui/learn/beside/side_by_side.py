"""SideBySide: another run stands beside the one that is shown, at the same step and moment."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from graphviz_app.animate import Frame, frame_at
from graphviz_app.core.read_as import read_again
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import Schedule
from graphviz_app.errors import GraphAppError
from graphviz_app.explain.plain_formula import plain_symbol
from graphviz_app.gui.canvas.showing.drawing import Drawing
from graphviz_app.gui.canvas.stage import Stage
from graphviz_app.gui.learn.beside.mirror import Mirror
from graphviz_app.gui.learn.beside.run_title import RunTitle, room_of_titles
from graphviz_app.gui.learn.learner import Learner
from graphviz_app.gui.play.player import Player
from graphviz_app.numbers import in_panel
from graphviz_app.scene.learned.runs import names_of
from graphviz_app.scene.plots.course import looks
from graphviz_app.theme import Theme


class SideBySide(QObject):
    """Where there are two runs or more; which stands beside is the next after the one shown."""

    def __init__(
        self, learner: Learner, drawing: Drawing, player: Player, stage: Stage, action: QAction
    ) -> None:
        super().__init__(stage)
        self._learner, self._drawing, self._stage = learner, drawing, stage
        self._action = action
        self.on = self._away = False
        self.mirror: Mirror | None = None
        self._titles: tuple[RunTitle, RunTitle] | None = None
        self._schedule: Schedule | None = None
        self._shown: tuple[object, int, int] | None = None
        for told in (learner.changed, learner.trained, learner.moved, drawing.redrawn):
            told.connect(self.refresh)
        player.frame_changed.connect(self.show_frame)

    def set_on(self, on: bool) -> None:
        """Show another run beside, or the one alone."""
        self.on = on
        self.refresh()

    def set_away(self, away: bool) -> None:
        """The graph is not seen just now."""
        self._away = away
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        if self.mirror is not None and not self.mirror.isHidden():
            self._stage.stand_beside(self.mirror, room_of_titles(theme))
        self.refresh()

    @property
    def beside(self) -> int | None:
        """The run that stands beside; None where there is no other."""
        count = len(self._learner.trainings) if self.on and not self._away else 0
        return (self._learner.current + 1) % count if count > 1 else None

    def refresh(self) -> None:
        """Another step, other runs, or none."""
        run = self.beside
        self._action.setChecked(self.on)
        if run is None or self._drawing.scene.picture is None:
            self._hide()
            return
        if self.mirror is None:
            self.mirror = Mirror(self._stage.view, self._stage)
            self._titles = self._titled(self._stage), self._titled(self.mirror)
        if self.mirror.isHidden():
            self._stage.stand_beside(self.mirror, room_of_titles(self._drawing.scene.theme))
        self._schedule = None
        self.show_frame(self._drawing.scene.frame)

    def _titled(self, parent: QWidget) -> RunTitle:
        return RunTitle(self._drawing.scene.theme, parent)

    def _hide(self) -> None:
        if self.mirror is not None and self._titles is not None and not self.mirror.isHidden():
            self.mirror.hide()
            self._titles[0].hide()
            self._stage.stand_beside(None)

    def show_frame(self, frame: Frame | None) -> None:
        """The same moment of the other run."""
        run, picture = self.beside, self._drawing.scene.picture
        mirror = self.mirror
        if run is None or mirror is None or frame is None or picture is None:
            return
        if mirror.isHidden():
            return
        schedule = self._schedule_of(run, picture.run)
        if schedule is None:
            return
        other = frame_at(schedule, min(frame.t, schedule.end))
        mirror.show_frame(picture.with_run(other.run), other)
        self._tell(run)

    def _schedule_of(self, run: int, shown: ReadRun) -> Schedule | None:
        key = shown.reading, run, self._learner.step
        if self._schedule is None or self._shown != key:
            self._schedule, self._shown = self._made(run, shown), key
        return self._schedule

    def _made(self, run: int, shown: ReadRun) -> Schedule | None:
        learner, now = self._learner, self._drawing.schedule
        training = learner.trainings[run]
        feed = training.feed
        row = None if feed is None else feed.shown(shown.whole.graph)
        try:
            trace = training.trace_at(min(learner.step, training.count), row)
        except GraphAppError:
            return None
        read = read_again(shown, trace)
        return None if read is None or now is None else now.renewed(read)

    def _tell(self, beside: int) -> None:
        if self._titles is None:
            return
        trainings = self._learner.trainings
        names, lines = names_of(trainings), looks(len(trainings))
        for title, run in zip(self._titles, (self._learner.current, beside), strict=True):
            training = trainings[run]
            step = min(self._learner.step, training.count)
            output = training.graph.output
            loss = "" if output is None else plain_symbol(training.graph, output)
            words = f"{names[run]} · step {step:,} · {loss} {in_panel(training.losses[step])}"
            title.say(words, lines[run], self._drawing.scene.theme)
            title.stand()
            title.show()
