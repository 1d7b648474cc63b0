"""The ``dot`` on the PATH."""

import shutil
import subprocess
from collections.abc import Callable
from threading import Lock

from graphviz_app.errors import LayoutError
from graphviz_app.layout.engine import (
    TIME_LIMIT,
    MissingGraphvizError,
    always,
    cancelled,
    too_long,
)

NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows would open a console for every process."""


def find_dot() -> str | None:
    """Where ``dot`` is, None if it is not installed."""
    return shutil.which("dot")


class SystemDot:
    """An Engine: a process of ``dot`` per layout."""

    def __init__(self, time_limit: float = TIME_LIMIT, path: str | None = None) -> None:
        self._time_limit = time_limit
        self._path = path
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._lock = Lock()

    def start(self) -> None:
        """Nothing to prepare."""

    def run(self, source: str, wanted: Callable[[], bool] = always) -> bytes:
        """Lay out; see Engine."""
        with self._lock:
            process = self._process = self._spawn()
            if not wanted():
                process.kill()
        with process:
            try:
                answer, complaints = process.communicate(source.encode(), self._time_limit)
            except subprocess.TimeoutExpired as error:
                process.kill()
                raise too_long(self._time_limit) from error
        if process.returncode != 0:
            last = complaints.decode(errors="replace").strip().rpartition("\n")[2]
            reason = last or f"it stopped with status {process.returncode}"
            raise LayoutError(f"dot could not lay the graph out: {reason}")
        return answer

    def kill(self) -> None:
        """End the run under way."""
        with self._lock:
            if self._process is not None:
                self._process.kill()

    def close(self) -> None:
        """End for good."""
        with self._lock:
            self._closed = True
        self.kill()

    def _spawn(self) -> subprocess.Popen[bytes]:
        path = self._path or find_dot()
        if self._closed:
            raise cancelled()
        if path is None:
            raise MissingGraphvizError("there is no 'dot' on the PATH")
        try:
            return subprocess.Popen(
                [path, "-Tjson0"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                creationflags=NO_WINDOW,
            )
        except OSError as error:
            raise MissingGraphvizError(f"'{path}' could not be started: {error}") from error
