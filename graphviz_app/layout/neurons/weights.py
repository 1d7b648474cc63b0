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

PLACES = 17
"""Along each edge."""
MARGIN = 5.0
"""Between weights, and to what else there is, in pixels."""
_SWEEPS = 14
_CLASH = 1e4
_PIECES = 8
"""Straight pieces that stand for a curve."""


class Standing(NamedTuple):
    """A box per weight, and how many of them clash with something."""

    boxes: Sequence[Box]
    clashes: int


def stand(
    courses: Sequence[Curve],
    labels: Sequence[Size | None],
    obstacles: Sequence[Box],
) -> Standing:
    """A place for each label that is one, on its course; all lengths in pixels."""
    mine = [index for index, label in enumerate(labels) if label is not None]
    if not mine:
        return Standing([], 0)
    sizes = np.array([labels[index] for index in mine], float)
    lines = [_line(course) for course in courses]
    at = np.array([_places(lines[index]) for index in mine])
    boxes = np.concatenate([at - sizes[:, None] / 2, at + sizes[:, None] / 2], axis=2)
    alone = _CLASH * _touching(boxes, _sides(obstacles), MARGIN)
    cost = alone + _covered(boxes, lines, mine) + _preference()
    clash = _clashing(boxes, MARGIN)
    chosen = _settled(cost, clash)
    count, every = len(mine), np.arange(len(mine))
    pairs = clash[every, chosen][:, every, chosen].sum() / 2
    clashes = int(pairs + (alone[every, chosen] > 0).sum())
    picked = boxes[np.arange(count), chosen].tolist()
    return Standing([Box(x0, y0, x1 - x0, y1 - y0) for x0, y0, x1, y1 in picked], clashes)


def _line(course: Curve) -> Array:
    """Points along a course, joined by straight lines."""
    points = np.array(course)
    if len(points) == 4 and _is_straight(points):
        return points[[0, 3]]
    t = np.linspace(0.0, 1.0, _PIECES + 1)[:, None]
    pieces = [
        (1 - t) ** 3 * points[i]
        + 3 * (1 - t) ** 2 * t * points[i + 1]
        + 3 * (1 - t) * t**2 * points[i + 2]
        + t**3 * points[i + 3]
        for i in range(0, len(points) - 1, 3)
    ]
    return np.vstack([pieces[0], *(piece[1:] for piece in pieces[1:])])


def _is_straight(points: Array) -> bool:
    along, one, other = points[3] - points[0], points[1] - points[0], points[2] - points[0]
    return bool(
        abs(along[0] * one[1] - along[1] * one[0]) < 1e-6
        and abs(along[0] * other[1] - along[1] * other[0]) < 1e-6
    )


def _places(line: Array) -> Array:
    """Points at even steps from left to right, so that weights of a layer stand in columns."""
    shares = np.linspace(0.1, 0.9, PLACES)
    x = line[0, 0] + shares * (line[-1, 0] - line[0, 0])
    return np.column_stack([x, np.interp(x, line[:, 0], line[:, 1])])


def _preference() -> Array:
    """A little nearer to the source than to the target, where lines come together."""
    shares = np.linspace(0.1, 0.9, PLACES)
    return np.asarray(12.0 * np.abs(shares - 0.42))


def _sides(boxes: Sequence[Box]) -> Array:
    sides = np.array(boxes, float).reshape(-1, 4)
    sides[:, 2:] += sides[:, :2]
    return sides


def _touching(boxes: Array, others: Array, margin: float) -> Array:
    """Per place how many of the other boxes it touches."""
    x0, y0, x1, y1 = (boxes[..., k, None] for k in range(4))
    left, top, right, bottom = others.T
    near = (x0 < right + margin) & (x1 > left - margin)
    near &= (y0 < bottom + margin) & (y1 > top - margin)
    return np.asarray(near.sum(axis=2))


def _clashing(boxes: Array, margin: float) -> Array:
    """For each pair of places of different weights whether they touch: [i, c, j, d]."""
    x0, y0, x1, y1 = (boxes[..., k] for k in range(4))

    def before(low: Array, high: Array) -> Array:
        return np.asarray(low[:, :, None, None] < high[None, None] + margin)

    touching = np.logical_and(before(x0, x1), before(y0, y1))
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


def _settled(cost: Array, clash: Array) -> Array:
    """Per weight the number of its place."""
    chosen = cost.argmin(axis=1)
    every = np.arange(len(cost))
    for _ in range(_SWEEPS):
        before = chosen.copy()
        for i in every:
            meets = clash[i][:, every, chosen].sum(axis=1)
            chosen[i] = (cost[i] + _CLASH * meets).argmin()
        if (chosen == before).all():
            break
    return np.asarray(chosen)
