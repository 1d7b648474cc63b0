"""Pictures: which plots there are of some runs, and each of them at the step that is shown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphviz_app.core.graph import Value
from graphviz_app.core.learning.knob import Knob
from graphviz_app.errors import GraphAppError
from graphviz_app.scene.learned.courses import NumberCourses
from graphviz_app.scene.learned.landscape import Landscape
from graphviz_app.scene.learned.predicting import Predicting
from graphviz_app.scene.learned.runs import loss_plot
from graphviz_app.scene.plots.contour_plot import ContourPlot
from graphviz_app.scene.plots.course_plot import CoursePlot
from graphviz_app.scene.plots.plot import Plot

if TYPE_CHECKING:
    from graphviz_app.core.learning.training import Training

_NO_PICTURE = (GraphAppError, ValueError, IndexError, TypeError, ArithmeticError)
"""Of numbers for which a graph has no value there is none."""


class Pictures:
    """What is wished for is shown as far as it is there; so are ``row`` of the data, and ``held``,
    a point that is tried."""

    def __init__(self) -> None:
        self._runs: Sequence[Training] = ()
        self._known: object = None
        self.landscape, self.predicting = Landscape(), Predicting()
        self._courses = {
            "parameters": NumberCourses(gradients=False),
            "gradients": NumberCourses(gradients=True),
        }
        self.wished_run, self.wished_step = 0, 0
        self.row: int | None = None
        self.held: tuple[float, float] | None = None
        self.trouble = ""
        """Why there is no plot."""

    def set_runs(self, runs: "Sequence[Training]") -> bool:
        """Other runs, or more steps of them; returns whether anything is new."""
        known = [(run, run.count, run.stop, run.descent.steps) for run in runs]
        if known == self._known:
            return False
        self._runs, self._known = tuple(runs), known
        self.landscape.set_runs(runs)
        self.predicting.set_runs(runs)
        return True

    @property
    def run(self) -> int:
        """Which run is shown, if there is such a one."""
        return min(self.wished_run, max(len(self._runs) - 1, 0))

    @property
    def step(self) -> int:
        """Which step of it; at most its last."""
        return min(self.wished_step, self.last)

    @property
    def last(self) -> int:
        """How many steps it has."""
        return self._runs[self.run].count if self._runs else 0

    @property
    def there(self) -> Sequence[str]:
        """What can be looked at."""
        if not self._runs:
            return ()
        found = ["loss"]
        if self.landscape.offered:
            found += ["parameters", "gradients"]
        if self.landscape.is_there:
            found.append("contour")
        return [*found, self.predicting.kind] if self.predicting.kind else found

    @property
    def telling(self) -> str:
        """The most telling of them: without data, a prediction is one number among others."""
        fed = bool(self._runs) and self._runs[self.run].feed is not None
        if fed and self.predicting.kind:
            return self.predicting.kind
        found = "contour" if len(self.landscape.offered) == 2 else "gradients"
        return found if found in self.there else "loss"

    def loss(self, log: bool | None) -> CoursePlot | None:
        """How the loss of all runs falls; ``log`` is None where nobody has chosen an axis."""
        return loss_plot(self._runs, log, self.run, self.step) if self._runs else None

    def plot(self, choice: str, knobs: Sequence[Knob], *, at_rest: bool) -> Plot | None:
        """One of the others; ``knobs`` are whose courses are shown. None where it has no numbers.

        ``at_rest``: no step has gone by for a while.
        """
        self.trouble = ""
        try:
            return self._plot(choice, knobs, at_rest)
        except _NO_PICTURE as error:
            known = isinstance(error, GraphAppError)
            self.trouble = str(error) if known else "its numbers cannot be worked out"
            return None

    def _plot(self, choice: str, knobs: Sequence[Knob], at_rest: bool) -> Plot | None:
        run = self._runs[self.run]
        if choice in self._courses:
            return self._courses[choice].plot(run, knobs, self.step, at_rest=at_rest)
        if choice in ("map", "fit"):
            return self.predicting.plot(run, self.step, self.row)
        plot = self.landscape.plot(self.run, self.step, at_rest=at_rest)
        return plot if plot is None or self.held is None else self._held(plot, self.held)

    def is_current(self, choice: str) -> bool:
        """Whether the last plot shows all there is; while steps go by some wait for a rest."""
        if not self._runs:
            return True
        if choice in self._courses:
            return self._courses[choice].is_current(self._runs[self.run])
        return choice != "contour" or self.landscape.is_current(self.run, self.step)

    def _held(self, plot: ContourPlot, point: tuple[float, float]) -> ContourPlot:
        return self.landscape.tried(plot, self.run, self.step, point)

    def values_at(self, point: tuple[float, float]) -> dict[str, Value]:
        """The leaves with the numbers of a point of the contour."""
        return self.landscape.values_at(self.run, self.step, point)
