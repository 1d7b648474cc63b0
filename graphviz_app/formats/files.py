"""Opening and saving: ``.cg`` and ``.txt`` are the text, ``.json`` is the document.

Programs (``.py``, ``.ipynb``) and formulas (``.tex``) are opened, too, and never written.
"""

import errno
import os
import stat
from pathlib import Path

from graphviz_app.core.graph import Graph
from graphviz_app.errors import DocumentError, ParseError
from graphviz_app.formats.dialects.translation import Read
from graphviz_app.formats.incoming import (
    JSON_SUFFIX,
    NOTEBOOK_SUFFIX,
    Incoming,
    graph_in,
    incoming,
    refuse_other_kinds,
)
from graphviz_app.formats.json_document import to_json
from graphviz_app.formats.language.claiming.resolved import unread_answers
from graphviz_app.formats.language.writer import to_text
from graphviz_app.formats.limits import MAX_FILE, MAX_TEXT, thousands
from graphviz_app.formats.replacing import reason_of, replace_file

TEXT_SUFFIXES = (".cg", ".txt")
FOREIGN_SUFFIXES = (".py", NOTEBOOK_SUFFIX, ".tex")
"""Files of other dialects, which become texts of this one."""


def load(path: str | os.PathLike[str]) -> Graph:
    """Read a file, by suffix or by its first character; a program of another dialect, translated.

    Raises DocumentError if it cannot be read or is no document, ParseError for a text.
    """
    graph = load_told(path).graph
    for error in unread_answers(graph.source, graph.claims):
        raise error
    return graph


def load_told(path: str | os.PathLike[str]) -> Read:
    """The same, with the translation if there was one; of a claim any answer will do."""
    return read_in(text_of_file(Path(path)))


def read_in(given: Incoming) -> Read:
    """The graph of what comes from outside; raises ParseError or DocumentError."""
    if given.is_document:
        return Read(graph_in(given))
    try:
        return Read(graph_in(given))
    except ParseError as error:
        from graphviz_app.formats.dialects.reading import read_foreign  # late: rarely needed

        return read_foreign(given.text, error)


def text_of_file(file: Path) -> Incoming:
    """The text in a file; raises DocumentError with what it is if it holds none."""
    name, suffix = f"'{file.name or file}'", file.suffix.lower()
    bound = MAX_FILE if suffix in (JSON_SUFFIX, NOTEBOOK_SUFFIX) else 4 * MAX_TEXT
    try:
        content = content_of(file, bound + 1)
    except (OSError, ValueError) as error:
        raise DocumentError(f"{name} cannot be opened: {_reason(file, error)}") from None
    if len(content) <= bound:
        return incoming(name, suffix, content)
    carrying = _in_large(file, name, content)
    if carrying is None:
        refuse_other_kinds(name, suffix, content)
        raise DocumentError(f"{name} is larger than the {thousands(bound)} bytes that are read")
    return carrying


def _in_large(file: Path, name: str, beginning: bytes) -> Incoming | None:
    """The text that a large picture carries; raises DocumentError for one that is too large."""
    from graphviz_app.formats.carrying.finding import MAX_PICTURE, found_in, may_carry

    if not may_carry(beginning):
        return None
    carried = found_in(content_of(file, MAX_PICTURE + 1), name)
    return None if carried is None else Incoming(name, "", carried.text, carried)


def _reason(file: Path, error: Exception) -> str:
    if getattr(error, "errno", None) == errno.ENOENT:
        return "the file does not exist"
    if isinstance(error, IsADirectoryError):
        model = any((file / part).exists() for part in ("saved_model.pb", "keras_metadata.pb"))
        kind = " with a TensorFlow model (SavedModel)" if model else ""
        return f"it is a folder{kind}; choose a .cg or .json file in it"
    return reason_of(error)


def save(graph: Graph, path: str | os.PathLike[str]) -> None:
    """Write a file, by suffix; all of it or, if that fails, nothing.

    Raises DocumentError if it cannot be written, GraphError if text cannot say the graph.
    """
    file = Path(path)
    require_suffix(file)
    text = to_json(graph) if file.suffix.lower() == JSON_SUFFIX else to_text(graph)
    write_atomically(file, text.encode("utf-8", "replace"))


def require_suffix(file: Path) -> None:
    """Raise DocumentError for a name that no graph is written under."""
    if file.suffix.lower() not in (*TEXT_SUFFIXES, JSON_SUFFIX):
        raise _unwritten(file, "its name must end in .cg, .txt or .json")


def require_place(file: Path) -> None:
    """Raise DocumentError where it is plain beforehand that no graph can be written."""
    require_suffix(file)
    if file.is_dir():
        raise _unwritten(file, "it is a folder, not a file")
    if not file.parent.is_dir():
        raise _unwritten(file, "the folder does not exist")
    if not os.access(file.parent, os.W_OK):
        raise _unwritten(file, "permission is denied")


def _unwritten(file: Path, reason: str) -> DocumentError:
    return DocumentError(f"'{file.name or file}' cannot be written: {reason}")


def write_atomically(file: Path, content: bytes) -> None:
    """All of it, or the old file stays; raises DocumentError."""
    try:
        replace_file(file, lambda stream: stream.write(content))
    except (OSError, ValueError, RuntimeError) as error:
        raise _unwritten(file, reason_of(error)) from None


def content_of(file: Path, limit: int) -> bytes:
    """At most ``limit`` bytes; raises OSError or ValueError, also for what would never end."""
    mode = file.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "")
    if not stat.S_ISREG(mode):
        raise ValueError("it is not a file but a device")
    with file.open("rb") as stream:
        return stream.read(limit)
