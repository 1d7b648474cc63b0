"""Recovery: unsaved work is written to the data folder, and offered again after a crash.

Each running window owns one file, held by a lock. A file whose lock is free belongs to a window
that did not close in order. Beside it lies the name of the file that the window has open, for
other windows to know of.
"""

import contextlib
import json
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

from graphviz_app.core.graph import Graph
from graphviz_app.errors import DocumentError, GraphAppError
from graphviz_app.formats import from_json, to_json
from graphviz_app.formats.files import content_of
from graphviz_app.formats.limits import MAX_FILE
from graphviz_app.formats.looking import is_there
from graphviz_app.formats.replacing import reason_of, replace_file
from graphviz_app.gui.document import Document
from graphviz_app.gui.state import State, understood

DELAY_MS = 1000
"""From the first change that is not kept yet to its copy; further changes do not put it off."""
FOLDER = "recovery"
SEEN = ".seen"
"""In the name of a copy that was offered once."""
KEPT_DAYS = 30
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Recovered:
    """Work that was not saved: a graph as JSON text, and text that was no graph yet."""

    file: Path
    path: Path | None
    """Where it was last saved."""
    saved_at: float
    document: str
    draft: str | None
    copy_of: str = ""
    digest: bytes = b""
    """Of the file that it was changed from."""

    @property
    def name(self) -> str:
        """What to call it in a sentence."""
        if self.path is not None:
            return self.path.name
        return f"a copy of {self.copy_of}" if self.copy_of else "an untitled graph"

    @property
    def state(self) -> State:
        """As it was; raises GraphAppError if it does not read back."""
        graph = self._graph()
        text = self.draft
        if text is None and not graph.nodes:
            text = graph.source  # see _short
        if text is None:
            return State(graph)
        state = understood(text, graph)
        return state if state.stale else replace(state, graph=state.graph.with_extras_of(graph))

    def _graph(self) -> Graph:
        """The graph; of one that is not understood, its text is kept."""
        try:
            return from_json(self.document)
        except GraphAppError:
            if self.draft is None:
                raise
            return Graph({}, {})

    def restore(self, document: Document, state: State | None = None) -> None:
        """Take it into the document, unsaved; raises GraphAppError if it does not read back."""
        document.adopt_state(state or self.state, self.path, self.copy_of)
        document.expect_on_disk(self.digest)

    def is_saved(self) -> bool:
        """Whether its file holds the same, so that nothing was lost."""
        if self.path is None:
            return False
        try:
            written = content_of(self.path, 3 * MAX_FILE)
            state = self.state
            texts = (state.text, "" if state.draft is not None else to_json(state.graph))
        except (OSError, ValueError, GraphAppError):
            return False
        return any(written == text.encode("utf-8", "replace") for text in texts)

    def is_older_than_its_file(self) -> bool:
        """Whether the file was written after this copy."""
        try:
            return self.path is not None and self.path.stat().st_mtime > self.saved_at
        except (OSError, ValueError):
            return False


class Recovery(QObject):
    """Keeps a copy of a document's unsaved work in ``folder``, written beside the window's work."""

    failed = Signal(str)
    """No copy can be written, and why; told once, until one can be again."""

    def __init__(self, document: Document, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pending: Callable[[], str | None] = lambda: None
        """Text that was typed and is not in the document yet."""
        self._document = document
        self._folder = folder / FOLDER
        self._file: Path | None = None
        self._lock: QLockFile | None = None
        self._writer: ThreadPoolExecutor | None = None
        self._writing: Future[bool] | None = None
        self._path: Path | None = None
        self._failing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._write_beside)
        document.state_changed.connect(self.soon)

    def soon(self) -> None:
        """Something has changed: there is a copy of it after the delay."""
        if not self._timer.isActive():
            self._timer.start()

    def at_once(self) -> None:
        """The window will be busy for a while: keep before that what is not kept yet."""
        if self._timer.isActive():
            self._timer.stop()
            self._write_beside()

    def write(self) -> bool:
        """Write the copy now, or remove it when nothing is unsaved; False if that failed."""
        self._timer.stop()
        self._wait()
        file = self._own_file()
        self._tell_others()
        content = self._content()
        if content is None:
            self._remove()
            return True
        return self._keep(file, *content)

    def _write_beside(self) -> None:
        """As ``write``, in a thread of its own: large documents take a while."""
        if self._writing is not None and not self._writing.done():
            self._timer.start()
            return
        content = self._content()
        if content is None:
            self.write()
            return
        file = self._own_file()
        self._tell_others()
        if self._writer is None:
            self._writer = ThreadPoolExecutor(1, "recovery")
        self._writing = self._writer.submit(self._keep, file, *content)

    def _keep(self, file: Path, content: dict[str, object], graph: Graph) -> bool:
        """Mostly in the writer's thread; a full disk must not stop the work itself."""
        reason = _write(file, content, graph)
        if reason and not self._failing:
            self.failed.emit(reason)
        self._failing = bool(reason)
        return not reason

    def _content(self) -> tuple[dict[str, object], Graph] | None:
        """What is to be kept, and the graph in it; None if nothing is unsaved."""
        document, typed = self._document, self.pending()
        if typed is None and not document.unsaved:
            return None
        content: dict[str, object] = {
            "path": str(document.path) if document.path else None,
            "saved_at": time.time(),
            "draft": document.draft if typed is None else typed,
            "copy_of": document.copy_of,
            "digest": document.disk.digest.hex() if document.disk else "",
        }
        return content, _short(document.as_shown, content["draft"] is not None)

    def close(self) -> None:
        """The window closes in order: nothing is left to recover."""
        self._timer.stop()
        self._wait()
        if self._writer is not None:
            self._writer.shutdown()
            self._writer = None
        self._remove()
        self._let_go()

    def _let_go(self) -> None:
        """Of the own file, which may be gone."""
        if self._lock is not None and self._file is not None:
            with contextlib.suppress(OSError):
                self._file.with_suffix(".open").unlink(missing_ok=True)
                self._folder.mkdir(parents=True, exist_ok=True)
                self._file.with_suffix(".lock").touch()  # Qt complains if it has gone
            self._lock.unlock()
        self._lock = self._file = self._path = None

    def found(self) -> list[Recovered]:
        """What windows that crashed have left and nobody was told of, newest first."""
        return [work for work in self.kept() if not work.file.stem.endswith(SEEN)]

    def kept(self) -> list[Recovered]:
        """All that windows that crashed have left, newest first; what is very old goes."""
        self._tidy()
        left = [work for path in sorted(self._folder.glob("[!.]*.json")) if (work := _read(path))]
        for work in left:
            if work.saved_at < time.time() - KEPT_DAYS * DAY:
                forget(work)
        left = [work for work in left if work.file.exists()]
        return sorted(left, key=lambda work: -work.saved_at)

    def _tidy(self) -> None:
        """What was half written when its window was killed, or the disk was full."""
        for part in (*self._folder.glob(".*.part"), *self._folder.glob("*.lock")):
            with contextlib.suppress(OSError):
                found = part.stat()
                whole = part.suffix == ".lock" and found.st_size > 0
                if not whole and found.st_mtime < time.time() - DAY:
                    part.unlink()

    def is_open_elsewhere(self, path: Path) -> bool:
        """Whether another window has this file open."""
        return any(other == _resolved(path) for other in self._open_elsewhere())

    def _open_elsewhere(self) -> Iterator[Path]:
        for file in self._folder.glob("*.open"):
            if self._file is not None and file.stem == self._file.stem:
                continue
            lock = _lock_of(file)
            if lock.tryLock(0):  # its window is gone
                with contextlib.suppress(OSError):
                    file.unlink(missing_ok=True)
                lock.unlock()
                continue
            with contextlib.suppress(OSError, ValueError):
                yield Path(os.fsdecode(file.read_bytes()))

    def _tell_others(self) -> None:
        """Which file is open here."""
        path = _resolved(self._document.path)
        if path == self._path:
            return
        self._path = path
        with contextlib.suppress(OSError, ValueError):
            note = self._own_file().with_suffix(".open")
            if path is None:
                note.unlink(missing_ok=True)
            else:
                note.write_bytes(os.fsencode(path))  # a name need not be UTF-8

    def _own_file(self) -> Path:
        """Another one where somebody has cleared the folder: a lock that is gone holds nothing."""
        if self._file is None or not is_there(self._file.with_suffix(".lock")):
            self._let_go()
            with contextlib.suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                self._folder.chmod(0o700)  # a copy is no more to be read by others than the file
            self._file = self._folder / f"{time.time_ns()}.json"
            self._lock = _lock_of(self._file)
            self._lock.tryLock(0)
        return self._file

    def _wait(self) -> None:
        if self._writing is not None:
            self._writing.result()
            self._writing = None

    def _remove(self) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.unlink(missing_ok=True)


def _resolved(path: Path | None) -> Path | None:
    """Where links lead to; a name that leads nowhere stays as it is."""
    try:
        return path.resolve() if path is not None else None
    except (OSError, ValueError, RuntimeError):
        return path


def forget(work: Recovered) -> None:
    """It was restored, or is not wanted."""
    with contextlib.suppress(OSError):
        work.file.unlink(missing_ok=True)


def mark_as_seen(work: Recovered) -> Recovered:
    """It was offered: it is kept, but not offered by itself again."""
    if work.file.stem.endswith(SEEN):
        return work
    seen = work.file.with_name(f"{work.file.stem}{SEEN}.json")
    with contextlib.suppress(OSError):
        work.file.replace(seen)
        return replace(work, file=seen)
    return work


def _short(graph: Graph, has_draft: bool) -> Graph:
    """A graph that a text says is kept as that alone: this is done while somebody types."""
    if graph.pins or graph.labels or not (graph.source or has_draft):
        return graph
    return Graph({}, {}, source=graph.source, view=graph.view)


def _write(file: Path, content: dict[str, object], graph: Graph) -> str:
    """Write a copy; returns why that failed, '' if it did not."""
    try:
        whole = json.dumps({**content, "document": to_json(graph)}).encode()
        replace_file(file, lambda stream: stream.write(whole))
    except DocumentError as error:
        return str(error)
    except (OSError, ValueError, RuntimeError) as error:
        return reason_of(error)
    return ""


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
        content = json.loads(content_of(file, 3 * MAX_FILE).decode("utf-8"))
        path, draft = content["path"], content["draft"]
        return Recovered(
            file,
            Path(str(path)) if path else None,
            float(content["saved_at"]),
            str(content["document"]),
            None if draft is None else str(draft),
            str(content.get("copy_of", "")),
            bytes.fromhex(str(content.get("digest", ""))),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
