"""The file behind a document, watched: other programs, and other windows, write into it too."""

import hashlib
import stat
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from graphviz_app.formats.limits import MAX_FILE
from graphviz_app.formats.looking import is_there

SETTLE_MS = 250
"""After which whoever writes into the file is taken to have finished."""


class Stamp(NamedTuple):
    """What tells one state of a file from another."""

    digest: bytes
    signature: tuple[int, int, int]
    """Time of the last change, size, and inode: as long as they are the same, the rest is."""

    def holds_the_same(self, other: "Stamp | None") -> bool:
        """Whether the content is the same, whenever it was written."""
        return other is not None and self.digest == other.digest


def stamp_of(path: Path, known: Stamp | None = None) -> Stamp | None:
    """How the file is now; None if it is not there or cannot be read.

    With ``known`` a file that was not touched since is not read again.
    """
    try:
        facts = path.stat()
        signature = (facts.st_mtime_ns, facts.st_size, facts.st_ino)
        if known is not None and known.signature == signature:
            return known
        if not stat.S_ISREG(facts.st_mode):
            return None
        if facts.st_size > MAX_FILE:  # nobody reads it: which one it is does not matter
            return Stamp(repr(signature).encode(), signature)
        with path.open("rb") as stream:
            return Stamp(hashlib.file_digest(stream, "blake2b").digest(), signature)
    except (OSError, ValueError):
        return None


class DiskWatch(QObject):
    """Tells, with a short delay, that a file may have changed; it also sees it come and go."""

    stirred = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._watcher: QFileSystemWatcher | None = None
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(SETTLE_MS)
        self._delay.timeout.connect(self._tell)

    def follow(self, path: Path | None) -> None:
        """Watch this file from now on."""
        if path == self._path:
            return
        self._path = path
        self._stop()
        self._watch()

    def look_again(self) -> None:
        """Something may have been missed, as on a network disk."""
        if self._path is not None:
            self._delay.start()

    def _watch(self) -> None:
        """A file that is replaced is another one: its folder is watched as well."""
        if self._path is None:
            return
        if self._watcher is None:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.fileChanged.connect(self._delay.start)
            self._watcher.directoryChanged.connect(self._delay.start)
        wanted = [path for path in (self._path, self._path.parent) if is_there(path)]
        known = {*self._watcher.files(), *self._watcher.directories()}
        new = [str(path) for path in wanted if str(path) not in known]
        if new:
            self._watcher.addPaths(new)

    def _stop(self) -> None:
        self._delay.stop()
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None

    def _tell(self) -> None:
        self._watch()
        self.stirred.emit()
