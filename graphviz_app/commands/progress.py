"""How far long work is, on standard error, if a person is looking."""

import sys
from time import monotonic
from typing import TYPE_CHECKING

from graphviz_app.numbers import in_panel

if TYPE_CHECKING:
    from graphviz_app.core.learning.training import Training

_AFTER = 2.0
"""Seconds in which nothing is told."""
_EVERY = 0.2


class Progress:
    """Tells of a training in one line, which is written over and cleared at the end."""

    def __init__(self, training: "Training") -> None:
        self._training, self._start, self._told = training, monotonic(), 0.0
        self._width = 0
        self._seen = sys.stderr.isatty()

    def tell(self) -> bool:
        """To be called often; never asks to stop."""
        now = monotonic() - self._start
        if self._seen and now > _AFTER and now - self._told > _EVERY:
            self._told = now
            self._write(self._line(now))
        return False

    def _line(self, seconds: float) -> str:
        done, limit = self._training.count, self._training.limit
        left = seconds * (limit - done) / max(done, 1)
        loss = in_panel(float(self._training.losses[-1]))
        return f"{done:,} of {limit:,} steps, loss {loss}, {left:.0f} s left (Ctrl+C ends it)"

    def _write(self, line: str) -> None:
        sys.stderr.write("\r" + line.ljust(self._width))
        sys.stderr.flush()
        self._width = len(line)

    def clear(self) -> None:
        """Leave an empty line."""
        if self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")
            sys.stderr.flush()
