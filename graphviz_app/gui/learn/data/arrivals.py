"""What a table that is dropped or pasted is: data, answers, or nothing of this room."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graphviz_app.core.graph import Graph
from graphviz_app.errors import DataError, GraphAppError
from graphviz_app.gui.documents.opening import Files

if TYPE_CHECKING:
    from graphviz_app.core.learning.table import Table

TABLES = (".csv", ".tsv")
"""Files that are nothing but tables."""

SEVERAL = 2
"""Words that a table has at least."""


@dataclass(frozen=True, slots=True)
class Takers:
    """Who takes what."""

    file: Callable[[Path], object]
    """A file as data."""
    text: Callable[[str], object]
    """A text as data."""
    answers: Callable[[str], object]


class Arrivals:
    """Looks at what comes before it is opened as a graph."""

    def __init__(self, graph: Callable[[], Graph], takers: Takers) -> None:
        self._graph, self._takers = graph, takers

    def stand_before(self, files: Files) -> None:
        """Look at all that is dropped or pasted."""
        files.takes_file, files.takes_text = self.take_file, self.take_text

    def take_file(self, file: Path) -> bool:
        """Take a dropped file if it is a table; a text may be one, a CSV always is."""
        if file.suffix.lower() in TABLES:
            answers = self._answers_in(file)
            if answers:
                self._takers.answers(answers)
            else:
                self._takers.file(file)
            return True
        return False

    def take_text(self, text: str) -> bool:
        """Take a pasted text if its header names leaves, or if it is nothing but numbers."""
        if len(text.split()) < SEVERAL:
            return False
        from graphviz_app.formats.tables.reading import table_of_text  # late, as below

        graph = self._graph()
        try:
            table = table_of_text(text)
        except DataError:
            return False
        if not feeds(graph, table) and (table.names or not graph.nodes):
            return False
        self._takers.text(text)
        return True

    def _answers_in(self, file: Path) -> str:
        """The text of a file whose rows are answers and no data."""
        from graphviz_app.formats.answers.reading import read_answers
        from graphviz_app.formats.tables.files import read_table

        graph = self._graph()
        try:
            if feeds(graph, read_table(file)):
                return ""
            text = file.read_text(encoding="utf-8-sig", errors="replace")
            return text if read_answers(text, graph).claims else ""
        except (GraphAppError, OSError):
            return ""


def feeds(graph: Graph, table: "Table") -> bool:
    """Whether every input and target has a column, under a name that is no number itself."""
    from graphviz_app.core.learning.columns import places_of
    from graphviz_app.formats.tables.numbers import is_number

    if any(map(is_number, table.names)):
        return False
    try:
        places_of(graph, table.names, table.rows.shape[1], table.called)
    except DataError:
        return False
    return True
