"""Conveyor: what is painted here is encoded in a thread, a few frames behind."""

from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, wait
from queue import Full, Queue
from threading import Event
from types import TracebackType
from typing import Generic, TypeVar

from graphviz_app.export.beside import beside

T = TypeVar("T")

_LENGTH = 12
"""Frames that wait at most: the memory of a few images."""
_PATIENCE = 0.005


class Conveyor(Generic[T]):
    """Left early, it stops at the next frame, and waits until nobody writes any more."""

    def __init__(self, take: Callable[[T], object], close: Callable[[], object]) -> None:
        self._take, self._close = take, close
        self._queue: Queue[T | None] = Queue(_LENGTH)
        self._given_up = Event()
        self._work: Future[None] = beside(self._run)

    def _run(self) -> None:
        try:
            while not self._given_up.is_set() and (frame := self._queue.get()) is not None:
                self._take(frame)
        finally:
            self._close()

    def put(self, frame: T | None, share: float) -> Generator[float, None, None]:
        """Pass one on; yields the share, again as long as there is no room for it."""
        yield share
        while not self._work.done():
            try:
                self._queue.put(frame, timeout=_PATIENCE)
            except Full:
                yield share
            else:
                return
        self._work.result()

    def finish(self) -> Generator[float, None, None]:
        """Wait for the last one; raises what went wrong with any."""
        yield from self.put(None, 1.0)
        while not wait([self._work], _PATIENCE).done:
            yield 1.0
        self._work.result()

    def carry(
        self, work: Iterable[T | float], share: Callable[[T], float], enough: Callable[[], bool]
    ) -> Generator[float, None, None]:
        """Pass all on, and wait for the last; in between are shares of what is done without one.

        Stops as soon as it is ``enough``.
        """
        for one in work:
            if isinstance(one, float):
                yield one
            else:
                yield from self.put(one, share(one))
            if enough():
                return
        yield from self.finish()

    def __enter__(self) -> "Conveyor[T]":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._given_up.set()
        while not self._work.done():
            try:
                self._queue.put(None, timeout=_PATIENCE)
            except Full:
                continue
            wait([self._work])
