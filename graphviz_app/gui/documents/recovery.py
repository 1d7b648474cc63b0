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
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

from graphviz_app.core.graph import Graph
from graphviz_app.errors import DocumentError
from graphviz_app.formats import to_json
from graphviz_app.formats.json_writer import Dumps
from graphviz_app.formats.looking import is_there
from graphviz_app.formats.replacing import reason_of, replace_file
from graphviz_app.gui.documents.document import Document
from graphviz_app.gui.documents.doing import Doing, at_once, takes_long
from graphviz_app.gui.documents.recovered import SEEN, Recovered, forget, lock_of, read_copy

__all__ = ["Recovered", "Recovery", "forget"]

DELAY_MS = 1000
"""From the first change that is not kept yet to its copy; further changes do not put it off."""
FOLDER = "recovery"
KEPT_DAYS = 30
DAY = 86_400


class Recovery(QObject):
    """Keeps a copy of a document's unsaved work in ``folder``, written beside the window's work."""

    failed = Signal(str)
    """No copy can be written, and why; told once, until one can be again."""

    def __init__(
        self,
        document: Document,
        folder: Path,
        parent: QObject | None = None,
        *,
        pending: Callable[[], str | None] = lambda: None,
    ) -> None:
        """``pending`` is text that was typed and is not in the document yet."""
        super().__init__(parent)
        self._pending = pending
        self._document = document
        self._folder = folder / FOLDER
        self._file: Path | None = None
        self._lock: QLockFile | None = None
        self._writer: ThreadPoolExecutor | None = None
        self._writing: Future[object] | None = None
        self._dumps = Dumps()
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

    def hurry(self) -> None:
        """The window will be busy for a while: keep before that what is not kept yet."""
        if self._timer.isActive():
            self._timer.stop()
            self._write_beside()

    def write(self, do: Doing = at_once) -> bool:
        """Write the copy now, or remove it when nothing is unsaved; False if that failed."""
        self._timer.stop()
        do("Keeping the work …", self._wait, cancel=False)
        file = self._own_file()
        self._tell_others()
        content = self._content()
        if content is None:
            self._remove()
            return True
        return do("Keeping the work …", partial(self._keep, file, *content), cancel=False)

    def _write_beside(self) -> None:
        """As ``write``, in a thread of its own: large documents take a while."""
        if self._writing is not None and not self._writing.done():
            self._timer.start()
            return
        content = self._content()
        if content is None:
            self.write()
            self._get_ready()
            return
        file = self._own_file()
        self._tell_others()
        self._submit(partial(self._keep, file, *content))

    def _get_ready(self) -> None:
        """A large document without a text: its first copy would take too long."""
        graph = self._document.graph
        if not graph.source and takes_long(graph):
            self._submit(partial(self._dumps.take, graph))

    def _submit(self, work: Callable[[], object]) -> None:
        if self._writer is None:
            self._writer = ThreadPoolExecutor(1, "recovery")
        self._writing = self._writer.submit(work)

    def _keep(self, file: Path, content: dict[str, object], graph: Graph) -> bool:
        """Mostly in the writer's thread; a full disk must not stop the work itself."""
        reason = _write(file, content, graph, self._dumps)
        if reason and not self._failing:
            self.failed.emit(reason)
        self._failing = bool(reason)
        return not reason

    def _content(self) -> tuple[dict[str, object], Graph] | None:
        """What is to be kept, and the graph in it; None if nothing is unsaved."""
        document, typed = self._document, self._pending()
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
        left = [
            work for path in sorted(self._folder.glob("[!.]*.json")) if (work := read_copy(path))
        ]
        for work in left:
            if work.saved_at < time.time() - KEPT_DAYS * DAY:
                forget(work)
        left = [work for work in left if work.file.exists()]
        return sorted(left, key=lambda work: -work.saved_at)

    def _tidy(self) -> None:
        """What was half written when its window was killed, or the disk was full."""
        for part in (*self._folder.glob(".*.part"), *self._folder.glob("*.lock")):
            with contextlib.suppress(OSError):
                stat = part.stat()
                whole = part.suffix == ".lock" and stat.st_size > 0
                if not whole and stat.st_mtime < time.time() - DAY:
                    part.unlink()

    def is_open_elsewhere(self, path: Path) -> bool:
        """Whether another window has this file open."""
        return any(other == _resolved(path) for other in self._open_elsewhere())

    def _open_elsewhere(self) -> Iterator[Path]:
        for file in self._folder.glob("*.open"):
            if self._file is not None and file.stem == self._file.stem:
                continue
            lock = lock_of(file)
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
            self._lock = lock_of(self._file)
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


def _short(graph: Graph, has_draft: bool) -> Graph:
    """A graph that a text says is kept as that alone: this is done while somebody types."""
    beside = graph.pins or graph.other_pins or graph.labels or graph.trained
    if beside or not (graph.source or has_draft):
        return graph
    return Graph({}, {}, source=graph.source, view=graph.view)


def _write(file: Path, content: dict[str, object], graph: Graph, dumps: Dumps) -> str:
    """Write a copy; returns why that failed, '' if it did not."""
    try:
        whole = json.dumps({**content, "document": to_json(graph, dumps)}).encode()
        replace_file(file, lambda stream: stream.write(whole))
    except DocumentError as error:
        return str(error)
    except (OSError, ValueError, RuntimeError) as error:
        return reason_of(error)
    return ""
