"""What was chosen for the last animation, for the next one and for the next start."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSettings

from graphviz_app.export.table import formats

RATES = (10, 15, 24, 25, 30, 50, 60)
SPEEDS = {"½×": 0.5, "1×": 1.0, "2×": 2.0, "4×": 4.0}
HOLDS = {"None": 0.0, "Short": 0.35, "1 s": 1.0, "3 s": 3.0}
_ALLOWED: Mapping[str, Callable[[], Collection[str]]] = {
    "suffix": lambda: [format_.suffix for format_ in formats("many")],
    "fps": lambda: [str(rate) for rate in RATES],
    "speed": lambda: SPEEDS,
    "hold": lambda: HOLDS,
}
"""What may be kept; a size is looked at by its field."""


class Choices(NamedTuple):
    """What is offered at first."""

    suffix: str = ".mp4"
    size: str = "1280 × 720"
    fps: int = 30
    speed: str = "1×"
    hold: str = "Short"
    caption: bool = True
    camera: bool = True
    title: bool = False
    loop: bool = True
    carry: bool = True
    folder: str = ""
    """Empty: beside the document."""

    def path_for(self, document: Path) -> Path:
        """Where the animation of a document would go; a folder that is gone is forgotten."""
        folder = Path(self.folder) if self.folder else document.parent
        return (folder if folder.is_dir() else document.parent) / f"{document.stem}{self.suffix}"


def choices(settings: QSettings) -> Choices:
    """What was kept; what is missing, damaged or no longer offered is as usual."""
    usual = Choices()
    kept: dict[str, str | int | bool] = {}
    for name, value in usual._asdict().items():
        said = str(settings.value(f"animation/{name}", value))
        if name in _ALLOWED and said not in _ALLOWED[name]():
            continue
        if isinstance(value, bool):
            kept[name] = said.lower() == "true"
        else:
            kept[name] = int(said) if isinstance(value, int) else said
    return usual._replace(**kept)  # type: ignore[arg-type]  # each as it was


def keep(settings: QSettings, chosen: Choices, document: Path) -> None:
    """Keep what was chosen; the document's own folder is none: others have theirs."""
    beside = Path(chosen.folder) == document.parent
    for name, value in chosen._replace(folder="" if beside else chosen.folder)._asdict().items():
        settings.setValue(f"animation/{name}", value)
