"""What a layout is: positions, curves and boxes. Lengths are scene pixels, y grows downwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from graphviz_app.core.choices import Direction

__all__ = [
    "EMPTY",
    "Box",
    "Direction",
    "EdgePath",
    "Gripped",
    "Layout",
    "Parted",
    "Point",
    "Size",
    "Spacing",
    "Turning",
]

Point = tuple[float, float]


class Size(NamedTuple):
    """Width and height in pixels."""

    width: float
    height: float

    @property
    def turned(self) -> "Size":
        """With down for right."""
        return Size(self.height, self.width)

    @property
    def grip(self) -> float:
        """The part of its side, in the middle, over which edges arrive."""
        return 1.0

    def towards(self, direction: Direction) -> "Size":
        """What it is where results are drawn in a direction."""
        return self


class Gripped(Size):
    """The size of what edges arrive at only near the middle."""

    _grip: float

    @staticmethod
    def of(size: Size, grip: float) -> "Gripped":
        """So large, with so much of its side."""
        made = Gripped(*size)
        made._grip = grip
        return made

    @property
    def grip(self) -> float:
        return self._grip


class Turning(Size):
    """The size of what looks different where results are drawn at the bottom."""

    _right: Size
    _down: Size

    @staticmethod
    def of(right: Size, down: Size) -> "Turning":
        """Where results are drawn to the right, and at the bottom."""
        made = Turning(*right)
        made._right, made._down = right, down
        return made

    def towards(self, direction: Direction) -> Size:
        """One of both."""
        return self._down if direction == "TB" else self._right


class Parted(Size):
    """Room for numbers on both sides of their edge: above and below it, or left and right."""

    def towards(self, direction: Direction) -> "Parted":
        """As high as both, or as wide."""
        return self if direction == "LR" else Parted(2 * self.width, self.height / 2)


class Spacing(NamedTuple):
    """What is added to the gaps between ranks, and between nodes of one rank, in pixels."""

    along: float = 0.0
    across: float = 0.0


class Box(NamedTuple):
    """A rectangle by its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> Point:
        """Its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def turned(self) -> "Box":
        """With down for right."""
        return Box(self.y, self.x, self.height, self.width)

    @staticmethod
    def centred(at: Point, size: Size) -> "Box":
        """The box of a size around a point."""
        return Box(at[0] - size.width / 2, at[1] - size.height / 2, size.width, size.height)


_NOTHING = Size(0.0, 0.0)


class Round(Size):
    """A circle, with room for what stands around it; all of it as one size.

    The circle is in the middle: the larger of two rooms that face each other is kept on both sides.
    """

    disc: float
    """The circle's diameter."""
    above: Size
    below: Size
    left: Size
    right: Size
    _down: "Round | None" = None

    @staticmethod
    def of(
        disc: float,
        above: Size = _NOTHING,
        below: Size = _NOTHING,
        left: Size = _NOTHING,
        right: Size = _NOTHING,
        down: "Round | None" = None,
    ) -> "Round":
        """The circle's diameter, the sizes of what is around it, and it all where results are at
        the bottom."""
        width = disc + 2 * max(left.width, right.width)
        height = disc + 2 * max(above.height, below.height)
        across, along = (max(room.width for room in (above, below)), left.height)
        whole = Round(max(width, across), max(height, along, right.height))
        whole.disc, whole._down = disc, down
        whole.above, whole.below, whole.left, whole.right = above, below, left, right
        return whole

    def towards(self, direction: Direction) -> "Round":
        return self._down if direction == "TB" and self._down is not None else self

    @property
    def turned(self) -> "Round":
        above, below, left, right = (
            room.turned for room in (self.left, self.right, self.above, self.below)
        )
        return Round.of(self.disc, above, below, left, right)

    @property
    def rooms(self) -> tuple[Box, Box, Box, Box]:
        """Where what is above, below, on the left and on the right stands, from the centre."""
        half = self.disc / 2
        return (
            Box.centred((0.0, -half - self.above.height / 2), self.above),
            Box.centred((0.0, half + self.below.height / 2), self.below),
            Box.centred((-half - self.left.width / 2, 0.0), self.left),
            Box.centred((half + self.right.width / 2, 0.0), self.right),
        )

    def parts(self, at: Point) -> list[Box]:
        """The boxes of the circle, and of what is around it, around the circle's centre."""
        x, y = at
        around = (Box(x + box.x, y + box.y, *box[2:]) for box in self.rooms if box.width)
        return [Box.centred(at, Size(self.disc, self.disc)), *around]


@dataclass(frozen=True, slots=True)
class EdgePath:
    """A drawn edge: ``points`` are one start and then Bézier triples (control, control, end).

    They run from the source's border to the target's border (the arrow's tip). ``label`` is the
    box reserved for its numbers, None if none was asked for.
    """

    points: tuple[Point, ...]
    label: Box | None


@dataclass(frozen=True, slots=True)
class Layout:
    """Node centres by id, one path per edge of the reading, boxes of groups, and of it all."""

    nodes: Mapping[str, Point]
    edges: tuple[EdgePath, ...]
    groups: Mapping[str, Box]
    bounds: Box
    provisional: bool = False
    """Whether another one is to take its place."""
    direction: Direction = "LR"
    """Where results are drawn in it."""
    rows: int = 1
    """Into how many it is wrapped; columns, where results are at the bottom."""

    @property
    def size(self) -> Size:
        """Of everything together."""
        return Size(self.bounds.width, self.bounds.height)

    def scaled(self, factor: float) -> "Layout":
        """The same picture, larger or smaller."""
        if factor == 1.0:
            return self
        return self._with(
            lambda at: (at[0] * factor, at[1] * factor),
            lambda box: Box(*(length * factor for length in box)),
        )

    def turned(self) -> "Layout":
        """The same with down for right, and right for down."""
        return self._with(lambda at: (at[1], at[0]), lambda box: box.turned)

    def _with(self, point: Callable[[Point], Point], box: Callable[[Box], Box]) -> "Layout":
        """Everything somewhere else."""

        def path(old: EdgePath) -> EdgePath:
            return EdgePath(tuple(map(point, old.points)), box(old.label) if old.label else None)

        return replace(
            self,
            nodes={id_: point(at) for id_, at in self.nodes.items()},
            edges=tuple(map(path, self.edges)),
            groups={name: box(old) for name, old in self.groups.items()},
            bounds=box(self.bounds),
        )


EMPTY = Layout({}, (), {}, Box(0.0, 0.0, 0.0, 0.0))
"""Of a graph without nodes."""
