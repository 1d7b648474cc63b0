"""WorksheetDialog: which sheets for a class, and into which folder."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QWidget

from graphviz_app.core.graph import Graph
from graphviz_app.explain.worksheet.asking import Asking
from graphviz_app.export.sheets.job import WorksheetJob
from graphviz_app.formats.looking import typed_path
from graphviz_app.gui.export.asking_dialog import WritingDialog, beside
from graphviz_app.gui.export.worksheet_form import Chosen, WorksheetForm
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

_WIDTH = 560


class WorksheetDialog(WritingDialog):
    """Asks, has it done, and says why if nothing was written."""

    not_done = "Not written"
    written = Signal(object, int)
    """The job that is done, and how many of its sheets are different."""

    def __init__(
        self,
        theme: Theme,
        graph: Graph,
        asking: Asking,
        document: Path,
        chosen: Chosen,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("worksheetDialog", "Worksheets", "Write sheets", parent)
        self._graph, self._document = graph, document
        self._warned: WorksheetJob | None = None
        """A job about whose files the person was warned."""
        self.folder = QLineEdit(str(document.with_name(f"{document.stem}-sheets")))
        self.folder.setAccessibleName("Folder")
        self.browse = QPushButton("Choose…")
        self.browse.setAutoDefault(False)
        folder = beside(self.folder, self.browse, wide=0)
        folder.setSpacing(8)
        self.form = WorksheetForm(asking, chosen, folder)
        self._build()
        self._connect()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and sizes."""
        self.dress(theme)
        self.setMinimumWidth(round(theme.px(_WIDTH)))

    def _build(self) -> None:
        self.column.addWidget(self.form)
        self.column.addWidget(self.wrong)
        self.column.addStretch(1)
        self.put_foot(self.progress)

    def _connect(self) -> None:
        self.form.changed.connect(self._refresh)
        self.folder.textEdited.connect(lambda _text: self._refresh())
        self.browse.clicked.connect(self._choose_folder)
        self.save.clicked.connect(self._write)

    @property
    def job(self) -> WorksheetJob:
        """Everything as chosen."""
        form = self.form
        count = form.sheets.value() if form.drawn else None
        folder = typed_path(self.folder.text())
        digits = form.digits.value()
        seed, document = form.seed.value(), self._document
        return WorksheetJob(self._graph, folder, count, seed, form.kinds, digits, source=document)

    @override
    def show_error(self, sentence: str) -> None:
        super().show_error(sentence)
        self.adjustSize()

    def _refresh(self) -> None:
        self.wrong.hide()
        self.save.setEnabled(bool(self.form.kinds) and not self.exporting.busy)

    def _choose_folder(self) -> None:
        start = self.job.folder
        there = start if start.is_dir() else start.parent
        name = QFileDialog.getExistingDirectory(self, "Folder for the sheets", str(there))
        if name:
            self.folder.setText(name)
            self._refresh()

    def _write(self) -> None:
        if not self.folder.text().strip():
            self.show_error("Type a folder, or choose one.")
            self.folder.setFocus()
            return
        job = self.job
        there = job.in_the_way
        if there is not None and self._warned != job:
            self._warned = job
            self.show_error(
                f"'{there.name}' exists there already; press Write sheets again to replace it and"
                " others of these sheets."
            )
            return
        self.form.setEnabled(False)
        self.begin(job.replacing() if there is not None else job)

    @override
    def rest(self) -> None:
        self.form.setEnabled(True)
        super().rest()

    @override
    def tell(self, job: object) -> None:
        different = self.exporting.made
        assert isinstance(different, int)  # how many sheets are
        self.written.emit(job, different)
