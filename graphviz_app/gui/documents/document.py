"""Document: what the window has open. Whoever else holds a graph shows what this one had.

A gesture anywhere becomes ``edit("Change w", new_graph)``, the only way to another graph; it is run
at once, so ``trace`` is never stale. Undo puts the graph from before back.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from graphviz_app.core.autodiff import Trace, run
from graphviz_app.core.graph import Graph
from graphviz_app.core.same_lines import same_nodes
from graphviz_app.core.sharing import sharing
from graphviz_app.core.view import View
from graphviz_app.errors import DocumentError
from graphviz_app.formats import load, save
from graphviz_app.formats.files import TEXT_SUFFIXES, write_atomically
from graphviz_app.formats.language.beside import in_step, says_beside, without_said
from graphviz_app.gui.documents.disk import Stamp, stamp_of
from graphviz_app.gui.documents.doing import Doing, at_once, takes_long
from graphviz_app.gui.documents.history import TEXT, Replace
from graphviz_app.gui.documents.state import State
from graphviz_app.resources import is_example

EMPTY = Graph({}, {})
UNTITLED = "Untitled"
UNDO_LIMIT = 2000
T = TypeVar("T")


def run_what_can_be(graph: Graph, before: Trace | None = None) -> Trace:
    """A run in which a corner that is not complete does not stop the rest.

    What the run before has prepared is used again where only values are others.
    """
    program = before.program.updated(graph) if before is not None else None
    return run(program or graph, partial=True)


class Document(QObject):
    """A graph with its trace, its place on disk and its history."""

    graph_changed = Signal()
    """There is a new graph and trace, or another draft."""
    opened = Signal()
    """Another document has taken the place of the one before."""
    state_changed = Signal()
    """The path, the title, what is unsaved, or the draft is different."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        do: Doing = at_once,
        present_view: Callable[[], View] | None = None,
    ) -> None:
        """``do`` does what may take long; the present view is saved with the graph."""
        super().__init__(parent)
        self._do = do
        self._present_view = present_view
        self.state = State(EMPTY)
        self.trace = run_what_can_be(EMPTY)
        self.path: Path | None = None
        self.copy_of = ""
        """The file's name, of an example or a picture that is open as a copy."""
        self.opens_at = "END"
        """The moment at which it is seen first, as ``--at`` names it."""
        self._disk: Stamp | None = None
        self._saved: State | None = self.state
        """What the file holds; None if there is none."""
        self._extras = EMPTY
        """Pins and labels of nodes that were there before a change of the text."""
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(UNDO_LIMIT)
        self.stack.cleanChanged.connect(self.state_changed)

    @property
    def graph(self) -> Graph:
        """What is drawn and run; while the text has mistakes, what can be understood of it."""
        return self.state.graph

    @property
    def draft(self) -> str | None:
        """Text that is not (yet) a graph; None when text and graph agree."""
        return self.state.draft

    @property
    def name(self) -> str:
        """What to call it: the file's name."""
        if self.path is not None:
            return self.path.name
        return f"Copy of {self.copy_of}" if self.copy_of else UNTITLED

    @property
    def unsaved(self) -> bool:
        """Whether something would be lost by closing."""
        if self._saved is None:
            return not self.stack.isClean()
        return not self.stack.isClean() and not self.state.says_the_same(self._saved)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing: no node, no text."""
        return not self.graph.nodes and not self.draft and not self.graph.source.strip()

    @property
    def disk(self) -> Stamp | None:
        """The file as it was read or written last; None if it is not there."""
        return self._disk

    @property
    def text(self) -> str:
        """What the text panel shows: the draft, else the graph as text."""
        return self.state.text

    @property
    def as_shown(self) -> Graph:
        """The graph with the present view: what a file keeps."""
        graph = self.graph
        return replace(graph, view=self._present_view()) if self._present_view else graph

    def edit(self, what: str, graph: Graph, subject: str = "", *, come_back: bool = False) -> None:
        """Make ``graph`` the current one; ``what`` names the change in the Edit menu.

        Quick successive edits of the same ``subject`` become one entry of the history. With
        ``come_back`` new nodes may be old ones (pasted) and get their pins and labels again.
        """
        self._change(what, State(graph), subject, come_back)

    def take_text(self, state: State) -> None:
        """Make what was typed the current state, with its mistakes: one of the history."""
        self._change("Edit text", state, TEXT)

    def take_translation(self, state: State, what: str) -> None:
        """Put a translation in the place of a text: one step of the history, never merged."""
        self._change(what, state, "")

    def new(self) -> None:
        """Begin with nothing."""
        self._take(State(EMPTY))

    def open(self, path: Path) -> None:
        """Read a file; raises DocumentError or ParseError and keeps the present document then.

        An example that comes with the program stays as it is: a copy without a name is opened.
        """
        disk = stamp_of(path)
        self.take_file(State(load(path)), path, disk)

    def take_file(self, state: State, path: Path, disk: Stamp | None) -> None:
        """Take what a file holds, also text with mistakes, to be repaired in the text panel."""
        if is_example(path):
            self.take_copy(state, path.name)
        else:
            self._take(state, path, disk=disk)

    def take_copy(self, state: State, name: str, at: str = "END") -> None:
        """Take what stays as it is elsewhere, with nothing to save: as a copy of what is called so.

        An example, a picture, or the graph of another program; ``at`` is the moment it opens at.
        """
        self._take(state, copy_of=name, at=at)

    def adopt(self, graph: Graph, path: Path | None = None) -> None:
        """Take a graph that is not saved under any name (pasted, dropped)."""
        self.adopt_state(State(graph), path)

    def adopt_state(
        self, state: State, path: Path | None = None, copy_of: str = "", at: str = "END"
    ) -> None:
        """Take what is not saved under any name (pasted, dropped, recovered)."""
        disk = stamp_of(path) if path is not None else None
        self._take(state, path, copy_of=copy_of, disk=disk, saved=False, at=at)

    def reload(self, state: State, disk: Stamp) -> None:
        """Take what another program has written into the file; undo brings back what was here."""
        assert self.path is not None
        self._disk, self._saved = disk, state
        self._change("Reload", state, "")
        self.stack.setClean()
        self.state_changed.emit()

    def know_on_disk(self, disk: Stamp | None) -> None:
        """What the file is now is known here: it was looked at, or may be replaced."""
        self._disk = disk

    def expect_on_disk(self, digest: bytes) -> None:
        """What is here was made from a file of this content; anything else is a change to it."""
        if digest:
            self._disk = Stamp(digest, (0, 0, 0))

    def lose_file(self) -> None:
        """The file is gone, or holds something else: what is here is not saved any more."""
        self._disk = self._saved = None
        self.stack.resetClean()
        self.state_changed.emit()

    def save(self, path: Path) -> None:
        """Write to a file; raises DocumentError.

        A draft is written as it was typed, so that nothing is lost; only text files can hold it.
        """
        state, shown = self.state, self.as_shown

        def write() -> Stamp | None:
            if state.draft is None:
                save(shown, path)
            elif path.suffix.lower() in TEXT_SUFFIXES:
                write_atomically(path, state.draft.encode("utf-8", "replace"))
            else:
                raise DocumentError(
                    f"the text has a mistake ({state.error}), so only a .cg file can hold it"
                )
            return stamp_of(path)

        disk = self._patiently(f"Saving {path.name} …", write, state.graph)
        self.path, self.copy_of, self._disk, self._saved = path, "", disk, state
        self.stack.setClean()
        self.state_changed.emit()

    def put(self, state: State) -> None:
        """Show this, without history: called by the undo command."""
        if state.graph is not self.graph:
            self.trace = self._run(state)
        self.state = state
        self.graph_changed.emit()
        self.state_changed.emit()

    def _change(self, what: str, state: State, subject: str, come_back: bool = False) -> None:
        def prepared() -> State | None:
            new = state
            if not state.stale:
                graph = self._with_extras(state, subject == TEXT, come_back)
                new = replace(state, graph=sharing(graph, self.graph))
            return None if new.says_the_same(self.state) else new

        after = self._patiently("Comparing …", prepared, state.graph, self.graph)
        if after is not None:
            self.stack.push(Replace(self, what, after, subject))

    def _run(self, state: State) -> Trace:
        def run_it() -> Trace:
            _ = state.text  # it is shown next, and of a large document takes as long
            return run_what_can_be(state.graph, self.trace)

        return self._patiently("Running the graph …", run_it, state.graph)

    def _patiently(self, words: str, work: Callable[[], T], *graphs: Graph) -> T:
        """Nobody can give up: what has been begun here is brought to its end."""
        return self._do(words, work, cancel=False) if any(map(takes_long, graphs)) else work()

    def _take(
        self,
        state: State,
        path: Path | None = None,
        *,
        copy_of: str = "",
        disk: Stamp | None = None,
        saved: bool = True,
        at: str = "END",
    ) -> None:
        self.trace = self._run(state)
        self.state, self.path, self.copy_of, self._disk = state, path, copy_of, disk
        self._saved = state if saved else None
        self._extras, self.opens_at = EMPTY, at
        self.stack.clear()
        if not saved:
            self.stack.resetClean()
        self.opened.emit()
        self.graph_changed.emit()
        self.state_changed.emit()

    def _with_extras(self, state: State, from_text: bool, come_back: bool) -> Graph:
        """With the pins and the labels of nodes that were there before, and are there again.

        A text says no view. Of pins and labels it may say some, or none any more; whoever puts
        another text in its place is not asked about them.
        """
        graph, now, before = state.graph, self.graph, self._extras.without(self.graph.nodes)
        self._extras = replace(EMPTY.with_extras_over(now).with_extras_over(before), view=now.view)
        if from_text:
            if says_beside(state.text) or without_said(self.text) == state.text != self.text:
                return replace(graph, view=now.view)
            still = same_nodes(now, graph) if self._extras.pins or self._extras.labels else ()
            return graph.with_extras_of(self._extras, {i: i for i in still})
        if come_back:
            back = {i: i for i in graph.nodes if i not in now.nodes}
            graph = graph.with_extras_over(before.with_extras_of(before, back))
        return in_step(graph)
