"""The course of each edge: level through the ranks that it passes, a sweep from one to the next."""

from itertools import pairwise

import numpy as np

from graphviz_app.core.op import Array
from graphviz_app.layout.curves import arc
from graphviz_app.layout.geometry import Point
from graphviz_app.layout.quick.web import Indices, Web

_SNAP = 4.0
"""Lanes are brought to one level where they differ by less, in pixels."""


def courses(web: Web, columns: Array, across: Array) -> list[tuple[Point, ...]]:
    """Per edge one start and then Bézier triples; ``columns``: where each rank begins and ends."""
    stations, first = _stations(web, columns, across)
    points = np.repeat(stations, 3, axis=0)
    reach = np.maximum(np.diff(stations[:, 0]) / 2, 0.0)
    points[1:-2:3, 0] += reach
    points[2:-1:3] = stations[1:]
    points[2:-1:3, 0] -= reach
    every = list(zip(*points.T.tolist(), strict=True))
    ends = [*first.tolist(), len(stations)]
    curves = [tuple(every[3 * a : 3 * b - 2]) for a, b in pairwise(ends)]
    for index in np.flatnonzero(web.rank[web.target] <= web.rank[web.source]).tolist():
        curves[index] = arc(curves[index][0], curves[index][-1], "LR")
    return curves


def _stations(web: Web, columns: Array, across: Array) -> tuple[Array, Indices]:
    """Where edges are one after the other, and each one's first station.

    An edge leaves its source, enters and leaves each level stretch of its lane, and arrives.
    """
    edge, enters, leaves, level = _stretches(web, across)
    before = np.bincount(edge, minlength=len(web.source))
    count = 2 * before + 2
    first = np.cumsum(count) - count
    stations = np.empty((int(count.sum()), 2))
    middle = web.rank[: len(web.size)]
    centre = columns[middle].mean(axis=1)
    half = web.size[:, 0] / 2
    stations[first, 0] = (centre + half)[web.source]
    stations[first, 1] = across[web.source]
    stations[first + count - 1, 0] = (centre - half)[web.target]
    stations[first + count - 1, 1] = across[web.target] + web.slot
    along = np.arange(len(edge)) - (np.cumsum(before) - before)[edge]
    at = first[edge] + 1 + 2 * along
    stations[at, 0], stations[at, 1] = columns[enters, 0], level
    stations[at + 1, 0], stations[at + 1, 1] = columns[leaves, 1], level
    return stations, first


def _stretches(web: Web, across: Array) -> tuple[Indices, Indices, Indices, Array]:
    """Edge by edge the level stretches: the edge, the first rank and the last, how far across."""
    lanes, rank = web.lanes, web.rank[len(web.size) :]
    level = np.rint(across[len(web.size) :] / _SNAP) * _SNAP
    is_first = np.ones(len(level), bool)
    is_first[1:] = (lanes.along[1:] == 0) | (level[1:] != level[:-1])
    number = np.append(np.cumsum(is_first) - 1, -1)
    begins = np.flatnonzero(is_first)
    ends = np.append(begins[1:], len(level)) - 1
    first = lanes.first[web.source]
    last = first + web.passed - 1
    passes = web.passed > 0
    count = np.where(
        passes, number[np.where(passes, last, -1)] - number[np.where(passes, first, -1)] + 1, 0
    )
    edge = np.repeat(np.arange(len(count)), count)
    along = np.arange(len(edge)) - (np.cumsum(count) - count)[edge]
    stretch = number[first[edge]] + along
    return (
        edge,
        rank[begins[stretch]],
        rank[np.minimum(ends[stretch], last[edge])],
        level[begins[stretch]],
    )
