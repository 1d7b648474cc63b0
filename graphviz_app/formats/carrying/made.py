"""What a picture of a graph carries."""

from collections.abc import Collection
from pathlib import Path

from graphviz_app.core.graph import Graph
from graphviz_app.core.view import View
from graphviz_app.errors import GraphAppError
from graphviz_app.formats.carrying.carried import Carried
from graphviz_app.formats.json_document import to_json
from graphviz_app.formats.language.writer import text_of

_MOST_DATA = 200_000
"""Bytes of a table that may travel along; written out in a text it must be small anyway."""


def carried_of(
    graph: Graph,
    view: View,
    at: str = "END",
    name: str = "",
    *,
    folder: Path | None = None,
    chosen: Collection[Path] = (),
) -> Carried:
    """The document of a graph that is looked at like this, at a moment as ``--at`` names it.

    A table that it names in its ``folder``, or that a person has ``chosen`` for it, is written out
    if it is small: a picture is in no folder. What text cannot say is carried as JSON.
    """
    whole = _with_its_data(graph, folder, chosen)
    try:
        text = text_of(whole)
    except GraphAppError:
        text = to_json(whole)
    return Carried(text, name, view.over(graph.view), at)


def _with_its_data(graph: Graph, folder: Path | None, chosen: Collection[Path]) -> Graph:
    """With the numbers themselves in the place of a file's name, where that can be."""
    if graph.data is None or not graph.data.path:
        return graph
    from graphviz_app.core.learning.table import Feed  # late: of those who have data
    from graphviz_app.formats.edits.learning import with_learning
    from graphviz_app.formats.tables.beside import data_file
    from graphviz_app.formats.tables.files import read_table
    from graphviz_app.formats.tables.written import written_out

    try:
        file = data_file(graph.data.path, folder, chosen)
        if _is_found_everywhere(graph.data.path, file) or file.stat().st_size > _MOST_DATA:
            return graph
        data = written_out(Feed.of(graph, read_table(file)))
        return with_learning(graph, data=data)
    except (GraphAppError, OSError):
        return graph


def _is_found_everywhere(written: str, file: Path) -> bool:
    """Whether it came with the program, and this is it."""
    from graphviz_app.formats.tables.beside import data_file

    try:
        return data_file(written, None) == file
    except GraphAppError:
        return False
