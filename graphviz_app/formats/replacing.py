"""Replacing a file as a whole: a failure half-way leaves the old one."""

import contextlib
import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

_REASONS = {
    errno.ENOENT: "the folder does not exist",
    errno.ENOTDIR: "the folder does not exist",
    errno.EACCES: "permission is denied",
    errno.EPERM: "permission is denied",
    errno.EROFS: "the disk is read-only",
    errno.ENOSPC: "the disk is full",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EISDIR: "it is a folder, not a file",
    errno.ENXIO: "it is a device, not a file",
    errno.ELOOP: "its links go round in a circle",
}


def replace_file(path: Path, fill: Callable[[Path], None]) -> None:
    """Let ``fill`` write a file of the same suffix beside ``path``, then rename it.

    Permission bits stay, links are followed. Raises OSError (RuntimeError for links in a circle).
    """
    target = path.resolve()
    mode = _mode(target)
    beside = target.with_name(f".{target.stem[:50]}.{os.urandom(4).hex()}{target.suffix}")
    try:
        beside.touch(exist_ok=False)  # if it is not allowed, that is told before the work is done
        fill(beside)
        with beside.open("rb+") as stream:
            os.fsync(stream.fileno())
        if mode is not None:
            beside.chmod(mode)
        beside.replace(target)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def reason_of(error: Exception) -> str:
    """Why a file could not be opened or written, as a clause."""
    number = getattr(error, "errno", None)
    if number in _REASONS:
        return _REASONS[number]
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return words[0].lower() + words[1:]


def _mode(target: Path) -> int | None:
    """The permission bits to keep; None for a new file."""
    if not target.exists():
        return None
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "")
    if not target.is_file():
        raise OSError(errno.ENXIO, "")
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "")
    return stat.S_IMODE(target.stat().st_mode)
