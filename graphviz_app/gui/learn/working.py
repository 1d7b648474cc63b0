"""Working: runs are trained towards a step, in slices between which the window has its turn."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from graphviz_app.core.learning.training import Training

SLICE = 0.008
"""Seconds of work before the window has its turn; steps that take longer go into a thread."""
THREAD_SLICE = 0.1
BREATH = 0.0005
"""Seconds for which the thread rests now and then, so that the window need not wait for it."""
MANY_NUMBERS = 20_000
"""Parameters from which on already the first step is made in a thread."""


class Working(QObject):
    """Takes runs as far as a step; ``went`` tells that there are more, ``rested`` that it is over.

    Whoever reads a run that is in the thread settles first.
    """

    went = Signal()
    rested = Signal()
    _back = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.goal = 0
        self._trainings: Sequence[Training] = ()
        self._seconds: dict[int, float] = {}
        """What a step takes, by run."""
        self._threads: ThreadPoolExecutor | None = None
        self._future: Future[None] | None = None
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._turn)
        self._back.connect(self._take_back)

    @property
    def busy(self) -> bool:
        """Whether there is still something to be trained."""
        return self._future is not None or self._next.isActive()

    def begin(self, trainings: "Sequence[Training]") -> None:
        """These are the runs now."""
        self.drop()
        self._trainings, self._seconds = trainings, {}

    def aim(self, goal: int) -> None:
        """Train as far as this step: what is quick at once, the rest bit by bit."""
        self.goal = goal
        for training in self._trainings:
            if training.limit < goal:
                training.lift(goal)
        if not self.busy:
            self._turn()

    def drop(self) -> None:
        """Go no further; what is in the thread is brought to its end."""
        self.goal = 0
        self._next.stop()
        self.settle()

    def settle(self) -> None:
        """Wait for the thread: a slice of steps at most."""
        future, self._future = self._future, None
        if future is not None:
            future.result()
            if self._left:
                self._next.start()

    def close(self) -> None:
        """The window is going."""
        self.drop()
        if self._threads is not None:
            self._threads.shutdown()
            self._threads = None

    @property
    def _left(self) -> "list[Training]":
        return [one for one in self._trainings if one.count < self.goal and may_go_on(one)]

    def _turn(self) -> None:
        end = time.perf_counter() + SLICE
        while left := self._left:
            behind = min(left, key=lambda one: one.count)
            if self._is_slow(behind):
                self._submit(behind)
                return
            self._advance(behind, self._how_many(behind, SLICE / len(left)))
            if time.perf_counter() > end:
                break
        self._tell()

    def _tell(self) -> None:
        if self._left:
            self._next.start()
            self.went.emit()
        else:
            self.went.emit()
            self.rested.emit()

    def _is_slow(self, training: "Training") -> bool:
        known = self._seconds.get(id(training))
        return _numbers(training) > MANY_NUMBERS if known is None else known > SLICE

    def _how_many(self, training: "Training", seconds: float) -> int:
        each = self._seconds.get(id(training))
        many = 1 if each is None else max(round(seconds / max(each, 1e-7)), 1)
        return min(many, self.goal - training.count)

    def _advance(
        self, training: "Training", steps: int, until: Callable[[], bool] | None = None
    ) -> None:
        begun = time.perf_counter()
        made = training.advance(steps, until)
        self._seconds[id(training)] = (time.perf_counter() - begun) / max(made, 1)

    def _submit(self, training: "Training") -> None:
        if self._threads is None:
            self._threads = ThreadPoolExecutor(1, "learning")
        steps = self._how_many(training, THREAD_SLICE)
        self._future = self._threads.submit(self._advance, training, steps, _breathe)
        self._future.add_done_callback(lambda _future: self._back.emit())

    def _take_back(self) -> None:
        if self._future is not None and self._future.done():
            self._future.result()
            self._future = None
            self._tell()


def _breathe() -> bool:
    time.sleep(BREATH)
    return False


def may_go_on(training: "Training") -> bool:
    """Whether another step can be made: those that were wanted may be over."""
    return training.stop is None or training.stop.kind == "steps"


def _numbers(training: "Training") -> int:
    values = training.at(0).parameters.values()
    return sum(int(np.size(value)) for value in values)
