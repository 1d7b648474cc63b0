"""Making: what moves, as the form asks for it; the graph is laid out for its size meanwhile."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from graphviz_app.core.choices import Stride
from graphviz_app.core.pieces import Pieces
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.wording import counted
from graphviz_app.errors import GraphAppError
from graphviz_app.export.moving.folders import folder_of
from graphviz_app.export.moving.job import MovingJob
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.pace import paced
from graphviz_app.export.moving.reel import count_of
from graphviz_app.export.moving.script import Script
from graphviz_app.gui.export.animation.form import AnimationForm
from graphviz_app.gui.export.animation.staging import staged_in_pieces
from graphviz_app.gui.export.animation.stretches import Stretch, stretches
from graphviz_app.gui.export.picture.moments import same_moment
from graphviz_app.gui.export.picture.taken import Taken
from graphviz_app.gui.export.silent import silent
from graphviz_app.gui.widgets.turns import Turns
from graphviz_app.layout import LayoutService
from graphviz_app.scene.picture import Picture
from graphviz_app.theme import PROJECTOR

Staged = tuple[tuple[int, int], str, bool]
"""A size, the name of the colours, and whether there is room for a caption."""


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
        self._moving: Moving | None = None
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
        return self._moving is not None and not self._form.size_field.why

    @property
    def staging(self) -> bool:
        """Whether the graph has to be laid out first."""
        return self._staged not in self._pictures

    def refresh(self) -> None:
        """Make it as it is asked for now."""
        self._moving = None
        self.begun.emit()
        self._turns.begin(self._make(), at_once=False)

    @property
    def moving(self) -> Moving:
        """All of it; it is ready."""
        assert self._moving is not None
        return self._moving

    @property
    def _wanted(self) -> Moving:
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
        moving = self.moving
        if self._form.carries:
            moving = replace(moving, carried=self._taken.carried(moving.schedule, self._stretch[0]))
        return MovingJob(moving, path)

    @property
    def script(self) -> Script:
        """What is seen when."""
        start, end = self._stretch
        return Script(self._schedule, start, end, self._form.speed, self._form.hold)

    def told(self, path: Path) -> str:
        """How long it is."""
        moving, format_ = self.moving, self._form.format
        steps = counted(len(moving.script.steps), "step")
        if format_.in_pages:
            return f"A page for each of {steps}"
        if not format_.is_raster:
            return f"{_duration(moving.script.seconds)} · {steps}"
        count = count_of(moving)
        place = f" · in a folder '{folder_of(path).name}'" if format_.in_a_folder else ""
        return f"{_duration(count / moving.fps)} · {counted(count, 'frame')} · {steps}{place}"

    @property
    def _staged(self) -> Staged:
        form = self._form
        return form.size_field.size_chosen, form.look.name, form.has("Caption")

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

    def _make(self) -> Pieces[None]:
        try:
            if self.staging:
                self._pictures[self._staged] = yield from self._stage(*self._staged)
            self._moving = yield from silent(paced(self._wanted))
        except GraphAppError as error:
            self.failed.emit(str(error))
        else:
            self.made.emit()

    def _stage(self, size: tuple[int, int], _look: str, caption: bool) -> Pieces[Picture]:
        run, view = self._taken.schedule.run, self._taken.picture.view
        if self._service is None:
            self._service = LayoutService(view.engine)
        look = replace(self._form.look, scale=PROJECTOR.scale)
        return (yield from staged_in_pieces(run, view, look, size, caption, self._service))


def _duration(seconds: float) -> str:
    """``34 s``, ``2 min 5 s``."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    whole = round(seconds)
    return f"{whole // 60:,} min {whole % 60} s"
