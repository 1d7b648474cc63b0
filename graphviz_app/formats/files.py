"""Opening and saving: ``.cg`` and ``.txt`` are the text, ``.json`` is the document."""

import errno
import os
import stat
from pathlib import Path

from graphviz_app.core.graph import Graph
from graphviz_app.errors import DocumentError
from graphviz_app.formats.json_document import from_json, to_json
from graphviz_app.formats.language.text import parse
from graphviz_app.formats.language.writer import to_text
from graphviz_app.formats.limits import MAX_FILE, MAX_TEXT, thousands
from graphviz_app.formats.replacing import reason_of, replace_file

TEXT_SUFFIXES = (".cg", ".txt")
JSON_SUFFIX = ".json"


def load(path: str | os.PathLike[str]) -> Graph:
    """Read a file, by suffix or by its first character.

    Raises DocumentError if it cannot be read or is no document, ParseError for a text.
    """
    file = Path(path)
    text = _read(file)
    if file.suffix.lower() == JSON_SUFFIX or text.lstrip("\ufeff \t\r\n").startswith("{"):
        return from_json(text)
    return parse(text)


def save(graph: Graph, path: str | os.PathLike[str]) -> None:
    """Write a file, by suffix; all of it or, if that fails, nothing.

    Raises DocumentError if it cannot be written, GraphError if text cannot say the graph.
    """
    file = Path(path)
    suffix = file.suffix.lower()
    if suffix == JSON_SUFFIX:
        text = to_json(graph)
    elif suffix in TEXT_SUFFIXES:
        text = to_text(graph)
    else:
        raise DocumentError(
            f"'{file.name}' cannot be written: its name must end in .cg, .txt or .json"
        )
    write_atomically(file, text.encode("utf-8", "replace"))


def write_atomically(file: Path, content: bytes) -> None:
    """All of it, or the old file stays; raises DocumentError."""
    try:
        replace_file(file, lambda stream: stream.write(content))
    except (OSError, ValueError, RuntimeError) as error:
        raise DocumentError(f"'{file.name}' cannot be written: {reason_of(error)}") from None


def _read(file: Path) -> str:
    bound = MAX_FILE if file.suffix.lower() == JSON_SUFFIX else 4 * MAX_TEXT
    try:
        content = content_of(file, bound + 1)
    except (OSError, ValueError) as error:
        missing = getattr(error, "errno", None) == errno.ENOENT
        reason = "the file does not exist" if missing else reason_of(error)
        raise DocumentError(f"'{file.name or file}' cannot be opened: {reason}") from None
    if len(content) > bound:
        raise DocumentError(
            f"'{file.name}' is larger than the {thousands(bound)} bytes that are read"
        )
    return _decoded(file, content)


def content_of(file: Path, limit: int) -> bytes:
    """At most ``limit`` bytes; raises OSError or ValueError, also for what would never end."""
    mode = file.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "")
    if not stat.S_ISREG(mode):
        raise ValueError("it is not a file but a device")
    with file.open("rb") as stream:
        return stream.read(limit)


def _decoded(file: Path, content: bytes) -> str:
    if not content.strip():
        raise DocumentError(f"'{file.name}' is empty; write for example x = input(1.5) into it")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in content[:1000]:
            raise DocumentError(f"'{file.name}' is not text and not a graph document") from None
        line = content.count(b"\n", 0, error.start) + 1
        raise DocumentError(
            f"'{file.name}' is not UTF-8 text; save it as UTF-8", f"line {line}"
        ) from None
