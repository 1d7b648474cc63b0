"""Long work in short pieces: a generator yields where it can be left, for a while or for good."""

from collections.abc import Generator
from typing import TypeVar

Result = TypeVar("Result")

Pieces = Generator[None, None, Result]
"""A yield comes at least every few milliseconds; what is made is returned at the end."""


def finished(work: Generator[object, None, Result]) -> Result:
    """Do all of it at once."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: Result = end.value
            return result
