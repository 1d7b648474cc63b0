"""Predicting: what a network predicts over its inputs, beside the rows of data."""

from collections.abc import Mapping, Sequence
from time import thread_time
from typing import TYPE_CHECKING

from graphviz_app.arrays import Array, np
from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.learning.knob import Knob
from graphviz_app.core.learning.prediction import (
    Predicted,
    aim_of,
    axes_of,
    cut_of,
    predictions,
)
from graphviz_app.scene.plots.field import Field
from graphviz_app.scene.plots.fit_plot import FitPlot
from graphviz_app.scene.plots.map_plot import MapPlot
from graphviz_app.scene.plots.rows import Rows

if TYPE_CHECKING:
    from graphviz_app.core.learning.training import Training

FEWEST, MOST = 24, 64
"""Points along each axis of a map."""
QUICK = 0.004
"""Seconds within which a map is worked out, with fewer points if need be."""
AIR = 0.2
"""Around the rows there is so much of their width on each side."""
_SURE = 4.0
"""Scores from which on a prediction is as good as sure."""


class Predicting:
    """Of the graph of the runs that are shown; ``chosen`` is the output."""

    def __init__(self) -> None:
        self._training: Training | None = None
        self._predicted: Predicted | None = None
        self.outputs: Sequence[Knob] = ()
        self.chosen: Knob | None = None
        self._points = MOST

    def set_runs(self, runs: "Sequence[Training]") -> None:
        """Other runs, or more steps of them."""
        training = runs[0] if runs else None
        if training is self._training:
            return
        self._training = training
        graph = None if training is None else training.graph
        self.outputs = [] if training is None or graph is None else _outputs(training)
        if self.chosen not in self.outputs:
            self.chosen = self.outputs[-1] if self.outputs else None
        self._make()

    def choose(self, output: Knob) -> None:
        """Look at another output."""
        self.chosen = output
        self._make()

    def _make(self) -> None:
        self._points = MOST
        self._predicted = None
        if self._training is not None and self.chosen is not None:
            self._predicted = Predicted(self._training.graph, self.chosen.id)

    @property
    def kind(self) -> str:
        """``map`` over two inputs, ``fit`` along one, else nothing."""
        axes = self._axes
        return {1: "fit", 2: "map"}.get(len(axes), "")

    def plot(self, run: "Training", step: int, row: int | None) -> MapPlot | FitPlot | None:
        """The prediction at a step; ``row`` is the one that the graph shows."""
        if self._predicted is None or self.chosen is None:
            return None
        parameters = run.at(step).parameters
        columns = self._columns(run)
        found = self._of(
            self._predicted.at(parameters, dict(zip(self._axes, columns, strict=True)))
        )
        targets = _targets(run, self.chosen, len(found))
        if self.kind == "map":
            return self._map(run, parameters, columns, found, targets, row)
        return self._fit(parameters, columns[0], found, targets, row)

    @property
    def _axes(self) -> Sequence[Knob]:
        return self._predicted.axes if self._predicted is not None else ()

    def _of(self, found: Array) -> Array:
        """The chosen element of every prediction."""
        if self.chosen is None or not self.chosen.place:
            return found
        whole = found.ndim - len(self.chosen.place)
        flat = self.chosen.in_all(found.reshape(-1, *found.shape[whole:]))
        return flat.reshape(found.shape[:whole])

    def _columns(self, run: "Training") -> list[Array]:
        """The numbers of the inputs in all rows."""
        return [_column(run, knob) for knob in self._axes]

    def _map(
        self,
        run: "Training",
        parameters: Mapping[str, Value],
        columns: Sequence[Array],
        found: Array,
        targets: Array,
        row: int | None,
    ) -> MapPlot:
        assert self._predicted is not None
        assert self.chosen is not None
        begun = thread_time()
        xs, ys = (np.linspace(*_room(column), self._points) for column in columns)
        heights = self._of(self._predicted.map(parameters, xs, ys))
        if thread_time() - begun > QUICK:
            self._points = max(self._points * 3 // 4, FEWEST)
        cut = cut_of(run.graph, self.chosen.id, targets)
        rows = Rows(columns[0], columns[1], targets, found, cut, row)
        names = self._axes[0].name, self._axes[1].name
        return MapPlot(Field(xs, ys, heights), names, rows, self.chosen.name, _reach(targets, cut))

    def _fit(
        self,
        parameters: Mapping[str, Value],
        column: Array,
        found: Array,
        targets: Array,
        row: int | None,
    ) -> FitPlot:
        assert self._predicted is not None
        assert self.chosen is not None
        xs = np.linspace(*_room(column), 161)
        ys = self._of(self._predicted.at(parameters, {self._axes[0]: xs}))
        rows = Rows(column, targets, targets, found, None, row)
        return FitPlot(xs, ys, (self._axes[0].name, self.chosen.name), rows)


def _outputs(training: "Training") -> list[Knob]:
    """The numbers that are predicted, each of an aim of its own."""
    graph, found = training.graph, []
    drawn = [id_ for id_ in predictions(graph) if len(axes_of(graph, id_)) in (1, 2)]
    values = training.trace_at(0).values if drawn else {}
    for id_ in drawn:
        shape = np.shape(values.get(id_, 0.0))
        found += [Knob(id_, place) for place in np.ndindex(*shape)][:20]
    return [knob for knob in found if aim_of(graph, knob) is not None]


def _targets(run: "Training", output: Knob, count: int) -> Array:
    aim = aim_of(run.graph, output)
    return np.full(count, np.nan) if aim is None else _column(run, aim)


def _column(run: "Training", knob: Knob) -> Array:
    """What a leaf has in all rows; without data, in the graph."""
    if run.feed is not None:
        return knob.in_all(run.feed.stacked()[knob.id])
    return np.array([_own(run.graph, knob)])


def _own(graph: Graph, knob: Knob) -> float:
    value = np.asarray(graph.nodes[knob.id].attrs.get("value", 0.0), dtype=np.float64)
    return float(value[knob.place])


def _room(column: Array) -> tuple[float, float]:
    """From where to where an axis goes on which all rows are seen."""
    low, high = float(column.min()), float(column.max())
    air = AIR * (high - low) or 1.0
    return low - air, high + air


def _reach(targets: Array, cut: float | None) -> tuple[float, float]:
    """From which prediction to which the ground has all shades."""
    low, high = float(targets.min()), float(targets.max())
    if cut is not None and not low < cut < high:
        return cut - _SURE, cut + _SURE
    return (low, high) if high > low else (low - 1.0, high + 1.0)
