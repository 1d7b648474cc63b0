"""Workplaces: hidden folders beside what is written; those of killed processes are removed."""

import os
import re
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

if sys.platform != "win32":
    import fcntl

_ENDING = ".part"
_TOKEN = "[a-z0-9_]{8}"
"""As mkdtemp makes them."""
_DAY = 86400.0
"""Seconds after which one is left behind where nobody can tell whether it is in use."""


@contextmanager
def workplace(path: Path) -> Iterator[Path]:
    """A folder for this process alone, beside what will be there; removed at the end."""
    beginning, parent = f".{path.stem[:30]}.", path.resolve().parent
    _remove_left_behind(parent, beginning)
    folder, number = _made(parent, beginning)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if number is not None:
            os.close(number)


def _made(parent: Path, beginning: str) -> tuple[Path, int | None]:
    """A new one, and what holds it."""
    while True:
        folder = Path(mkdtemp(_ENDING, beginning, parent))
        with suppress(BlockingIOError):  # somebody took it for one left behind
            number = _locked(folder)
            if folder.exists():
                return folder, number


def _locked(folder: Path) -> int | None:
    """Hold it; None where that cannot be. Raises BlockingIOError if somebody else does."""
    if sys.platform == "win32":
        return None
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(number)
        if isinstance(error, BlockingIOError):
            raise
        return None
    return number


def _remove_left_behind(parent: Path, beginning: str) -> None:
    name = re.compile(re.escape(beginning) + _TOKEN + re.escape(_ENDING))
    with suppress(OSError):
        found = [one for one in parent.iterdir() if name.fullmatch(one.name)]
        for folder in found:
            with suppress(OSError):
                _remove_if_unused(folder)


def _remove_if_unused(folder: Path) -> None:
    if folder.is_symlink() or not folder.is_dir():
        return
    number = _locked(folder)
    if number is not None:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(number)
    elif time.time() - folder.stat().st_mtime > _DAY:
        shutil.rmtree(folder, ignore_errors=True)
