"""Making: what moves, as the form asks for it; the graph is laid out for its size meanwhile."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from graphviz_app.core.choices import Stride
from graphviz_app.core.pieces import Pieces
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.wording import counted
from graphviz_app.errors import GraphAppError
from graphviz_app.export.moving.job import MovingJob
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.script import Script
from graphviz_app.gui.export.animation.form import AnimationForm
from graphviz_app.gui.export.animation.staging import staged_in_pieces
from graphviz_app.gui.export.animation.stretches import Stretch, stretches
from graphviz_app.gui.export.picture.moments import same_moment
from graphviz_app.gui.export.picture.taken import Taken
from graphviz_app.gui.widgets.turns import Turns
from graphviz_app.layout import LayoutService
from graphviz_app.scene.picture import Picture

Staged = tuple[tuple[int, int], str]
"""A size, and the name of the colours."""


class MovingMaking(QObject):
    """Tells when it is there."""

    begun = Signal()
    made = Signal()
    failed = Signal(str)
    """Why it cannot be laid out."""

    def __init__(self, taken: Taken, form: AnimationForm, parent: QObject) -> None:
        super().__init__(parent)
        self._taken, self._form = taken, form
        self._schedules: dict[Stride, Schedule] = {taken.schedule.stride: taken.schedule}
        self._pictures: dict[Staged, Picture] = {}
        self._turns = Turns(self)
        self._service: LayoutService | None = None

    def close(self) -> None:
        """Nobody wants it any more."""
        self._turns.drop()
        if self._service is not None:
            self._service.close()

    @property
    def ready(self) -> bool:
        """Whether it can be written."""
        return self._staged in self._pictures and not self._form.size_field.why

    def refresh(self) -> None:
        """Make it as it is asked for now."""
        if self._staged in self._pictures:
            self.made.emit()
        else:
            self.begun.emit()
            self._turns.begin(self._stage(self._staged), at_once=False)

    @property
    def moving(self) -> Moving:
        """All of it; there is a picture."""
        form = self._form
        return Moving(
            self._pictures[self._staged],
            self.script,
            form.size_field.size_chosen,
            float(form.fps),
            camera=form.has("Camera"),
            caption=form.has("Caption"),
            title=form.has("Title"),
            loop=form.has("Loop"),
        )

    def job(self, path: Path) -> MovingJob:
        """What is to be written into this file."""
        return MovingJob(self.moving, path)

    @property
    def script(self) -> Script:
        """What is seen when."""
        start, end = self._stretch
        return Script(self._schedule, start, end, self._form.speed, self._form.hold)

    def told(self) -> str:
        """How long it is."""
        script, format_ = self.script, self._form.format
        steps = counted(len(script.steps), "step")
        if format_.is_raster:
            frames = counted(max(round(script.seconds * self._form.fps), 1), "frame")
            return f"{_duration(script.seconds)} · {frames} · {steps}"
        return f"{steps} · {_duration(script.seconds)}" if format_.unit == "CSS pixels" else steps

    @property
    def _staged(self) -> Staged:
        return self._form.size_field.size_chosen, self._form.look.name

    @property
    def _schedule(self) -> Schedule:
        stride, taken = self._form.stride, self._taken.schedule
        if stride not in self._schedules:
            self._schedules[stride] = Schedule(taken.run, stride=stride, update=taken.update)
        return self._schedules[stride]

    @property
    def _stretch(self) -> Stretch:
        schedule = self._schedule
        now = same_moment(self._taken.schedule, self._taken.frame.t, schedule)
        offered = stretches(schedule, now)
        return offered.get(self._form.stretch, (0.0, schedule.finished))

    def _stage(self, staged: Staged) -> Pieces[None]:
        size, _ = staged
        run, view = self._taken.schedule.run, self._taken.picture.view
        if self._service is None:
            self._service = LayoutService(view.engine)
        try:
            self._pictures[staged] = yield from staged_in_pieces(
                run, view, self._form.look, size, self._service
            )
        except GraphAppError as error:
            self.failed.emit(str(error))
        else:
            self.made.emit()


def _duration(seconds: float) -> str:
    """``34 s``, ``2 min 5 s``."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    whole = round(seconds)
    return f"{whole // 60:,} min {whole % 60} s"
