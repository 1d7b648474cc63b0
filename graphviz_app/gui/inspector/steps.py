"""Which step of learning the inspector tells: that of the timeline, else the first of the run."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from graphviz_app.animate import Frame
from graphviz_app.core.read_run import ReadRun
from graphviz_app.gui.widgets.sheet import Row

if TYPE_CHECKING:
    from graphviz_app.core.learning.update import Update


class Steps:
    """The step that is told of the run that is shown."""

    def __init__(self, can_freeze: bool = False) -> None:
        self._can_freeze = can_freeze
        self._schedule: object = None
        self._run: ReadRun | None = None
        """The run that the step is of; what is shown may be the one after it."""
        self.update: Update | None = None

    def take_run(self, run: ReadRun | None) -> None:
        """Another run: until a frame says more, its first step."""
        self._schedule = self._run = None
        if run is None or not run.whole.gradients:
            self.update = None
            return
        from graphviz_app.core.learning.update import first_update  # late: few graphs learn

        self.update = first_update(run.whole)

    def take_frame(self, frame: Frame) -> bool:
        """Whether the timeline tells another step than what is shown."""
        if frame.schedule is self._schedule:
            return False
        self._schedule, self._run = frame.schedule, frame.schedule.run
        told: Update | None = getattr(frame.schedule, "update", None)
        if told is None or (self.update is not None and _are_alike(self.update, told)):
            return False
        self.update = told
        return True

    def of_all(self, run: ReadRun, ids: Sequence[str]) -> Iterable[Row]:
        """The section about all parameters; nothing where no step is told."""
        if self.update is None:
            return ()
        from graphviz_app.gui.inspector.update_rows import update_section

        return update_section(self._run or run, self.update, list(ids), self._can_freeze)

    def of_one(self, run: ReadRun, id_: str) -> Iterable[Row]:
        """The section about one."""
        if self.update is None:
            return ()
        from graphviz_app.gui.inspector.update_rows import parameter_section

        return parameter_section(self._run or run, self.update, id_, self._can_freeze)


def _are_alike(one: "Update", other: "Update") -> bool:
    """Whether they say the same."""
    same = (one.descent, one.rate, one.number, one.rows) == (
        *(other.descent, other.rate, other.number, other.rows),
    )
    return (
        same
        and _ids(one) == _ids(other)
        and all(
            np.array_equal(a.new, b.new) and np.array_equal(a.gradient, b.gradient)
            for a, b in zip(one.moved, other.moved, strict=True)
        )
    )


def _ids(update: "Update") -> Sequence[str]:
    return [one.id for one in update.moved]
