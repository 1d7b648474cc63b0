"""SolutionDialog: the worked solution as what, by which leaves, and where to; with a preview."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from graphviz_app.core.graph import Graph
from graphviz_app.errors import GraphAppError
from graphviz_app.explain.worked.asked import run_of
from graphviz_app.explain.worked.solution import Solution
from graphviz_app.explain.worked.solve import worked_solution
from graphviz_app.explain.worked.written.formats import FORMATS
from graphviz_app.explain.worked.written.html import as_html
from graphviz_app.explain.worked.written.text import as_text
from graphviz_app.export.beside import beside
from graphviz_app.formats.files import write_atomically
from graphviz_app.gui.export.asking_dialog import AskingDialog
from graphviz_app.gui.export.file_row import FileRow
from graphviz_app.gui.export.solution_form import SolutionForm
from graphviz_app.scene.typeset.fonts import mono_font
from graphviz_app.theme import Theme

if TYPE_CHECKING:
    from concurrent.futures import Future

LEAST_PREVIEW = (460, 320)
_ROOM = QSize(1140, 680)
_SIZE, _LOOK_MS = 12, 15


class SolutionDialog(AskingDialog):
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
        super().__init__("solutionDialog", "Export worked solution", "Export", parent)
        self._graph, self._selected, self._picture = graph, tuple(selected), picture
        self._solving: Future[Solution] | None = None
        self.solution: Solution | None = None
        self.preview = QPlainTextEdit()
        self.form = SolutionForm(selected, path.suffix)
        self.file = FileRow("Export worked solution", path, _names, self.form)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._build()
        self._connect()
        self.set_theme(theme)
        self._solve()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and sizes."""
        font = mono_font(theme, _SIZE)
        self.preview.setFont(font)
        paper = (
            f"QPlainTextEdit {{ font-family: '{theme.mono}'; font-size: {font.pixelSize()}px;"
            f" color: {theme.ink}; background: {theme.canvas};"
            f" border: 1px solid {theme.hairline}; border-radius: {theme.px(6):.0f}px; }}"
        )
        self.dress(theme, paper)
        self.preview.setMinimumSize(*LEAST_PREVIEW)

    def _build(self) -> None:
        self.preview.setReadOnly(True)
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.preview.setAccessibleName("The solution")
        self.preview.setTabChangesFocus(True)
        self.put_beside(self.preview, self.form, self.file)
        self.column.addWidget(self.wrong)
        self.put_foot(QWidget())
        self.preview.document().setDocumentMargin(12)
        self._fit()

    def _fit(self) -> None:
        """As large as all lines need, if the window is."""
        over = self.parentWidget()
        room = over.size() if over is not None else _ROOM
        self.resize(min(_ROOM.width(), room.width() - 40), min(_ROOM.height(), room.height() - 80))

    def _connect(self) -> None:
        self.form.changed.connect(self._solve)
        self.form.format_chosen.connect(self.file.rename)
        self.form.format_chosen.connect(self.wrong.hide)
        self.file.changed.connect(self.wrong.hide)
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

    def _export(self) -> None:
        path = self.file.settled(self.show_error)
        if path is None:
            return
        try:
            write_atomically(path, self.text.encode("utf-8", "replace"))
        except GraphAppError as error:
            self.show_error(str(error))
            return
        self.exported.emit(path)
        self.accept()


def _names() -> dict[str, str]:
    return {format_.suffix: format_.title for format_ in FORMATS}
