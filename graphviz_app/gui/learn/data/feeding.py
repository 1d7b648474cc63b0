"""Feeding: the data of the document that is open; what is brought or typed becomes part of it.

Which row is shown is not kept anywhere: it is the one whose values the inputs and targets have.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from graphviz_app.arrays import Array, np
from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.columns import fed_leaves
from graphviz_app.core.learning.leaves import array_in
from graphviz_app.core.learning.settings import DataUse
from graphviz_app.core.learning.table import Feed, Table
from graphviz_app.core.wording import counted
from graphviz_app.errors import DataError, GraphAppError
from graphviz_app.formats.tables.written import MOST_WRITTEN, written_out
from graphviz_app.gui.canvas.changing.changes import Changes, reason
from graphviz_app.gui.documents.desk import Desk
from graphviz_app.gui.learn.data.changing import with_data, with_row
from graphviz_app.gui.learn.data.sources import Chosen, Sources
from graphviz_app.gui.widgets.patience import GaveUpError

NOTHING_THERE = "the clipboard holds no table: copy cells of a spreadsheet, or rows of numbers"
NO_LEAVES = "a table feeds inputs and targets, and the graph has none: write x = input(0)"

ROW = "row of data"
"""The subject of changes that only show another row."""


class Feeding(QObject):
    """Reads the data when somebody first asks for them."""

    changed = Signal()
    """There may be other data, or another row is shown."""
    refused = Signal(str)
    """Why what was chosen, pasted or typed is not taken."""

    def __init__(self, desk: Desk, changes: Changes, settings: QSettings) -> None:
        super().__init__(desk.window)
        self._desk, self._changes, self._document = desk, changes, desk.document
        self._chosen, self._sources = Chosen(settings), Sources()
        self._feed: Feed | None = None
        self._trouble = ""
        self._row: int | None = None
        self._looked_at: Graph | None = None
        self.shown_in: QWidget | None = None
        """Where the rows are listed."""
        self._document.graph_changed.connect(self._see)
        self._document.opened.connect(self._forget)
        self._document.state_changed.connect(self._move)
        self._path = self._document.path

    # What there is

    def table_of(self, graph: Graph) -> Table | None:
        """The table that a graph's data are; raises DataError."""
        if graph.data is None:
            return None
        path = self._document.path
        return self._sources.table(graph.data, path, self._chosen.of(path))

    @property
    def feed(self) -> Feed | None:
        """The rows; None where there are none, or ``trouble`` says why."""
        self._look()
        return self._feed

    @property
    def trouble(self) -> str:
        """Why the data that the document names feed nothing."""
        self._look()
        return self._trouble

    @property
    def row(self) -> int | None:
        """The row that is shown."""
        self._look()
        return self._row

    @property
    def may_be_typed(self) -> bool:
        """Whether numbers can be changed: all of them are then written out in the text."""
        feed = self.feed
        return feed is not None and feed.count * len(feed.heads) <= MOST_WRITTEN

    def look_again(self) -> None:
        """Another program may have written into the file."""
        if self._trouble or self._sources.is_stale:
            self._see()

    def _see(self) -> None:
        self._looked_at = None
        self.changed.emit()

    def _forget(self) -> None:
        self._feed, self._row, self._trouble = None, None, ""
        self._path = self._document.path

    def _move(self) -> None:
        """It was saved elsewhere: its data are still those that were read."""
        path, file = self._document.path, self._sources.file
        if path != self._path:
            self._path = path
            if file is not None and self._feed is not None:
                self._chosen.add(path, file)

    def _look(self) -> None:
        graph = self._document.graph
        if graph is self._looked_at or self._document.draft is not None:
            return
        self._looked_at = graph
        try:
            self._feed, self._trouble = self._feed_of(graph), ""
        except DataError as error:
            self._feed, self._trouble = None, str(error)
        self._row = None if self._feed is None else self._feed.shown(graph, self._row)

    def _feed_of(self, graph: Graph) -> Feed | None:
        table, known = self.table_of(graph), self._feed
        if table is None or (known and known.table is table and known.shapes == fed_leaves(graph)):
            return known if table is not None else None
        return Feed.of(graph, table)

    # What a person does

    def open(self) -> None:
        """Ask for a file, and take it."""
        from graphviz_app.formats.tables.beside import SUFFIXES  # late, as below: rarely needed

        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        folder = "" if self._document.path is None else str(self._document.path.parent)
        chosen, _ = QFileDialog.getOpenFileName(
            self._desk.window, "Open data", folder, f"Tables ({kinds});;All files (*)"
        )
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, file: Path) -> bool:
        """Feed from a file that a person has chosen."""
        return self._tell(self._do(f"Open {file.name}", lambda: self._of_file(file)))

    def paste(self) -> bool:
        """Feed from what is on the clipboard."""
        return self.take_text(QGuiApplication.clipboard().text())

    def take_text(self, text: str) -> bool:
        """Feed from a pasted table; its numbers are written out."""

        def taken() -> Graph:
            if not text.strip():
                raise DataError(NOTHING_THERE)
            from graphviz_app.formats.tables.reading import table_of_text

            table = self._desk.patience("Reading the table …", lambda: table_of_text(text))
            feed = Feed.of(self._document.graph, table)
            return self._shown(with_data(self._document.graph, written_out(feed)), feed)

        return self._tell(self._do("Paste data", taken))

    def begin_typing(self) -> bool:
        """One row, with the values that the leaves have now; more are typed below it."""

        def begun() -> Graph:
            graph = self._document.graph
            if not fed_leaves(graph):
                raise DataError(NO_LEAVES)
            return with_data(graph, written_out(_feed_of_leaves(graph)))

        return self._do("Type data", begun)

    def remove(self) -> bool:
        """No data; the leaves keep their values."""
        return self._do("Remove the data", lambda: with_data(self._document.graph, None))

    def show_row(self, row: int) -> bool:
        """Give the inputs and targets the values of a row."""
        feed = self.feed
        if feed is None or row == self.row:
            return False
        self._row = row

        def shown() -> Graph:
            return with_row(self._document.graph, feed, row)

        return self._do(f"Show row {row + 1:,}", shown, ROW)

    def type_number(self, row: int, place: int, number: float) -> bool:
        """Another number in a cell."""

        def typed(rows: Array) -> Array:
            rows[row, place] = number
            return rows

        return self._change_rows("Change the data", typed)

    def add_row(self, after: int = -1) -> bool:
        """A row of zeros behind another, or at the end (-1)."""

        def added(rows: Array) -> Array:
            return np.insert(rows, len(rows) if after < 0 else after + 1, 0.0, axis=0)

        return self._change_rows("Add a row", added)

    def remove_row(self, row: int) -> bool:
        """One row less; with the last one the data are gone."""
        if self.feed is not None and self.feed.count == 1:
            return self.remove()
        return self._change_rows("Delete a row", lambda rows: np.delete(rows, row, axis=0))

    def _of_file(self, file: Path) -> Graph:
        from graphviz_app.formats.tables.beside import written_for
        from graphviz_app.formats.tables.files import read_table

        table = self._desk.patience(f"Reading {file.name} …", lambda: read_table(file))
        graph, path = self._document.graph, self._document.path
        feed = Feed.of(graph, table)
        self._chosen.add(path, file)
        self._sources.know(file, table)
        folder = None if path is None else path.parent
        return self._shown(with_data(graph, DataUse(written_for(file, folder))), feed)

    def _shown(self, graph: Graph, feed: Feed) -> Graph:
        """With the values of a row: the first, if they are of none."""
        return graph if feed.shown(graph) is not None else with_row(graph, feed, 0)

    def _change_rows(self, what: str, change: Callable[[Array], Array]) -> bool:
        feed, row = self.feed, self.row
        if feed is None:
            return False
        rows = change(np.array(feed.table.rows))
        new = Feed.of(self._document.graph, Table(feed.table.names, rows))

        def changed() -> Graph:
            graph = with_data(self._document.graph, written_out(new))
            stays = row is not None and row < new.count and new.shown(graph, row) is None
            return with_row(graph, new, row) if stays and row is not None else graph

        return self._do(what, changed)

    def _do(self, what: str, make: Callable[[], Graph], subject: str = "") -> bool:
        """Make a change of the document; whether there was one."""
        if self._changes.refused():
            return False
        try:
            graph = make()
        except GaveUpError:
            return False
        except GraphAppError as error:
            self._refuse(error)
            return False
        self._document.edit(what, graph, subject)
        return True

    def _tell(self, taken: bool) -> bool:
        """What has come, as nothing but a few numbers may be seen of it."""
        if taken and self.feed is not None:
            name, rows = self.feed.table.source or "Data", counted(self.feed.count, "row")
            shown = "" if self.row is None else f"; row {self.row + 1:,} is shown"
            self._changes.told.emit(f"{name}: {rows}{shown}")
        return taken

    def _refuse(self, error: GraphAppError) -> None:
        """Say why not: in the section, if it is seen."""
        if self.shown_in is not None and self.shown_in.isVisible():
            self.refused.emit(str(error))
        else:
            self._desk.notice.complain(reason(error), ("Choose a file…", self.open))


def _feed_of_leaves(graph: Graph) -> Feed:
    """One row: the leaves as they are."""
    values = [float(number) for id_ in fed_leaves(graph) for number in array_in(graph, id_).ravel()]
    return Feed.of(graph, Table((), np.array([values])))
