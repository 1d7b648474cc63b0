"""All parameters, and what an optimizer keeps of them, in one row of numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

import numpy as np

from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.learning.leaves import array_in, shape_in
from graphviz_app.core.learning.optimizers import KEPT, State
from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.op import Array


@dataclass(frozen=True, eq=False)
class Flat:
    """First the parameters, one behind the other; then the same of each thing that is kept."""

    shapes: Mapping[str, tuple[int, ...]]
    places: Mapping[str, slice]
    size: int
    """Numbers of all parameters."""
    kept: tuple[str, ...]

    @staticmethod
    def of(graph: Graph, ids: tuple[str, ...], descent: Descent) -> "Flat":
        """Of these parameters."""
        shapes = {id_: shape_in(graph, id_) for id_ in ids}
        places, end = {}, 0
        for id_, shape in shapes.items():
            places[id_] = slice(end, end + prod(shape))
            end = places[id_].stop
        return Flat(shapes, places, end, KEPT[descent.optimizer])

    @property
    def width(self) -> int:
        """Numbers of a row."""
        return self.size * (1 + len(self.kept))

    def first(self, graph: Graph) -> Array:
        """The row of a graph's own values, before any step: nothing is kept."""
        row = np.zeros(self.width)
        row[: self.size] = self.joined({id_: array_in(graph, id_) for id_ in self.shapes})
        return row

    def joined(self, values: Mapping[str, Value]) -> Array:
        """The parameters' part of a row."""
        joined = np.concatenate([np.ravel(values[id_]) for id_ in self.shapes])
        return joined.astype(np.float64, copy=False)

    def values(self, row: Value) -> dict[str, Value]:
        """By parameter, in its shape, of the part of a row that is of all of them."""
        seen = self.seen(row)
        return {id_: x if isinstance(x, float) else x.copy() for id_, x in seen.items()}

    def seen(self, row: Value) -> dict[str, Value]:
        """The same, for as long as the row stays as it is."""
        assert isinstance(row, np.ndarray)  # as optimizers hand back what they were given
        return {
            id_: row[place].reshape(shape) if (shape := self.shapes[id_]) else float(x)
            for id_, place in self.places.items()
            for x in row[place.start : place.start + 1]
        }

    def state(self, row: Array) -> State:
        """What is kept, of all parameters at once."""
        parts = row[self.size :].reshape(len(self.kept), self.size)
        return dict(zip(self.kept, parts, strict=True))
