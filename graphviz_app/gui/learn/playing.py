"""Playing: steps of learning go by, each as a whole pass on the timeline or as its result only."""

import time
from typing import Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from graphviz_app.core.parts import FORWARD
from graphviz_app.frames import Frame
from graphviz_app.gui.learn.following import Following
from graphviz_app.gui.learn.learner import Learner
from graphviz_app.gui.learn.pace import next_hold, seconds_left, usual_rate
from graphviz_app.gui.learn.working import may_go_on
from graphviz_app.gui.play.player import Player

Mode = Literal["pass", "results"]
LONG = 0.4
"""Seconds after which it is told how far a way to the end is."""
NEWEST_MS = 100
"""Between two pictures of a way to the end."""


class Playing(QObject):
    """Takes steps one by one or as they come; whatever is shown follows the learner."""

    changed = Signal()
    """It plays or not, or in another way."""
    told = Signal(str)
    """A sentence: how far a long way is, or why it goes no further."""

    def __init__(
        self, learner: Learner, following: Following, player: Player, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._learner, self._following, self._player = learner, following, player
        self.mode: Mode = "results"
        self._rate: int | None = None
        """What was chosen."""
        self.playing = self.to_the_end = False
        self._awaited: int | None = None
        """A step that is shown as soon as it is there."""
        self._begun = 0.0
        self._shown_at = 0.0
        self._first = self._until = 0
        """Steps that were made when it began; that at which it holds."""
        self._tick = QTimer(self)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self._show_next)
        learner.trained.connect(self._look)
        learner.rested.connect(self._arrive)
        learner.changed.connect(self._give_up)
        player.frame_changed.connect(self._watch)
        player.playing_changed.connect(self._hear)

    # What a person does

    def toggle(self) -> None:
        """Train on, or pause."""
        if self.playing:
            self.pause()
        elif self._ready():
            self._begin(to_the_end=False)
            if self.mode == "pass":
                self._play_pass()
            else:
                self._tick.start(round(1000 / self.rate))
                self._show_next()

    def train_to_end(self) -> None:
        """As far as is wanted, in one go."""
        if self.to_the_end:
            self.pause()
        elif self._ready():
            self.pause()
            self._begin(to_the_end=True)
            self._learner.train(self.goal)

    def pause(self) -> None:
        """Hold where it is; what is shown is what the document says."""
        if self.playing:
            self._halt()
            self._following.tell()
            self.changed.emit()

    def _give_up(self) -> None:
        """Something else was changed: nothing is waited for any more."""
        self._awaited = None
        self.pause()

    def hold(self) -> None:
        """Somebody types: the step is the one that the document said last."""
        if self.playing:
            self._halt()
            self._learner.come_back()
            self.changed.emit()

    def _halt(self) -> None:
        self.playing = self.to_the_end = False
        self._awaited = None
        self._tick.stop()
        self._learner.stop()
        if self.mode == "pass" and self._player.playing:
            self._player.pause()
        self._following.rest()

    def step_on(self) -> None:
        """One step, and hold."""
        self.pause()
        if self._ready():  # behind a step that is still being made
            self._go_on(max(self._learner.step, self._awaited or 0) + 1)

    def step_back(self) -> None:
        """To the step before."""
        self._go(self._learner.step - 1)

    def to_start(self) -> None:
        """To where the parameters came from."""
        self._go(0)

    def to_last(self) -> None:
        """To the last step that was made."""
        self._go(self._learner.count)

    def show(self, run: int, step: int) -> None:
        """A step was chosen, in a curve perhaps."""
        self.pause()
        self._awaited = None
        self._learner.go_to(run, step)
        self._see_all()

    def show_run(self, run: int) -> None:
        """Another run, at the same step as far as it goes."""
        self.show(run, self._learner.step)

    def set_mode(self, mode: Mode) -> None:
        """Each step as a whole pass, or its result."""
        if mode != self.mode:
            self.pause()
            self.mode = mode
            self.changed.emit()

    @property
    def rate(self) -> int:
        """Results a second: as chosen, else such that all that are wanted can be watched."""
        training = self._learner.training
        return self._rate or usual_rate(0 if training is None else training.descent.steps)

    def set_rate(self, rate: int) -> None:
        """So many results a second."""
        self._rate = rate
        if self._tick.isActive():
            self._tick.setInterval(round(1000 / rate))
        self.changed.emit()

    # How far

    @property
    def goal(self) -> int:
        """The step that is trained to: as many as are wanted, and as many again from there on."""
        return self._held_after(self._learner.count)

    def _held_after(self, step: int) -> int:
        training = self._learner.training
        return 0 if training is None else next_hold(step, training.descent.steps)

    @property
    def seconds_left(self) -> float | None:
        """Until the end, as it goes; None where that is not known."""
        if not self.to_the_end:
            return None
        count, goal = self._learner.count, self._learner.working.goal
        return seconds_left(count - self._first, goal - count, time.monotonic() - self._begun)

    def _ready(self) -> bool:
        """Whether there is anything to be trained."""
        training = self._learner.training
        return training is not None and not self._learner.resuming

    @property
    def may_go_on(self) -> bool:
        """Whether the run that is shown can be trained further."""
        training = self._learner.training
        return training is not None and may_go_on(training)

    def _begin(self, *, to_the_end: bool) -> None:
        self._following.begin(hurried=to_the_end or (self.mode == "results" and self.rate > 1))
        self.playing, self.to_the_end = True, to_the_end
        self._begun = self._shown_at = time.monotonic()
        self._first = self._learner.count
        self._until = self._held_after(self._learner.step)
        self.changed.emit()

    # Results

    def _show_next(self) -> None:
        now = time.monotonic()
        passed, self._shown_at = now - self._shown_at, now
        many = max(round(min(passed, 1.0) * self.rate), 1)
        if self._awaited is not None:
            return
        if self._learner.step >= self._until:
            self.pause()
            self._say_why()
        else:
            self._go_on(min(self._learner.step + many, self._until))

    def _go_on(self, step: int) -> None:
        """Show a step as soon as it is there."""
        learner = self._learner
        if learner.count >= step:
            self._land(step)
            return
        self._awaited = step
        learner.train(step)

    def _look(self) -> None:
        if self._awaited is not None and self._learner.count >= self._awaited:
            self._land(self._awaited)
        elif self.to_the_end and time.monotonic() - self._shown_at > NEWEST_MS / 1000:
            self._shown_at = time.monotonic()
            self._learner.go_to(self._learner.current, self._learner.count)
            self._see_all()
            self._tell_how_far()

    def _tell_how_far(self) -> None:
        if time.monotonic() - self._begun > LONG:
            self.told.emit(f"{self.how_far}. Ctrl+T holds it.")

    @property
    def how_far(self) -> str:
        """``1,200 of 50,000 steps, 12 s left``."""
        left = self.seconds_left
        made = f"{self._learner.count:,} of {self._learner.working.goal:,} steps"
        return made if left is None else f"{made}, {left:,.0f} s left"

    def _arrive(self) -> None:
        """What was to be trained is trained, or can be trained no further."""
        learner = self._learner
        if self.to_the_end:
            learner.go_to(learner.current, learner.count)
            self._see_all()
            self.pause()
            self._say_why()
        elif self._awaited is not None:
            short = self._awaited > learner.count
            self._land(min(self._awaited, learner.count))
            if short:
                self.pause()
                self._say_why()

    def _say_why(self) -> None:
        training = self._learner.training
        if training is not None and training.stop is not None:
            self.told.emit(training.stop.sentence)

    def _land(self, step: int) -> None:
        self._awaited = None
        learner, in_pass = self._learner, self.playing and self.mode == "pass"
        if in_pass:
            self._turn()  # the new numbers come with their forward pass behind them
        learner.go_to(learner.current, step)
        if in_pass:
            self._turn()
            self._player.play()
        else:
            self._see_all()

    def _go(self, step: int) -> None:
        self.show(self._learner.current, step)

    def _see_all(self) -> None:
        """The time on the timeline at which the run is known and nothing is changed yet."""
        if self._player.t != self._player.finished:
            self._player.scrub(self._player.finished)

    # Whole passes

    def _play_pass(self) -> None:
        if self._player.t >= self._player.end:
            self._next_pass()
        else:
            self._player.play()

    def _watch(self, frame: Frame) -> None:
        over = frame.t >= frame.schedule.end
        if self.playing and self.mode == "pass" and self._player.playing and over:
            QTimer.singleShot(0, self, self._next_pass)

    def _hear(self, playing: bool) -> None:
        """Who pauses the run in the middle of a pass pauses learning."""
        in_a_pass = self.playing and self.mode == "pass" and self._awaited is None
        if in_a_pass and not playing and self._player.t < self._player.end:
            self.pause()

    def _next_pass(self) -> None:
        if self.playing and self.mode == "pass" and self._awaited is None:
            self._go_on(self._learner.step + 1)

    def _turn(self) -> None:
        """To where gradients begin: the forward pass was the last part of the pass before."""
        schedule = self._player.schedule
        if schedule is None:
            return
        forward = next((part for part in schedule.parts if part.kind is FORWARD), None)
        told = forward is not None and schedule.update is not None
        t = float(forward.end) if forward is not None and told else 0.0
        if t != self._player.t:
            self._player.scrub(t)
