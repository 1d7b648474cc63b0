"""How long work is done: at once, or (see patience) beside the window, which goes on living."""

from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Doing(Protocol):
    """Does work and returns what it returns, or raises; ``words`` say what is going on."""

    def __call__(self, words: str, work: Callable[[], T], cancel: bool = True) -> T:
        """With ``cancel`` the person may give up waiting."""


def at_once(words: str, work: Callable[[], T], cancel: bool = True) -> T:
    """Where there is no window, or no time for it."""
    return work()
