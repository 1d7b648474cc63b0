"""Specks: nodes and edges as rows of numbers, so that thousands are worked out all at once."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QTransform

from graphviz_app.core.op import Array
from graphviz_app.scene.box_index import Indices, boxes_of
from graphviz_app.scene.items.curve import Curve

_REACH = 1 << 15
"""Whole numbers from minus this up to this are told apart by sixteen bits."""


class Specks(NamedTuple):
    """In scene pixels: edges straight from joint to joint, and what nodes take up."""

    lines: Array
    """Rows of x, y of the one end and x, y of the other."""
    owners: Indices
    """Whose each line is, by the edge's place."""
    nodes: Array
    """Rows of left, top, right, bottom."""

    @staticmethod
    def of(curves: Sequence[Curve], rects: Sequence[QRectF]) -> "Specks":
        """Of all edges and nodes, in their order."""
        joints = [curve.joints for curve in curves]
        counts = np.array([len(one) for one in joints], int)
        at = np.array([point for one in joints for point in one], float).reshape(-1, 2)
        owners = np.repeat(np.arange(len(joints)), counts)
        on = owners[1:] == owners[:-1]
        return Specks(np.hstack([at[:-1], at[1:]])[on], owners[1:][on], boxes_of(rects))

    @property
    def length(self) -> float:
        """Of all lines."""
        return float(np.hypot(*(self.lines[:, 2:] - self.lines[:, :2]).T).sum())

    def lines_of(self, edges: Collection[int], count: int) -> Array:
        """Those of some of all ``count`` edges."""
        if len(edges) == count:
            return self.lines
        wanted = np.zeros(count, bool)
        wanted[list(edges)] = True
        return np.asarray(self.lines[wanted[self.owners]])


def mapped(rows: Array, transform: QTransform) -> Array:
    """Rows of two points each, as a transform without a turn moves them."""
    scale, shift = transform.m11(), np.array([transform.dx(), transform.dy()] * 2)
    return np.asarray(rows * scale + shift)


def distinct(rows: Indices) -> Indices:
    """Rows of four whole numbers, each row once; all of them where the numbers are large."""
    shifted = rows + _REACH
    if not len(rows) or shifted.min() < 0 or shifted.max() >= 2 * _REACH:
        return rows
    bits = np.arange(4, dtype=np.uint64) * np.uint64(16)
    keys = np.sort((shifted.astype(np.uint64) << bits).sum(axis=1, dtype=np.uint64))
    keys = keys[np.append(True, keys[1:] != keys[:-1])]
    back = (keys[:, None] >> bits) & np.uint64(2 * _REACH - 1)
    return np.asarray(back.astype(int) - _REACH)
