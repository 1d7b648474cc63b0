"""Counts the numbers on screen that are too small: every example, window, reading, style and step.

Run by hand: ``python -m tests.legibility [FILE or EXAMPLE ...] [--steps 12]``. It says for each
window and reading how large the smallest number is, how many are under the limit, whether a step
has changed the zoom, and how many steps were out of sight; the exit code is 1 if anything is wrong.
"""

import argparse
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
    Look((1024, 768), True),
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


def opened(window: MainWindow, look: Look, path: Path) -> None:
    """Show a file in the window."""
    window.document.stack.setClean()
    window.files.open_path(path)
    settle(window)
    if look.presenting and not window.presentation.active:
        window.presentation.begin()
        window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(*look.size)
    settle(window)


def measured(
    window: MainWindow, look: Look, path: Path, kind: Kind, style: StyleName, steps: int
) -> Legibility:
    """The file that is open, in one reading and style."""
    window.drawing.look(View(reading=kind, style=style))
    settle(window)
    return legibility(window, f"{path.stem}, {kind}, {style}, {look.name}", steps)


def told(found: Legibility) -> str:
    """One line, with everything that is wrong in words at its end."""
    zooms = f" ZOOMS {sorted(found.zooms)}" * (len(found.zooms) > 1)
    unseen = f" UNSEEN {found.unseen}" * (found.unseen > 0)
    small = f"  SMALL {found.example}" * (found.small > 0)
    count = f"{found.smallest:6.1f} px  {found.small:5} of {found.numbers:6}"
    return f"{count}{zooms}{unseen}{small}"


def wanted(names: Sequence[str]) -> list[Path]:
    """Files, and examples by their names; without a name all examples."""
    files = [Path(name) for name in names if name.endswith(".cg")]
    known = [path for path in examples() if path.stem in names or not names]
    return [*files, *known]


def main(names: Sequence[str], steps: int) -> int:
    """Measure and print; how many looks have something wrong."""
    make_application()
    service, bad = LayoutService(), 0
    with tempfile.TemporaryDirectory() as folder:
        for look, window in windows(service, Path(folder)):
            for path in wanted(names):
                opened(window, look, path)
                for kind, style in product(get_args(Kind), get_args(StyleName)):
                    found = measured(window, look, path, kind, style, steps)
                    bad += bool(found.small or found.unseen or len(found.zooms) > 1)
                    name = f"{look.name:18} {path.stem:32} {kind:10} {style:6}"
                    print(name, told(found), flush=True)
    service.close()
    return bad


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--steps", type=int, default=1000)
    options = parser.parse_args()
    sys.exit(1 if main(options.names, options.steps) else 0)
