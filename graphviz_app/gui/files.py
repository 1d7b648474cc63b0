"""Opening and saving: dialogs, recent files, drops, pastes; unsaved work is asked about."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QSettings, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from graphviz_app.errors import GraphAppError, ParseError
from graphviz_app.formats import parse
from graphviz_app.formats.files import JSON_SUFFIX, TEXT_SUFFIXES
from graphviz_app.gui.document import Document
from graphviz_app.gui.notice import Notice
from graphviz_app.gui.recovery import Recovery, forget
from graphviz_app.gui.text_panel import LARGEST

MAX_RECENT = 10
RECENT_KEY = "files/recent"
FOLDER_KEY = "files/folder"
SUFFIXES = (*TEXT_SUFFIXES, JSON_SUFFIX)
OPEN_FILTER = "Graphs (*.cg *.json *.txt);;All files (*)"
SAVE_FILTER = "Graph as text (*.cg);;Graph as JSON document (*.json)"


class Files(QObject):
    """Moves documents between disk, clipboard and window."""

    saved = Signal(str)
    """A sentence: what was saved."""

    def __init__(
        self, document: Document, notice: Notice, settings: QSettings, window: QWidget
    ) -> None:
        super().__init__(window)
        self._document = document
        self._notice = notice
        self._settings = settings
        self._window = window
        self.settle: Callable[[], object] = lambda: None
        """Called first: whatever is still being typed becomes part of the document."""

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
            self._document.open(path)
        except ParseError as error:
            return self._offer_text(path, error)
        except GraphAppError as error:
            self._notice.complain(f"{path.name} cannot be opened: {error}")
            return False
        self._notice.clear()
        self._remember(path)
        return True

    def open_as_text(self, path: Path, error: str) -> bool:
        """Take a file that has a mistake in it into the text panel, to be repaired there."""
        try:
            text = path.read_text(encoding="utf-8-sig")  # load has checked its size and coding
        except (OSError, ValueError) as reason:
            self._notice.complain(f"{path.name} cannot be opened: {reason}")
            return False
        self._document.adopt_draft(text, error, path)
        self._remember(path)
        return True

    def save(self) -> bool:
        """Save under the present name, or ask for one; False if it was not saved."""
        self.settle()
        path = self._document.path
        return self.save_as() if path is None else self._save_to(path)

    def save_as(self) -> bool:
        """Ask for a name and save."""
        self.settle()
        path = self._document.path or self._folder() / "graph.cg"
        chosen, kind = QFileDialog.getSaveFileName(
            self._window, "Save the graph", str(path), SAVE_FILTER
        )
        if not chosen:
            return False
        return self._save_to(_with_suffix(Path(chosen), kind))

    def paste(self) -> None:
        """Open the clipboard's text as a graph."""
        self.take(QGuiApplication.clipboard().mimeData())

    def take(self, data: QMimeData) -> bool:
        """Open what was dropped or pasted: a file, or text; False if it is neither."""
        path = dropped_file(data)
        if path is not None:
            opened = self.open_path(path)
            if opened and len(data.urls()) > 1:
                self._notice.tell(f"Only {path.name} was opened: a window shows one graph.")
            return opened
        if data.hasText() and data.text().strip():
            return self.take_text(data.text())
        self._notice.complain("The clipboard holds no text that could be a graph.")
        return False

    def take_text(self, text: str) -> bool:
        """Open a text as an unsaved graph."""
        try:
            graph = parse(text)
        except GraphAppError as error:
            self._notice.complain(f"This text is not a graph: {error}")
            return False
        if not self.confirm():
            return False
        self._document.adopt(graph)
        self._notice.clear()
        return True

    def confirm(self) -> bool:
        """Ask about unsaved work; whether to go on (it was saved, or is not wanted)."""
        self.settle()
        if not self._document.unsaved:
            return True
        answer = self.ask_unsaved()
        if answer == QMessageBox.StandardButton.Save:
            return self.save()
        return answer == QMessageBox.StandardButton.Discard

    def ask_unsaved(self) -> QMessageBox.StandardButton:
        """The question itself."""
        buttons = QMessageBox.StandardButton
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle("Unsaved changes")
        box.setText(f"Save the changes to {self._document.name}?")
        box.setInformativeText("Otherwise they are lost.")
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        return buttons(box.exec())

    def offer_recovered(self, recovery: Recovery) -> None:
        """Work that a crash left behind: offer the newest."""
        found = recovery.found()
        if not found:
            return
        work = found[0]
        when = time.strftime("%H:%M on %d %B", time.localtime(work.saved_at))

        def restore() -> None:
            if not self.confirm():
                return
            try:
                work.restore(self._document)
            except GraphAppError as error:
                self._notice.complain(f"The unsaved work cannot be read: {error}")
                return
            forget(work)

        self._notice.tell(
            f"Unsaved work on {work.name} was found, from {when}.",
            ("Restore", restore),
            ("Discard", lambda: forget(work)),
        )

    def recent(self) -> list[Path]:
        """Files that were opened or saved last, newest first, as far as they exist."""
        kept = self._settings.value(RECENT_KEY, [], list)
        names = kept if isinstance(kept, list) else []
        return [path for path in map(Path, map(str, names)) if path.is_file()]

    def forget_recent(self) -> None:
        """Empty the list."""
        self._settings.setValue(RECENT_KEY, [])

    def _save_to(self, path: Path) -> bool:
        try:
            self._document.save(path)
        except GraphAppError as error:
            self._notice.complain(f"{path.name} was not saved: {error}", ("Save as…", self.save_as))
            return False
        self._notice.clear()
        self._remember(path)
        self.saved.emit(f"Saved {path.name}")
        return True

    def _offer_text(self, path: Path, error: ParseError) -> bool:
        """A mistake in a text can be mended: in an empty window at once, else on request."""
        if path.suffix.lower() not in TEXT_SUFFIXES or path.stat().st_size > LARGEST:
            self._notice.complain(f"{path.name} cannot be opened: {error}")
            return False
        if self._document.is_empty:
            return self.open_as_text(path, str(error))

        def open_text() -> None:
            if self.confirm():
                self.open_as_text(path, str(error))

        self._notice.complain(f"{path.name}, {error}", ("Open the text", open_text))
        return False

    def _remember(self, path: Path) -> None:
        path = path.absolute()
        others = [str(other) for other in self.recent() if other != path]
        self._settings.setValue(RECENT_KEY, [str(path), *others][:MAX_RECENT])
        self._settings.setValue(FOLDER_KEY, str(path.parent))

    def _folder(self) -> Path:
        kept = self._settings.value(FOLDER_KEY)
        folder = Path(kept) if isinstance(kept, str) and kept else Path.home()
        return folder if folder.is_dir() else Path.home()


def dropped_file(data: QMimeData) -> Path | None:
    """The first local file of a drop, if there is one."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if paths else None


def can_take(data: QMimeData) -> bool:
    """Whether a drop looks like a graph: a file of the right kind, or text."""
    path = dropped_file(data)
    if path is not None:
        return path.suffix.lower() in SUFFIXES
    return data.hasText() and not data.hasUrls()


def _with_suffix(path: Path, kind: str) -> Path:
    if path.suffix.lower() in SUFFIXES:
        return path
    return path.with_name(path.name + (".json" if "json" in kind else ".cg"))
