"""ExportDialog: which picture, as what, and where to; with a preview and an honest size."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from graphviz_app.animate import Frame, frame_at
from graphviz_app.core.read_run import ReadRun
from graphviz_app.errors import ExportError
from graphviz_app.formats.looking import is_there
from graphviz_app.gui.export.preview import Preview, all_of, size_text
from graphviz_app.gui.widgets.parts import Card, card_rules, first_upper, label
from graphviz_app.layout import Layout
from graphviz_app.scene.picture import Picture, Shown
from graphviz_app.theme import DARK, LIGHT, PRINT, Theme

FORMATS: Mapping[str, str] = {
    "PNG": "An image of pixels, for slides and web pages.",
    "SVG": "Curves that stay sharp at any size, for web pages and drawing programs.",
    "PDF": "Curves that stay sharp at any size, for papers.",
}
LEAST_PREVIEW = (200, 150)
SCALES = (1, 2, 3, 4)
LOOKS: Mapping[str, Theme] = {"Light": LIGHT, "Dark": DARK, "Print": PRINT}


class ExportSource(NamedTuple):
    """What is on screen now."""

    run: ReadRun
    layout: Layout
    frame: Frame
    shown: Shown = Shown()


@dataclass(frozen=True)
class ExportSettings:
    """What to write, ready for ``export.write_picture``."""

    path: Path
    picture: Picture
    frame: Frame
    scale: float
    transparent: bool


class ExportDialog(QDialog):
    """Asks; the window writes, and then accepts the dialog or has it show the error."""

    export_requested = Signal(object)

    def __init__(
        self, theme: Theme, source: ExportSource, suggested: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("exportDialog")
        self.setWindowTitle("Export picture")
        self._source = source
        self._scale = theme.scale
        self._pictures: dict[str, Picture] = {}
        schedule = source.frame.schedule
        self._frames = {"now": source.frame, "end": frame_at(schedule, schedule.end)}
        self.preview = Preview()
        self.formats = _choice(list(FORMATS))
        self.about = label("", "caption", wrap=True)
        self.scales = _choice([f"{scale}×" for scale in SCALES])
        self.looks = _choice(list(LOOKS))
        self.moments = _choice(["As it is now", all_of(source.shown)])
        for button in self.moments.buttons():
            button.setToolTip(
                "Values, gradients and derivatives as they are switched in the window."
            )
        self.grounds = _choice(["Opaque", "Transparent"])
        self.extent = label("", "muted")
        self.path = QLineEdit(str(suggested))
        self.path.setAccessibleName("File")
        self.browse = QPushButton("Choose…")
        self.wrong = Card()
        self.wrong.hide()
        self.cancel = QPushButton("Cancel")
        self.save = QPushButton("Export")
        self.save.setDefault(True)
        self._build()
        self._connect()
        self._begin(theme, suggested)
        self.set_theme(theme)

    def _begin(self, theme: Theme, suggested: Path) -> None:
        kind = suggested.suffix.lstrip(".").upper()
        _press(self.formats, kind if kind in FORMATS else "PNG")
        _press(self.scales, "2×")
        _press(self.looks, "Dark" if theme.name == "dark" else "Light")
        _press(self.grounds, "Opaque")
        at_end = self._source.frame.t >= self._source.frame.schedule.end
        self.moments.button(1 if at_end else 0).setChecked(True)
        self.moments.button(0).setEnabled(not at_end)
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and sizes."""
        self.setStyleSheet(
            f"#exportDialog {{ background: {theme.panel}; }} {card_rules(theme)}"
            f'QPushButton[choice="true"] {{ padding-left: 4px; padding-right: 4px; }}'
            f'QPushButton[choice="true"]:checked {{ background: {theme.value_tint};'
            f" border-color: {theme.value}; color: {theme.value}; font-weight: 600; }}"
            f'QPushButton[choice="true"]:checked:focus {{ border-color: {theme.ink}; }}'
            f'QPushButton[choice="true"]:checked:disabled {{ color: {theme.faint};'
            f" background: {theme.tab}; border-color: {theme.hairline}; }}"
        )
        self.preview.setMinimumSize(*LEAST_PREVIEW)
        self.preview.border = QColor(theme.hairline)

    def _build(self) -> None:
        form = QGridLayout()
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(16)
        rows: tuple[tuple[str, QWidget | QLayout], ...] = (
            ("Format", _row(self.formats)),
            ("", self.about),
            ("Numbers", _row(self.moments)),
            ("Colours", _row(self.looks)),
            ("Scale", _row(self.scales)),
            ("Ground", _row(self.grounds)),
            ("Size", self.extent),
        )
        for line, (name, part) in enumerate(rows):
            form.addWidget(label(name, "muted"), line, 0, Qt.AlignmentFlag.AlignVCenter)
            if isinstance(part, QWidget):
                form.addWidget(part, line, 1)
            else:
                form.addLayout(part, line, 1)
        form.setRowStretch(len(rows), 1)
        form.setColumnMinimumWidth(1, 280)
        top = QHBoxLayout()
        top.setSpacing(24)
        top.addWidget(self.preview, 1)
        top.addLayout(form)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(16)
        column.addLayout(top, 1)
        column.addLayout(self._where())
        column.addWidget(self.wrong)
        column.addLayout(self._buttons())

    def _where(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label("File", "muted"))
        row.addWidget(self.path, 1)
        row.addWidget(self.browse)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        self.browse.setAutoDefault(False)
        self.cancel.setAutoDefault(False)
        return row

    def _connect(self) -> None:
        self.formats.buttonClicked.connect(self._rename)
        for group in (self.formats, self.scales, self.looks, self.moments, self.grounds):
            group.buttonClicked.connect(self._refresh)
        self.path.textEdited.connect(self._follow_suffix)
        self.browse.clicked.connect(self._choose_file)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._export)

    @property
    def format(self) -> str:
        """PNG, SVG or PDF."""
        return self.formats.checkedButton().text()

    @property
    def scale(self) -> int:
        """Pixels per design pixel; 1 for curves."""
        return SCALES[self.scales.id(self.scales.checkedButton())] if self.format == "PNG" else 1

    @property
    def picture(self) -> Picture:
        """The picture in the chosen colours."""
        name = self.looks.checkedButton().text()
        if name not in self._pictures:
            run, layout, _, shown = self._source
            look = replace(LOOKS[name], scale=self._scale)  # the layout was made for this scale
            self._pictures[name] = Picture(run, layout, look, shown)
        return self._pictures[name]

    @property
    def frame(self) -> Frame:
        """The moment that is drawn."""
        return self._frames["now" if self.moments.checkedId() == 0 else "end"]

    @property
    def transparent(self) -> bool:
        """Whether the ground is left out."""
        return self.grounds.checkedId() == 1

    def settings(self) -> ExportSettings:
        """Everything as chosen."""
        path = Path(self.path.text().strip()).expanduser()
        return ExportSettings(path, self.picture, self.frame, float(self.scale), self.transparent)

    def show_error(self, sentence: str) -> None:
        """Say why nothing was written; the person may change something and try again."""
        self.wrong.show_message("Not exported", first_upper(sentence))

    def _refresh(self) -> None:
        self.about.setText(FORMATS[self.format])
        for button in self.scales.buttons():
            button.setEnabled(self.format == "PNG")
        self.preview.show_picture(self.picture, self.frame, self.transparent)
        self.wrong.hide()
        try:
            self.extent.setText(size_text(self.picture.bounds, self.format, self.scale))
        except ExportError as error:
            self.extent.setText("too large")
            self.show_error(str(error))

    def _rename(self) -> None:
        """The suffix follows the format."""
        text = self.path.text().strip()
        if text and Path(text).name not in ("", ".", ".."):
            self.path.setText(str(of_kind(Path(text), self.format)))

    def _follow_suffix(self, text: str) -> None:
        """The format follows a typed suffix."""
        kind = Path(text.strip()).suffix.lstrip(".").upper()
        if kind in FORMATS and kind != self.format:
            _press(self.formats, kind)
        self._refresh()

    def _choose_file(self) -> None:
        kinds = ";;".join(f"{kind} (*.{kind.lower()})" for kind in FORMATS)
        chosen = f"{self.format} (*.{self.format.lower()})"
        name, _ = QFileDialog.getSaveFileName(
            self, "Export picture", self.path.text(), kinds, chosen,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )  # fmt: skip
        if name:
            path = Path(name)
            known = path.suffix.lstrip(".").upper() in FORMATS
            self.path.setText(str(path if known else of_kind(path, self.format)))
            self._follow_suffix(self.path.text())

    def _export(self) -> None:
        if not self.path.text().strip():
            self.show_error("Type a file name, or choose one.")
            self.path.setFocus()
            return
        self._rename()
        path = self.settings().path
        if is_there(path) and self._asked != path:
            self._asked = path
            self.show_error(f"'{path.name}' exists already; press Export again to replace it.")
            return
        self.export_requested.emit(self.settings())

    _asked: Path | None = None
    """An existing file about which the person was warned."""


def of_kind(path: Path, kind: str) -> Path:
    """The file with the suffix of a format; only another format's suffix is taken off before."""
    known = path.suffix.lstrip(".").upper() in FORMATS
    return path.with_name(f"{path.stem if known else path.name}.{kind.lower()}")


def _choice(names: list[str]) -> QButtonGroup:
    group = QButtonGroup()
    for number, name in enumerate(names):
        button = QPushButton(name)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setProperty("choice", True)
        group.addButton(button, number)
    return group


def _press(group: QButtonGroup, text: str) -> None:
    next(button for button in group.buttons() if button.text() == text).setChecked(True)


def _row(group: QButtonGroup) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for button in group.buttons():
        row.addWidget(button, 1)
    return row
