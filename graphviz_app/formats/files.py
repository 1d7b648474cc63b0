"""Opening and saving: ``.cg`` and ``.txt`` are the text, ``.json`` is the document."""

import contextlib
import errno
import os
import secrets
import stat
from pathlib import Path

from graphviz_app.core.graph import Graph
from graphviz_app.errors import DocumentError
from graphviz_app.formats.document import from_json, to_json
from graphviz_app.formats.limits import MAX_FILE, MAX_TEXT, thousands
from graphviz_app.formats.text import parse
from graphviz_app.formats.writer import to_text

TEXT_SUFFIXES = (".cg", ".txt")
JSON_SUFFIX = ".json"

_REASONS = {
    errno.ENOENT: "the folder does not exist",
    errno.ENOTDIR: "the folder does not exist",
    errno.EACCES: "permission is denied",
    errno.EPERM: "permission is denied",
    errno.EROFS: "the disk is read-only",
    errno.ENOSPC: "the disk is full",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EISDIR: "it is a folder",
    errno.ELOOP: "its links go round in a circle",
}


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
    """Write beside the file and rename, so that a failure leaves the old one; DocumentError."""
    try:
        target = file.resolve()
        mode = _mode(target)
        _replace(target, content, mode)
    except (OSError, ValueError, RuntimeError) as error:
        raise DocumentError(f"'{file.name}' cannot be written: {_reason(error)}") from None


def _mode(target: Path) -> int | None:
    """The permission bits to keep; None for a new file."""
    if not target.exists():
        return None
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "")
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "")
    return stat.S_IMODE(target.stat().st_mode)


def _replace(target: Path, content: bytes, mode: int | None) -> None:
    beside = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.tmp")
    try:
        with beside.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            beside.chmod(mode)
        beside.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _read(file: Path) -> str:
    bound = MAX_FILE if file.suffix.lower() == JSON_SUFFIX else 4 * MAX_TEXT
    try:
        content = _content(file, bound + 1)
    except (OSError, ValueError) as error:
        missing = getattr(error, "errno", None) == errno.ENOENT
        reason = "the file does not exist" if missing else _reason(error)
        raise DocumentError(f"'{file.name or file}' cannot be opened: {reason}") from None
    if len(content) > bound:
        raise DocumentError(
            f"'{file.name}' is larger than the {thousands(bound)} bytes that are read"
        )
    return _decoded(file, content)


def _content(file: Path, limit: int) -> bytes:
    """At most ``limit`` bytes; a device or queue would never end."""
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


def _reason(error: Exception) -> str:
    number = getattr(error, "errno", None)
    if number in _REASONS:
        return _REASONS[number]
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return words[0].lower() + words[1:]
