"""Folders of numbered pictures: replaced as a whole, and never one in which there is more."""

import re
import shutil
from pathlib import Path

from graphviz_app.errors import ExportError


def folder_of(path: Path) -> Path:
    """Where pictures called ``neuron.png`` go: ``neuron``."""
    return path.with_suffix("")


def numbered(path: Path, number: int, of: int) -> str:
    """``neuron-07.png`` of 42, so that names are in order."""
    return f"{path.stem}-{number:0{len(str(of))}d}{path.suffix}"


def require_folder(folder: Path) -> None:
    """Raise ExportError if there is something else in its place; OSError if it cannot be made."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise ExportError(f"'{folder}' is there, and is no folder: choose another name")
    if folder.is_dir():
        name = re.compile(rf"{re.escape(folder.name)}-\d+\.\w+")
        others = [one.name for one in folder.iterdir() if not name.fullmatch(one.name)]
        if others:
            raise ExportError(f"there is more in the folder '{folder}': choose another name")
        return
    folder.mkdir()
    folder.rmdir()


def replace_folder(folder: Path, made: Path) -> None:
    """Put a folder that is made in its place; what was there goes once the new one is there."""
    require_folder(folder)
    if not folder.exists():
        made.rename(folder)
        return
    before = made.with_name("before")
    folder.rename(before)
    try:
        made.rename(folder)
    except OSError:
        before.rename(folder)
        raise
    shutil.rmtree(before, ignore_errors=True)
