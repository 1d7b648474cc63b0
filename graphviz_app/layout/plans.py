"""Ways to lay a graph out: in which direction and in how many rows; and how large each is shown."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from graphviz_app.layout.cuts import Cut, Strip, boxes_of, cuts, strips
from graphviz_app.layout.geometry import Box, Layout, Size
from graphviz_app.layout.rows import LANE_STEP, gap_between

ENOUGH = 1.05
"""A zoom beyond which nothing is gained."""
FRAME = 60.0
"""What a picture keeps free around a layout, in pixels, both sides together."""
_MOST_ROWS = 8
_WRAPPED, _DOWNWARDS, _LED = 0.95, 0.92, 0.985
"""What a further row, the other direction, and a further edge led round are worth."""
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
    for chosen in row.cuttings():
        size = row.size(chosen)
        led = sum(len(row.places[cut].crossing) - 1 for cut in chosen)
        worth = min(zoom(size, room), ENOUGH) * _WRAPPED ** len(chosen) * _LED**led
        at = tuple(row.places[cut] for cut in chosen)
        yield Plan(layout, at, size.turned if down else size, worth * (_DOWNWARDS if down else 1.0))


class _Row:
    """What is to be cut: strips, and the places between them."""

    def __init__(self, places: list[Cut], layout: Layout, boxes: Sequence[Box]) -> None:
        self.places = places
        self._strips = strips(layout, boxes, places)

    def cuttings(self) -> Iterator[tuple[int, ...]]:
        """For each number of rows, the cuts with which the longest is shortest."""
        yield ()
        last = len(self.places)
        best = {end: _Cutting(self._length(0, end), 0, ()) for end in range(last + 1)}
        for _ in range(min(_MOST_ROWS - 1, last)):
            best = {
                end: min(
                    (self._cut(best[cut], cut, end) for cut in best if cut < end),
                    key=_Cutting.cost,
                )
                for end in range(min(best) + 1, last + 1)
            }
            yield best[last].cuts

    def _cut(self, before: "_Cutting", cut: int, end: int) -> "_Cutting":
        """A row more, from behind a cut to the end."""
        longest = max(before.longest, self._length(cut + 1, end))
        led = before.led + len(self.places[cut].crossing) - 1
        return _Cutting(longest, led, (*before.cuts, cut))

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


class _Cutting(NamedTuple):
    """The longest row, edges led round more than one per cut, and after which strips it is cut."""

    longest: float
    led: int
    cuts: tuple[int, ...]

    def cost(self) -> float:
        """How long that is, in pixels."""
        return self.longest + _LED_ALONG * self.led


def _height(row: Sequence[Strip]) -> float:
    return max(strip.bottom for strip in row) - min(strip.top for strip in row)
