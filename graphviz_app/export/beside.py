"""Work beside the window, in a thread of its own."""

from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

T = TypeVar("T")
_PATIENCE = 0.005
"""Seconds that are waited for the thread before whoever asks has the next turn."""


def beside(work: Callable[[], T]) -> "Future[T]":
    """Begin it; the program does not end before it has ended."""
    threads = ThreadPoolExecutor(1, "export")
    future = threads.submit(work)
    threads.shutdown(wait=False)
    return future


def waited(future: "Future[T]") -> Generator[float, None, T]:
    """Wait for it with time for others in between; raises what it raised."""
    while not wait([future], _PATIENCE).done:
        yield 1.0
    return future.result()
