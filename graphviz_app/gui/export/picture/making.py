"""Making: the picture as the form asks for it: the one on the screen, or one that fits."""

import math
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, Signal

from graphviz_app.core.graph import Graph
from graphviz_app.core.pieces import Pieces
from graphviz_app.core.reading.folded import folded_below, group_paths
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import USUAL, View
from graphviz_app.export.at import at_of
from graphviz_app.export.job import ExportJob
from graphviz_app.export.purpose.fitting import Fitted, fitted_in_pieces
from graphviz_app.export.purpose.lengths import in_points
from graphviz_app.export.purpose.purpose import Purpose
from graphviz_app.export.purpose.remedies import Remedy, UnfittedError
from graphviz_app.export.schedules import schedule_of
from graphviz_app.export.setting import Setting
from graphviz_app.export.sizes import size_text
from graphviz_app.gui.export.picture.fitting import Fitting
from graphviz_app.gui.export.picture.form import Form
from graphviz_app.gui.export.picture.moments import same_moment
from graphviz_app.gui.export.picture.taken import Taken
from graphviz_app.gui.export.told import covered_again, told
from graphviz_app.gui.widgets.parts import first_upper
from graphviz_app.layout import LayoutService
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.surround.surround import Wanted

MM = 72 / 25.4
"""Points of a millimetre."""
Search = tuple[View, Purpose, str, Wanted, bool, bool]
"""What is looked for: drawn how, what for, in which colours, with what around it, …"""


class Making(QObject):
    """Tells when it is there; until then the one before is shown."""

    begun = Signal()
    """Another one is being looked for."""
    made = Signal()

    def __init__(self, taken: Taken, form: Form, parent: QObject) -> None:
        super().__init__(parent)
        self._taken, self._form = taken, form
        self._on_screen = taken.picture.with_run(taken.schedule.run)
        self._pictures: dict[tuple[str, bool], Picture] = {}
        self._fitted: Fitted | None = None
        self._service: LayoutService | None = None
        self._sought: Search | None = None
        self.fits = True
        """Whether what there is may be written."""
        self._fitting = Fitting(self)
        self._fitting.fitted.connect(self._take_fitted)
        self._fitting.unfitted.connect(self._advise)

    @property
    def busy(self) -> bool:
        """Whether what fits is being looked for."""
        return self._fitting.busy

    @property
    def graph(self) -> Graph:
        """Of which it is a picture."""
        return self._taken.graph

    @property
    def ready(self) -> bool:
        """Whether what there is may be written."""
        return self.fits and not self.busy

    def drop(self) -> None:
        """Nobody wants it any more."""
        self._fitting.drop()

    def close(self) -> None:
        """There is nothing more to be made."""
        self.drop()
        if self._service is not None:
            self._service.close()

    def refresh(self) -> None:
        """Make it as it is asked for now."""
        purpose, why = self._form.purpose, self._form.why
        if why:
            self.drop()
            self.fits, self._sought = False, None
            self._form.advice.say(why, wrong=True)
            self.made.emit()
        elif purpose is None:
            self.drop()
            self.fits, self._fitted, self._sought = True, None, None
            self._form.advice.say("")
            self.made.emit()
        elif self._search(purpose) != self._sought:
            self._seek(purpose)
        elif not self.busy:
            self.made.emit()

    def _search(self, purpose: Purpose) -> Search:
        form = self._form
        told = (form.wanted, form.has_plots, form.finished)
        return (self._said, purpose, form.look.name, *told)

    def take(self, remedy: Remedy) -> None:
        """Do what was offered."""
        self._form.take(remedy.view, remedy.purpose)
        self.refresh()

    def job(self, path: Path) -> ExportJob:
        """What is to be written into this file."""
        form, taken = self._form, self._taken
        picture, schedule, setting = self._shown
        t = schedule.finished
        if not form.finished:
            t = same_moment(taken.schedule, taken.frame.t, schedule)
        setting = replace(setting, transparent=form.transparent, text=form.more.letters)
        return ExportJob(picture, schedule, t, path, setting, form.room)

    def carrying(self, job: ExportJob) -> ExportJob:
        """The same with the document, unless it is left out."""
        if not self._form.more.carries:
            return job
        view = job.picture.view
        return replace(job, carried=self._taken.carried(job.schedule, job.t, view))

    def told(self, job: ExportJob) -> str:
        """How large it becomes; raises ExportError where it is too large."""
        part, scale = job.part
        unit = self._form.format.unit
        size = size_text(part.bounds, unit, scale)
        if not self._form.is_sized:
            return "Text: what reads it decides on the size"
        smallest = part.places.smallest_number * job.setting.points
        if self._fitted is not None:
            smallest = self._fitted.text
            paper = _on_paper(part.bounds, job.setting.points)
            size = f"{paper} · {size}" if unit == "pixels" else paper
        elif unit is None:
            size = _on_paper(part.bounds, job.setting.points)
        return f"{size} · text from {in_points(smallest)}"

    @property
    def _said(self) -> View:
        """How the picture that fits is to be looked at."""
        form, view = self._form, self._taken.picture.view
        if form.size_part.purpose is None:
            return form.view
        folded = view.folded
        if form.more.folds_groups:
            folded = folded_below(group_paths(self._taken.picture.reading), 0)
        shown = form.view
        return form.more.view.over(
            View(
                *(None, None, shown.values, shown.gradients, shown.locals, view.stride),
                folded=folded,
                bias=view.bias,
                marks=view.marks,
                tangents=view.tangents,
                wrt=view.wrt,
                shapes=shown.shapes,
                edge_numbers=self._taken.said.edge_numbers,
            )
        )

    def _seek(self, purpose: Purpose, least: float | None = None) -> None:
        """Look for it; with other ``least`` text only to be seen."""
        self.begun.emit()
        self._sought = self._search(purpose)
        self.fits = least is None
        sought = purpose if least is None else replace(purpose, least_text=least)
        self._fitting.want(partial(self._sought_in_pieces, sought), soon=least is None)

    def _sought_in_pieces(self, purpose: Purpose) -> Pieces[Fitted]:
        taken, form = self._taken, self._form
        if self._service is None:
            self._service = LayoutService(taken.picture.view.engine)
        return fitted_in_pieces(
            taken.graph,
            self._said,
            purpose,
            form.look,
            at=self._at,
            plots=taken.plots if form.has_plots else (),
            wanted=form.wanted,
            service=self._service,
        )

    @property
    def _at(self) -> str:
        """The moment, as it is called where the graph is read like that."""
        if self._form.finished:
            return "END"
        trace = self._taken.schedule.run.whole
        schedule = schedule_of(trace.uncovered or trace, self._said.over(USUAL))
        return at_of(schedule, same_moment(self._taken.schedule, self._taken.frame.t, schedule))

    def _take_fitted(self, fitted: Fitted) -> None:
        self._fitted = fitted
        if self.fits:
            self._form.advice.say(first_upper(fitted.remark) if fitted.remark else "")
        self.made.emit()

    def _advise(self, error: Exception) -> None:
        """Say what would help, and show what it would be like without that."""
        only_to_be_seen = not self.fits
        self.fits = False
        if not isinstance(error, UnfittedError):
            self._form.advice.say(first_upper(str(error)), wrong=True)
            self.made.emit()
            return
        purpose = self._form.purpose
        assert purpose is not None  # else nothing would have been looked for
        least = math.floor(error.text * 10) / 10
        now = f"would have {in_points(error.text)}, not {in_points(purpose.aim)}"
        told = f"The smallest text {now if least else 'could not be read'}."
        offer = " It would fit with:" if error.remedies else ""
        self._form.advice.say(told + offer, error.remedies, wrong=True)
        if least > 0 and not only_to_be_seen:
            self._seek(purpose, least)
        else:
            self.made.emit()

    @property
    def _shown(self) -> tuple[Picture, Schedule, Setting]:
        """What there is: a picture, its steps, and how it is set."""
        if self._fitted is None:
            return *self._as_on_screen, Setting(float(self._form.scale))
        picture, schedule = self._fitted.picture, self._fitted.schedule
        if not self._form.more.tells_all:
            picture, schedule = covered_again(picture, schedule, self._taken.covers)
        return picture, schedule, self._fitted.setting

    @property
    def _as_on_screen(self) -> tuple[Picture, Schedule]:
        """With or without covers, in the chosen colours and with the chosen numbers."""
        form = self._form
        picture, schedule = self._on_screen, self._taken.schedule
        if form.more.tells_all:
            picture, schedule = self._all_told
        picture = self._lit(picture)
        if form.view != picture.view:
            picture = picture.with_view(form.view)
        return picture.with_plots(self._taken.plots) if form.has_plots else picture, schedule

    def _lit(self, picture: Picture) -> Picture:
        # The layout was made for this scale.
        look = replace(self._form.look, scale=picture.theme.scale)
        if look == picture.theme:
            return picture
        key = look.name, self._form.more.tells_all
        if key not in self._pictures:
            made = Picture.of(picture.run, picture.layout, look, picture.view)
            self._pictures[key] = made
        return self._pictures[key]

    @cached_property
    def _all_told(self) -> tuple[Picture, Schedule]:
        return told(self._on_screen, self._taken.schedule)


def _on_paper(bounds: QRectF, points: float) -> str:
    """``85.0 × 41.3 mm``."""
    width, height = (side * points / MM for side in (bounds.width(), bounds.height()))
    return f"{width:,.1f} × {height:,.1f} mm"
