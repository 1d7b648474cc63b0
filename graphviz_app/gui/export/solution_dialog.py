"""SolutionDialog: the worked solution as what, by which leaves, and where to; with a preview."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from graphviz_app.core.graph import Graph
from graphviz_app.errors import GraphAppError
from graphviz_app.explain.worked.asked import run_of
from graphviz_app.explain.worked.solution import Solution
from graphviz_app.explain.worked.solve import worked_solution
from graphviz_app.explain.worked.written.formats import FORMATS, Format
from graphviz_app.explain.worked.written.html import as_html
from graphviz_app.explain.worked.written.text import as_text
from graphviz_app.export.beside import beside
from graphviz_app.formats.files import write_atomically
from graphviz_app.formats.looking import is_there, typed_path
from graphviz_app.gui.export.choice import choice_rules
from graphviz_app.gui.export.solution_form import SolutionForm
from graphviz_app.gui.widgets.parts import Card, card_rules, first_upper, label
from graphviz_app.scene.typeset.fonts import mono_font
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

if TYPE_CHECKING:
    from concurrent.futures import Future

LEAST_PREVIEW = (460, 320)
_ROOM = QSize(1140, 680)
_SIZE, _LOOK_MS = 12, 15


class SolutionDialog(QDialog):
    """Asks, shows the solution as text, and writes it."""

    exported = Signal(object)
    """The file that was written."""

    def __init__(
        self,
        theme: Theme,
        graph: Graph,
        selected: Sequence[str],
        path: Path,
        picture: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("solutionDialog")
        self.setWindowTitle("Export worked solution")
        self._graph, self._selected, self._picture = graph, tuple(selected), picture
        self._asked: Path | None = None
        """An existing file about which the person was warned."""
        self._solving: Future[Solution] | None = None
        self.solution: Solution | None = None
        self.preview = QPlainTextEdit()
        self.form = SolutionForm(selected, path.suffix)
        self.path = QLineEdit(str(path))
        self.path.setAccessibleName("File")
        self.browse = QPushButton("Choose…")
        self.wrong = Card()
        self.wrong.hide()
        self.cancel = QPushButton("Cancel")
        self.save = QPushButton("Export")
        self.save.setDefault(True)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._build()
        self._connect()
        self.set_theme(theme)
        self._solve()
        if parent is not None:
            parent.installEventFilter(self)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and sizes."""
        ground = f"#solutionDialog {{ background: {theme.panel}; }}"
        font = mono_font(theme, _SIZE)
        self.preview.setFont(font)
        paper = (
            f"QPlainTextEdit {{ font-family: '{theme.mono}'; font-size: {font.pixelSize()}px;"
            f" color: {theme.ink}; background: {theme.canvas};"
            f" border: 1px solid {theme.hairline}; border-radius: {theme.px(6):.0f}px; }}"
        )
        self.setStyleSheet(f"{ground} {card_rules(theme)} {choice_rules(theme)} {paper}")
        self.preview.setMinimumSize(*LEAST_PREVIEW)

    def _build(self) -> None:
        self.preview.setReadOnly(True)
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.preview.setAccessibleName("The solution")
        self.preview.setTabChangesFocus(True)
        top = QHBoxLayout()
        top.setSpacing(24)
        top.addWidget(self.preview, 1)
        top.addWidget(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(16)
        column.addLayout(top, 1)
        column.addLayout(_row(label("File", "muted"), self.path, self.browse, wide=1))
        column.addWidget(self.wrong)
        column.addLayout(_row(QWidget(), self.cancel, self.save, wide=0))
        self.browse.setAutoDefault(False)
        self.cancel.setAutoDefault(False)
        self.preview.document().setDocumentMargin(12)
        self._fit()

    def _fit(self) -> None:
        """As large as all lines need, if the window is."""
        over = self.parentWidget()
        room = over.size() if over is not None else _ROOM
        self.resize(min(_ROOM.width(), room.width() - 40), min(_ROOM.height(), room.height() - 80))

    def _connect(self) -> None:
        self.form.changed.connect(self._solve)
        self.form.format_chosen.connect(self._rename)
        self.path.textEdited.connect(self._follow_suffix)
        self.browse.clicked.connect(self._choose_file)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._export)
        self._look.timeout.connect(self._take)

    def _solve(self) -> None:
        """Work it out beside the window; a newer wish takes the place of an older one."""
        by = self._selected if self.form.of_selection else ()
        graph, proved = self._graph, self.form.proved
        self._solving = beside(lambda: worked_solution(run_of(graph, None), by, proved=proved))
        self.solution = None
        self.save.setEnabled(False)
        self._look.start()

    def _take(self) -> None:
        if self._solving is None or not self._solving.done():
            return
        self._look.stop()
        try:
            self.solution = self._solving.result()
        except GraphAppError as error:
            self.show_error(str(error))
            return
        self.preview.setPlainText(as_text(self.solution))
        self.save.setEnabled(True)

    @property
    def text(self) -> str:
        """What is written into the file."""
        assert self.solution is not None  # until then nothing can be exported
        if self.form.with_picture:
            return as_html(self.solution, self._picture())
        return self.form.format.write(self.solution)

    def show_error(self, sentence: str) -> None:
        """Say why nothing was written; the person may change something and try again."""
        self.wrong.show_message("Not exported", first_upper(sentence))

    def _rename(self) -> None:
        """The suffix follows the format."""
        text = self.path.text().strip()
        if text and Path(text).name not in ("", ".", ".."):
            self.path.setText(str(of_kind(Path(text), self.form.format)))
        self.wrong.hide()

    def _follow_suffix(self, text: str) -> None:
        """The format follows a typed suffix."""
        self.form.follow(Path(text.strip()).suffix)
        self.wrong.hide()

    def _choose_file(self) -> None:
        kinds = ";;".join(map(_filter, FORMATS))
        name, _ = QFileDialog.getSaveFileName(
            self, "Export worked solution", self.path.text(), kinds, _filter(self.form.format),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )  # fmt: skip
        if name:
            path = Path(name)
            known = self.form.follow(path.suffix)
            self.path.setText(str(path if known else of_kind(path, self.form.format)))
            self.wrong.hide()

    def _export(self) -> None:
        if not self.path.text().strip():
            self.show_error("Type a file name, or choose one.")
            self.path.setFocus()
            return
        self._rename()
        path = typed_path(self.path.text())
        if is_there(path) and self._asked != path:
            self._asked = path
            self.show_error(f"'{path.name}' exists already; press Export again to replace it.")
            return
        try:
            write_atomically(path, self.text.encode("utf-8", "replace"))
        except GraphAppError as error:
            self.show_error(str(error))
            return
        self.exported.emit(path)
        self.accept()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Without its window the dialog has nothing to do."""
        if event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.reject()
        return super().eventFilter(watched, event)


def of_kind(path: Path, kind: Format) -> Path:
    """The file with the suffix of a format; only another format's suffix is taken off before."""
    known = path.suffix.lower() in (other.suffix for other in FORMATS)
    return path.with_name(f"{path.stem if known else path.name}{kind.suffix}")


def _filter(kind: Format) -> str:
    """``LaTeX (*.tex)``."""
    return f"{kind.title} (*{kind.suffix})"


def _row(*parts: QWidget, wide: int) -> QHBoxLayout:
    """Widgets beside each other, one of which takes what is left."""
    row = QHBoxLayout()
    for place, part in enumerate(parts):
        row.addWidget(part, 1 if place == wide else 0)
    return row
