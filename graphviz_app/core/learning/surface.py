"""The loss over two parameters: what a contour plot shows."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.learning.knob import Knob, turned
from graphviz_app.core.learning.settings import LossOf
from graphviz_app.core.learning.table import Feed
from graphviz_app.core.learning.wide import Points
from graphviz_app.core.op import Array
from graphviz_app.core.pieces import Pieces, finished
from graphviz_app.errors import GraphAppError

_AT_ONCE, _NUMBERS_AT_ONCE = 20_000, 400_000
"""Rows, and numbers of a leaf, that are worked out in one piece: a few milliseconds."""
MOST_NUMBERS = 4_000_000
"""Of all rows of a leaf: of more no loss is worked out at other points."""
NEAR = 0.25
"""Around a way there is so much of its width, on each side."""


class Losses:
    """The loss of a graph at many values of its parameters, over all rows of its data."""

    def __init__(self, graph: Graph, feed: Feed | None, loss: LossOf = "mean") -> None:
        assert graph.output is not None  # checked by who trains it
        self._points, self._loss = Points(graph, graph.output), loss
        self._fed: Mapping[str, Array] = {} if feed is None else feed.stacked()
        self.rows = 1 if feed is None else feed.count
        self._wide = max((rows[0].size for rows in self._fed.values()), default=1)

    def at(self, values: Mapping[str, Value], numbers: Mapping[Knob, Array]) -> Array:
        """One for each value of the knobs; the other parameters are those of ``values``."""
        return finished(self.in_pieces(values, numbers))

    def in_pieces(
        self, values: Mapping[str, Value], numbers: Mapping[Knob, Array]
    ) -> Pieces[Array]:
        """The same, some points after the others; raises GraphAppError of too many numbers."""
        count = len(next(iter(numbers.values())))
        whole = self.rows * max(self._wide, *(np.size(values[knob.id]) for knob in numbers))
        if whole > MOST_NUMBERS:
            raise GraphAppError("there are too many numbers for the loss at other points")
        found: list[Array] = []
        for first, last in pairwise(self._bounds(count, whole)):
            part = {knob: at[first:last] for knob, at in numbers.items()}
            found.append(self._some(values, part, last - first))
            yield
        return np.concatenate(found)

    def _bounds(self, count: int, numbers: int) -> Iterator[int]:
        yield from range(0, count, max(min(_AT_ONCE // self.rows, _NUMBERS_AT_ONCE // numbers), 1))
        yield count

    def _some(
        self, values: Mapping[str, Value], numbers: Mapping[Knob, Array], count: int
    ) -> Array:
        """Every row at every point: the rows of a point one behind the other."""
        repeated = {knob: np.repeat(at, self.rows) for knob, at in numbers.items()}
        whole = count * self.rows
        many = dict(turned(values, repeated, whole))
        for id_, rows in self._fed.items():
            many[id_] = np.tile(rows, (count, *[1] * (rows.ndim - 1)))
        found = self._points.values(values, many, whole)
        losses = found.reshape(count, self.rows, -1).sum(axis=2)
        summed: Array = losses.sum(axis=1)
        return summed if self._loss == "sum" else summed / self.rows


class Surface(NamedTuple):
    """``losses[j, i]`` is the loss where the first knob is ``xs[i]`` and the second ``ys[j]``."""

    xs: Array
    ys: Array
    losses: Array


def surface(
    losses: Losses, values: Mapping[str, Value], knobs: tuple[Knob, Knob], xs: Array, ys: Array
) -> Pieces[Surface]:
    """The loss on a grid of two parameters, in pieces."""
    across, up = np.meshgrid(xs, ys)
    points = {knobs[0]: across.ravel(), knobs[1]: up.ravel()}
    found = yield from losses.in_pieces(values, points)
    return Surface(xs, ys, found.reshape(across.shape))


def room_around(numbers: Sequence[float] | Array) -> tuple[float, float]:
    """From where to where an axis goes on which a way is seen, with some room around it."""
    known = np.asarray(numbers, dtype=np.float64)
    known = known[np.isfinite(known)]
    if not len(known):
        return -1.0, 1.0
    low, high = float(known.min()), float(known.max())
    least = max(0.5, 0.5 * max(abs(low), abs(high)))
    air = max(NEAR * (high - low), (least - (high - low)) / 2)
    return low - air, high + air
