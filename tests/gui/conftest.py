"""A real window on the offscreen platform, with settings and data of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from graphviz_app.gui.app import make_application
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.layout import LayoutService

NEURON = """\
# A neuron
x = input(1.5)
w = parameter(-0.8)
b = parameter(0.25)
z = w*x + b
a = sigmoid(z)
L = (1 - a)**2
"""


@pytest.fixture(scope="session")
def service() -> Iterator[LayoutService]:
    """One layout worker for all windows."""
    service = LayoutService()
    yield service
    service.close()


@pytest.fixture(scope="session", autouse=True)
def empty_clipboard_at_the_end(qapp: QApplication) -> Iterator[None]:
    """The offscreen platform destroys what is on it after Python has gone, and crashes."""
    yield
    qapp.clipboard().clear()


@pytest.fixture
def neuron(tmp_path: Path) -> Path:
    """A small graph in a file."""
    path = tmp_path / "neuron.cg"
    path.write_text(NEURON, encoding="utf-8")
    return path


@pytest.fixture
def make_window(
    qtbot: QtBot, service: LayoutService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], MainWindow]]:
    """Opens windows that share settings, as starts of the program do."""
    windows: list[MainWindow] = []

    def make() -> MainWindow:
        make_application()
        kept = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        window = MainWindow(service, kept, tmp_path / "data")
        monkeypatch.setattr(window.files, "ask_unsaved", lambda: QMessageBox.StandardButton.Discard)
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(1280, 800)
        window.show()
        qtbot.waitExposed(window)
        windows.append(window)
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.fixture
def window(make_window: Callable[[], MainWindow], neuron: Path, qtbot: QtBot) -> MainWindow:
    """A window with the neuron laid out and finished."""
    window = make_window()
    window.start(neuron)
    qtbot.waitUntil(lambda: window.drawing.schedule is not None and not window.drawing.busy)
    return window
