"""Which step of learning the inspector tells: that of the timeline, else the first of the run."""

from collections.abc import Iterable, Sequence

import numpy as np

from graphviz_app.core.covering import covered_update
from graphviz_app.core.learning.update import Moved, Update, first_update
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import Schedule
from graphviz_app.covered import is_covered
from graphviz_app.frames import Frame
from graphviz_app.gui.widgets.sheet import Row


class Steps:
    """The step that is told of the run that is shown."""

    def __init__(self, can_freeze: bool = False) -> None:
        self._can_freeze = can_freeze
        self._schedule: Schedule | None = None
        self.update: Update | None = None
        self._before: ReadRun | None = None
        """The run that ends with the step, if another one is shown."""

    def take_run(self, run: ReadRun | None) -> None:
        """Another run: until a frame says more, its first step. In forward mode there is none."""
        self._schedule = self._before = None
        told = None if run is None or run.wrt is not None else first_update(run.whole)
        self.update = None if run is None else covered_update(told, run.whole)

    def take_frame(self, frame: Frame) -> bool:
        """Whether the timeline tells another step than what is shown."""
        if frame.schedule is self._schedule:
            return False
        self._schedule = frame.schedule
        told = frame.schedule.update
        if told is None or (self.update is not None and _are_alike(self.update, told)):
            return False
        self.update, self._before = told, frame.schedule.run
        return True

    def of_all(self, run: ReadRun, ids: Sequence[str]) -> Iterable[Row]:
        """The section about all parameters; nothing where no step is told."""
        if self.update is None:
            return ()
        from graphviz_app.gui.inspector.update_rows import update_section  # late: few graphs learn

        return update_section(self._before or run, self.update, ids, self._can_freeze)

    def of_one(self, run: ReadRun, id_: str) -> Iterable[Row]:
        """The section about one."""
        if self.update is None:
            return ()
        from graphviz_app.gui.inspector.parameter_rows import parameter_section

        return parameter_section(self._before or run, self.update, id_, self._can_freeze)


def _are_alike(one: Update, other: Update) -> bool:
    """Whether they say the same."""
    of_one, of_other = (
        (step.descent, step.rate, step.number, step.rows, [moved.id for moved in step.moved])
        for step in (one, other)
    )
    return of_one == of_other and all(map(_move_alike, one.moved, other.moved))


def _move_alike(one: Moved, other: Moved) -> bool:
    pairs = ((one.new, other.new), (one.gradient, other.gradient))
    return all(is_covered(a) == is_covered(b) and np.array_equal(a, b) for a, b in pairs)
