"""What was chosen for the last export, for the next one and for the next start."""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSettings

from graphviz_app.export.setting import Letters
from graphviz_app.export.table import formats

SCALES = (1, 2, 3, 4)
_LONGEST = 40
"""Letters of what is kept of a field."""


class Choices(NamedTuple):
    """What is offered at first."""

    suffix: str = ".png"
    scale: int = 2
    transparent: bool = False
    folder: str = ""
    """Empty: beside the document."""
    purpose: str = ""
    """By its name in the list; "" is the first of them."""
    width: str = ""
    height: str = ""
    text: str = ""
    margin: str = ""
    title: bool = False
    caption: bool = False
    legend: bool = False
    letters: Letters = "text"
    carry: bool = True
    more: bool = False
    """Whether all choices are seen."""

    @property
    def lengths(self) -> tuple[str, str, str]:
        """As they were typed: width, height, smallest text."""
        return self.width, self.height, self.text

    def path_for(self, document: Path) -> Path:
        """Where the picture of a document would go; a folder that is gone is forgotten."""
        folder = Path(self.folder) if self.folder else document.parent
        return (folder if folder.is_dir() else document.parent) / f"{document.stem}{self.suffix}"


def choices(settings: QSettings) -> Choices:
    """What was kept; what is missing, damaged or no longer offered is as usual."""
    usual = Choices()

    def kept(name: str) -> str:
        return str(settings.value(f"export/{name}", getattr(usual, name)))

    suffix, scale = kept("suffix"), kept("scale")
    return Choices(
        suffix if suffix in (format_.suffix for format_ in formats()) else usual.suffix,
        int(scale) if scale in map(str, SCALES) else usual.scale,
        transparent=kept("transparent").lower() == "true",
        folder=kept("folder"),
        purpose=kept("purpose")[:_LONGEST],
        width=kept("width")[:_LONGEST],
        height=kept("height")[:_LONGEST],
        text=kept("text")[:_LONGEST],
        margin=kept("margin")[:_LONGEST],
        title=kept("title").lower() == "true",
        caption=kept("caption").lower() == "true",
        legend=kept("legend").lower() == "true",
        letters="outlines" if kept("letters") == "outlines" else "text",
        carry=kept("carry").lower() != "false",
        more=kept("more").lower() == "true",
    )


def keep(settings: QSettings, chosen: Choices, document: Path) -> None:
    """Keep what was chosen; the document's own folder is none: others have theirs."""
    beside = Path(chosen.folder) == document.parent
    for name, value in chosen._replace(folder="" if beside else chosen.folder)._asdict().items():
        settings.setValue(f"export/{name}", value)
