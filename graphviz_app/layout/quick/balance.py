"""Balance: how far across each place is, so that edges are short, cross little, and all has room.

Places go again and again to the middle of what they are linked with, sorted within their rank and
pushed apart. All of it is done on whole arrays: ten thousand nodes take a few milliseconds a turn.
"""

from collections.abc import Sequence

import numpy as np

from graphviz_app.core.op import Array
from graphviz_app.core.pieces import Pieces
from graphviz_app.layout.dot import GROUP_MARGIN, NODE_GAP, TITLE_HEIGHT
from graphviz_app.layout.quick.web import Indices, Web

_LANE_ROOM = 12.0
"""From lane to lane, in pixels."""
_SORTED, _STRAIGHTENED = 20, 8
"""Turns with and without sorting."""
_STEP = 0.7
"""How far towards the middle: with less than all of the way nothing swings."""
_LEVELS = 3
"""Groups nested deeper are not kept apart."""


def balanced(web: Web, groups: Sequence[Indices]) -> Pieces[Array]:
    """Per place how far across it is; ``groups``: the numbers of its groups, outer ones first."""
    groups = groups[:_LEVELS]
    owner = web.owner
    room = np.full(len(owner), _LANE_ROOM)
    room[: len(web.size)] = web.size[:, 1] + NODE_GAP
    order = _sorted(web, owner.astype(float), groups, np.arange(len(owner)))
    at = _apart(np.zeros(len(owner)), web, room, order, groups)
    middle = _Middle(web)
    for _ in range(_SORTED):
        yield
        at = at + _STEP * (middle.of(at) - at)
        order = _sorted(web, at, groups, order)
        at = _apart(at, web, room, order, groups)
    for _ in range(_STRAIGHTENED):
        yield
        at = _apart(_level(web, middle.of(at)), web, room, order, groups)
    return at


class _Middle:
    """The middle of what each place is linked with."""

    def __init__(self, web: Web) -> None:
        self._start, self._end, self._tip = web.links
        self._count = len(web.rank)
        self._links = self._sums(np.ones(len(self._tip)), np.ones(len(self._tip)))

    def of(self, at: Array) -> Array:
        sums = self._sums(at[self._start] - self._tip, at[self._end] + self._tip)
        return np.where(self._links > 0, sums / np.maximum(self._links, 1), at)

    def _sums(self, of_starts: Array, of_ends: Array) -> Array:
        arriving = np.bincount(self._end, of_starts, minlength=self._count)
        return np.asarray(arriving + np.bincount(self._start, of_ends, minlength=self._count))


def _level(web: Web, at: Array) -> Array:
    """Each lane as a whole."""
    count = len(web.size)
    owner, length = web.lanes.owner, web.lanes.length
    means = np.bincount(owner, at[count:], minlength=count) / np.maximum(length, 1)
    return np.concatenate([at[:count], means[owner]])


def _sorted(web: Web, at: Array, groups: Sequence[Indices], before: Indices) -> Indices:
    """Places rank by rank; in each of them groups stay together, in the same order everywhere."""
    if not groups:  # one key instead of several, and nearly sorted: ten times as fast
        key = (at + web.rank * (2 * np.abs(at).max() + 1))[before]
        return before[np.argsort(key, kind="stable")]
    keys = [at]
    for group in reversed(groups):
        inside = group >= 0
        means = np.bincount(group[inside], at[inside]) / np.maximum(np.bincount(group[inside]), 1)
        keys.append(np.where(inside, means[group] if len(means) else at, at))
    return np.lexsort([*keys, web.rank])


def _apart(at: Array, web: Web, room: Array, order: Indices, groups: Sequence[Indices]) -> Array:
    """Pushed apart, as little as possible: half of it forwards, half of it backwards."""
    rank, taken = web.rank[order], room[order]
    step = (taken[1:] + taken[:-1]) / 2
    for group in groups:
        step += (GROUP_MARGIN + TITLE_HEIGHT) * (group[order][1:] != group[order][:-1])
    ahead = np.concatenate([[0.0], np.cumsum(np.where(rank[1:] == rank[:-1], step, 0.0))])
    free = at[order] - ahead
    # Ranks one after the other, far enough apart that none pushes the next.
    far = rank * (2 * np.abs(free).max() + 1)
    forwards = np.maximum.accumulate(free + far)
    backwards = np.minimum.accumulate((free + far)[::-1])[::-1]
    placed = np.empty_like(at)
    placed[order] = (forwards + backwards) / 2 - far + ahead
    return placed
