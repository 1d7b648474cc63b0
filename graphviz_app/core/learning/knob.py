"""A number that can be moved: a leaf, or one element of a vector or matrix."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.learning.leaves import shape_in
from graphviz_app.core.op import Array


class Knob(NamedTuple):
    """``place`` are the indices of an element; () of a number."""

    id: str
    place: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """As it is typed: ``w``, ``W[0, 1]``."""
        return f"{self.id}[{', '.join(map(str, self.place))}]" if self.place else self.id

    def of(self, values: Mapping[str, Value]) -> float:
        """What it is among the values of leaves."""
        return float(np.asarray(values[self.id])[self.place])

    def set(self, value: Value, number: float) -> Value:
        """Its leaf's value with another number there."""
        if not self.place:
            return number
        moved = np.array(value, dtype=np.float64)
        moved[self.place] = number
        return moved

    def in_all(self, values: Array) -> Array:
        """Its numbers in many values of its leaf, one behind the other: (count,)."""
        found: Array = values.reshape(len(values), -1)[:, _flat(self.place, values.shape[1:])]
        return found


def knobs(graph: Graph, ids: Iterable[str]) -> Iterator[Knob]:
    """All numbers in these leaves, row by row."""
    for id_ in ids:
        yield from (Knob(id_, place) for place in np.ndindex(*shape_in(graph, id_)))


def turned(
    values: Mapping[str, Value], numbers: Mapping[Knob, Array], count: int
) -> Mapping[str, Array]:
    """Leaves with the numbers that knobs have at so many points: (count, *shape) by leaf."""
    many: dict[str, Array] = {}
    for knob, at in numbers.items():
        value = np.asarray(values[knob.id], dtype=np.float64)
        if knob.id not in many:
            many[knob.id] = np.repeat(value[np.newaxis], count, axis=0)
        many[knob.id].reshape(count, -1)[:, _flat(knob.place, value.shape)] = at
    return many


def _flat(place: tuple[int, ...], shape: tuple[int, ...]) -> int:
    return int(np.ravel_multi_index(place, shape)) if place else 0
