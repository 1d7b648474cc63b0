"""Columns: what stands one below the other, and at which heights edges may pass between.

Everything here thinks from left to right.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graphviz_app.layout.dot import TITLE_HEIGHT
from graphviz_app.layout.geometry import Box

Key = str | int
"""A node by its id, or the numbers of an edge by its index."""
_SAME = 1.0
"""Middles that differ by less are in one column, in pixels."""
_CLEARANCE = 6.0
"""What a passing edge keeps from boxes, in pixels."""
_DETOUR = 40.0
"""How far from Graphviz's way an edge may go so that it need not turn, in pixels."""
_APART = 10.0
"""From one passing edge to the next, in pixels."""


@dataclass(slots=True)
class Column:
    """From where to where it reaches, and what it holds: tops and bottoms."""

    middle: float
    left: float
    right: float
    boxes: list[tuple[float, float]] = field(default_factory=list)
    titles: list[tuple[float, float]] = field(default_factory=list)
    groups: list[tuple[float, float]] = field(default_factory=list)
    titled: bool = False
    """Whether titles of groups are before it, within ``left``: edges go level there."""

    def free(self, at: float) -> tuple[float, float]:
        """Between which heights an edge that passes at ``at`` may do so."""
        low, high = -math.inf, math.inf
        for top, bottom in self.boxes:
            if (top + bottom) / 2 <= at:
                low = max(low, bottom)
            else:
                high = min(high, top)
        for top, bottom in (*self.titles, *self.groups):
            if bottom <= at:
                low = max(low, bottom)
            elif top >= at:
                high = min(high, top)
        for top, bottom in self.titles:
            if top < at < bottom:
                low = max(low, bottom)
        low, high = low + _CLEARANCE, high - _CLEARANCE
        return (low, high) if low <= high else ((low + high) / 2,) * 2


class Columns:
    """All columns from left to right; ``of`` says in which each box is."""

    def __init__(
        self, boxes: Mapping[Key, Box], groups: Iterable[Box], *, titles_before: bool = False
    ) -> None:
        """``titles_before``: titles of groups are where those begin, else above what is in them."""
        self.all: list[Column] = []
        self.of: dict[Key, int] = {}
        for key in sorted(boxes, key=lambda key: _middle(boxes[key])):
            self._put(key, boxes[key])
        for group in groups:
            inside = [c for c in self.all if group.x < c.middle < group.x + group.width]
            for column in inside:
                column.groups.append((group.y, group.y + group.height))
            if titles_before and inside:
                inside[0].left, inside[0].titled = min(inside[0].left, group.x), True
            elif not titles_before:
                title = group.y, group.y + TITLE_HEIGHT
                for column in inside:
                    column.titles.append(title)

    def _put(self, key: Key, box: Box) -> None:
        middle = _middle(box)
        if not self.all or middle - self.all[-1].middle > _SAME:
            self.all.append(Column(middle, math.inf, -math.inf))
        column = self.all[-1]
        column.left = min(column.left, box.x)
        column.right = max(column.right, box.x + box.width)
        column.boxes.append((box.y, box.y + box.height))
        self.of[key] = len(self.all) - 1


def _middle(box: Box) -> float:
    return box.x + box.width / 2


class Passage(NamedTuple):
    """An edge that passes the columns from ``first`` on, as it would like to: a height for each.

    ``ends``: how high it is before them and after them.
    """

    first: int
    heights: Sequence[float]
    ends: tuple[float, float]


class _Stretch(NamedTuple):
    """Columns that an edge passes at one height."""

    owner: int
    first: int
    length: int
    low: float
    high: float
    wanted: float


def levels(columns: Columns, passages: Sequence[Passage]) -> list[list[float]]:
    """Per passage a height for each column: level as long as it can be, and apart from others."""
    found = [list(passage.heights) for passage in passages]
    stretches = [
        stretch
        for owner, passage in enumerate(passages)
        for stretch in _stretches(columns, owner, passage)
    ]
    taken: list[list[float]] = [[] for _ in columns.all]
    for stretch in sorted(stretches, key=lambda stretch: -stretch.length):
        span = range(stretch.first, stretch.first + stretch.length)
        height = _apart(stretch, [other for column in span for other in taken[column]])
        for column in span:
            taken[column].append(height)
            found[stretch.owner][column - passages[stretch.owner].first] = height
    return found


def _stretches(columns: Columns, owner: int, passage: Passage) -> Iterable[_Stretch]:
    begin, low, high = 0, -math.inf, math.inf
    for index, height in enumerate(passage.heights):
        least, most = columns.all[passage.first + index].free(height)
        if index > begin and max(low, least) > min(high, most):
            yield _stretch(owner, passage, begin, index, (low, high))
            begin, low, high = index, -math.inf, math.inf
        low, high = max(low, least), min(high, most)
    if passage.heights:
        yield _stretch(owner, passage, begin, len(passage.heights), (low, high))


def _stretch(
    owner: int, passage: Passage, begin: int, end: int, free: tuple[float, float]
) -> _Stretch:
    heights = sorted(passage.heights[begin:end])
    middle = heights[len(heights) // 2]
    level = [at for at in passage.ends if free[0] <= at <= free[1] and abs(at - middle) < _DETOUR]
    nearest = min(level, key=lambda at: abs(at - middle), default=middle)
    wanted = min(max(nearest, free[0]), free[1])
    return _Stretch(owner, passage.first + begin, end - begin, *free, wanted)


def _apart(stretch: _Stretch, others: Sequence[float]) -> float:
    """Near to where it wants to be, and apart from others as far as there is room."""
    for distance in (_APART, _APART / 2):
        places = [stretch.wanted]
        places += [other + sign * distance for other in others for sign in (-1, 1)]
        for place in sorted(places, key=lambda place: abs(place - stretch.wanted)):
            if stretch.low <= place <= stretch.high and all(
                abs(place - other) >= distance - 0.01 for other in others
            ):
                return place
    return stretch.wanted
