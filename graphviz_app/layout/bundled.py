"""The Graphviz that is bundled with pygraphviz, in a worker process.

A process of its own because C code can hang or crash, and can only be ended from outside.
"""

import importlib.util
import struct
import subprocess
import sys
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Event, Lock, Timer
from typing import IO

from graphviz_app.errors import LayoutError
from graphviz_app.layout.engine import TIME_LIMIT, MissingGraphvizError, cancelled, too_long
from graphviz_app.layout.system_dot import NO_WINDOW

REPLACE_AFTER = 500
"""Layouts per worker: pygraphviz gives away references with every one, fatal after thousands."""
WORKER = Path(__file__).with_name("worker.py")
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

    def run(self, source: str) -> bytes:
        """Lay out; see Engine."""
        with self._lock:
            worker = self._fresh_worker()
        return worker.ask(source, self._time_limit)

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
        self._ended = False

    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return self.process.poll() is None

    def end(self) -> None:
        """Kill it; whoever waits for its answer is told that it was cancelled."""
        self._ended = True
        self.process.kill()
        self.process.wait()

    def dispose(self) -> None:
        """End it and release everything."""
        self.end()
        with suppress(OSError):  # closing flushes, to nobody
            self._streams.close()

    def ask(self, source: str, time_limit: float) -> bytes:
        """Raises LayoutError if Graphviz fails, stops or needs longer than the limit (seconds)."""
        expired = Event()
        timer = Timer(time_limit, self._expire, [expired])
        timer.daemon = True
        timer.start()
        try:
            outcome, payload = self._exchange(source.encode())
        except (OSError, EOFError, ValueError) as error:
            raise too_long(time_limit) if expired.is_set() else self._obituary() from error
        finally:
            timer.cancel()
        self.answered += 1
        if outcome == b"d":
            return payload
        message = payload.decode(errors="replace")
        if outcome == b"m":
            raise MissingGraphvizError(message)
        raise LayoutError(f"Graphviz could not lay the graph out: {message}")

    def _expire(self, expired: Event) -> None:
        expired.set()
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
        status = self.process.wait()
        if self._ended:
            return cancelled()
        self._stderr.seek(0)
        lines = self._stderr.read().decode(errors="replace").splitlines()
        last = next((line.strip() for line in reversed(lines) if line.strip()), "no message")
        return LayoutError(f"Graphviz stopped unexpectedly (status {status}): {last}")


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
