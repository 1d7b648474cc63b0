"""Writing a file so that nothing is lost: to a temporary file first, then renamed."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from graphviz_app.errors import ExportError


def write_atomically(path: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a file beside ``path``, then put it there; raises ExportError."""
    try:
        _check_place(path)
        beginning = f".{path.stem[:50]}-"
        handle, name = tempfile.mkstemp(prefix=beginning, suffix=path.suffix, dir=path.parent)
    except OSError as reason:
        raise ExportError(f"'{path}' cannot be written: {_why(reason)}") from reason
    os.close(handle)
    temporary = Path(name)
    try:
        write(temporary)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as reason:
        raise ExportError(f"'{path}' cannot be written: {_why(reason)}") from reason
    finally:
        temporary.unlink(missing_ok=True)


def _check_place(path: Path) -> None:
    """Raises ExportError, or OSError for a name that cannot be looked up at all."""
    if not path.parent.is_dir():
        raise ExportError(f"the folder '{path.parent}' does not exist")
    if path.is_dir():
        raise ExportError(f"'{path}' is a folder, not a file")
    if path.exists() and not path.is_file():
        raise ExportError(f"'{path}' is a device, not a file")


def _umask() -> int:
    """What new files are not allowed: a temporary file is private, a picture is not."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _why(reason: OSError) -> str:
    return (reason.strerror or str(reason)).lower()
