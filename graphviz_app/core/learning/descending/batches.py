"""Which rows each step takes: in their order, or shuffled anew for each pass through the data."""

from collections.abc import Sequence
from functools import lru_cache
from random import Random

from graphviz_app.core.learning.settings import Descent


def is_whole(descent: Descent, count: int) -> bool:
    """Whether each step takes all rows."""
    return descent.batch is None or descent.batch >= count


def steps_of_pass(descent: Descent, count: int) -> int:
    """How many steps go once through the data; the last of them may take fewer rows."""
    return 1 if is_whole(descent, count) else -(-count // max(descent.batch or 1, 1))


def rows_of(descent: Descent, count: int, number: int) -> Sequence[int]:
    """The rows of step ``number``, counted from 1, of so many."""
    if is_whole(descent, count):
        return range(count)
    size = max(descent.batch or 1, 1)
    turn, place = divmod(number - 1, steps_of_pass(descent, count))
    first, last = place * size, min((place + 1) * size, count)
    if descent.seed is None:
        return range(first, last)
    return shuffled(descent.seed, turn, count)[first:last]


@lru_cache(maxsize=8)
def shuffled(seed: int, turn: int, count: int) -> tuple[int, ...]:
    """The rows in the order of pass ``turn``, counted from 0: the same everywhere.

    Only ``random()`` is the same in all versions of Python. Source: Fisher and Yates (Knuth, The
    Art of Computer Programming, 3.4.2 P).
    """
    draw = Random((seed << 32) + turn).random
    rows = list(range(count))
    for last in range(count - 1, 0, -1):
        other = int(draw() * (last + 1))
        rows[last], rows[other] = rows[other], rows[last]
    return tuple(rows)
