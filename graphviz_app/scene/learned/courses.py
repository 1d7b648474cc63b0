"""NumberCourses: how parameters, or their gradients, went."""

from collections.abc import Iterable, Sequence
from time import perf_counter, thread_time
from typing import TYPE_CHECKING

from graphviz_app.arrays import np
from graphviz_app.core.learning.knob import Knob
from graphviz_app.scene.learned.patience import Patience
from graphviz_app.scene.plots.course import DASHES, Course
from graphviz_app.scene.plots.course_plot import CoursePlot

if TYPE_CHECKING:
    from graphviz_app.core.learning.training import Courses, Training

SECONDS, MOST = 0.25, 200
"""Gradients are worked out again for as many steps as take no longer, but no more than that."""


class NumberCourses:
    """Keeps those that it has made, as long as no step has come."""

    def __init__(self, gradients: bool) -> None:
        self.gradients = gradients
        self._key: object = None
        self._count = -1
        self._courses: list[Course] = []
        self._patience = Patience()

    def plot(
        self, run: "Training", knobs: Sequence[Knob], step: int, *, at_rest: bool
    ) -> CoursePlot:
        """Of some parameters of a run; of gradients perhaps only up to an earlier step."""
        key = run, tuple(knobs)
        due = at_rest or not self.gradients or self._patience.is_over
        if key != self._key or (run.count != self._count and due):
            begun = perf_counter()
            self._key, self._count, self._courses = key, run.count, self._made(run, knobs)
            self._patience.took(begun)
        name = "gradients" if self.gradients else "parameters"
        planned = max(run.descent.steps, run.count)
        return CoursePlot(self._courses, False, 0, step, planned, losses=False, name=name)

    def is_current(self, run: "Training") -> bool:
        """Whether it shows all that has come."""
        return self._count == run.count

    def _made(self, run: "Training", knobs: Sequence[Knob]) -> list[Course]:
        ids = dict.fromkeys(knob.id for knob in knobs)
        found = run.courses(ids) if not self.gradients else _gradients(run, ids)
        steps = np.asarray(found.steps)
        every = np.arange(int(steps[-1]) + 1)
        told = None if len(steps) == len(every) else steps
        return [
            Course(
                knob.name,
                np.interp(every, steps, knob.in_all(found.values[knob.id])),
                "gradient" if self.gradients else "parameter",
                DASHES[place % len(DASHES)],
                told=told,
            )
            for place, knob in enumerate(knobs)
        ]


def _gradients(run: "Training", ids: Iterable[str]) -> "Courses":
    """Those of the first and the last step, and as many between as there is time for."""
    begun = thread_time()
    found = run.gradient_courses(ids, 2)
    each = max((thread_time() - begun) / 2, 1e-6)
    most = min(int(SECONDS / each), MOST)
    return found if most <= 2 else run.gradient_courses(ids, most)
