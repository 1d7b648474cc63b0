"""The schedule of a run that is shown, with the step of learning that it ends with."""

from collections.abc import Callable

from graphviz_app.core.choices import Stride
from graphviz_app.core.covering import covered_update
from graphviz_app.core.learning.update import Update
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.trace import Trace

StepOf = Callable[[Trace], Update | None]
"""Which step of learning a run ends with; None if none is told."""


def scheduled(before: Schedule | None, run: ReadRun, stride: Stride, step_of: StepOf) -> Schedule:
    """Like the one before, as far as it fits. Nothing that is covered in the run is told."""
    step = None if run.wrt is not None else covered_update(step_of(run.whole), run.whole)
    if before is not None and before.stride == stride:
        return before.renewed(run, step)
    return Schedule(run, stride=stride, update=step)
