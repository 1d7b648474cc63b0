"""Player: turns a clock into time t on a schedule. The only timer of the animation."""

import math

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from graphviz_app.core.schedule import Schedule
from graphviz_app.frames import Frame, frame_at

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
SECONDS_PER_MOMENT = 0.9
"""At speed 1."""
SECONDS_PER_STEP = 0.32
"""A single step is a gesture: it moves quickly, whatever the speed."""
PAUSE_AT_END = 1.2
"""Seconds for which a loop rests on the finished picture."""
TICK_MS = 16


class Player(QObject):
    """Plays, steps and scrubs; ``frame_changed`` carries what is to be seen."""

    frame_changed = Signal(object)
    playing_changed = Signal(bool)
    speed_changed = Signal(float)
    loop_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.schedule: Schedule | None = None
        self.t = 0.0
        self.speed = 1.0
        self.loop = False
        self.playing = False
        self._goal = 0.0
        self._rest = 0.0
        self._placed = True
        """Whether time was put where it is; else it has come there step by step, or was dragged."""
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def end(self) -> float:
        """The time at which everything is over."""
        return self.schedule.end if self.schedule else 0.0

    @property
    def finished(self) -> float:
        """The time of the run's finished picture, before it takes a step of learning."""
        return self.schedule.finished if self.schedule else 0.0

    @property
    def frame(self) -> Frame | None:
        """What is to be seen now."""
        return frame_at(self.schedule, self.t) if self.schedule else None

    @property
    def moving(self) -> bool:
        """Whether time passes: it plays, or a step is under way."""
        return self._timer.isActive()

    def set_schedule(self, schedule: Schedule | None, t: float | None = None) -> None:
        """Another run: stays at the same time (or where it is finished, or at the end, if it was
        there), or goes to t.

        A step under way is finished in it, unless a time is given.
        """
        stepping = self._stepping and t is None
        was_at_end = self.schedule is not None and self.t >= self.end > self.finished
        was_finished = self.schedule is None or self.t == self.finished
        self.schedule = schedule
        self._placed = self._placed or t is not None
        if t is None:
            t = self.end if was_at_end else self.finished if was_finished else self.t
        self._goal = self.end if self.playing else min(self._goal, self.end)
        self._move(t)
        if self.end == 0 or not (self.playing or stepping):
            self._halt()

    def toggle(self) -> None:
        """Play or pause; at the end, or where the picture was opened, play from the start."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        """Run towards the end; from the start if it is over, or was put where it is finished."""
        if self.end == 0:
            return
        if self.t >= self.end or (self._placed and self.t == self.finished):
            self._move(0.0)
        self._goal = self.end
        self._set_playing(True)
        self._go()

    def pause(self) -> None:
        """Hold where it is."""
        self._halt()

    def replay(self) -> None:
        """From the start, whatever is going on."""
        self._move(0.0)
        self.play()

    def play_forward(self) -> None:
        """The forward pass of the first run, from the start; it holds where that is over."""
        if self.schedule is not None and self.schedule.parts:
            self._move(0.0)
            self._goal = float(self.schedule.parts[0].end)
            self._set_playing(True)
            self._go()

    def step_forward(self) -> None:
        """One moment on; a step that is still under way is finished at once."""
        start = self._goal if self._stepping else self.t
        self._step(start, min(math.floor(start) + 1.0, self.end))

    def step_back(self) -> None:
        """One moment back (to the start of the one under way)."""
        start = self._goal if self._stepping else self.t
        self._step(start, max(math.ceil(start) - 1.0, 0.0))

    def to_start(self) -> None:
        """Before anything was computed."""
        self.scrub(0.0)

    def to_end(self) -> None:
        """The finished picture; from there, the end of the run after its step of learning."""
        goal = self.end if self.t >= self.finished else self.finished
        self.scrub(goal)
        self._placed = True

    def scrub(self, t: float) -> None:
        """Go to time t, paused."""
        self._halt()
        self._placed = False
        self._move(t)

    def set_speed(self, speed: float) -> None:
        """Moments pass this many times as quickly."""
        if speed != self.speed:
            self.speed = speed
            self.speed_changed.emit(speed)

    def faster(self) -> None:
        """The next higher speed."""
        self.set_speed(next((s for s in SPEEDS if s > self.speed), SPEEDS[-1]))

    def slower(self) -> None:
        """The next lower speed."""
        self.set_speed(next((s for s in reversed(SPEEDS) if s < self.speed), SPEEDS[0]))

    def set_loop(self, loop: bool) -> None:
        """Whether to begin again at the end."""
        if loop != self.loop:
            self.loop = loop
            self.loop_changed.emit(loop)

    @property
    def _stepping(self) -> bool:
        return self._timer.isActive() and not self.playing

    def _step(self, start: float, goal: float) -> None:
        self._set_playing(False)
        if start != self.t:
            self._move(start)
        self._goal = goal
        self._go()

    def _go(self) -> None:
        self._rest = 0.0
        self._placed = False
        self._clock.restart()
        self._timer.start()

    def _halt(self) -> None:
        self._timer.stop()
        self._set_playing(False)

    def _set_playing(self, playing: bool) -> None:
        if playing != self.playing:
            self.playing = playing
            self.playing_changed.emit(playing)

    def _tick(self) -> None:
        self.advance(min(self._clock.restart() / 1000, 0.1))  # a blocked window does not leap

    def advance(self, seconds: float) -> None:
        """Let that much time pass (the timer does; tests may)."""
        if self._rest > 0:
            self._rest -= seconds
            if self._rest <= 0:
                self._move(0.0)
            return
        rate = self.speed / SECONDS_PER_MOMENT if self.playing else 1 / SECONDS_PER_STEP
        way = self._goal - self.t
        if abs(way) > rate * seconds:
            self._move(self.t + (rate * seconds if way > 0 else -rate * seconds))
        else:
            self._arrive()

    def _arrive(self) -> None:
        self._move(self._goal)
        if self.playing and self.loop:
            self._rest = PAUSE_AT_END
        else:
            self._halt()

    def _move(self, t: float) -> None:
        self.t = min(max(t, 0.0), self.end)
        frame = self.frame
        if frame is not None:
            self.frame_changed.emit(frame)
