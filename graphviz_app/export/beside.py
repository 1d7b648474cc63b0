"""Work beside the window, in a thread of its own."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def beside(work: Callable[[], T]) -> "Future[T]":
    """Begin it; the program does not end before it has ended."""
    threads = ThreadPoolExecutor(1, "export")
    future = threads.submit(work)
    threads.shutdown(wait=False)
    return future
