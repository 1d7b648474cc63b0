"""What runs are called, and how their losses went."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphviz_app.arrays import np
from graphviz_app.core.learning.rates import first_rate
from graphviz_app.explain.step_words import OPTIMIZERS
from graphviz_app.numbers import as_typed
from graphviz_app.scene.plots.course import Course, looks
from graphviz_app.scene.plots.course_plot import CoursePlot

DECADES = 3

if TYPE_CHECKING:
    from graphviz_app.core.learning.training import Training


def names_of(runs: "Sequence[Training]") -> list[str]:
    """What they are called beside each other, no two alike."""
    names: list[str] = []
    for place, run in enumerate(runs):
        name = name_of(run)
        names.append(f"{place + 1} {name}" if name in names else name)
    return names


def name_of(run: "Training") -> str:
    """By its own name, else by its optimizer and rate."""
    rate = as_typed(first_rate(run.graph, run.descent))
    return run.descent.name or f"{OPTIMIZERS[run.descent.optimizer].short} {rate}"


def loss_plot(runs: "Sequence[Training]", log: bool | None, chosen: int, step: int) -> CoursePlot:
    """The losses of all runs, with a step of one of them.

    ``log``: None is logarithmic where they go over more than ``DECADES`` powers of ten.
    """
    courses = [
        Course(
            _told(name, run), run.losses, *look, heavy=place == chosen, exploded=has_exploded(run)
        )
        for place, (name, run, look) in enumerate(
            zip(names_of(runs), runs, looks(len(runs)), strict=True)
        )
    ]
    planned = max((run.descent.steps for run in runs), default=0)
    is_log = is_far(courses) if log is None else log
    return CoursePlot(courses, is_log, chosen, step, planned)


def is_far(courses: "Sequence[Course]") -> bool:
    """Whether their losses are of such different sizes that most would lie on the axis."""
    known = np.concatenate([course.positive for course in courses] or [np.empty(0)])
    known = known[np.isfinite(known)]
    return bool(len(known)) and float(known.max() / known.min()) > 10**DECADES


def _told(name: str, run: "Training") -> str:
    """Its name, and whether its loss has come to hardly fall."""
    return f"{name}, flat" if run.stop is not None and run.stop.is_stuck else name


def has_exploded(run: "Training") -> bool:
    """Whether it was stopped because its numbers did."""
    return run.stop is not None and run.stop.kind == "exploded"
