"""SideBySide: another run stands beside the one that is shown, at the same step and moment."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from graphviz_app.core.read_as import read_again
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import Schedule
from graphviz_app.errors import GraphAppError
from graphviz_app.frames import Frame, frame_at
from graphviz_app.gui.canvas.showing.drawing import Drawing
from graphviz_app.gui.canvas.showing.scheduling import scheduled
from graphviz_app.gui.canvas.stage import Stage
from graphviz_app.gui.learn.learner import Learner
from graphviz_app.gui.play.player import Player
from graphviz_app.theme import Theme

if TYPE_CHECKING:
    from graphviz_app.gui.learn.beside.pair import Pair


class SideBySide(QObject):
    """Where there are two runs or more; which stands beside is the next after the one shown."""

    def __init__(
        self, learner: Learner, drawing: Drawing, player: Player, stage: Stage, action: QAction
    ) -> None:
        super().__init__(stage)
        self._learner, self._drawing, self._stage = learner, drawing, stage
        self._action = action
        self.on = self._away = False
        self.pair: Pair | None = None
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
        if self.pair is not None and self.pair.is_there:
            self.pair.stand(theme)
        self.refresh()

    @property
    def beside(self) -> int | None:
        """The run that stands beside; None where there is no other."""
        count = len(self._learner.trainings) if self.on and not self._away else 0
        return (self._learner.current + 1) % count if count > 1 else None

    def refresh(self) -> None:
        """Another step, other runs, or none."""
        run, scene = self.beside, self._drawing.scene
        self._action.setChecked(self.on)
        if run is None or scene.picture is None:
            if self.pair is not None:
                self.pair.leave()
            return
        if self.pair is None:
            from graphviz_app.gui.learn.beside.pair import Pair  # late: of those who compare

            self.pair = Pair(self._stage, scene.theme)
        if not self.pair.is_there:
            self.pair.stand(scene.theme)
        self._schedule = None
        self.show_frame(scene.frame)

    def show_frame(self, frame: Frame | None) -> None:
        """The same moment of the other run."""
        run, scene, pair = self.beside, self._drawing.scene, self.pair
        there = pair is not None and pair.is_there
        if run is None or pair is None or frame is None or scene.picture is None or not there:
            return
        schedule = self._schedule_of(run, scene.picture.run)
        if schedule is not None:
            pair.show_frame(scene.picture, frame_at(schedule, min(frame.t, schedule.end)))
            pair.tell(self._learner, run, scene.theme)

    def _schedule_of(self, run: int, shown: ReadRun) -> Schedule | None:
        key = shown.reading, run, self._learner.step
        if self._schedule is None or self._shown != key:
            self._schedule, self._shown = self._made(run, shown), key
        return self._schedule

    def _made(self, run: int, shown: ReadRun) -> Schedule | None:
        learner, stride = self._learner, self._drawing.wishes.stride
        training = learner.trainings[run]
        step, feed = min(learner.step, training.count), training.feed
        row = None if feed is None else feed.shown(shown.whole.graph)
        try:
            trace, update = training.trace_at(step, row), training.update_at(step)
        except GraphAppError:
            return None
        read = read_again(shown, trace)
        told = self._drawing.schedule
        ends = update if told is not None and told.update is not None else None
        return None if read is None else scheduled(told, read, stride, lambda _trace: ends)
