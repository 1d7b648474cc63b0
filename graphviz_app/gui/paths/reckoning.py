"""Reckoning: a ledger is worked out at once, or beside the window where that takes long."""

import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from graphviz_app.core.paths import Ledger, ledger
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Reading

FEW = 1500
"""Edges of a reading up to which the first try is made at once."""
PATIENCE = 0.03
"""Seconds after which a ledger of the like is worked out beside the window."""
_LOOK_MS = 15


class Asked(NamedTuple):
    """Between which ends, in which run."""

    run: ReadRun
    source: str
    target: str


class Reckoning(QObject):
    """Answers the last question; those before it are forgotten where they wait."""

    done = Signal(object, object)
    """What was asked, and the Ledger."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread: ThreadPoolExecutor | None = None
        self._future: Future[Ledger] | None = None
        self._under_way: Asked | None = None
        self._next: Asked | None = None
        self._slow: Reading | None = None
        """What is drawn where the last ledger took long."""
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._take)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._future is not None

    def ask(self, asked: Asked) -> None:
        """Have it worked out."""
        if self._future is None and self._is_quick(asked.run.reading):
            begun = time.perf_counter()
            found = ledger(*asked)
            self._slow = asked.run.reading if time.perf_counter() - begun > PATIENCE else None
            self.done.emit(asked, found)
        elif self._future is None:
            self._begin(asked)
        else:
            self._next = asked

    def forget(self) -> None:
        """Nobody waits for an answer any more."""
        self._next, self._under_way = None, None

    def _is_quick(self, reading: Reading) -> bool:
        if self._slow is not None and reading.is_drawn_as(self._slow):
            return False
        return len(reading.edges) <= FEW

    def _begin(self, asked: Asked) -> None:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "paths")
        _settle(asked)
        self._under_way, self._next = asked, None
        self._future = self._thread.submit(ledger, *asked)
        self._look.start()

    def _take(self) -> None:
        if self._future is None or not self._future.done():
            return
        future, asked, following = self._future, self._under_way, self._next
        self._future = None
        self._look.stop()
        if following is not None:
            self._begin(following)
        if asked is not None:
            self.done.emit(asked, future.result())


def _settle(asked: Asked) -> None:
    """What a run works out when it is first asked is worked out by one thread only."""
    trace = asked.run.trace
    if trace.output is not None and asked.source in trace.values:
        trace.gradient(asked.source)
