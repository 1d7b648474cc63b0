"""The Graphviz that is bundled with pygraphviz, in a worker process.

A process of its own because C code can hang or crash, and can only be ended from outside.
"""

import importlib.util
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Event, Lock, Timer
from typing import IO

from graphviz_app.errors import LayoutError
from graphviz_app.layout.engine import (
    TIME_LIMIT,
    MissingGraphvizError,
    always,
    cancelled,
    too_long,
)
from graphviz_app.layout.system_dot import NO_WINDOW

REPLACE_AFTER = 500
"""Layouts per worker: pygraphviz gives away references with every one, fatal after thousands."""
WORKER = Path(__file__).with_name("worker.py")
_PATIENCE = 2.0
"""Seconds for a process to end after it has closed its streams, or was killed."""
_ORPHAN_GRACE = 5.0
"""Seconds after the limit until a worker that nobody ended ends itself."""


def has_bundled_graphviz() -> bool:
    """Whether pygraphviz is installed; it may still fail to load."""
    return importlib.util.find_spec("pygraphviz") is not None


class BundledGraphviz:
    """An Engine: one worker process, reused, and replaced when it is old or gone."""

    def __init__(
        self,
        time_limit: float = TIME_LIMIT,
        replace_after: int = REPLACE_AFTER,
        script: Path = WORKER,
    ) -> None:
        self._time_limit = time_limit
        self._replace_after = replace_after
        self._command = [sys.executable, "-P", str(script), str(time_limit + _ORPHAN_GRACE)]
        self._worker: _Worker | None = None
        self._closed = False
        self._lock = Lock()

    @property
    def pid(self) -> int | None:
        """The worker's process id, None if there is none."""
        worker = self._worker
        return worker.process.pid if worker else None

    def start(self) -> None:
        """Have a worker that is alive and not too old."""
        with self._lock:
            self._fresh_worker()

    def run(self, source: str, wanted: Callable[[], bool] = always) -> bytes:
        """Lay out; see Engine."""
        worker, waited = self._worker_for(wanted)
        try:
            return worker.ask(source, self._time_limit)
        except _DiedError:
            if not waited:
                raise
        # It may have been dying before it was asked: only a new one tells whether it was this graph
        return self._worker_for(wanted)[0].ask(source, self._time_limit)

    def kill(self) -> None:
        """End the worker; the next run starts another."""
        with self._lock:
            if self._worker is not None:
                self._worker.end()

    def close(self) -> None:
        """End the worker for good."""
        with self._lock:
            self._closed = True
            self._dispose()

    def _worker_for(self, wanted: Callable[[], bool]) -> "tuple[_Worker, bool]":
        """The worker to ask, and whether it has waited for that; ``kill`` reaches it from here."""
        with self._lock:
            before = self._worker
            worker = self._fresh_worker()
            if not wanted():
                raise cancelled()
            return worker, worker is before

    def _fresh_worker(self) -> "_Worker":
        if self._closed:
            raise cancelled()
        worker = self._worker
        if worker is None or worker.answered >= self._replace_after or not worker.is_alive():
            self._dispose()
            self._worker = worker = _started(self._command)
        return worker

    def _dispose(self) -> None:
        if self._worker is not None:
            self._worker.dispose()
        self._worker = None


class _Worker:
    """One process that answers requests in turn."""

    def __init__(self, command: list[str]) -> None:
        with ExitStack() as streams:
            # A file, not a stream that would have to be drained while waiting for the answer.
            self._stderr = streams.enter_context(tempfile.TemporaryFile(buffering=0))
            self.process = _spawn(command, self._stderr)
            assert self.process.stdin is not None
            assert self.process.stdout is not None
            self._requests = streams.enter_context(self.process.stdin)
            self._answers = streams.enter_context(self.process.stdout)
            self._streams = streams.pop_all()
        self.answered = 0
        self._asked: object = None
        self._over = self._ended = False
        self._lock = Lock()

    def is_alive(self) -> bool:
        """Whether it can be asked; one that was just killed still looks alive to ``poll``."""
        return not self._over and self.process.poll() is None

    def end(self) -> None:
        """Kill it, without waiting; who waits for its answer is told that it was cancelled."""
        self._over = self._ended = True
        self.process.kill()

    def dispose(self) -> None:
        """End it and release everything."""
        self.end()
        self._status()
        with suppress(OSError):  # closing flushes, to nobody
            self._streams.close()

    def ask(self, source: str, time_limit: float) -> bytes:
        """Raises LayoutError if Graphviz fails, stops or needs longer than the limit (seconds)."""
        expired, request = Event(), object()
        timer = Timer(time_limit, self._expire, [request, expired])
        timer.daemon = True
        self._asked = request
        timer.start()
        try:
            outcome, payload = self._exchange(source.encode())
        except (OSError, EOFError, ValueError) as error:
            self._over = True
            raise too_long(time_limit) if expired.is_set() else self._obituary() from error
        finally:
            timer.cancel()
            with self._lock:
                self._asked = None
        self.answered += 1
        return _read_outcome(outcome, payload)

    def _expire(self, request: object, expired: Event) -> None:
        with self._lock:
            if self._asked is request:  # the answer has not come in this very moment
                expired.set()
                self._over = True
                self.process.kill()

    def _exchange(self, request: bytes) -> tuple[bytes, bytes]:
        self._stderr.seek(0)
        self._stderr.truncate()
        self._requests.write(struct.pack(">I", len(request)) + request)
        self._requests.flush()
        head = _read(self._answers, 5)
        return head[:1], _read(self._answers, struct.unpack(">I", head[1:])[0])

    def _obituary(self) -> LayoutError:
        """Why the process is gone."""
        status = self._status()
        if self._ended:
            return cancelled()
        self._stderr.seek(0)
        lines = self._stderr.read().decode(errors="replace").splitlines()
        last = next((line.strip() for line in reversed(lines) if line.strip()), "no message")
        return _DiedError(f"Graphviz stopped unexpectedly (status {status}): {last}")

    def _status(self) -> int | None:
        """What it ended with; a process that does not end by itself is killed."""
        for _ in range(2):
            with suppress(subprocess.TimeoutExpired):
                return self.process.wait(_PATIENCE)
            self.process.kill()
        return None


class _DiedError(LayoutError):
    """The process is gone, and nobody had asked for that."""


def _read_outcome(outcome: bytes, payload: bytes) -> bytes:
    if outcome == b"d":
        return payload
    message = payload.decode(errors="replace")
    if outcome == b"m":
        raise MissingGraphvizError(message)
    raise LayoutError(f"Graphviz could not lay the graph out: {message}")


def _started(command: list[str]) -> _Worker:
    """A new process; raises LayoutError without one, or without a folder for temporary files."""
    try:
        return _Worker(command)
    except OSError as error:
        raise LayoutError(f"the layout process could not be started: {error}") from error


def _spawn(command: list[str], stderr: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        creationflags=NO_WINDOW,
    )


def _read(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError("the stream ended")
    return data
