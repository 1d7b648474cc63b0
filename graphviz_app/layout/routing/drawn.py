"""Drawn: what Graphviz has decided, to be finished here; and how it is moved apart."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from graphviz_app.core.reading import Reading
from graphviz_app.layout.curves import Curve
from graphviz_app.layout.dot import LANE, Side
from graphviz_app.layout.geometry import Box, Point
from graphviz_app.layout.routing.columns import Columns, Key

_NUDGE = 8.0
"""How far numbers may be moved to make their edge level, in pixels."""
_NEAR = 6.0
"""What they keep from others then, in pixels."""


class Drawn(NamedTuple):
    """Boxes of nodes, of the numbers on edges (and on which side they are) and of groups.

    An edge is one curve, or one up to its numbers and one onwards.
    """

    nodes: Mapping[str, Box]
    curves: Sequence[Sequence[Curve]]
    numbers: Sequence[Box | None]
    sides: Sequence[Side]
    groups: Mapping[str, Box]

    def turned(self) -> "Drawn":
        """With both directions exchanged."""
        return Drawn(
            {id_: _turned(box) for id_, box in self.nodes.items()},
            [[_over(curve) for curve in curves] for curves in self.curves],
            [None if box is None else _turned(box) for box in self.numbers],
            self.sides,
            {path: _turned(box) for path, box in self.groups.items()},
        )

    def across(self, height: Callable[[float], float]) -> "Drawn":
        """With everything at another height, boxes as large as before; lower stays lower."""

        def moved(box: Box) -> Box:
            return box._replace(y=height(box.y + box.height / 2) - box.height / 2)

        def bent(curve: Curve) -> Curve:
            return tuple((x, height(y)) for x, y in curve)

        def framed(box: Box) -> Box:
            top, bottom = height(box.y), height(box.y + box.height)
            return box._replace(y=top, height=bottom - top)

        return Drawn(
            {id_: moved(box) for id_, box in self.nodes.items()},
            [
                [tuple((x, height(y)) for x, y in curve) for curve in curves]
                for curves in self.curves
            ],
            [None if box is None else moved(box) for box in self.numbers],
            self.sides,
            {path: framed(box) for path, box in self.groups.items()},
        )

    def room(self, index: int) -> Box | None:
        """The numbers of an edge and the lane beside them."""
        box = self.numbers[index]
        if box is None or self.sides[index] == "between":
            return box
        top = box.y if self.sides[index] == "before" else box.y - LANE
        return box._replace(y=top, height=box.height + LANE)

    @property
    def boxes(self) -> dict[Key, Box]:
        """Of all nodes, and of the rooms of all numbers."""
        boxes: dict[Key, Box] = {}
        for id_, box in self.nodes.items():
            boxes[id_] = box
        for index in range(len(self.numbers)):
            room = self.room(index)
            if room is not None:
                boxes[index] = room
        return boxes

    @property
    def taken(self) -> Iterator[Box]:
        """By nodes and numbers; the lane between those on both sides of their edge is free."""
        yield from self.nodes.values()
        for box, side in zip(self.numbers, self.sides, strict=True):
            if box is None:
                continue
            half = (box.height - LANE) / 2 if side == "between" else box.height
            yield box._replace(height=half)
            if side == "between":
                yield box._replace(y=box.y + half + LANE, height=half)

    def lane(self, index: int) -> float:
        """At which height an edge passes its numbers."""
        box = self.numbers[index]
        assert box is not None
        if self.sides[index] == "between":
            return box.centre[1]
        return box.y + box.height + LANE / 2 if self.sides[index] == "before" else box.y - LANE / 2

    def levelled(self, reading: Reading) -> "Drawn":
        """With numbers a little up or down where their edge then need not bend."""
        numbers = list(self.numbers)
        beside: dict[int, dict[Key, Box]] = {}
        for key, box in self.boxes.items():
            beside.setdefault(round(box.centre[0]), {})[key] = box
        for index, numbered in enumerate(self.numbers):
            room = self.room(index)
            if numbered is None or room is None:
                continue
            column = beside[round(room.centre[0])]
            lane, tip = self.lane(index), self.curves[index][-1][-1][1]
            for level in (tip, self.nodes[reading.edges[index].source].centre[1]):
                by = level - lane
                moved = room._replace(y=room.y + by)
                others = (other for key, other in column.items() if key != index)
                if abs(by) <= _NUDGE and not any(_touch(moved, other) for other in others):
                    numbers[index], column[index] = numbered._replace(y=numbered.y + by), moved
                    break
        return self._replace(numbers=numbers)

    def moved(self, columns: Columns, shifts: Sequence[float]) -> "Drawn":
        """With each column shifted to the right."""
        moves = _Moves(columns, shifts)
        return Drawn(
            {id_: moves.box(box) for id_, box in self.nodes.items()},
            [[moves.curve(curve) for curve in curves] for curves in self.curves],
            [None if box is None else moves.box(box) for box in self.numbers],
            self.sides,
            {path: moves.frame(box) for path, box in self.groups.items()},
        )


def _touch(one: Box, other: Box) -> bool:
    """Whether one above the other is too near."""
    return one.y < other.y + other.height + _NEAR and other.y < one.y + one.height + _NEAR


class _Moves:
    """How far to the right anything moves."""

    def __init__(self, columns: Columns, shifts: Sequence[float]) -> None:
        self._steps = [
            (column.middle, shift) for column, shift in zip(columns.all, shifts, strict=True)
        ]

    def box(self, box: Box) -> Box:
        """Of something in a column."""
        return box._replace(x=box.x + self._as_before(box.centre[0] + 1.0))

    def curve(self, curve: Curve) -> Curve:
        """Of an edge that is not drawn anew."""
        return tuple((x + self._as_before(x), y) for x, y in curve)

    def frame(self, box: Box) -> Box:
        """Around columns."""
        left, right = self._as_after(box.x), self._as_before(box.x + box.width)
        return box._replace(x=box.x + left, width=box.width + right - left)

    def _as_before(self, x: float) -> float:
        return max((shift for middle, shift in self._steps if middle <= x), default=0.0)

    def _as_after(self, x: float) -> float:
        return min((shift for middle, shift in self._steps if middle >= x), default=0.0)


def _turned(box: Box) -> Box:
    return Box(box.y, box.x, box.height, box.width)


def _over(curve: Curve) -> tuple[Point, ...]:
    return tuple((y, x) for x, y in curve)
