"""Curves cut at borders, and led round from the end of one row to the beginning of the next."""

from bisect import bisect
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graphviz_app.layout.curves import Curve, straight
from graphviz_app.layout.geometry import Box, Point

RADIUS = 12.0
"""Of corners, in pixels."""
_NEAR = 170.0
"""From so many pixels before a border an edge may run level towards it …"""
_CLEAR, _TOUCHING = 3.0, 2.0
"""… so far, in pixels, from what is beside it; what it begins at may reach so far into its way."""
_ROUND = 0.55
"""Where the controls of a quarter of a circle are, in radii."""


class Lane(NamedTuple):
    """Down at ``right``, back at the height ``level``, down again at ``left``."""

    right: float
    level: float
    left: float


class Border(NamedTuple):
    """Where rows are cut apart; and the boxes near that."""

    x: float
    boxes: Sequence[Box]


def borders(places: Iterable[float], boxes: Sequence[Box]) -> list[Border]:
    """With what an edge must not run through where it is made to reach a border level."""
    return [
        Border(x, [box for box in boxes if x - _NEAR - box.width < box.x < x + _NEAR])
        for x in places
    ]


def pieces(
    curve: Curve, cuts: Sequence[Border], label: Box | None = None
) -> tuple[int, list[Curve]]:
    """What of a curve is in which row: the first, and a piece for this and each that follows.

    It still leads through the room for its numbers.
    """
    first = bisect(cuts, curve[0][0], key=lambda border: border.x)
    found, rest = [], curve
    for border in cuts[first:]:
        if rest[-1][0] <= border.x:
            break
        piece, rest = _split(rest, border.x)
        found.append(_levelled(piece, border.boxes, label))
        rest = _levelled(rest[::-1], border.boxes, label)[::-1]
    return first, [*found, rest]


def _levelled(piece: Curve, boxes: Sequence[Box], label: Box | None) -> Curve:
    """A piece that ends level, from its first joint near the end from which the way is free."""
    end = piece[-1][0]
    for joint in range(0, len(piece) - 1, 3):
        x, y = piece[joint]
        if abs(end - x) >= _NEAR or _would_pass(label, x, end, y):
            continue
        if not any(_is_in_the_way(box, x, end, y) for box in boxes):
            return joined(piece[: joint + 1], straight((x, y), (end, y)))
    return piece


def _would_pass(label: Box | None, x: float, end: float, y: float) -> bool:
    """Whether a level way to the end leaves the room for its own numbers aside."""
    if label is None or not min(x, end) < label.centre[0] < max(x, end):
        return False
    return abs(y - label.centre[1]) > _TOUCHING


def _is_in_the_way(box: Box, x: float, end: float, y: float) -> bool:
    left, right = min(x, end) + _TOUCHING, max(x, end) - _TOUCHING
    beside = box.x >= right or box.x + box.width <= left
    return not beside and box.y - _CLEAR < y < box.y + box.height + _CLEAR


def joined(*curves: Curve) -> Curve:
    """One curve of several, each of which begins where the one before ends."""
    whole = list(curves[0])
    for curve in curves[1:]:
        whole += curve[1:]
    return tuple(whole)


def way_round(before: Curve, lane: Lane, after: Curve) -> Curve:
    """From the end of one piece to the beginning of another, with rounded corners."""
    start, end = before[-1], after[0]
    right, level, left = lane
    down, up = _radius(start[1], level), _radius(level, end[1])
    corners = [
        _corner(start, _slope(before[-2], start), (right, start[1] + down)),
        straight((right, start[1] + down), (right, level - down)),
        _quarter((right, level - down), (right, level), (right - RADIUS, level)),
        straight((right - RADIUS, level), (left + RADIUS, level)),
        _quarter((left + RADIUS, level), (left, level), (left, level + up)),
        straight((left, level + up), (left, end[1] - up)),
        _corner(end, _slope(end, after[1]), (left, end[1] - up))[::-1],
    ]
    return joined(*corners)


def _radius(one: float, other: float) -> float:
    """What fits twice between two heights."""
    return min(RADIUS, (other - one) / 2)


def _slope(one: Point, other: Point) -> float:
    """How steeply a curve runs there."""
    across = other[0] - one[0]
    return (other[1] - one[1]) / across if across > 0.01 else 0.0


def _corner(at: Point, slope: float, to: Point) -> Curve:
    """A quarter that leaves as the curve ran, and ends upright."""
    reach = _ROUND * (to[0] - at[0])
    return (
        at,
        (at[0] + reach, at[1] + reach * slope),
        (to[0], to[1] - _ROUND * (to[1] - at[1])),
        to,
    )


def _quarter(start: Point, corner: Point, end: Point) -> Curve:
    """A rounded corner."""
    one, other = (
        (at[0] + _ROUND * (corner[0] - at[0]), at[1] + _ROUND * (corner[1] - at[1]))
        for at in (start, end)
    )
    return (start, one, other, end)


def _split(curve: Curve, x: float) -> tuple[Curve, Curve]:
    """A curve that runs to the right, cut where it passes x."""
    index = next(i for i in range(0, len(curve) - 1, 3) if curve[i + 3][0] >= x)
    low, high = 0.0, 1.0
    for _ in range(30):
        middle = (low + high) / 2
        if _halves(curve[index : index + 4], middle)[0][3][0] < x:
            low = middle
        else:
            high = middle
    one, other = _halves(curve[index : index + 4], high)
    return (*curve[:index], *one), (*other, *curve[index + 4 :])


def _halves(piece: Curve, t: float) -> tuple[Curve, Curve]:
    """One Bézier piece as two (de Casteljau)."""
    a, b, c, d = piece
    ab, bc, cd = _between(a, b, t), _between(b, c, t), _between(c, d, t)
    abc, bcd = _between(ab, bc, t), _between(bc, cd, t)
    middle = _between(abc, bcd, t)
    return (a, ab, abc, middle), (middle, bcd, cd, d)


def _between(one: Point, other: Point, t: float) -> Point:
    return one[0] + t * (other[0] - one[0]), one[1] + t * (other[1] - one[1])
