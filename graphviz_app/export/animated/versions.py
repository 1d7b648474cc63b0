"""Marks that come and go: all that a part of the picture ever shows, in one painting order."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from graphviz_app.export.animated.keyframes import Span
from graphviz_app.export.drawn.marks import Mark

Marks = tuple[Mark, ...]


class Versions:
    """What one part looks like from which second on."""

    def __init__(self) -> None:
        self._seen: list[tuple[float, Marks]] = []

    def show(self, second: float, marks: Marks) -> None:
        """From now on it looks so."""
        if self._seen and self._seen[-1][0] == second:
            self._seen.pop()
        if marks != (self._seen[-1][1] if self._seen else ()):
            self._seen.append((second, marks))

    def runs(self, seconds: float) -> Iterator[tuple[tuple[Span, ...], Marks]]:
        """Marks that are seen in the same spans, in painting order."""
        ends = [*(second for second, _ in self._seen), seconds]
        spans = list(pairwise(ends))
        for places, items in groupby(_ordered([marks for _, marks in self._seen]), lambda i: i[1]):
            yield tuple(spans[place] for place in places), tuple(mark for mark, _ in items)


def _ordered(versions: Sequence[Marks]) -> list[tuple[Mark, tuple[int, ...]]]:
    """Each mark once, with the versions that it is in, such that no version's order changes."""
    items: list[tuple[Mark, tuple[int, ...]]] = []
    for number, marks in enumerate(versions):
        at = 0
        for mark in marks:
            places = range(at, len(items))
            found = next((place for place in places if items[place][0] == mark), None)
            if found is None:
                items.insert(at, (mark, (number,)))
                at += 1
            else:
                items[found] = mark, (*items[found][1], number)
                at = found + 1
    return items
