"""Recovery: unsaved work is written to the data folder, and offered again after a crash.

Each running window owns one file, held by a lock. A file whose lock is free belongs to a window
that did not close in order.
"""

import json
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer

from graphviz_app.errors import DocumentError, GraphAppError, ParseError
from graphviz_app.formats import from_json, parse, to_json
from graphviz_app.formats.files import write_atomically
from graphviz_app.gui.document import TEXT, Document

DELAY_MS = 1500
MAX_BYTES = 50_000_000
FOLDER = "recovery"


@dataclass(frozen=True, slots=True)
class Recovered:
    """Work that was not saved: a graph as JSON text, and text that was no graph yet."""

    file: Path
    path: Path | None
    """Where it was last saved."""
    saved_at: float
    document: str
    draft: str | None

    @property
    def name(self) -> str:
        """What to call it in a sentence."""
        return self.path.name if self.path else "an untitled graph"

    def restore(self, document: Document) -> None:
        """Take it into the document, unsaved; raises GraphAppError if it does not read back."""
        graph = from_json(self.document)
        document.adopt(graph, self.path)
        if self.draft is not None:
            try:
                document.edit("Recovered text", parse(self.draft), subject=TEXT)
            except ParseError as error:
                document.set_draft(self.draft, str(error))


class Recovery(QObject):
    """Keeps a copy of a document's unsaved work in ``folder``."""

    def __init__(self, document: Document, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._folder = folder / FOLDER
        self._file: Path | None = None
        self._lock: QLockFile | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self.write)
        document.state_changed.connect(self._timer.start)

    def write(self) -> None:
        """Write the copy now, or remove it when nothing is unsaved."""
        self._timer.stop()
        if not self._document.unsaved:
            self._remove()
            return
        content = {
            "path": str(self._document.path) if self._document.path else None,
            "saved_at": time.time(),
            "document": to_json(self._document.as_shown),
            "draft": self._document.draft,
        }
        try:
            write_atomically(self._own_file(), json.dumps(content).encode())
        except (OSError, DocumentError):
            return  # a full disk must not stop the work itself

    def close(self) -> None:
        """The window closes in order: nothing is left to recover."""
        self._timer.stop()
        self._remove()
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def found(self) -> list[Recovered]:
        """What windows that crashed have left, newest first."""
        left = [work for path in sorted(self._folder.glob("*.json")) if (work := _read(path))]
        return sorted(left, key=lambda work: -work.saved_at)

    def _own_file(self) -> Path:
        if self._file is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = self._folder / f"{time.time_ns()}.json"
            self._lock = _lock_of(self._file)
            self._lock.tryLock(0)
        return self._file

    def _remove(self) -> None:
        if self._file is not None:
            self._file.unlink(missing_ok=True)


def forget(work: Recovered) -> None:
    """It was restored, or is not wanted."""
    work.file.unlink(missing_ok=True)


def _lock_of(file: Path) -> QLockFile:
    lock = QLockFile(str(file.with_suffix(".lock")))
    lock.setStaleLockTime(0)  # only the death of its process frees it
    return lock


def _read(file: Path) -> Recovered | None:
    """None for a file in use, and for one that is damaged."""
    lock = _lock_of(file)
    if not lock.tryLock(0):
        return None
    lock.unlock()
    try:
        if file.stat().st_size > MAX_BYTES:
            return None
        content = json.loads(file.read_text(encoding="utf-8"))
        path = content["path"]
        draft = content["draft"]
        return Recovered(
            file,
            Path(str(path)) if path else None,
            float(content["saved_at"]),
            str(content["document"]),
            None if draft is None else str(draft),
        )
    except (OSError, ValueError, KeyError, TypeError, GraphAppError):
        return None
