"""Answers that cannot be told apart at the digits that are asked for."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from graphviz_app.core.graph import Value

_ALIKE = 1e-12


def coinciding(
    answers: Sequence[Value | None], before: Sequence[Value | None], digits: int
) -> Iterator[tuple[int, int]]:
    """Pairs of answers that are printed alike and are not the same anyway: the gradients of z
    and of b in z + b are always, and were so before."""
    printed: dict[object, list[int]] = defaultdict(list)
    for place, answer in enumerate(answers):
        if answer is not None:
            printed[_printed(answer, digits)].append(place)
    for places in printed.values():
        for a, b in combinations(places, 2):
            if not _same(before[a], before[b]):
                yield a, b


def _printed(answer: Value, digits: int) -> object:
    rounded = np.round(answer, digits) + 0.0
    return np.shape(rounded), np.ravel(rounded).tobytes()


def _same(a: Value | None, b: Value | None) -> bool:
    if a is None or b is None or np.shape(a) != np.shape(b):
        return False
    return bool(np.allclose(a, b, _ALIKE, _ALIKE))
