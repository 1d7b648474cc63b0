"""Make the README's pictures from the program as it is now.

    python tests/make_pictures.py [folder]

The window is opened unseen on the first example and paused in the backward pass, light and dark;
then on one that learns, in the middle of its way. The first example is also animated.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from graphviz_app.gui.app import make_application
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.layout import LayoutService
from graphviz_app.resources import examples

SIZE = (1600, 1000)
LEARNS, STEP = "xor-learning", 48
MOVING = ["--size", "960x440", "--hold", "0.8", "--camera", "off"]
PATIENCE = 20.0
"""Seconds to wait for a layout, or for a way."""


def main(folder: Path) -> None:
    """Write ``window-light.png``, ``window-dark.png``, ``learning.png`` and ``neuron.svg``."""
    application = make_application()
    service = LayoutService()
    with tempfile.TemporaryDirectory() as private:
        settings = QSettings(f"{private}/settings.ini", QSettings.Format.IniFormat)
        window = MainWindow(service, settings, Path(private))
        window.showNormal()
        window.resize(*SIZE)  # larger than the unseen screen, which it has filled
        window.start(examples()[0])
        _wait(application, lambda: window.drawing.schedule is not None and not window.drawing.busy)
        _pause_in_the_backward_pass(window)
        for theme in ("light", "dark"):
            window.looks.choose(theme)
            _wait(application, lambda: not window.drawing.busy)
            _write(window, folder / f"window-{theme}.png")
        window.looks.choose("light")
        _learn(application, window)
        _write(window, folder / "learning.png")
        window.undo()  # what was learned: closing would ask about it
        window.close()
    service.close()
    moving = folder / "neuron.svg"
    command = [sys.executable, "-m", "graphviz_app", "animate", str(examples()[0])]
    subprocess.run([*command, "-o", str(moving), *MOVING], check=True)
    _tell(moving)


def _write(window: MainWindow, picture: Path) -> None:
    window.grab().save(str(picture))
    _tell(picture)


def _tell(picture: Path) -> None:
    print(f"{picture}: {picture.stat().st_size // 1024} kB")


def _learn(application: QApplication, window: MainWindow) -> None:
    """All the way, and back to where the loss falls."""
    window.files.open_path(next(path for path in examples() if path.stem == LEARNS))
    playing = window.learning.playing
    _wait(application, lambda: window.learning.learner.training is not None)
    _wait(application, lambda: not window.drawing.busy)
    window.learning.train_to_end()
    _wait(application, lambda: not playing.playing)
    playing.show(0, STEP)
    _wait(application, lambda: not window.drawing.busy)


def _pause_in_the_backward_pass(window: MainWindow) -> None:
    """Where the product hands back to w and x; the edge from w is selected."""
    timeline = window.drawing.schedule
    assert timeline is not None
    moments = enumerate(timeline.moments)
    at = next(i for i, m in moments if m.phase == "backward" and "z.mul1" in m.nodes)
    window.player.scrub(at + 0.55)
    ends = [(edge.source, edge.target) for edge in timeline.run.reading.edges]
    window.scene.set_selection([ends.index(("w", "z.mul1"))])


def _wait(application: QApplication, done: Callable[[], bool]) -> None:
    """Let the window work until something is done, and then a little for what it queued."""
    deadline = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > deadline:
            sys.exit("the layout took too long")
        application.processEvents()
        time.sleep(0.01)
    for _ in range(20):
        application.processEvents()
        time.sleep(0.01)


if __name__ == "__main__":
    default = Path(__file__).resolve().parent.parent / "resources" / "pictures"
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
