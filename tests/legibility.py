"""Counts the numbers on screen that are too small: every example, window, reading, style and step.

Run by hand: ``python -m tests.legibility [EXAMPLE ...]``. It says for each window and reading how
large the smallest number is, and how many are under the limit; the exit code is 1 if any is.
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple, get_args

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSettings, Qt
from PySide6.QtWidgets import QApplication

from graphviz_app.core.choices import Kind, StyleName
from graphviz_app.core.view import View
from graphviz_app.gui.app import make_application
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.layout import LayoutService
from graphviz_app.resources import examples
from tests.legible import Legibility, legibility


class Look(NamedTuple):
    """A window of some size, in the usual way or presenting."""

    size: tuple[int, int]
    presenting: bool

    @property
    def name(self) -> str:
        """As it is printed."""
        return f"{'present' if self.presenting else 'window'} {self.size[0]}x{self.size[1]}"


LOOKS = (
    Look((1600, 1000), False),
    Look((1280, 720), False),
    Look((1024, 768), False),
    Look((1280, 720), True),
)


def windows(service: LayoutService, folder: Path) -> Iterator[tuple[Look, MainWindow]]:
    """One window of each look."""
    for look in LOOKS:
        settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        window = MainWindow(service, settings, folder / "data")
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.show()
        yield look, window
        window.document.stack.setClean()
        window.close()


def settle(window: MainWindow) -> None:
    """Wait until the picture is that of the document."""
    while window.drawing.busy or window.scene.trace is not window.document.trace:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def measured(
    window: MainWindow, look: Look, path: Path, kind: Kind, style: StyleName
) -> Legibility:
    """One example in one reading and style."""
    window.files.open_path(path)
    settle(window)
    if look.presenting and not window.presentation.active:
        window.presentation.begin()
        window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(*look.size)
    window.drawing.look(View(reading=kind, style=style))
    settle(window)
    return legibility(window, f"{path.stem}, {kind}, {style}, {look.name}")


def main(names: Sequence[str]) -> int:
    """Measure and print; how many looks have numbers that are too small."""
    make_application()
    service, bad = LayoutService(), 0
    paths = [path for path in examples() if not names or path.stem in names]
    with tempfile.TemporaryDirectory() as folder:
        for look, window in windows(service, Path(folder)):
            for path in paths:
                for kind, style in product(get_args(Kind), get_args(StyleName)):
                    found = measured(window, look, path, kind, style)
                    bad += found.small > 0
                    told = f"{found.smallest:6.1f} px  {found.small:5} of {found.numbers:6}"
                    print(
                        f"{look.name:18} {path.stem:32} {kind:10} {style:6} {told}  {found.example}"
                    )
    service.close()
    return bad


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
