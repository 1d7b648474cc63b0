"""How long work is done: at once, or (see patience) beside the window, which goes on living."""

import math
from collections.abc import Callable
from typing import Protocol, TypeVar

from graphviz_app.core.graph import Graph, shape_of

MANY_NODES, MANY_NUMBERS, MANY_LETTERS = 2000, 100_000, 100_000
"""Up to so many a graph is read, run and written at once."""

T = TypeVar("T")


class Doing(Protocol):
    """Does work and returns what it returns, or raises; ``words`` say what is going on."""

    def __call__(self, words: str, work: Callable[[], T], cancel: bool = True) -> T:
        """With ``cancel`` the person may give up waiting."""


def at_once(words: str, work: Callable[[], T], cancel: bool = True) -> T:
    """Where there is no window, or no time for it."""
    return work()


def takes_long(graph: Graph) -> bool:
    """Whether work on all of it may take longer than a person should wait without a word."""
    if len(graph.nodes) > MANY_NODES or len(graph.source) > MANY_LETTERS:
        return True
    values = (node.attrs.get("value") for node in graph.nodes.values())
    return sum(math.prod(shape_of(value)) for value in values) > MANY_NUMBERS
