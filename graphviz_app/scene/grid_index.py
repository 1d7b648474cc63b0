"""Which things are near: a grid of square cells over scene rectangles."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF

_CELL = 256.0

Key = TypeVar("Key", bound=Hashable)


class GridIndex(Generic[Key]):
    """Keys by the rectangles they cover."""

    def __init__(self) -> None:
        self._cells: defaultdict[tuple[int, int], list[Key]] = defaultdict(list)
        self._rects: dict[Key, list[QRectF]] = {}

    def add(self, key: Key, rects: Iterable[QRectF]) -> None:
        """Note that ``key`` covers these rectangles."""
        own = self._rects.setdefault(key, [])
        for rect in rects:
            own.append(rect)
            for cell in _cells(rect):
                self._cells[cell].append(key)

    def near(self, rects: Iterable[QRectF]) -> set[Key]:
        """Keys that cover something of any of the rectangles."""
        found: set[Key] = set()
        for rect in rects:
            for cell in _cells(rect):
                for key in self._cells.get(cell, ()):
                    if key not in found and any(r.intersects(rect) for r in self._rects[key]):
                        found.add(key)
        return found


def _cells(rect: QRectF) -> Iterator[tuple[int, int]]:
    for column in range(int(rect.left() // _CELL), int(rect.right() // _CELL) + 1):
        for row in range(int(rect.top() // _CELL), int(rect.bottom() // _CELL) + 1):
            yield column, row
