"""What was chosen for the last export, for the next one and for the next start."""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSettings

from graphviz_app.export.table import formats

SCALES = (1, 2, 3, 4)


class Choices(NamedTuple):
    """What is offered at first."""

    suffix: str = ".png"
    scale: int = 2
    transparent: bool = False
    folder: str = ""
    """Empty: beside the document."""

    def path_for(self, document: Path) -> Path:
        """Where the picture of a document would go; a folder that is gone is forgotten."""
        folder = Path(self.folder) if self.folder else document.parent
        return (folder if folder.is_dir() else document.parent) / f"{document.stem}{self.suffix}"


def choices(settings: QSettings) -> Choices:
    """What was kept; what is missing, damaged or no longer offered is as usual."""
    usual = Choices()
    suffix = str(settings.value("export/suffix", usual.suffix))
    scale = str(settings.value("export/scale", usual.scale))
    return Choices(
        suffix if suffix in (format_.suffix for format_ in formats()) else usual.suffix,
        int(scale) if scale in map(str, SCALES) else usual.scale,
        str(settings.value("export/transparent")).lower() == "true",
        str(settings.value("export/folder", usual.folder)),
    )


def keep(settings: QSettings, chosen: Choices, document: Path) -> None:
    """Keep what was chosen; the document's own folder is none: others have theirs."""
    beside = Path(chosen.folder) == document.parent
    for name, value in chosen._replace(folder="" if beside else chosen.folder)._asdict().items():
        settings.setValue(f"export/{name}", value)
