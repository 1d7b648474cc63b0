"""Judging: claims are compared with the run beside the window, at once where that is quick."""

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from graphviz_app.core.graph import Graph

if TYPE_CHECKING:
    from graphviz_app.core.check import Checked
    from graphviz_app.core.check.conventions import Conventions

AT_ONCE = 0.015
"""Seconds for which the window waits."""
LOOK_MS = 10


class Judging(QObject):
    """One sheet at a time; of those that come meanwhile the last."""

    judged = Signal()
    """Something else is said of the claims."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.checked: Checked | None = None
        """What was said last; None where there is nothing to be judged."""
        self.goes_by: Conventions | None = None
        """The conventions of the sheet; None for what is written."""
        self._threads: ThreadPoolExecutor | None = None
        self._under_way: Future[Checked] | None = None
        self._next: Graph | None = None
        self._waits = True
        self._closed = False
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._take)

    @property
    def busy(self) -> bool:
        """Whether what is said may still change."""
        return self._under_way is not None

    def judge(self, graph: Graph, *, wait: bool = True) -> None:
        """Say what is right and wrong in the claims of a graph; the window may ``wait`` for it."""
        self._next, self._waits = graph, wait
        if self._closed:
            return
        if not graph.claims:
            self._next = self._under_way = None
            self._look.stop()
            self._say(None)
        elif not self.busy:
            self._begin()

    def close(self) -> None:
        """Nobody wants to know any more."""
        self._closed = True
        self._look.stop()
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)

    def _begin(self) -> None:
        graph, self._next = self._next, None
        assert graph is not None
        if self._threads is None:
            self._threads = ThreadPoolExecutor(1, "check")
        self._under_way = self._threads.submit(_checked, graph, self.goes_by)
        try:
            self._under_way.exception(AT_ONCE if self._waits else 0)
        except TimeoutError:
            self._look.start()
        else:
            self._take()

    def _take(self) -> None:
        future = self._under_way
        if future is None or not future.done():
            return
        self._look.stop()
        self._under_way = None
        if self._next is not None:
            self._begin()
        else:
            self._say(future.result())

    def _say(self, checked: "Checked | None") -> None:
        self.checked = checked
        self.judged.emit()


def _checked(graph: Graph, goes_by: "Conventions | None") -> "Checked":
    """Of a run of its own: the window's works some numbers out when they are asked for."""
    from graphviz_app.core.autodiff import run  # late, as below: most graphs have no claims
    from graphviz_app.core.check import check
    from graphviz_app.explain.verdict_words import too_large

    conventions = () if goes_by is None else (goes_by,)
    try:
        return check(run(graph, partial=True), graph.claims, *conventions)
    except (RecursionError, MemoryError):
        return too_large(graph.claims)
