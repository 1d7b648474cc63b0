"""How far long work is, on standard error, if a person is looking."""

import sys
from collections.abc import Callable
from time import monotonic

_AFTER = 2.0
"""Seconds in which nothing is told."""
_EVERY = 0.2


class Progress:
    """Tells in one line, which is written over and cleared at the end.

    ``line`` makes it, of the seconds that have gone.
    """

    def __init__(self, line: Callable[[float], str], after: float = _AFTER) -> None:
        self._line, self._after = line, after
        self._start, self._told = monotonic(), 0.0
        self._width = 0
        self._seen = sys.stderr.isatty()

    def tell(self) -> bool:
        """To be called often; never asks to stop."""
        now = monotonic() - self._start
        if self._seen and now > self._after and now - self._told > _EVERY:
            self._told = now
            self._write(self._line(now))
        return False

    def _write(self, line: str) -> None:
        sys.stderr.write("\r" + line.ljust(self._width))
        sys.stderr.flush()
        self._width = len(line)

    def clear(self) -> None:
        """Leave an empty line."""
        if self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")
            sys.stderr.flush()


def left(seconds: float, share: float) -> str:
    """How long it goes on, after so many seconds for this share of the work."""
    rest = round(seconds * (1 - share) / max(share, 1e-3))
    minutes = f"{rest // 60} min " if rest >= 60 else ""
    return f"{minutes}{rest % 60} s left"
