"""Layouts in the background: one thread, one Graphviz, the newest request first served."""

import atexit
from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError, Future, InvalidStateError
from contextlib import suppress
from functools import cache
from threading import Condition, Lock, RLock, Thread
from typing import NamedTuple

from graphviz_app.core.choices import EngineName, Way
from graphviz_app.core.reading import Reading
from graphviz_app.errors import LayoutError
from graphviz_app.layout.bundled import REPLACE_AFTER, BundledGraphviz, has_bundled_graphviz
from graphviz_app.layout.engine import TIME_LIMIT, Engine, MissingGraphvizError, cancelled
from graphviz_app.layout.geometry import EMPTY, Layout, Size
from graphviz_app.layout.request import Request
from graphviz_app.layout.system_dot import SystemDot, find_dot

_JOIN = 2.0
"""Seconds to wait for the thread on closing; it is a daemon in any case."""
_MISSING = (
    "Graphviz is missing: 'pip install pygraphviz' brings it along, "
    "or install Graphviz so that 'dot' is on the PATH"
)


class _Job(NamedTuple):
    request: Request
    future: Future[Layout]


class LayoutService:
    """Lays out in the background, one graph at a time.

    ``engine``: ``bundled``, ``dot`` (the one on the PATH), or None: bundled, and ``dot`` if that
    cannot be loaded. Lengths in pixels, times in seconds.
    """

    def __init__(
        self,
        engine: EngineName | Engine | None = None,
        *,
        time_limit: float = TIME_LIMIT,
        replace_after: int = REPLACE_AFTER,
    ) -> None:
        self._limits = (time_limit, replace_after)
        self._engines = _engines(engine, *self._limits)
        self._condition = Condition(RLock())
        self._queued: _Job | None = None
        self._current: _Job | None = None
        self._closed = False
        self._thread: Thread | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a layout is under way."""
        return self._current is not None

    @property
    def is_alive(self) -> bool:
        """Whether its thread runs."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Start thread and worker now, so that the first layout need not wait for them."""
        with self._condition:
            if self._thread is None and not self._closed:
                self._thread = Thread(target=self._work, name="layout", daemon=True)
                self._thread.start()
                atexit.register(self.close)

    def submit(
        self,
        reading: Reading,
        sizes: Mapping[str, Size],
        labels: Sequence[Size | None],
        way: Way = "LR",
        room: Size | None = None,
    ) -> Future[Layout]:
        """The layout to come; fails with LayoutError. A request still waiting is cancelled.

        ``auto`` is whichever way it is largest in the room. Cancelling the future ends the work.
        """
        future: Future[Layout] = Future()
        if not reading.nodes:
            future.set_result(EMPTY)
            return future
        job = _Job(Request.of(reading, dict(sizes), tuple(labels), way, room), future)
        with self._condition:
            if self._closed:
                raise LayoutError("the layout service is closed")
            self.start()
            superseded, self._queued = self._queued, job
            self._condition.notify()
        if superseded is not None:
            superseded.future.cancel()
        future.add_done_callback(self._kill_if_cancelled)
        return future

    def use(self, engine: EngineName) -> None:
        """Lay out by another Graphviz from now on; what runs and what waits is cancelled."""
        self.cancel()
        with self._condition:
            former, self._engines = self._engines, _engines(engine, *self._limits)
        for one in former:
            one.close()

    def cancel(self) -> None:
        """Cancel what runs and what waits: their futures are cancelled."""
        with self._condition:
            jobs = (self._queued, self._current)
            self._queued = None
        for job in jobs:
            if job is not None:
                job.future.cancel()

    def close(self) -> None:
        """End thread and worker."""
        with self._condition:
            self._closed = True
            self._condition.notify()
        self.cancel()
        for engine in self._engines:
            engine.close()
        if self._thread is not None:
            self._thread.join(_JOIN)
        atexit.unregister(self.close)

    def _kill_if_cancelled(self, future: Future[Layout]) -> None:
        with self._condition:
            if future.cancelled() and self._current and self._current.future is future:
                for engine in self._engines:
                    engine.kill()

    def _work(self) -> None:
        while True:
            with suppress(LayoutError):
                self._engines[0].start()
            with self._condition:
                self._current = None
                while self._queued is None and not self._closed:
                    self._condition.wait()
                if self._closed:
                    return
                self._current, self._queued = self._queued, None
                job = self._current
            if job is not None and not job.future.cancelled():
                self._do(job)

    def _do(self, job: _Job) -> None:
        try:
            layout = job.request.laid_out(lambda source: self._run(source, job.future))
        except Exception as error:  # noqa: BLE001  # whoever waits for the future must be told
            with suppress(InvalidStateError):
                job.future.set_exception(error)
        else:
            with suppress(InvalidStateError):
                job.future.set_result(layout)

    def _run(self, source: str, future: Future[Layout]) -> bytes:
        reasons = []
        for engine in self._engines:
            try:
                return engine.run(source, lambda: not future.cancelled())
            except MissingGraphvizError as error:
                reasons.append(str(error))
        raise MissingGraphvizError(f"{_MISSING} ({'; '.join(reasons)})")


def compute_layout(
    reading: Reading,
    sizes: Mapping[str, Size],
    labels: Sequence[Size | None],
    way: Way = "LR",
    room: Size | None = None,
    service: LayoutService | None = None,
) -> Layout:
    """Lay out and wait, in ``service`` or in one shared by all callers; raises LayoutError."""
    if service is None:
        with _one_caller:  # callers of the shared one wait for each other, none is superseded
            return compute_layout(reading, sizes, labels, way, room, _shared_service())
    try:
        return service.submit(reading, sizes, labels, way, room).result()
    except CancelledError as error:
        raise cancelled() from error


_one_caller = Lock()


@cache
def _shared_service() -> LayoutService:
    return LayoutService()


def _engines(
    choice: EngineName | Engine | None, time_limit: float, replace_after: int
) -> list[Engine]:
    """What to try, in order."""
    match choice:
        case "dot":
            return [SystemDot(time_limit)]
        case "bundled":
            return [BundledGraphviz(time_limit, replace_after)]
        case None:
            engines: list[Engine] = []
            if has_bundled_graphviz():
                engines.append(BundledGraphviz(time_limit, replace_after))
            if find_dot() is not None or not engines:
                engines.append(SystemDot(time_limit))
            return engines
        case _:
            return [choice]
