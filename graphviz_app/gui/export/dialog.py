"""ExportDialog: which picture, as what, and where to; with a preview and an honest size."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from graphviz_app.animate import Frame, frame_at
from graphviz_app.core.schedule import Schedule
from graphviz_app.errors import ExportError
from graphviz_app.export.job import ExportJob
from graphviz_app.export.setting import Setting
from graphviz_app.export.sizes import size_text
from graphviz_app.export.table import formats
from graphviz_app.gui.export.asking_dialog import WritingDialog
from graphviz_app.gui.export.file_row import FileRow
from graphviz_app.gui.export.form import Form
from graphviz_app.gui.export.preview import Preview
from graphviz_app.gui.export.remembered import Choices
from graphviz_app.gui.export.told import told
from graphviz_app.scene.picture import Picture
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

if TYPE_CHECKING:
    from graphviz_app.scene.plots.plot import Plot

LEAST_PREVIEW = (200, 150)
USUAL = Choices()


class ExportDialog(WritingDialog):
    """Asks, has it done, and says why if nothing was written."""

    exported = Signal(object)
    """The job that is done."""

    def __init__(
        self,
        theme: Theme,
        picture: Picture,
        frame: Frame,
        document: Path,
        chosen: Choices = USUAL,
        parent: QWidget | None = None,
        plots: "Sequence[Plot]" = (),
    ) -> None:
        """``plots`` are those that can stand below the graph."""
        super().__init__("exportDialog", "Export picture", "Export", parent)
        self._on_screen, self._frame = picture.with_run(frame.schedule.run), frame
        self._plots = plots
        self._pictures: dict[tuple[str, bool], Picture] = {}
        at_end = frame.t == frame.schedule.finished
        self.preview = Preview()
        covers = self._on_screen.run.whole.covers
        covered = covers is not None and covers.hides
        self.form = Form(picture.view, at_end, theme.name == "dark", chosen, covered, bool(plots))
        self.file = FileRow("Export picture", chosen.path_for(document), _names, self.form)
        self._build()
        self._connect()
        self._refresh()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and sizes."""
        self.dress(theme)
        self.preview.setMinimumSize(*LEAST_PREVIEW)
        self.preview.border = QColor(theme.hairline)

    def _build(self) -> None:
        self.put_beside(self.preview, self.form, self.file)
        self.column.addWidget(self.wrong)
        self.put_foot(self.progress)

    def _connect(self) -> None:
        self.form.format_chosen.connect(self.file.rename)
        self.form.changed.connect(self._refresh)
        self.file.changed.connect(self._refresh)
        self.save.clicked.connect(self._export)

    @property
    def picture(self) -> Picture:
        """The picture in the chosen colours."""
        on_screen = self._told[0]
        # The layout was made for this scale.
        look = replace(self.form.look, scale=on_screen.theme.scale)
        if look == on_screen.theme:
            return on_screen
        key = look.name, self.form.tells_all
        if key not in self._pictures:
            made = Picture.of(on_screen.run, on_screen.layout, look, on_screen.view)
            self._pictures[key] = made
        return self._pictures[key]

    @property
    def _told(self) -> tuple[Picture, Schedule]:
        """What is on screen and its steps, with or without covers."""
        if not self.form.tells_all:
            return self._on_screen, self._frame.schedule
        return self._all_told

    @cached_property
    def _all_told(self) -> tuple[Picture, Schedule]:
        return told(self._on_screen, self._frame.schedule)

    @property
    def frame(self) -> Frame:
        """The moment that is drawn."""
        schedule = self._told[1]
        return frame_at(schedule, schedule.finished if self.form.finished else self._frame.t)

    @property
    def job(self) -> ExportJob:
        """Everything as chosen."""
        path = self.file.typed
        form, frame = self.form, self.frame
        setting = Setting(float(form.scale), form.transparent)
        picture = self.picture.with_plots(self._plots) if form.has_plots else self.picture
        return ExportJob(picture, frame.schedule, frame.t, path, setting, form.room)

    @property
    def choices(self) -> Choices:
        """What to offer next time."""
        form, folder = self.form, self.job.path.parent
        return Choices(form.format.suffix, form.chosen_scale, form.wants_transparent, str(folder))

    def _refresh(self) -> None:
        form = self.form
        part, scale = self.job.part
        self.preview.show_picture(part, self.frame, form.transparent)
        self.wrong.hide()
        try:
            form.extent.setText(size_text(part.bounds, form.format.unit, scale))
        except ExportError as error:
            form.extent.setText("too large")
            self.show_error(str(error))

    def _export(self) -> None:
        if self.file.settled(self.show_error) is not None:
            self.begin(self.job)

    @override
    def tell(self, job: object) -> None:
        self.exported.emit(job)


def _names() -> dict[str, str]:
    return {format_.suffix: format_.name for format_ in formats()}
