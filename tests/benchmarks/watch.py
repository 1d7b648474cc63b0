"""A window that is watched: how long a gesture blocks it, and when its picture has settled."""

import time
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QGraphicsView, QWidget

from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.layout.bundled import BundledGraphviz
from graphviz_app.layout.engine import always

QUIET, UNPAINTED = 0.25, 0.35
"""Seconds without work after which nothing more is expected; the same if nothing was painted."""


class Timing(NamedTuple):
    """Of one gesture, in milliseconds."""

    blocked: float
    processor: float
    held: float
    """Until the gesture's own call is over: a window of patience may have stood in the way."""
    settled: float
    work: float
    """Processor time of all threads until then; Graphviz is in another process."""
    layout: float
    """Of ``settled``, what Graphviz took in its own process."""
    layouts: int
    before: float
    """The longest that a key before the last one has blocked."""


class TimedGraphviz(BundledGraphviz):
    """Notes when it was at work."""

    def __init__(self) -> None:
        super().__init__()
        self.spans: list[tuple[float, float]] = []

    def run(self, source: str, wanted: Callable[[], bool] = always) -> bytes:
        """Lay out."""
        start = time.perf_counter()
        try:
            return super().run(source, wanted)
        finally:
            self.spans.append((start, time.perf_counter()))

    def between(self, start: float, end: float) -> list[float]:
        """Milliseconds of each layout within a time."""
        return [1000 * (min(b, end) - a) for a, b in self.spans if start <= a < end]


class Watch(QObject):
    """Beats, and what happens between them."""

    def __init__(self, window: MainWindow, engine: TimedGraphviz) -> None:
        super().__init__()
        self._drawing, self._engine = window.drawing, engine
        self._loop = QEventLoop()
        self._acts: list[Callable[[], object]] = []
        self._gap = self._processor = self._before = self._held = 0.0
        self._last = _clocks()
        self._start = self._stirred = self._painted = 0.0
        self._worked = (0.0, 0.0)
        """Processor time at the start, and when it was painted."""
        self._paint_seen = self._acting = False
        canvas(window).viewport().installEventFilter(self)
        window.drawing.shown.connect(self._stir)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)

    def gesture(self, *acts: Callable[[], object]) -> Timing:
        """Do these, one after the other; the last one is what is waited for."""
        self._acts = list(acts)
        self._gap = self._before = 0.0
        self._start = time.perf_counter()
        self._stir()
        self._loop.exec()
        end = self._painted or self._stirred
        spans = self._engine.between(self._start, end)
        return Timing(
            blocked=1000 * self._gap,
            processor=1000 * self._processor,
            held=1000 * self._held,
            settled=1000 * (end - self._start),
            work=1000 * (self._worked[1] - self._worked[0]),
            layout=sum(spans),
            layouts=len(spans),
            before=1000 * self._before,
        )

    def rest(self) -> None:
        """Beat no more: something else is measured."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The canvas is about to be painted; at the next beat it has been."""
        self._paint_seen |= event.type() == QEvent.Type.Paint
        return False

    def _stir(self) -> None:
        """Whatever has been painted before does not count."""
        self._stirred, self._painted, self._paint_seen = time.perf_counter(), 0.0, False

    def _beat(self) -> None:
        now = _clocks()
        gap, processor = (new - old for new, old in zip(now, self._last, strict=True))
        self._gap, self._processor = max(self._gap, gap), max(self._processor, processor)
        self._last = now
        if self._acting:
            return
        if self._acts:
            self._acting = True
            QTimer.singleShot(0, self._act)  # Qt does not let a timer beat within its own beat
        elif self._drawing.busy:
            self._stir()
        else:
            if self._paint_seen and not self._painted:
                self._painted, self._worked = now[0], (self._worked[0], time.process_time())
            quiet = now[0] - (self._painted or self._stirred)
            if quiet > (QUIET if self._painted else UNPAINTED):
                self._loop.quit()

    def _act(self) -> None:
        """Beats go on meanwhile, if a window of patience is opened."""
        self._before, self._gap, self._processor = max(self._before, self._gap), 0.0, 0.0
        self._last, self._start = _clocks(), time.perf_counter()
        self._worked = (time.process_time(), time.process_time())
        self._stir()
        self._acts.pop(0)()
        self._held = time.perf_counter() - self._start
        self._acting = False


def _clocks() -> tuple[float, float]:
    return time.perf_counter(), time.thread_time()


def canvas(window: QWidget) -> QGraphicsView:
    """What shows the graph."""
    found = window.findChild(QGraphicsView)
    assert isinstance(found, QGraphicsView)
    return found
