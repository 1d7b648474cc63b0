"""Predicting: what a network predicts over its inputs, beside the rows of data."""

from collections.abc import Mapping, Sequence
from time import thread_time
from typing import TYPE_CHECKING

from graphviz_app.arrays import Array, np
from graphviz_app.core.graph import Value
from graphviz_app.core.learning.knob import Knob
from graphviz_app.core.learning.leaves import array_in
from graphviz_app.core.learning.prediction import (
    Predicted,
    aim_of,
    axes_of,
    cut_of,
    predictions,
)
from graphviz_app.core.learning.together import Together, holds_rows, together
from graphviz_app.scene.plots.field import Field
from graphviz_app.scene.plots.fit_plot import FitPlot
from graphviz_app.scene.plots.map_plot import MapPlot
from graphviz_app.scene.plots.rows import Rows
from graphviz_app.scene.plots.scale import Scale

if TYPE_CHECKING:
    from graphviz_app.core.learning.training import Training

FEWEST, MOST = 24, 64
"""Points along each axis of a map."""
QUICK = 0.004
"""Seconds within which a map is worked out, with fewer points if need be."""
ALIKE = 4.0
"""Inputs whose numbers reach up to so many times as far as the other's are drawn to one scale."""
WIDEST = 6.0
"""How many times as wide as high a map is at most."""
AIR = 0.2
"""Around the rows there is so much of their width on each side."""
_SURE = 4.0
"""Scores from which on a prediction is as good as sure."""


class Predicting:
    """Of the graph of the runs that are shown; ``chosen`` is the output."""

    def __init__(self) -> None:
        self._training: Training | None = None
        self._predicted: Predicted | Together | None = None
        self.outputs: Sequence[Knob] = ()
        self.chosen: Knob | None = None
        self._points = MOST
        self.shape = 0.0
        """Width by height of the picture, where that is known."""

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
            self._predicted = _predicted(self._training, self.chosen)

    @property
    def kind(self) -> str:
        """``map`` over two inputs, ``fit`` along one, else nothing."""
        names = self._predicted.names if self._predicted is not None else ()
        return {1: "fit", 2: "map"}.get(len(names), "")

    def plot(self, run: "Training", step: int, row: int | None) -> MapPlot | FitPlot | None:
        """The prediction at a step; ``row`` is the one that the graph shows."""
        if self._predicted is None or self.chosen is None:
            return None
        parameters, source = run.at(step).parameters, self._predicted
        columns = _columns(run, source)
        found = self._of(source.along(parameters, columns))
        targets = _targets(run, source, self.chosen, len(found))
        if self.kind == "map":
            return self._map(run, parameters, columns, found, targets, row)
        return self._fit(parameters, columns[0], found, targets, row)

    def _of(self, found: Array) -> Array:
        """The chosen element of every prediction."""
        if self.chosen is None or not self.chosen.place:
            return found
        whole = found.ndim - len(self.chosen.place)
        flat = self.chosen.in_all(found.reshape(-1, *found.shape[whole:]))
        return flat.reshape(found.shape[:whole])

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
        seen = _room(columns[0]), _room(columns[1])
        xs, ys = self._grid(*seen)
        across, up = np.meshgrid(xs, ys)
        heights = self._of(self._predicted.along(parameters, [across.ravel(), up.ravel()]))
        if thread_time() - begun > QUICK:
            self._points = max(self._points * 3 // 4, FEWEST)
        cut = cut_of(run.graph, self.chosen.id, targets)
        rows = Rows(columns[0], columns[1], targets, found, cut, row)
        names = self._predicted.names[0], self._predicted.names[1]
        field = Field(xs, ys, heights.reshape(across.shape))
        even = seen if _is_even(*seen) else None
        return MapPlot(field, names, rows, self.chosen.name, _reach(targets, cut), even)

    def _grid(self, across: Scale, up: Scale) -> tuple[Array, Array]:
        """Where it is worked out: with equal scales as far as the room of the picture goes."""
        if not _is_even(across, up):
            return _spread(across, self._points), _spread(up, self._points)
        wide, high = across.high - across.low, up.high - up.low
        shape = min(max(self.shape or wide / high, 1 / WIDEST), WIDEST)
        long = max(shape * high / wide, 1.0), max(wide / (shape * high), 1.0)
        many = (long[0] * wide / (long[1] * high)) ** 0.5
        return (
            _spread(_longer(across, long[0]), max(round(self._points * many), FEWEST // 2)),
            _spread(_longer(up, long[1]), max(round(self._points / many), FEWEST // 2)),
        )

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
        xs = _spread(_room(column), 161)
        ys = self._of(self._predicted.along(parameters, [xs]))
        rows = Rows(column, targets, targets, found, None, row)
        return FitPlot(xs, ys, (self._predicted.names[0], self.chosen.name), rows)


def _predicted(training: "Training", output: Knob) -> Predicted | Together:
    """The prediction row by row, or of all rows at once that the graph holds."""
    graph = training.graph
    if holds_rows(graph, output.id) and not output.place:
        shape = np.shape(training.trace_at(0).value(output.id))
        return together(graph, output.id, shape) or Predicted(graph, output.id)
    return Predicted(graph, output.id)


def _outputs(training: "Training") -> list[Knob]:
    """The numbers that are predicted, each of an aim of its own."""
    graph, found = training.graph, []
    fits = [id_ for id_ in predictions(graph) if len(axes_of(graph, id_)) in (1, 2)]
    wholes = [id_ for id_ in predictions(graph) if holds_rows(graph, id_)]
    values = training.trace_at(0).values if fits or wholes else {}
    for id_ in (*wholes, *fits):
        shape = np.shape(values.get(id_, 0.0))
        if id_ in wholes and together(graph, id_, shape) is not None:
            found.append(Knob(id_))
        elif id_ in fits:
            each = [Knob(id_, place) for place in np.ndindex(*shape)][:20]
            found += [knob for knob in each if aim_of(graph, knob) is not None]
    return list(dict.fromkeys(found))


def _columns(run: "Training", source: Predicted | Together) -> Sequence[Array]:
    """The numbers of the inputs in all rows."""
    if isinstance(source, Together):
        return source.columns
    return [_column(run, knob) for knob in source.axes]


def _targets(run: "Training", source: Predicted | Together, output: Knob, count: int) -> Array:
    if isinstance(source, Together):
        return source.targets
    aim = aim_of(run.graph, output)
    return np.full(count, np.nan) if aim is None else _column(run, aim)


def _column(run: "Training", knob: Knob) -> Array:
    """What a leaf has in all rows; without data, in the graph."""
    if run.feed is not None:
        return knob.in_all(run.feed.stacked()[knob.id])
    return np.array([array_in(run.graph, knob.id)[knob.place]])


def _room(column: Array) -> Scale:
    """From where to where an axis goes on which all rows are seen."""
    low, high = float(column.min()), float(column.max())
    air = AIR * (high - low) or 1.0
    return Scale(low - air, high + air)


def _is_even(across: Scale, up: Scale) -> bool:
    """Whether two inputs are of a size, and can be drawn to one scale."""
    return 1 / ALIKE <= (across.high - across.low) / (up.high - up.low) <= ALIKE


def _longer(scale: Scale, factor: float) -> Scale:
    air = (factor - 1) / 2 * (scale.high - scale.low)
    return Scale(scale.low - air, scale.high + air)


def _spread(scale: Scale, count: int) -> Array:
    return np.linspace(scale.low, scale.high, count)


def _reach(targets: Array, cut: float | None) -> tuple[float, float]:
    """From which prediction to which the ground has all shades."""
    low, high = float(targets.min()), float(targets.max())
    if cut is not None and not low < cut < high:
        return cut - _SURE, cut + _SURE
    return (low, high) if high > low else (low - 1.0, high + 1.0)
