"""Which things are near: boxes as arrays of numbers, looked through all at once."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF

from graphviz_app.core.op import Array

Indices = npt.NDArray[np.int_]
Key = TypeVar("Key")

Sides = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class BoxIndex(Generic[Key]):
    """Keys by the boxes that they cover: (keys, rows of four sides, each row's key by its place).

    A grid of cells, with a list in each, took a hundred times the memory.
    """

    def __init__(self, keys: Sequence[Key], boxes: Array, owners: Indices) -> None:
        self._keys = keys
        self._boxes = boxes
        self._owners = owners

    def near(self, rects: Iterable[QRectF]) -> set[Key]:
        """Keys that cover something of any of the rectangles."""
        sides = [_sides(rect) for rect in rects]
        if not sides:
            return set()
        lefts, tops, rights, bottoms = zip(*sides, strict=True)
        rows = self._within(
            np.arange(len(self._owners)), (min(lefts), min(tops), max(rights), max(bottoms))
        )
        if len(sides) > 1:
            rows = np.concatenate([self._within(rows, one) for one in sides])
        return {self._keys[i] for i in set(self._owners[rows].tolist())}

    def _within(self, rows: Indices, sides: Sides) -> Indices:
        """Of these rows the ones that reach into a box."""
        left, top, right, bottom = self._boxes[rows].T
        inside = (left < sides[2]) & (right > sides[0]) & (top < sides[3]) & (bottom > sides[1])
        return np.asarray(rows[inside])


def _sides(rect: QRectF) -> Sides:
    return rect.left(), rect.top(), rect.right(), rect.bottom()


def boxes_of(rects: Iterable[QRectF]) -> Array:
    """Rectangles as rows of four sides."""
    return np.array([_sides(rect) for rect in rects], float).reshape(-1, 4)


def boxes_of_curves(
    curves: Sequence[Sequence[tuple[float, float]]], margin: float
) -> tuple[Array, Indices]:
    """Around each Bézier piece of each curve a box, and the curve's place for each of them.

    A piece lies within its four points.
    """
    pieces = np.array([max((len(points) - 1) // 3, 1) for points in curves], int)
    owners = np.repeat(np.arange(len(curves)), pieces)
    if not len(owners):
        return np.zeros((0, 4)), owners
    places = np.array([at for points in curves for at in points], float)
    counts = np.array([len(points) for points in curves], int)
    firsts = np.repeat(np.cumsum(counts) - counts, pieces)
    along = np.arange(len(owners)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    lasts = np.repeat(np.cumsum(counts) - 1, pieces)
    corners = np.minimum((firsts + 3 * along)[:, None] + np.arange(4), lasts[:, None])
    hulls = places[corners]
    return np.hstack([hulls.min(axis=1) - margin, hulls.max(axis=1) + margin]), owners
