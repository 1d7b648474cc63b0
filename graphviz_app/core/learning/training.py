"""Training: a descent from a graph's parameters, of which every iteration can be seen again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from threading import Lock
from time import perf_counter
from typing import NamedTuple

import numpy as np

from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.learning.descending.batches import steps_of_pass
from graphviz_app.core.learning.descending.checked import loss_of, parameters_of
from graphviz_app.core.learning.descending.ending import Ending
from graphviz_app.core.learning.descending.history import Losses
from graphviz_app.core.learning.descending.past import Past
from graphviz_app.core.learning.descending.starts import at_first, untrained
from graphviz_app.core.learning.descending.stopping import Stop
from graphviz_app.core.learning.descending.way import Look, Way
from graphviz_app.core.learning.settings import Descent, Trained
from graphviz_app.core.learning.table import Feed, Table
from graphviz_app.core.learning.update import Update, descents_of
from graphviz_app.core.op import Array
from graphviz_app.core.program import compile_graph
from graphviz_app.core.trace import Trace

__all__ = ["Courses", "Iteration", "Stop", "Training", "untrained"]

MOST_BYTES = 64 * 2**20
"""Of what is kept of the iterations."""
_SLICE = 0.004
"""Seconds after which it is asked whether to go on."""


class Iteration(NamedTuple):
    """The parameters after ``step`` steps; the loss with them, over all rows.

    ``rows`` are those that the next step takes, counted from 0; none without data.
    """

    step: int
    loss: float
    parameters: Mapping[str, Value]
    rows: Sequence[int] = ()


class Courses(NamedTuple):
    """How numbers went on: at each of ``steps`` each parameter's value (steps, *shape)."""

    steps: Array
    values: Mapping[str, Array]


class Training:
    """Goes down step by step, until its steps are done or it makes no sense to go on.

    It starts from the graph as it is (``untrained(graph)`` is where a remembered way began).
    Without a descent the graph's first, else plain steps. With a ``table`` its rows feed inputs and
    targets. Raises GraphError, EvaluationError or DataError for what cannot be trained. Only
    ``advance`` changes anything; it may run in another thread than those that read.
    """

    def __init__(
        self,
        graph: Graph,
        descent: Descent | None = None,
        table: Table | None = None,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self.descent = descent or descents_of(graph)[0]
        self.parameters = parameters_of(graph)
        self._own = {id_: graph.nodes[id_].attrs["value"] for id_ in self.parameters}
        self.graph = at_first(graph, self.descent)
        """At the start."""
        self.feed = None if table is None else Feed.of(self.graph, table)
        self.limit = self.descent.steps
        """Steps after which it stops."""
        program = compile_graph(self.graph, kernel=False)
        loss_of(program)
        self._way = Way(self.graph, program, self.parameters, self.descent, self.feed)
        self._past = Past(self._way, most_bytes)
        self._going, self._losses, self._slice = Lock(), Losses(), 1
        self._row, self._look = self._way.first, self._way.look(self._way.first, 1)
        self._losses.add(np.array([self._look.loss]))
        window = 2 * steps_of_pass(self.descent, self._way.rows.count)
        self._ending = Ending(self._way, self._look.loss, window)
        self.stop: Stop | None = self._ending.at_start(self._look)

    @property
    def count(self) -> int:
        """Steps that are done."""
        return self._losses.count - 1

    @property
    def losses(self) -> Array:
        """Before the first step … after the last, over all rows."""
        return self._losses.all

    def advance(self, steps: int, until: Callable[[], bool] | None = None) -> int:
        """Go on by so many steps, or to where it stops; returns how many there were.

        ``until`` is asked every few milliseconds, and stops it for now where it is true.
        """
        done = 0
        with self._going:
            while done < steps and self.stop is None:
                start = perf_counter()
                asked = min(steps - done, self._slice)
                done += self._go(asked)
                taken = perf_counter() - start
                if taken < _SLICE / 2 and asked == self._slice:
                    self._slice = min(2 * self._slice, 65_536)
                elif taken > _SLICE:
                    self._slice = max(self._slice // 2, 1)
                if until is not None and until():
                    break
        return done

    def _go(self, asked: int) -> int:
        count = self.count
        if count >= self.limit:
            self.stop = self._ending.done(self._row, self.losses)
            return 0
        asked = min(asked, self.limit - count)
        walked = self._way.walk(self._row, count + 1, asked, self._look)
        gone = len(walked.rows)
        if not gone:
            self.stop = self._ending.blocked(self._row, count, self._look)
            return 0
        look = self._way.look(walked.rows[-1], count + gone + 1)
        losses = np.append(walked.losses[1:], look.loss)
        found = self._ending.found(self._row, walked.rows, self.losses, losses)
        if found is not None:
            gone = found.step - count
        self._keep(walked.rows[:gone], losses[:gone], look if gone == len(walked.rows) else None)
        if found is None and count + gone == self.limit:
            found = self._ending.done(self._row, self.losses)
        self.stop = found
        return gone

    def _keep(self, rows: Array, losses: Array, look: Look | None) -> None:
        if len(rows):
            self._row = rows[-1]
            self._look = look or self._way.look(self._row, self.count + len(rows) + 1)
            self._past.add(rows)
            self._losses.add(losses)

    def rate(self, number: int) -> float:
        """The learning rate of a step, counted from 1."""
        return self._way.rate(number)

    def lift(self, limit: int) -> None:
        """Let it go on to so many steps, if their number was all that it stopped at."""
        self.limit = limit
        if self.stop is not None and self.stop.kind == "steps" and self.count < limit:
            self.stop = None

    def at(self, step: int) -> Iteration:
        """An iteration as it was, to the bit."""
        values = self._way.flat.values(self._past.point(self._known(step)))
        rows = () if self.feed is None else self._way.batch(step + 1)
        return Iteration(step, float(self.losses[step]), values, rows)

    def _known(self, step: int) -> int:
        if not 0 <= step <= self.count:
            raise IndexError(f"there is no iteration {step} of {self.count}")
        return step

    def update_at(self, step: int) -> Update:
        """The step from an iteration, with what the optimizer keeps."""
        return self._way.update(self._past.row(self._known(step)), step + 1)

    def trace_at(self, step: int, row: int | None = None) -> Trace:
        """The run at an iteration, on a row of the data; without one on the graph's own leaves."""
        return self._way.rows.trace(self.at(step).parameters, row)

    def row_losses(self, step: int) -> Array:
        """The loss of each row at an iteration; without data there is one."""
        return self._way.rows.losses(self.at(step).parameters)

    def courses(self, ids: Iterable[str]) -> Courses:
        """The values of parameters at the iterations that are kept."""
        names, flat = [*ids], self._way.flat
        steps, parts = self._past.kept([flat.places[i] for i in names])
        shaped = (part.reshape(-1, *flat.shapes[i]) for i, part in zip(names, parts, strict=True))
        return Courses(steps, dict(zip(names, shaped, strict=True)))

    def gradient_courses(self, ids: Iterable[str], most: int = 200) -> Courses:
        """The gradients of parameters that steps take, at most at so many, evenly spread."""
        steps = np.unique(np.linspace(0, self.count, min(most, self.count + 1)).round())
        looks = [self._way.look(self._past.point(int(n)), int(n) + 1).gradient for n in steps]
        rows, flat = np.array(looks), self._way.flat
        found = {i: rows[:, flat.places[i]].reshape(-1, *flat.shapes[i]) for i in ids}
        return Courses(steps, found)

    def trained(self, step: int, number: int = 0) -> Trained:
        """What is remembered beside the graph at an iteration; ``number`` is the descent's.

        Its start is the graph's own, from which the descent's comes again.
        """
        return Trained(step, self._own, number)
