"""Ways to lay a graph out: in which direction and in how many rows; and how large each is shown."""

import math
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from graphviz_app.layout.cuts import Cut, Strip, boxes_of, cuts, cuts_after, strips
from graphviz_app.layout.geometry import Box, Layout, Size
from graphviz_app.layout.rows import LANE_STEP, gap_between

ENOUGH = 1.05
"""A zoom beyond which nothing is gained."""
FRAME = 60.0
"""What a picture keeps free around a layout, in pixels, both sides together."""
_LOOKED_AT = 8
"""So many cuts before the furthest one that a row could end at."""
_HALVINGS = 8
"""Steps in which the shortest length of rows is looked for."""
_DOWNWARDS, _LED = 0.92, 0.985
"""What the other direction, and a further edge led round are worth."""
_ROWS, _COLUMNS = -0.07, -0.15
"""What their number is worth, as a power: the second costs more than the tenth."""
_LED_ALONG = 40.0
"""How much longer a row may be, in pixels, for an edge less to be led round at its end."""

Ranks = Sequence[Sequence[str]]
"""Which nodes are side by side, in their order."""


class Plan(NamedTuple):
    """A layout, where to cut it, how large that makes it, and how good that is."""

    layout: Layout
    cuts: tuple[Cut, ...]
    size: Size
    worth: float

    @staticmethod
    def of(layout: Layout, cuts: tuple[Cut, ...], size: Size, room: Size) -> "Plan":
        """What it is worth in a room: as how large it is shown, and how easily it is read."""
        led = sum(len(cut.crossing) - 1 for cut in cuts)
        down = layout.direction == "TB"
        ease = _LED**led * (len(cuts) + 1.0) ** (_COLUMNS if down else _ROWS)
        ease *= _DOWNWARDS if down else 1.0
        return Plan(layout, cuts, size, float(min(zoom(size, room), ENOUGH) * ease))

    @property
    def led(self) -> int:
        """How many edges are led round."""
        return sum(len(cut.crossing) for cut in self.cuts)

    @property
    def rows(self) -> int:
        """How many it has when it is cut."""
        return len(self.cuts) + 1


def ranks(layout: Layout) -> Ranks:
    """Of a layout that is not cut."""
    along, across = (0, 1) if layout.direction == "LR" else (1, 0)
    found: dict[int, list[str]] = defaultdict(list)
    for id_ in sorted(layout.nodes, key=lambda id_: layout.nodes[id_][across]):
        found[round(layout.nodes[id_][along])].append(id_)
    return [found[at] for at in sorted(found)]


def zoom(size: Size, room: Size) -> float:
    """How large a layout of this size is shown in the room."""
    return min(length / (used + FRAME) for length, used in zip(room, size, strict=True))


def turned(sizes: Mapping[str, Size]) -> dict[str, Size]:
    """Sizes with down for right."""
    return {id_: size.turned for id_, size in sizes.items()}


def plans(layout: Layout, sizes: Mapping[str, Size], room: Size) -> Iterator[Plan]:
    """The layout whole, and in as many rows as there may be, each cut as well as it can be."""
    down = layout.direction == "TB"
    if down:
        flat, sizes, room = layout.turned(), turned(sizes), room.turned
    else:
        flat = layout
    boxes = boxes_of(flat, sizes)
    row = _Row(cuts(flat, boxes), flat, boxes)
    for chosen in row.cuttings(room):
        size = row.size(chosen)
        at = tuple(row.places[cut] for cut in chosen)
        yield Plan.of(layout, at, size.turned if down else size, room.turned if down else room)


def cut_after(nodes: Sequence[str], layout: Layout, sizes: Mapping[str, Size], room: Size) -> Plan:
    """The layout cut behind these nodes; whole, where it cannot be."""
    flat = layout
    if layout.direction == "TB":
        flat, sizes = layout.turned(), turned(sizes)
    at = cuts_after(nodes, flat, cuts(flat, boxes_of(flat, sizes)))
    return Plan.of(layout, at, layout.size, room)


class _Row:
    """What is to be cut: strips, and the places between them."""

    def __init__(self, places: list[Cut], layout: Layout, boxes: Sequence[Box]) -> None:
        self.places = places
        self._strips = strips(layout, boxes, places)
        self._rights = [strip.right for strip in self._strips]

    def cuttings(self, room: Size) -> Iterator[tuple[int, ...]]:
        """For each number of rows that may suit the room, cuts with which the longest is short."""
        yield ()
        last, whole = len(self.places), self.size(())
        height = whole.height + gap_between(1)
        fitting = math.sqrt(whole.width * room.height / (room.width * height))
        most = min(last + 1, math.ceil(1.5 * fitting) + 2)
        shortest = max((strip.right - strip.left for strip in self._strips), default=0.0)
        for rows in _numbers(most):
            yield from self._balanced(rows, shortest, whole.width)

    def _balanced(self, rows: int, short: float, long: float) -> Iterator[tuple[int, ...]]:
        """The cuts into so many rows, none of which is longer than it must be."""
        best: tuple[int, ...] | None = None
        for _ in range(_HALVINGS):
            middle = (short + long) / 2
            chosen = self._filled(middle)
            if len(chosen) < rows:
                long = middle
                best = chosen if len(chosen) == rows - 1 else best
            else:
                short = middle
        if best is not None:
            yield best

    def _filled(self, length: float) -> tuple[int, ...]:
        """Row after row, none of them longer unless a single strip is."""
        chosen, first, last = [], 0, len(self.places)
        while self._length(first, last) > length and first < last:
            furthest = bisect(self._rights, self._strips[first].left + length, hi=last)
            near = range(max(furthest - _LOOKED_AT, first + 1), furthest)
            ends = (end for end in near if self._length(first, end) <= length)
            chosen.append(max(ends, key=self._ease, default=first))
            first = chosen[-1] + 1
        return tuple(chosen)

    def _ease(self, cut: int) -> float:
        """How far a row comes that ends there, less what edges led round are worth."""
        return self._strips[cut].right - _LED_ALONG * len(self.places[cut].crossing)

    def _length(self, first: int, last: int) -> float:
        """Of some strips side by side, with lanes at either end."""
        length = self._strips[last].right - self._strips[first].left
        for cut in (first - 1, last):
            if 0 <= cut < len(self.places):
                length += LANE_STEP * (len(self.places[cut].crossing) + 1)
        return length

    def size(self, chosen: tuple[int, ...]) -> Size:
        """Of everything, cut there."""
        firsts, lasts = (0, *(cut + 1 for cut in chosen)), (*chosen, len(self.places))
        rows = list(zip(firsts, lasts, strict=True))
        height = sum(gap_between(len(self.places[cut].crossing)) for cut in chosen)
        height += sum(_height(self._strips[first : last + 1]) for first, last in rows)
        return Size(max(self._length(*row) for row in rows), height)


def _numbers(most: int) -> Iterator[int]:
    """2, 3, 4 …, in longer steps where one row more or less makes no difference."""
    rows = 2
    while rows <= most:
        yield rows
        rows += 1 + rows // 8


def _height(row: Sequence[Strip]) -> float:
    return max(strip.bottom for strip in row) - min(strip.top for strip in row)
