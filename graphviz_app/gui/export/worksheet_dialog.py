"""WorksheetDialog: which sheets for a class, and into which folder."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from graphviz_app.core.graph import Graph
from graphviz_app.explain.worksheet.asking import Asking
from graphviz_app.export.sheets.job import WorksheetJob
from graphviz_app.formats.looking import typed_path
from graphviz_app.gui.export.choice import choice_rules
from graphviz_app.gui.export.exporting import Exporting
from graphviz_app.gui.export.progress import Progress
from graphviz_app.gui.export.worksheet_form import Chosen, WorksheetForm
from graphviz_app.gui.widgets.parts import Card, card_rules, first_upper
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

_WIDTH = 560


class WorksheetDialog(QDialog):
    """Asks, has it done, and says why if nothing was written."""

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
        super().__init__(parent)
        self.setObjectName("worksheetDialog")
        self.setWindowTitle("Worksheets")
        self._graph, self._document = graph, document
        self._warned: WorksheetJob | None = None
        """A job about whose files the person was warned."""
        self.folder = QLineEdit(str(document.with_name(f"{document.stem}-sheets")))
        self.folder.setAccessibleName("Folder")
        self.browse = QPushButton("Choose…")
        folder = _row(self.folder, self.browse, wide=0)
        self.form = WorksheetForm(asking, chosen, folder)
        self.wrong = Card()
        self.wrong.hide()
        self.progress = Progress()
        self.cancel = QPushButton("Cancel")
        self.save = QPushButton("Write sheets")
        self.save.setDefault(True)
        self.exporting = Exporting(self)
        self._build()
        self._connect()
        self.set_theme(theme)
        if parent is not None:
            parent.installEventFilter(self)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and sizes."""
        ground = f"#worksheetDialog {{ background: {theme.panel}; }}"
        self.setStyleSheet(f"{ground} {card_rules(theme)} {choice_rules(theme)}")
        self.setMinimumWidth(round(theme.px(_WIDTH)))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(16)
        column.addWidget(self.form)
        column.addWidget(self.wrong)
        column.addStretch(1)
        column.addLayout(_row(self.progress, self.cancel, self.save, wide=0))
        self.browse.setAutoDefault(False)
        self.cancel.setAutoDefault(False)

    def _connect(self) -> None:
        self.form.changed.connect(self._refresh)
        self.folder.textEdited.connect(lambda _text: self._refresh())
        self.browse.clicked.connect(self._choose_folder)
        self.cancel.clicked.connect(self._cancel)
        self.save.clicked.connect(self._write)
        self.exporting.share_changed.connect(self.progress.set_share)
        self.exporting.failed.connect(self._fail)
        self.exporting.written.connect(self._end)
        self.finished.connect(self.exporting.cancel)

    @property
    def job(self) -> WorksheetJob:
        """Everything as chosen."""
        form = self.form
        count = form.sheets.value() if form.drawn else None
        folder = typed_path(self.folder.text())
        digits = form.digits.value()
        seed, document = form.seed.value(), self._document
        return WorksheetJob(self._graph, folder, count, seed, form.kinds, digits, source=document)

    def show_error(self, sentence: str) -> None:
        """Say why nothing was written; the person may change something and try again."""
        self.wrong.show_message("Not written", first_upper(sentence))
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
        self.wrong.hide()
        self.save.setEnabled(False)
        self.form.setEnabled(False)
        self.progress.begin()
        self.exporting.begin(job.replacing() if there is not None else job)

    def _cancel(self) -> None:
        """First the sheets, then the dialog."""
        if self.exporting.busy:
            self.exporting.cancel()
            self._rest()
        else:
            self.reject()

    def _fail(self, sentence: str) -> None:
        self._rest()
        self.show_error(sentence)

    def _end(self, job: WorksheetJob) -> None:
        self._rest()
        different = self.exporting.made
        assert isinstance(different, int)  # how many sheets are
        self.written.emit(job, different)
        self.accept()

    def _rest(self) -> None:
        self.progress.end()
        self.form.setEnabled(True)
        self.save.setEnabled(True)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Without its window the dialog has nothing to do."""
        if event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.reject()
        return super().eventFilter(watched, event)


def _row(*parts: QWidget, wide: int) -> QHBoxLayout:
    """Widgets beside each other, one of which takes what is left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for place, part in enumerate(parts):
        row.addWidget(part, 1 if place == wide else 0)
    return row
