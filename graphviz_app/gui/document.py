"""Document: what the window has open. The only QObject that holds a Graph.

A gesture anywhere becomes ``edit("Change w", new_graph)``; the graph is run at once, so ``trace``
is never stale. Undo puts the graph from before back.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from graphviz_app.core.autodiff import Trace, run
from graphviz_app.core.graph import Graph, ViewSettings
from graphviz_app.core.reading import line_of
from graphviz_app.errors import DocumentError
from graphviz_app.formats import load, save, text_of
from graphviz_app.formats.files import TEXT_SUFFIXES, write_atomically
from graphviz_app.typing_compat import override

EMPTY = Graph({}, {})
MERGE_SECONDS = 2.0
"""Edits of the same thing that follow each other this quickly are undone together."""
MERGE_ID = 1
TEXT = "text"
"""The subject of edits that come from the text, which says neither pins nor labels."""
UNTITLED = "Untitled"


class Document(QObject):
    """A graph with its trace, its place on disk and its history."""

    graph_changed = Signal()
    """There is a new graph and trace."""
    opened = Signal()
    """Another document has taken the place of the one before."""
    state_changed = Signal()
    """The path, the title, what is unsaved, or the draft is different."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.graph = EMPTY
        self.trace: Trace = run(EMPTY, partial=True)
        self.path: Path | None = None
        self.draft: str | None = None
        """Text that was typed and is not (yet) a graph; None when text and graph agree."""
        self.draft_error = ""
        """What is wrong with the draft, as a sentence."""
        self.present_view: Callable[[], ViewSettings] = lambda: self.graph.view
        """How the graph is looked at now, which is saved with it: the window sets this."""
        self._saved_draft: str | None = None
        self._extras = EMPTY
        """Pins and labels of nodes that were there before a change of the text."""
        self.stack = QUndoStack(self)
        self.stack.cleanChanged.connect(self.state_changed)

    @property
    def name(self) -> str:
        """What to call it: the file's name."""
        return self.path.name if self.path else UNTITLED

    @property
    def unsaved(self) -> bool:
        """Whether something would be lost by closing."""
        if self.draft is not None:
            return self.draft != self._saved_draft
        return not self.stack.isClean()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing: no node, no text."""
        return not self.graph.nodes and not self.draft and not self.graph.source.strip()

    @property
    def text(self) -> str:
        """What the text panel shows: the draft, else the graph as text."""
        if self.draft is not None:
            return self.draft
        return text_of(self.graph)

    @property
    def as_shown(self) -> Graph:
        """The graph with the present view: what a file keeps."""
        return replace(self.graph, view=self.present_view())

    def edit(self, text: str, graph: Graph, subject: str = "", *, come_back: bool = False) -> None:
        """Make ``graph`` the current one; ``text`` names the change in the Edit menu.

        Quick successive edits of the same ``subject`` become one entry of the history. With
        ``come_back`` new nodes may be old ones (pasted) and get their pins and labels again.
        """
        self._drop_draft()
        graph = self._with_extras(graph, from_text=subject == TEXT, come_back=come_back)
        if graph != self.graph or graph.source != self.graph.source:
            self.stack.push(_Replace(self, text, graph, subject))

    def set_draft(self, text: str, error: str) -> None:
        """Text that cannot be understood: the last good graph stays, the text is not lost."""
        self.draft, self.draft_error = text, error
        self.state_changed.emit()

    def discard_draft(self) -> None:
        """Back to the text of the last good graph."""
        if self._drop_draft():
            self.graph_changed.emit()

    def new(self) -> None:
        """Begin with nothing."""
        self._take(EMPTY, None)

    def open(self, path: Path) -> None:
        """Read a file; raises DocumentError or ParseError and keeps the present document then."""
        self._take(load(path), path)

    def adopt(self, graph: Graph, path: Path | None = None) -> None:
        """Take a graph that is not saved under any name (pasted, dropped, recovered)."""
        self._take(graph, path, saved=False)

    def adopt_draft(self, text: str, error: str, path: Path | None = None) -> None:
        """Take text that is not a graph yet, to be repaired in the text panel."""
        self._take(EMPTY, path, draft=text, error=error)

    def save(self, path: Path) -> None:
        """Write to a file; raises DocumentError.

        A draft is written as it was typed, so that nothing is lost; only text files can hold it.
        """
        if self.draft is None:
            save(self.as_shown, path)
        elif path.suffix.lower() in TEXT_SUFFIXES:
            write_atomically(path, self.draft.encode())
        else:
            raise DocumentError(
                f"the text has a mistake ({self.draft_error}), so only a .cg file can hold it"
            )
        self.path = path
        self._saved_draft = self.draft
        if self.draft is None:
            self.stack.setClean()
        self.state_changed.emit()

    def put(self, graph: Graph) -> None:
        """Show this graph, without history: called by the undo command."""
        self._drop_draft()
        self.graph = graph
        self.trace = run(graph, partial=True)
        self.graph_changed.emit()
        self.state_changed.emit()

    def _take(
        self,
        graph: Graph,
        path: Path | None,
        saved: bool = True,
        draft: str | None = None,
        error: str = "",
    ) -> None:
        trace = run(graph, partial=True)
        self.draft, self.draft_error = draft, error
        self._saved_draft = draft if path else None
        self.graph, self.trace, self.path = graph, trace, path
        self._extras = EMPTY
        self.stack.clear()
        if not saved:
            self.stack.resetClean()
        self.opened.emit()
        self.graph_changed.emit()
        self.state_changed.emit()

    def _with_extras(self, graph: Graph, from_text: bool, come_back: bool) -> Graph:
        """With the pins and the labels of nodes that were there before, and are there again.

        What was read from the text says none at all, nor the view.
        """
        now, before = self.graph, self._extras.without(self.graph.nodes)
        pins, labels = {**before.pins, **now.pins}, {**before.labels, **now.labels}
        self._extras = replace(EMPTY, pins=pins, labels=labels, view=now.view)
        if from_text:
            return graph.with_extras_of(self._extras, {i: i for i in _still(now, graph)})
        if not come_back:
            return graph
        back = before.with_extras_of(before, {i: i for i in graph.nodes if i not in now.nodes})
        return replace(
            graph, pins={**back.pins, **graph.pins}, labels={**back.labels, **graph.labels}
        )

    def _drop_draft(self) -> bool:
        had_one = self.draft is not None
        self.draft, self.draft_error = None, ""
        if had_one:
            self.state_changed.emit()
        return had_one


def _still(before: Graph, now: Graph) -> Iterator[str]:
    """Nodes of a text that are the same as before: lines by their name.

    The names of operators inside a line are dealt out in their order, so they mean something only
    as long as the line has the same ones.
    """
    then, after = _inside(before), _inside(now)
    for id_ in now.nodes:
        line = line_of(now, id_)
        if line == id_ or then.get(line) == after.get(line):
            yield id_


def _inside(graph: Graph) -> Mapping[str, list[tuple[str, str, list[str]]]]:
    """Per line its operators and their operands."""
    found: dict[str, list[tuple[str, str, list[str]]]] = {}
    for id_, node in graph.nodes.items():
        sources = [edge.source for edge in graph.incoming[id_]]
        found.setdefault(line_of(graph, id_), []).append((id_, node.op, sources))
    return found


class _Replace(QUndoCommand):
    """The one command: the graph before is replaced by the graph after."""

    def __init__(self, document: Document, text: str, after: Graph, subject: str) -> None:
        super().__init__(text)
        self._document = document
        self._before = document.graph
        self._after = after
        self._subject = subject
        self._made_at = time.monotonic()

    @override
    def redo(self) -> None:
        self._document.put(self._after)

    @override
    def undo(self) -> None:
        self._document.put(self._before)

    @override
    def id(self) -> int:
        return MERGE_ID if self._subject else -1

    @override
    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Replace) or other._subject != self._subject:
            return False
        if other._made_at - self._made_at > MERGE_SECONDS:
            return False
        self._after, self._made_at = other._after, other._made_at
        return True
