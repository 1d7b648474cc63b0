"""A window with XOR, whose table lies beside it, and a section of data as the page will have it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from graphviz_app.gui.learn.data.data_section import DataSection
from graphviz_app.gui.learn.data.serving import Serving
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.theme import LIGHT

XOR = """\
# XOR
x1 = input(0)  # left
x2 = input(1)
t = target(1)
w = parameter(0.5)
v = parameter(-0.3)
L = (t - sigmoid(w*x1 + v*x2))**2
learning_rate(0.5)
"""
CSV = "x1,x2,t\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a graph and tables."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "xor.cg").write_text(XOR, encoding="utf-8")
    (own / "xor.csv").write_text(CSV, encoding="utf-8")
    (own / "bad.csv").write_text("x1,x2,t\n0,0,0\n0,yes,1\n", encoding="utf-8")
    (tmp_path / "far.csv").write_text(CSV.replace("1,1,0", "1,1,0.25"), encoding="utf-8")
    return own


@pytest.fixture
def window(make_window: Callable[[], MainWindow], folder: Path, qtbot: QtBot) -> MainWindow:
    """A window with that graph."""
    window = make_window()
    window.start(folder / "xor.cg")
    qtbot.waitUntil(lambda: window.drawing.schedule is not None and not window.drawing.busy)
    return window


@pytest.fixture
def section(window: MainWindow, qtbot: QtBot) -> DataSection:
    """The section, served by the window's data."""
    section = DataSection(LIGHT)
    qtbot.addWidget(section)
    section.resize(300, 500)
    serving = Serving(window.feeding, section)
    section.show()
    serving.show()
    return section
