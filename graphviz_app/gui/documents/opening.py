"""Opening and saving: dialogs, recent files, drops, pastes; unsaved work is asked about."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QSettings, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from graphviz_app.core.graph import Graph
from graphviz_app.errors import GraphAppError
from graphviz_app.formats.carrying.carried import PICTURES
from graphviz_app.formats.dialects.dialects import recognised
from graphviz_app.formats.files import FOREIGN_SUFFIXES, TEXT_SUFFIXES
from graphviz_app.formats.incoming import JSON_SUFFIX
from graphviz_app.formats.language.text import graph_of_text
from graphviz_app.formats.looking import is_there
from graphviz_app.gui.documents.desk import Desk
from graphviz_app.gui.documents.disk import Stamp, stamp_of
from graphviz_app.gui.documents.dropping import carried_by, dropped_file, text_of, why_not
from graphviz_app.gui.documents.recent import Recent
from graphviz_app.gui.documents.state import State, fully, opened_fully, understood
from graphviz_app.gui.documents.translating import Translating
from graphviz_app.gui.widgets.code.long_text import to_show
from graphviz_app.gui.widgets.patience import GaveUpError
from graphviz_app.gui.widgets.plain import message_box

SUFFIXES = (*TEXT_SUFFIXES, JSON_SUFFIX)
_PICTURED = " ".join(f"*{suffix}" for suffix in PICTURES)
OPEN_FILTER = (
    f"Graphs, and pictures of them (*.cg *.json *.txt {_PICTURED});;"
    "Programs and formulas (*.py *.ipynb *.tex);;All files (*)"
)
AS_OPENED = "Keep as it was"
"""On the button that takes the translation of a file back."""
SAVE_FILTER = "Graph as text (*.cg);;Graph as JSON document (*.json)"


class Files(QObject):
    """Moves documents between disk, clipboard and window."""

    saved = Signal(str)
    """A sentence: what was saved."""
    opened = Signal()
    """A file was opened."""

    def __init__(
        self,
        desk: Desk,
        settings: QSettings,
        settle: Callable[[], object],
        may_save: Callable[[], bool],
        translating: Translating,
    ) -> None:
        """``settle`` is called first: whatever is still being typed becomes part of the document.

        ``may_save`` says whether the file may be replaced: another program may have changed it.
        """
        super().__init__(desk.window)
        self._document, self._notice = desk.document, desk.notice
        self._patience, self._window = desk.patience, desk.window
        kept = Recent(settings)
        self._remember, self._folder = kept.remember, kept.folder
        self.recent, self.forget_recent = kept.files, kept.forget
        """Files that were opened or saved last, and how they are forgotten."""
        self._settle, self._may_save = settle, may_save
        self.takes_file: Callable[[Path], bool] = _takes_none
        self.takes_text: Callable[[str], bool] = _takes_none
        """Whether what was dropped or pasted is no graph, and somebody else has taken it."""
        self._translating = translating

    def new(self) -> bool:
        """An empty document; False if the person wants to keep the present one."""
        if not self.confirm():
            return False
        self._document.new()
        return True

    def open(self) -> None:
        """Ask for a file and open it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, "Open a graph", str(self._folder()), OPEN_FILTER
        )
        if chosen:
            self.open_path(Path(chosen))

    def open_path(self, path: Path) -> bool:
        """Open a file, asking about unsaved work; a mistake is told, and nothing is lost."""
        if not self.confirm():
            return False
        try:
            disk, (state, carried) = self._patience(
                f"Reading {path.name} …", lambda: (stamp_of(path), opened_fully(path))
            )
        except GaveUpError:
            return False
        except GraphAppError as error:
            self._notice.complain(_unopened(error, path))
            return False
        if carried is not None:
            self._document.take_copy(state, f"{path.stem}.cg", carried.at)
            self._remember(path)
            return self._opened()
        if path.suffix.lower() in FOREIGN_SUFFIXES or (state.draft and recognised(state.draft)):
            return self._take_foreign(state, f"{path.stem}.cg")
        if state.mistakes and not self._can_be_mended(state, path, disk):
            return False
        self._take(state, path, disk)
        return True

    def _take_foreign(self, state: State, name: str) -> bool:
        """A program of another dialect: a copy of it is opened, and translated if it can be."""
        self._document.adopt_state(state, copy_of=name)
        self._notice.clear()
        self._translating.translate(AS_OPENED)
        return True

    def _can_be_mended(self, state: State, path: Path, disk: Stamp | None) -> bool:
        """A mistake in a text: in an empty window it is opened at once, else on request."""
        if path.suffix.lower() not in TEXT_SUFFIXES or to_show(state.text)[1]:
            self._notice.complain(f"{path.name} cannot be opened: {state.error}")
            return False
        if self._document.is_empty:
            return True

        def open_text() -> None:
            if self.confirm():
                self._take(state, path, disk)

        self._notice.complain(f"{path.name}, {state.error}", ("Open the text", open_text))
        return False

    def _take(self, state: State, path: Path, disk: Stamp | None) -> None:
        self._document.take_file(state, path, disk)
        if self._document.path is not None:
            self._remember(path)
        self._opened()

    def _opened(self) -> bool:
        self._notice.clear()
        self.opened.emit()
        return True

    def save(self) -> bool:
        """Save under the present name, or ask for one; False if it was not saved."""
        self._settle()
        path = self._document.path
        if path is None:
            return self.save_as()
        return self._save_to(path) if self._may_save() else not self._document.unsaved

    def save_as(self) -> bool:
        """Ask for a name and save."""
        self._settle()
        name = self._document.copy_of or "graph.cg"
        path = self._document.path or self._folder() / name
        chosen, kind = QFileDialog.getSaveFileName(
            self._window,
            "Save the graph",
            str(path),
            SAVE_FILTER,
            "",
            QFileDialog.Option.DontConfirmOverwrite,  # it does not know the suffix yet
        )
        if not chosen:
            return False
        path = _with_suffix(Path(chosen), kind)
        return self.may_replace(path) and self._save_to(path)

    def may_replace(self, path: Path) -> bool:
        """Ask before another file is replaced."""
        if path == self._document.path or not is_there(path):
            return True
        buttons = QMessageBox.StandardButton
        question = f"{path.name} exists already. Replace it?"
        box = message_box(self._window, "Replace a file", question, "What is in it now is lost.")
        box.setStandardButtons(buttons.Yes | buttons.Cancel)
        box.button(buttons.Yes).setText("Replace")
        box.setDefaultButton(buttons.Cancel)
        return buttons(box.exec()) == buttons.Yes

    def paste(self) -> None:
        """Open the clipboard's text as a graph."""
        self.take(QGuiApplication.clipboard().mimeData())

    def take(self, data: QMimeData | None) -> bool:
        """Open what was dropped or pasted: a file, a picture, or text; False if it is none."""
        path = dropped_file(data)
        if path is not None and self.takes_file(path):
            return True
        if path is not None:
            opened = self.open_path(path)
            if opened and data is not None and len(data.urls()) > 1:
                self._notice.tell(f"Only {path.name} was opened: a window shows one graph.")
            return opened
        if data is not None and (taken := self._take_picture(data)) is not None:
            return taken
        if text := text_of(data):
            return self.takes_text(text) or self.take_text(text)
        self._notice.complain(why_not(data))
        return False

    def _take_picture(self, data: QMimeData) -> bool | None:
        """Open the graph that a picture carries; None if nothing like that was brought."""
        try:
            carried = carried_by(data)
            if carried is None:
                return None
            state = self._patience("Reading the picture …", lambda: fully(carried))
        except GaveUpError:
            return False
        except GraphAppError as error:
            self._notice.complain(str(error))
            return False
        if not self.confirm():
            return False
        self._document.adopt_state(state, copy_of=carried.name, at=carried.at)
        return self._opened()

    def take_text(self, text: str) -> bool:
        """Open a text as an unsaved graph."""
        try:
            graph = self._patience("Reading the text …", lambda: graph_of_text(text))
        except GaveUpError:
            return False
        except GraphAppError as error:
            if recognised(text) and self.confirm():
                return self._take_foreign(understood(text, Graph({}, {})), "")
            self._notice.complain(f"This text is not a graph: {error}")
            return False
        if not self.confirm():
            return False
        self._document.adopt(graph)
        self._notice.clear()
        return True

    def confirm(self) -> bool:
        """Ask about unsaved work; whether to go on (it was saved, or is not wanted)."""
        self._settle()
        if not self._document.unsaved:
            return True
        answer = self.ask_unsaved()
        if answer == QMessageBox.StandardButton.Save:
            return self.save()
        return answer == QMessageBox.StandardButton.Discard

    def ask_unsaved(self) -> QMessageBox.StandardButton:
        """The question itself."""
        buttons = QMessageBox.StandardButton
        question = f"Save the changes to {self._document.name}?"
        box = message_box(self._window, "Unsaved changes", question, "Otherwise they are lost.")
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        return buttons(box.exec())

    def _save_to(self, path: Path) -> bool:
        try:
            self._document.save(path)
        except GraphAppError as error:
            sentence = f"{path.name} was not saved: {_reason(error, path)}"
            self._notice.complain(sentence, ("Save as…", self.save_as))
            return False
        self._notice.clear()
        self._remember(path)
        self.saved.emit(f"Saved {path.name}")
        return True


def _takes_none(_arrived: object) -> bool:
    return False


def _with_suffix(path: Path, kind: str) -> Path:
    if path.suffix.lower() in SUFFIXES:
        return path
    return path.with_name(path.name + (".json" if "json" in kind else ".cg"))


def _unopened(error: GraphAppError, path: Path) -> str:
    """Why, with the name of the file once."""
    sentence = str(error)
    named = f"'{path.name}' "
    if sentence.startswith(named):
        return f"{path.name} {sentence.removeprefix(named)}"
    return f"{path.name} cannot be opened: {sentence}"


def _reason(error: GraphAppError, path: Path) -> str:
    """Why, without naming the file once more."""
    sentence = str(error)
    for words in ("cannot be opened: ", "cannot be written: "):
        sentence = sentence.removeprefix(f"'{path.name}' {words}")
    return sentence
