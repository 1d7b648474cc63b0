"""A table in a file, and the data that a document names."""

import errno
import os
from collections.abc import Collection
from pathlib import Path

from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.table import Table, written_table
from graphviz_app.core.wording import shortened
from graphviz_app.errors import DataError
from graphviz_app.formats.files import content_of
from graphviz_app.formats.limits import MAX_TABLE
from graphviz_app.formats.replacing import reason_of
from graphviz_app.formats.tables.beside import data_file, similar
from graphviz_app.formats.tables.reading import table_in


def read_table(path: str | os.PathLike[str]) -> Table:
    """The table in a file that a person has chosen; raises DataError with the reason."""
    file = Path(path)
    name = shortened(file.name or str(file), 80)
    try:
        content = content_of(file, MAX_TABLE + 1)
    except (OSError, ValueError) as error:
        raise DataError(f"{name} cannot be opened: {_reason(file, error)}") from None
    return table_in(content, name)


def load_data(
    graph: Graph, folder: str | os.PathLike[str] | None, allowed: Collection[Path] = ()
) -> Table | None:
    """The table of the document's ``data(…)``, None if it has none; raises DataError.

    ``folder`` is that of the document, and only files in it are read: others only if they are
    among ``allowed``, which a person has chosen.
    """
    if graph.data is None:
        return None
    if not graph.data.path:
        return written_table(graph.data)
    where = None if folder is None else Path(folder)
    return read_table(data_file(graph.data.path, where, allowed))


def _reason(file: Path, error: Exception) -> str:
    if isinstance(error, IsADirectoryError):
        return "it is a folder; choose a table in it"
    if getattr(error, "errno", None) in (errno.ENOENT, errno.ENOTDIR):
        return f"the file does not exist{similar(file)}"
    return reason_of(error)
