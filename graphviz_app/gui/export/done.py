"""What was written: the person hears its name, and can look at it."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from graphviz_app.gui.widgets.notice import Notice


def tell_written(notice: Notice, path: Path) -> None:
    """Say so above the canvas, with ways to the file."""
    size = _size_of(path)
    notice.tell(
        f"Exported {path.name}{f' ({size})' if size else ''}",
        ("Open", lambda: open_path(path)),
        ("Show in folder", lambda: open_path(path.parent)),
    )


def open_path(path: Path) -> None:
    """With whatever this desktop opens such files."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute())))


def _size_of(path: Path) -> str:
    """``12 kB``, ``3.4 MB``; nothing of a folder, or where it is gone already."""
    try:
        size = path.stat().st_size if path.is_file() else 0
    except OSError:
        return ""
    if not size:
        return ""
    return f"{size / 1e6:,.1f} MB" if size >= 1e6 else f"{max(size / 1e3, 1):.0f} kB"
