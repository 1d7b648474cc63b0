"""ExportDialog: which picture, as what, and where to; with a preview and an honest size."""

from dataclasses import replace
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from graphviz_app.animate import Frame, frame_at
from graphviz_app.core.schedule import Schedule
from graphviz_app.errors import ExportError
from graphviz_app.export.job import ExportJob
from graphviz_app.export.sizes import size_text
from graphviz_app.export.table import Format, formats
from graphviz_app.formats.looking import is_there, typed_path
from graphviz_app.gui.export.choice import choice_rules
from graphviz_app.gui.export.exporting import Exporting
from graphviz_app.gui.export.form import Form
from graphviz_app.gui.export.preview import Preview
from graphviz_app.gui.export.progress import Progress
from graphviz_app.gui.export.remembered import Choices
from graphviz_app.gui.export.told import told
from graphviz_app.gui.widgets.parts import Card, card_rules, first_upper, label
from graphviz_app.scene.picture import Picture
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

LEAST_PREVIEW = (200, 150)
USUAL = Choices()


class ExportDialog(QDialog):
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
    ) -> None:
        super().__init__(parent)
        self.setObjectName("exportDialog")
        self.setWindowTitle("Export picture")
        self._on_screen, self._frame = picture, frame
        self._pictures: dict[tuple[str, bool], Picture] = {}
        self._asked: Path | None = None
        """An existing file about which the person was warned."""
        at_end = frame.t >= frame.schedule.end
        self.preview = Preview()
        covers = picture.run.whole.covers
        covered = covers is not None and covers.hides
        self.form = Form(picture.view, at_end, theme.name == "dark", chosen, covered)
        self.path = QLineEdit(str(chosen.path_for(document)))
        self.path.setAccessibleName("File")
        self.browse = QPushButton("Choose…")
        self.wrong = Card()
        self.wrong.hide()
        self.progress = Progress()
        self.cancel = QPushButton("Cancel")
        self.save = QPushButton("Export")
        self.save.setDefault(True)
        self.exporting = Exporting(self)
        self._build()
        self._connect()
        self._refresh()
        self.set_theme(theme)
        if parent is not None:
            parent.installEventFilter(self)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and sizes."""
        ground = f"#exportDialog {{ background: {theme.panel}; }}"
        self.setStyleSheet(f"{ground} {card_rules(theme)} {choice_rules(theme)}")
        self.preview.setMinimumSize(*LEAST_PREVIEW)
        self.preview.border = QColor(theme.hairline)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(24)
        top.addWidget(self.preview, 1)
        top.addWidget(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(16)
        column.addLayout(top, 1)
        column.addLayout(_row(label("File", "muted"), self.path, self.browse, wide=self.path))
        column.addWidget(self.wrong)
        column.addLayout(_row(self.progress, self.cancel, self.save, wide=self.progress))
        self.browse.setAutoDefault(False)
        self.cancel.setAutoDefault(False)

    def _connect(self) -> None:
        self.form.format_chosen.connect(self._rename)
        self.form.changed.connect(self._refresh)
        self.path.textEdited.connect(self._follow_suffix)
        self.browse.clicked.connect(self._choose_file)
        self.cancel.clicked.connect(self._cancel)
        self.save.clicked.connect(self._export)
        self.exporting.share_changed.connect(self.progress.set_share)
        self.exporting.failed.connect(self._fail)
        self.exporting.written.connect(self._end)
        self.finished.connect(self.exporting.cancel)

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
        return frame_at(schedule, schedule.end if self.form.finished else self._frame.t)

    @property
    def job(self) -> ExportJob:
        """Everything as chosen."""
        path = typed_path(self.path.text())
        form, frame = self.form, self.frame
        scale = float(form.scale)
        times, room = (frame.t,), form.room
        return ExportJob(self.picture, frame.schedule, times, path, scale, form.transparent, room)

    @property
    def choices(self) -> Choices:
        """What to offer next time."""
        form, folder = self.form, self.job.path.parent
        return Choices(form.format.suffix, form.chosen_scale, form.wants_transparent, str(folder))

    def show_error(self, sentence: str) -> None:
        """Say why nothing was written; the person may change something and try again."""
        self.wrong.show_message("Not exported", first_upper(sentence))

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

    def _rename(self) -> None:
        """The suffix follows the format."""
        text = self.path.text().strip()
        if text and Path(text).name not in ("", ".", ".."):
            self.path.setText(str(of_kind(Path(text), self.form.format)))

    def _follow_suffix(self, text: str) -> None:
        """The format follows a typed suffix."""
        self.form.follow(Path(text.strip()).suffix)
        self._refresh()

    def _choose_file(self) -> None:
        kinds = ";;".join(map(_filter, formats()))
        name, _ = QFileDialog.getSaveFileName(
            self, "Export picture", self.path.text(), kinds, _filter(self.form.format),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )  # fmt: skip
        if name:
            path = Path(name)
            known = self.form.follow(path.suffix)
            self.path.setText(str(path if known else of_kind(path, self.form.format)))
            self._refresh()

    def _export(self) -> None:
        if not self.path.text().strip():
            self.show_error("Type a file name, or choose one.")
            self.path.setFocus()
            return
        self._rename()
        job = self.job
        if is_there(job.path) and self._asked != job.path:
            self._asked = job.path
            self.show_error(f"'{job.path.name}' exists already; press Export again to replace it.")
            return
        self.wrong.hide()
        self.save.setEnabled(False)
        self.progress.begin()
        self.exporting.begin(job)

    def _cancel(self) -> None:
        """First the export, then the dialog."""
        if self.exporting.busy:
            self.exporting.cancel()
            self._rest()
        else:
            self.reject()

    def _fail(self, sentence: str) -> None:
        self._rest()
        self.show_error(sentence)

    def _end(self, job: ExportJob) -> None:
        self._rest()
        self.exported.emit(job)
        self.accept()

    def _rest(self) -> None:
        self.progress.end()
        self.save.setEnabled(True)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Without its window the dialog has nothing to do."""
        if event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.reject()
        return super().eventFilter(watched, event)


def of_kind(path: Path, format_: Format) -> Path:
    """The file with the suffix of a format; only another format's suffix is taken off before."""
    known = path.suffix.lower() in (other.suffix for other in formats())
    return path.with_name(f"{path.stem if known else path.name}{format_.suffix}")


def _filter(format_: Format) -> str:
    """``PNG (*.png)``."""
    return f"{format_.name} (*{format_.suffix})"


def _row(*parts: QWidget, wide: QWidget) -> QHBoxLayout:
    """Widgets beside each other, one of which takes what is left."""
    row = QHBoxLayout()
    for part in parts:
        row.addWidget(part, 1 if part is wide else 0)
    return row
