"""The process that knows algebra: started when it is first asked, ended when it takes too long.

A process of its own because sympy can take any time, and a thread cannot be ended.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock, Timer
from typing import Any

TIME_LIMIT = 5.0
"""Seconds for one question, with the start of the process."""
WORKER = Path(__file__).with_name("worker.py")
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
Answer = Mapping[str, Any]


class TookTooLongError(Exception):
    """The time was over before the end."""


class Asking:
    """One process, asked one question after the other, from whatever thread."""

    def __init__(self, time_limit: float = TIME_LIMIT, script: Path = WORKER) -> None:
        self._time_limit, self._script = time_limit, script
        self._process: subprocess.Popen[str] | None = None
        self._lock = Lock()
        self._closed = False

    def ask(self, question: Mapping[str, Any]) -> Iterator[Answer]:
        """The answers as they come; raises TookTooLongError, or OSError without a process."""
        with self._lock:
            process = self._alive()
            expired: list[bool] = []
            timer = Timer(self._time_limit, _end, [process, expired])
            timer.daemon = True
            timer.start()
            try:
                yield from _exchange(process, question)
            except (OSError, EOFError, ValueError):
                self._dispose()
                if expired or self._closed:
                    raise TookTooLongError from None
                raise OSError("the process for closed forms has stopped") from None
            finally:
                timer.cancel()

    def close(self) -> None:
        """End the process for good, whatever it is doing."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()
        with self._lock:
            self._dispose()

    def _alive(self) -> subprocess.Popen[str]:
        if self._closed:
            raise TookTooLongError
        if self._process is None or self._process.poll() is not None:
            self._dispose()
            self._process = subprocess.Popen(
                [sys.executable, str(self._script)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                creationflags=_NO_WINDOW,
            )
        return self._process

    def _dispose(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):  # closing flushes, to nobody
                    stream.close()


def _end(process: subprocess.Popen[str], expired: list[bool]) -> None:
    expired.append(True)
    process.kill()


def _exchange(process: subprocess.Popen[str], question: Mapping[str, Any]) -> Iterator[Answer]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(question) + "\n")
    process.stdin.flush()
    while line := process.stdout.readline():
        answer: Answer = json.loads(line)
        if not answer:
            return
        yield answer
    raise EOFError
