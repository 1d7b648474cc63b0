"""Landscape: the loss over two parameters, worked out anew where the others have moved."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from math import isqrt
from time import perf_counter, thread_time
from typing import TYPE_CHECKING

from graphviz_app.arrays import Array, np
from graphviz_app.core.graph import Value
from graphviz_app.core.learning.knob import Knob, knobs
from graphviz_app.core.learning.surface import Losses, room_around, surface
from graphviz_app.core.pieces import finished
from graphviz_app.errors import GraphAppError
from graphviz_app.scene.learned.patience import Patience
from graphviz_app.scene.learned.runs import names_of
from graphviz_app.scene.plots.contour_plot import ContourPlot, Walk
from graphviz_app.scene.plots.course import looks
from graphviz_app.scene.plots.field import Field

if TYPE_CHECKING:
    from graphviz_app.core.learning.training import Training

FEWEST, MOST = 12, 56
"""Points along each axis."""
POINTS, SECONDS = 60_000, 0.2
"""Losses of single rows that are worked out for a picture, and the time that this takes at most,
as long as the fewest points take no longer."""
LONGEST = 1.0
"""Seconds; where the fewest points would take longer, there is no picture."""
_MOST_KNOBS = 120
_MOST_PLACES = 1500
"""Of a way so many are painted."""

Room = tuple[float, float, float, float]


class Landscape:
    """Of the runs that are shown; ``pair`` are the two parameters."""

    def __init__(self) -> None:
        self._runs: Sequence[Training] = ()
        self.offered: Sequence[Knob] = ()
        self.pair: tuple[Knob, Knob] | None = None
        self._chosen = False
        self._losses: tuple[object, Losses] | None = None
        self._room: Room | None = None
        self._field: tuple[object, int, Field] | None = None
        """What it is of, at which step, and the heights."""
        self._patience = Patience()
        self._too_slow = False
        self._walks: tuple[object, list[Walk]] | None = None

    def set_runs(self, runs: "Sequence[Training]") -> None:
        """Other runs, or more steps of them."""
        graph = runs[0].graph if runs else None
        if graph is not (self._runs[0].graph if self._runs else None):
            ids = runs[0].parameters if runs else ()
            self.offered = [] if graph is None else list(islice(knobs(graph, ids), _MOST_KNOBS))
            self._losses = self._field = self._room = None
            self._too_slow = False
            if self.pair is None or not {*self.pair} <= {*self.offered}:
                self._chosen = False
        self._runs = tuple(runs)
        if not self._chosen:
            self.pair = self._usual()

    @property
    def is_there(self) -> bool:
        """Whether there are two parameters."""
        return self.pair is not None

    def choose(self, pair: tuple[Knob, Knob]) -> None:
        """Look along other parameters."""
        self.pair, self._chosen = pair, True
        self._room = None

    def _usual(self) -> tuple[Knob, Knob] | None:
        """The first two; once they have been trained, they stay."""
        return (self.offered[0], self.offered[1]) if len(self.offered) > 1 else None

    def is_current(self, run: int, step: int) -> bool:
        """Whether the heights are those around a step."""
        return self._field is not None and self._field[0] == self._key(run, step)

    def plot(self, run: int, step: int, *, at_rest: bool) -> ContourPlot | None:
        """The loss around a step; while steps go by perhaps that around an earlier one."""
        if self.pair is None:
            return None
        if self._too_slow:
            raise GraphAppError("the loss at other points takes too long")
        training, pair = self._runs[run], self.pair
        walks = self._walked(run)
        self._make_room(walks, training.at(step).parameters)
        key = self._key(run, step)
        if self._field is None or (
            self._field[0] != key
            and (at_rest or self._patience.is_over or _other_room(self._field[0], key))
        ):
            self._field = key, step, self._worked_out(training, step)
        _, of_step, field = self._field
        values = training.at(step).parameters
        now = pair[0].of(values), pair[1].of(values)
        return ContourPlot(
            field,
            (pair[0].name, pair[1].name),
            walks,
            now if np.isfinite(now).all() else None,
            float(training.losses[step]),
            remark="" if self._field[0] == key else f"heights of step {of_step}",
        )

    def tried(
        self, plot: ContourPlot, run: int, step: int, point: tuple[float, float]
    ) -> ContourPlot:
        """The same with a point that somebody holds."""
        assert self.pair is not None
        numbers = {knob: np.array([x]) for knob, x in zip(self.pair, point, strict=True)}
        training = self._runs[run]
        loss = self._losses_of(training).at(training.at(step).parameters, numbers)
        return replace(plot, tried=point, tried_loss=float(loss[0]))

    def values_at(self, run: int, step: int, point: tuple[float, float]) -> dict[str, Value]:
        """The leaves with the numbers of a point."""
        assert self.pair is not None
        values = dict(self._runs[run].at(step).parameters)
        for knob, x in zip(self.pair, point, strict=True):
            values[knob.id] = knob.set(values[knob.id], x)
        return {knob.id: values[knob.id] for knob in self.pair}

    # How it is worked out

    def _losses_of(self, training: "Training") -> Losses:
        key = training.graph, training.feed, training.descent.loss
        if self._losses is None or self._losses[0] != key:
            made = Losses(training.graph, training.feed, training.descent.loss)
            self._losses = key, made
        return self._losses[1]

    def _worked_out(self, training: "Training", step: int) -> Field:
        assert self.pair is not None
        assert self._room is not None
        losses, begun = self._losses_of(training), perf_counter()
        count = self._count_for(losses, training.at(step).parameters)
        x0, x1, y0, y1 = self._room
        xs, ys = np.linspace(x0, x1, count), np.linspace(y0, y1, count)
        found = finished(surface(losses, training.at(step).parameters, self.pair, xs, ys))
        self._patience.took(begun)
        return Field(*found)

    def _count_for(self, losses: Losses, values: Mapping[str, Value]) -> int:
        """How many points along each axis; raises GraphAppError where they would take too long."""
        assert self.pair is not None
        count = min(max(isqrt(POINTS // losses.rows), FEWEST), MOST)
        each = self._seconds_for(losses, values, 1)
        if each < 0.05:  # the first one had things to make ready
            each = self._seconds_for(losses, values, FEWEST if each < 0.01 else 2)
        self._too_slow = each * FEWEST**2 > LONGEST
        if self._too_slow:
            raise GraphAppError("the loss at other points takes too long")
        return max(min(count, isqrt(round(SECONDS / max(each, 1e-7)))), FEWEST)

    def _seconds_for(self, losses: Losses, values: Mapping[str, Value], count: int) -> float:
        """Of one of so many points, whatever else this computer does."""
        begun = thread_time()
        losses.at(values, {knob: np.full(count, knob.of(values)) for knob in self.pair or ()})
        return (thread_time() - begun) / count

    def _key(self, run: int, step: int) -> tuple[object, ...]:
        """What the heights depend on: not on where the two parameters are themselves."""
        training = self._runs[run]
        values = dict(training.at(step).parameters)
        for knob in self.pair or ():
            values[knob.id] = knob.set(values[knob.id], 0.0)
        others = tuple(np.asarray(value).tobytes() for value in values.values())
        return self._room, self.pair, training.descent.loss, others

    def _walked(self, run: int) -> list[Walk]:
        """Where all runs have been."""
        assert self.pair is not None
        key = self.pair, run, tuple(training.count for training in self._runs)
        if self._walks is None or self._walks[0] != (key, self._runs):
            self._walks = (key, self._runs), self._all_walks(run)
        return self._walks[1]

    def _all_walks(self, run: int) -> list[Walk]:
        walks = []
        named = zip(self._runs, names_of(self._runs), looks(len(self._runs)), strict=True)
        for place, (training, name, look) in enumerate(named):
            assert self.pair is not None
            found = training.courses([knob.id for knob in self.pair])
            shown = np.unique(
                np.linspace(0, len(found.steps) - 1, _MOST_PLACES).round().astype(np.int64)
            )
            across, up = (knob.in_all(found.values[knob.id])[shown] for knob in self.pair)
            walks.append(Walk(name, found.steps[shown], across, up, *look, place == run))
        return walks

    def _make_room(self, walks: Sequence[Walk], values: Mapping[str, Value]) -> None:
        """Keep the axes as long as everything is on them."""
        assert self.pair is not None
        now = [knob.of(values) for knob in self.pair]
        xs = np.concatenate([walk.xs for walk in walks] + [np.array(now[:1])])
        ys = np.concatenate([walk.ys for walk in walks] + [np.array(now[1:])])
        if self._room is None or not (
            _within(xs, self._room[0], self._room[1]) and _within(ys, self._room[2], self._room[3])
        ):
            self._room = *room_around(xs), *room_around(ys)


def _within(numbers: Array, low: float, high: float) -> bool:
    known = numbers[np.isfinite(numbers)]
    return bool(((known >= low) & (known <= high)).all())


def _other_room(before: object, now: tuple[object, ...]) -> bool:
    return not isinstance(before, tuple) or before[:2] != now[:2]
