"""ExportDialog: what the picture is for, as what, and where to; with what it will be."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from graphviz_app.core.reading.folded import group_paths
from graphviz_app.errors import GraphAppError
from graphviz_app.export.job import ExportJob
from graphviz_app.export.purpose.remedies import Remedy
from graphviz_app.export.table import formats
from graphviz_app.gui.export.asking_dialog import WritingDialog
from graphviz_app.gui.export.file_row import FileRow
from graphviz_app.gui.export.form_scroll import FormScroll
from graphviz_app.gui.export.picture.form import Form, Offer
from graphviz_app.gui.export.picture.making import Making
from graphviz_app.gui.export.picture.remembered import Choices
from graphviz_app.gui.export.picture.taken import Taken
from graphviz_app.gui.export.preview.preview import Preview
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

USUAL = Choices()
_ROOM = QSize(1180, 760)
"""What is comfortable, in pixels."""


class ExportDialog(WritingDialog):
    """Asks, has it done, and says why if nothing was written."""

    exported = Signal(object)
    """The job that is done."""

    def __init__(
        self, theme: Theme, taken: Taken, chosen: Choices = USUAL, parent: QWidget | None = None
    ) -> None:
        super().__init__("exportDialog", "Export picture", "Export", parent)
        self.preview = Preview()
        self.form = Form(_offer(theme, taken), chosen)
        self.making = Making(taken, self.form, self)
        path = chosen.path_for(taken.document)
        self.file = FileRow("Export picture", path, _names, self.form)
        self._build()
        self._connect()
        self.set_theme(theme)
        self.fit(_ROOM)
        self.form.size_part.purposes.setFocus()
        self.making.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and sizes."""
        self.dress(theme)
        self.preview.set_theme(theme)

    def _build(self) -> None:
        self.put_beside(self.preview, FormScroll(self.form), self.file)
        self.column.addWidget(self.wrong)
        self.put_foot(self.progress)

    def _connect(self) -> None:
        self.form.format_chosen.connect(self.file.rename)
        self.form.changed.connect(self.making.refresh)
        self.form.advice.taken.connect(self._take)
        self.file.changed.connect(self.making.refresh)
        self.making.begun.connect(self._wait)
        self.making.made.connect(self._show)
        self.save.clicked.connect(self._export)
        self.finished.connect(self.making.close)

    @property
    def job(self) -> ExportJob:
        """Everything as chosen."""
        return self.making.job(self.file.typed)

    @property
    def choices(self) -> Choices:
        """What to offer next time."""
        return self.form.choices(str(self.file.typed.parent))

    def _take(self, remedy: Remedy) -> None:
        """What was pressed is gone; the keys go on from what it has changed."""
        self.form.size_part.purposes.setFocus()
        self.making.take(remedy)

    def _wait(self) -> None:
        self.wrong.hide()
        self.preview.tell("Looking for what fits …")
        self.save.setEnabled(False)

    def _show(self) -> None:
        self.wrong.hide()
        job = self.job
        part, _ = job.part
        self.preview.measure_in(self.form.size_part.unit)
        self.preview.show_picture(part, job.frame, job.setting)
        try:
            self.preview.tell(self.making.told(job))
        except GraphAppError as error:
            self.preview.tell("too large")
            self.show_error(str(error))
        self.save.setEnabled(self.making.ready and not self.exporting.busy)

    def _export(self) -> None:
        if self.file.settled(self.show_error) is not None:
            self.begin(self.making.carrying(self.job))

    @override
    def rest(self) -> None:
        super().rest()
        self.save.setEnabled(self.making.ready)

    @override
    def tell(self, job: object) -> None:
        self.exported.emit(job)


def _offer(theme: Theme, taken: Taken) -> Offer:
    return Offer(
        *(taken.picture.view, taken.said, taken.frame.t == taken.schedule.finished),
        dark=theme.name == "dark",
        covered=taken.is_covered,
        plotted=bool(taken.plots),
        title=taken.graph.title or taken.document.stem,
        grouped=bool(group_paths(taken.picture.reading)),
    )


def _names() -> dict[str, str]:
    return {format_.suffix: format_.name for format_ in formats()}
