"""Rows of data that a graph holds itself: a matrix with a row for each, or vectors as long."""

from collections.abc import Mapping, Sequence

import numpy as np

from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.learning.leaves import array_in, shape_in
from graphviz_app.core.learning.prediction import inputs_of, leaves_of
from graphviz_app.core.learning.wide import Points
from graphviz_app.core.op import Array

MOST = 2
"""Columns of inputs; of more there is no plane."""


class Together:
    """A prediction for all rows of a graph at once; others can be put in their place.

    ``names`` are those of the columns, ``columns`` their numbers, ``targets`` what rows aim at.
    """

    def __init__(self, graph: Graph, prediction: str, inputs: Sequence[str], target: str) -> None:
        self.id = prediction
        self._points = Points(graph, prediction)
        self._wholes = {id_: array_in(graph, id_) for id_ in inputs}
        self.columns = [column for whole in self._wholes.values() for column in _columns(whole)]
        self.names = [name for id_ in inputs for name in _names(id_, self._wholes[id_])]
        self.targets = array_in(graph, target).ravel()

    def along(self, parameters: Mapping[str, Value], columns: Sequence[Array]) -> Array:
        """(points,) where the inputs have these numbers, one for each point."""
        left, leaves = list(columns), dict(parameters)
        for id_, whole in self._wholes.items():
            own, left = left[: _width(whole)], left[_width(whole) :]
            leaves[id_] = own[0] if whole.ndim == 1 else np.column_stack(own)
        found: Array = self._points.values(leaves, {}, 1)[0].reshape(len(columns[0]))
        return found

    @property
    def is_row_by_row(self) -> bool:
        """Whether each row is predicted by itself: the first again behind all others is the same.

        A vector of two inputs of one example is no two rows.
        """
        again = [np.append(column, column[:1]) for column in self.columns]
        try:
            once, twice = self.along({}, self.columns), self.along({}, again)
        except (ValueError, IndexError, TypeError):
            return False
        return np.allclose(twice, np.append(once, once[:1]), rtol=1e-9, equal_nan=True)


def together(graph: Graph, prediction: str, shape: tuple[int, ...]) -> Together | None:
    """Of a prediction of this shape; None where it is not one number for each row."""
    inputs = inputs_of(graph, prediction)
    targets = leaves_of(graph, "target")
    shapes = [shape_in(graph, id_) for id_ in inputs]
    if not holds_rows(graph, prediction) or len(targets) != 1:
        return None
    count, target = shapes[0][0], shape_in(graph, targets[0])
    if any(one not in ((count,), (count, 1)) for one in (shape, target)):
        return None
    made = Together(graph, prediction, inputs, targets[0])
    return made if made.is_row_by_row else None


def holds_rows(graph: Graph, prediction: str) -> bool:
    """Whether the inputs of a prediction have a number or two for each of several rows."""
    shapes = [shape_in(graph, id_) for id_ in inputs_of(graph, prediction)]
    if not shapes or not all(len(shape) in (1, 2) for shape in shapes):
        return False
    counts, widths = {shape[0] for shape in shapes}, [(*shape, 1)[1] for shape in shapes]
    return len(counts) == 1 and counts != {1} and sum(widths) <= MOST


def _width(whole: Array) -> int:
    return 1 if whole.ndim == 1 else whole.shape[1]


def _columns(whole: Array) -> Sequence[Array]:
    return [whole] if whole.ndim == 1 else list(whole.T)


def _names(id_: str, whole: Array) -> Sequence[str]:
    """``x``, or ``X[:, 0]`` as it is typed."""
    return [id_] if _width(whole) == 1 else [f"{id_}[:, {k}]" for k in range(_width(whole))]
