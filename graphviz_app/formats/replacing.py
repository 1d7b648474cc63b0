"""Replacing a file as a whole: a failure half-way leaves the old one."""

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

if sys.platform != "win32":  # where an open file cannot be deleted anyway
    import fcntl

_REASONS = {
    errno.ENOENT: "the folder does not exist",
    errno.ENOTDIR: "the folder does not exist",
    errno.EACCES: "permission is denied",
    errno.EPERM: "permission is denied",
    errno.EROFS: "the disk is read-only",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EFBIG: "it is larger than a file may be here",
    errno.EIO: "the disk reports a fault",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EISDIR: "it is a folder, not a file",
    errno.ENXIO: "it is a device, not a file",
    errno.ELOOP: "its links go round in a circle",
    errno.ETXTBSY: "another program is using it",
    errno.EBUSY: "another program is using it",
}
_PRIVATE, _USUAL = 0o600, 0o666
_BINARY: int = getattr(os, "O_BINARY", 0)
_CAREFUL: int = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | _BINARY
"""Somebody may have put a link or a queue there meanwhile."""


def replace_file(path: Path, fill: Callable[[BinaryIO], object]) -> None:
    """Let ``fill`` write into a file beside ``path``, then rename that.

    Owner and permission bits stay as far as the system lets them, symbolic links are followed;
    another hard link keeps the old content. What a killed process has left is removed.
    Raises OSError (RuntimeError for links in a circle).
    """
    target = path.resolve()
    old = _present(target)
    beside, stream = _open_beside(target, _USUAL if old is None else _PRIVATE)
    try:
        with stream:
            _remove_left_behind(target, beside)
            fill(stream)
            stream.flush()
            if old is not None:
                _take_after(stream.fileno(), old)
            os.fsync(stream.fileno())
            if sys.platform != "win32":  # as long as it is open and locked, nobody removes it
                beside.replace(target)
        if sys.platform == "win32":
            beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def reason_of(error: Exception) -> str:
    """Why a file could not be opened or written, as a clause."""
    if isinstance(error, UnicodeError) or str(error).startswith("embedded null"):
        return "no file can have this name"
    if isinstance(error, RuntimeError):
        return _REASONS[errno.ELOOP]
    number = getattr(error, "errno", None)
    if number in _REASONS:
        return _REASONS[number]
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return words[0].lower() + words[1:]


def _present(target: Path) -> os.stat_result | None:
    """The file that is to be replaced, None if there is none; raises OSError if it may not be."""
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "")
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.ENXIO, "")
    # Renaming would not ask whether the file may be written; opening says why it may not.
    os.close(os.open(target, os.O_WRONLY | _CAREFUL))
    return status


def _open_beside(target: Path, mode: int) -> tuple[Path, BinaryIO]:
    """A new file for this process alone; its name tells to which file it belongs."""
    while True:
        beside = target.with_name(f"{_beginning(target)}{os.urandom(4).hex()}{_ENDING}")
        try:
            number = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL | _CAREFUL, mode)
        except FileExistsError:
            continue
        stream = os.fdopen(number, "wb")
        if _is_ours(number, beside):
            return beside, stream
        stream.close()


_ENDING = ".part"


def _beginning(target: Path) -> str:
    """What the names of its temporary files begin with; short, also where letters take 4 bytes."""
    return f".{target.stem[:30]}.{crc32(os.fsencode(target.name)):08x}."


def _is_ours(number: int, beside: Path) -> bool:
    """Lock it; False if somebody took the new file for one left behind, and removed it."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # without locks here, nobody removes anything
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(number), beside.lstat())
    return False


def _remove_left_behind(target: Path, own: Path) -> None:
    """Remove temporary files of this target that no process holds any more."""
    for path in _temporary_files(target):
        if path != own:
            with suppress(OSError):
                _remove_if_unused(path)


def _temporary_files(target: Path) -> Iterator[Path]:
    beginning, length = _beginning(target), 8
    with suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            token = entry.name.removeprefix(beginning).removesuffix(_ENDING)
            if len(entry.name) - len(token) == len(beginning) + len(_ENDING) and (
                len(token) == length and not token.strip("0123456789abcdef")
            ):
                yield Path(entry.path)


def _remove_if_unused(path: Path) -> None:
    if not stat.S_ISREG(path.lstat().st_mode):
        return
    if sys.platform == "win32":
        path.unlink()
        return
    number = os.open(path, os.O_RDWR | _CAREFUL)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()
    finally:
        os.close(number)


def _take_after(number: int, old: os.stat_result) -> None:
    """Owner, group and permission bits of the file before; never more than it let others do."""
    if sys.platform == "win32":
        return
    mode = stat.S_IMODE(old.st_mode)
    new = os.fstat(number)
    if new.st_gid != old.st_gid and not _given(number, -1, old.st_gid):
        mode &= ~0o2070 | (mode & 0o007) << 3  # another group may do what everybody may
    if new.st_uid != old.st_uid and not _given(number, old.st_uid, -1):
        mode &= ~stat.S_ISUID
    with suppress(OSError):  # a disk without permissions
        os.fchmod(number, mode)


def _given(number: int, owner: int, group: int) -> bool:
    try:
        os.fchown(number, owner, group)
    except OSError:
        return False
    return True


def _sync_folder(folder: Path) -> None:
    """So that the new name outlasts a power failure."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
