"""Recovered: a copy of unsaved work, as a window that crashed has left it."""

import contextlib
import json
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QLockFile

from graphviz_app.core.graph import Graph
from graphviz_app.errors import GraphAppError
from graphviz_app.formats import from_json, to_json
from graphviz_app.formats.files import content_of
from graphviz_app.formats.limits import MAX_FILE
from graphviz_app.gui.documents.document import Document
from graphviz_app.gui.documents.state import State, understood

SEEN = ".seen"
"""In the name of a copy that was offered once."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """Work that was not saved: a graph as JSON text, and text that was no graph yet."""

    file: Path
    path: Path | None
    """Where it was last saved."""
    saved_at: float
    as_json: str
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

    def read_fully(self) -> State:
        """As ``state``, with the text that is shown of it: for a thread of its own."""
        state = self.state
        _ = state.text
        return state

    def _graph(self) -> Graph:
        """The graph; of one that is not understood, its text is kept."""
        try:
            return from_json(self.as_json)
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


def lock_of(file: Path) -> QLockFile:
    """The lock of a copy, of its note, or of either's window."""
    lock = QLockFile(str(file.with_suffix(".lock")))
    lock.setStaleLockTime(0)  # only the death of its process frees it
    return lock


def read_copy(file: Path) -> Recovered | None:
    """None for a file in use, and for one that is damaged."""
    lock = lock_of(file)
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
