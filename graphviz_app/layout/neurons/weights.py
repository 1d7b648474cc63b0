"""Where on its edge each weight stands: off the nodes, off each other, off other edges if it can.

Each weight may stand at a few places along its edge. Places are exchanged one after the other for
better ones until none is (as min-conflicts does); nothing here is left to chance.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from graphviz_app.core.op import Array
from graphviz_app.layout.curves import Curve
from graphviz_app.layout.geometry import Box, Size

PLACES = 14
"""Along each edge."""
MARGIN, STUB = 5.0, 12.0
"""Between weights, and to nodes, in pixels: of each edge something is seen at both ends."""
BESIDE = 40.0
"""Between weights in one line, in pixels, or they would be read as one."""
_SWEEPS = 14
_CLASH, _IN_A_ROW = 1e4, 150.0
"""What it is worth to avoid that."""
_ALONG = 2.0
_PIECES = 8
"""Straight pieces that stand for a curve."""
_SHARES = np.linspace(0.1, 0.9, PLACES)
"""Of the way from left to right, where the places are."""
_STEPS = np.linspace(0.0, 1.0, _PIECES + 1)[:, None]


class Standing(NamedTuple):
    """A box per weight, and which edges' weights clash with something."""

    boxes: Sequence[Box]
    clashing: Sequence[int]


def stand(
    courses: Sequence[Curve],
    labels: Sequence[Size | None],
    obstacles: Sequence[Box],
    *,
    turned: bool = False,
) -> Standing:
    """A place for each label that is one, on its course; all lengths in pixels.

    ``turned``: down for right, so that lines of text run downwards.
    """
    mine = [index for index, label in enumerate(labels) if label is not None]
    if not mine:
        return Standing([], [])
    sizes = np.array([labels[index] for index in mine], float)
    lines = [_line(course) for course in courses]
    at = np.array([_places(lines[index]) for index in mine])
    boxes = np.concatenate([at - sizes[:, None] / 2, at + sizes[:, None] / 2], axis=2)
    alone = _CLASH * _touching(boxes, _sides(obstacles), STUB, MARGIN)
    cost = alone + _covered(boxes, lines, mine) + _preference()
    chosen = np.zeros(len(mine), int)
    clashing: list[int] = []
    for members in _neighbours(boxes):
        clash = _clashing(boxes[members], MARGIN, MARGIN)
        beside = _clashing(boxes[members], *((0.0, BESIDE) if turned else (BESIDE, 0.0)))
        dear = _CLASH * clash + _IN_A_ROW * beside
        picked = chosen[members] = _settled(cost[members], dear)
        every = np.arange(len(members))
        bad = clash[every, picked][:, every, picked].any(axis=1)
        bad |= alone[members, picked] > 0
        clashing += [mine[member] for member in members[bad].tolist()]
    stood = boxes[np.arange(len(mine)), chosen].tolist()
    return Standing([Box(x0, y0, x1 - x0, y1 - y0) for x0, y0, x1, y1 in stood], clashing)


def crossed(courses: Sequence[Curve], boxes: Sequence[Box]) -> Array:
    """Per box and course whether that runs through it, not only along its border."""
    lines = [_line(course) for course in courses]
    starts = np.vstack([line[:-1] for line in lines])
    ends = np.vstack([line[1:] for line in lines])
    inside = _clipped(_sides(boxes), starts, ends)
    first = np.cumsum([0, *(len(line) - 1 for line in lines[:-1])])
    return np.asarray(np.add.reduceat(inside, first, axis=1) > _ALONG)


def _neighbours(boxes: Array) -> list[Array]:
    """The weights' numbers, cut where no weight can stand: between two layers each."""
    lows, highs = boxes[..., 0].min(axis=1), boxes[..., 2].max(axis=1)
    order = np.argsort(lows, kind="stable")
    reached = np.maximum.accumulate(highs[order])
    cuts = np.flatnonzero(lows[order][1:] > reached[:-1] + MARGIN) + 1
    return [np.sort(part) for part in np.split(order, cuts)]


def _line(course: Curve) -> Array:
    """Points along a course, joined by straight lines."""
    if len(course) == 4 and _is_straight(course):
        return np.array((course[0], course[3]))
    points = np.array(course)
    t = _STEPS
    pieces = [
        (1 - t) ** 3 * points[i]
        + 3 * (1 - t) ** 2 * t * points[i + 1]
        + 3 * (1 - t) * t**2 * points[i + 2]
        + t**3 * points[i + 3]
        for i in range(0, len(points) - 1, 3)
    ]
    return np.vstack([pieces[0], *(piece[1:] for piece in pieces[1:])])


def _is_straight(course: Curve) -> bool:
    (x, y), (x1, y1), (x2, y2), (x3, y3) = course
    dx, dy = x3 - x, y3 - y
    bent = dx * (y1 - y) - dy * (x1 - x), dx * (y2 - y) - dy * (x2 - x)
    return max(map(abs, bent)) < 1e-6


def _places(line: Array) -> Array:
    """Points at even steps from left to right, so that weights of a layer stand in columns."""
    places = np.empty((PLACES, 2))
    x = places[:, 0] = line[0, 0] + _SHARES * (line[-1, 0] - line[0, 0])
    places[:, 1] = np.interp(x, line[:, 0], line[:, 1])
    return places


def _preference() -> Array:
    """A little nearer to the source than to the target, where lines come together."""
    return np.asarray(12.0 * np.abs(_SHARES - 0.42))


def _sides(boxes: Sequence[Box]) -> Array:
    sides = np.array(boxes, float).reshape(-1, 4)
    sides[:, 2:] += sides[:, :2]
    return sides


def _touching(boxes: Array, others: Array, across: float, along: float) -> Array:
    """Per place how many of the other boxes it comes near to."""
    x0, y0, x1, y1 = (boxes[..., k, None] for k in range(4))
    left, top, right, bottom = others.T
    near = (x0 < right + across) & (x1 > left - across)
    near &= (y0 < bottom + along) & (y1 > top - along)
    return np.asarray(near.sum(axis=2))


def _clashing(boxes: Array, across: float, along: float) -> Array:
    """For each pair of places of different weights whether they come so near: [i, c, j, d]."""
    x0, y0, x1, y1 = (boxes[..., k] for k in range(4))

    def before(low: Array, high: Array, margin: float) -> Array:
        return np.asarray(low[:, :, None, None] < high[None, None] + margin)

    touching = np.logical_and(before(x0, x1, across), before(y0, y1, along))
    touching = np.logical_and(touching, touching.transpose(2, 3, 0, 1))
    every = np.arange(len(boxes))
    touching[every, :, every, :] = False
    return np.asarray(touching)


def _covered(boxes: Array, lines: Sequence[Array], mine: Sequence[int]) -> Array:
    """Per place the length of other edges that it would hide, in pixels."""
    starts = np.vstack([line[:-1] for line in lines])
    ends = np.vstack([line[1:] for line in lines])
    whose = np.repeat(np.arange(len(lines)), [len(line) - 1 for line in lines])
    inside = _clipped(boxes.reshape(-1, 4), starts, ends).reshape(*boxes.shape[:2], -1)
    inside *= whose[None, None, :] != np.array(mine)[:, None, None]
    return np.asarray(inside.sum(axis=2))


def _clipped(boxes: Array, starts: Array, ends: Array) -> Array:
    """Per box and line the length inside (Liang and Barsky)."""
    way = ends - starts
    low = np.zeros((len(boxes), len(starts)))
    high = np.ones_like(low)
    with np.errstate(divide="ignore", invalid="ignore"):
        for axis in (0, 1):
            one = (boxes[:, axis, None] - starts[None, :, axis]) / way[None, :, axis]
            other = (boxes[:, axis + 2, None] - starts[None, :, axis]) / way[None, :, axis]
            low = np.fmax(low, np.fmin(one, other))
            high = np.fmin(high, np.fmax(one, other))
    return np.asarray(np.clip(high - low, 0.0, 1.0) * np.hypot(*way.T))


def _settled(cost: Array, dear: Array) -> Array:
    """Per weight the number of its place; begun at the top, and if that leads nowhere elsewhere."""
    every = list(range(len(cost)))
    half = len(every) // 2
    best, least = np.zeros(len(cost), int), np.inf
    for order in (every, every[::-1], every[half:] + every[:half]):
        chosen = _exchanged(cost, dear, order)
        worth = cost[every, chosen].sum() + dear[every, chosen][:, every, chosen].sum()
        if worth < least:
            best, least = chosen, worth
        if least < _CLASH:
            break
    return np.asarray(best)


def _exchanged(cost: Array, dear: Array, order: Sequence[int]) -> Array:
    """Places exchanged for better ones in turn, until none is."""
    chosen = cost.argmin(axis=1)
    every = np.arange(len(cost))
    for _ in range(_SWEEPS):
        before = chosen.copy()
        for i in order:
            chosen[i] = (cost[i] + dear[i][:, every, chosen].sum(axis=1)).argmin()
        if (chosen == before).all():
            break
    return np.asarray(chosen)
