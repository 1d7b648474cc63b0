"""The window with numbers that are not finite: everything can be looked at, nothing warns.

pytest turns every warning, and Qt's own, into an error.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from graphviz_app.cli import main
from graphviz_app.core.choices import Kind
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.window_steps import inspector_of, press, settled, type_text

TEXTS = (
    "x = parameter([[1, 2], [3, 4]])\ny = (x - x)**-1",
    "x = input([0, 1e308, -1e-310])\ny = log(x)\nz = x*x/y\nL = sum(z*1e308) + sum(sqrt(x))",
    "x = input(0)\ny = 1e308*x\nz = 1e308*x\nL = y + z",
    "a = 1e308\nb = -1e308\nc = a*10\nd = b*10\ne = c + d\nL = e*e/c if e > d else a**b",
    "W = parameter([[1e308, 1e308], [0, 1]])\nz = W @ W\ns = sigmoid(z)\nL = sum(s/(s - s))",
)


@pytest.mark.parametrize("kind", ["operators", "lines"])
@pytest.mark.parametrize("text", TEXTS)
def test_every_number_can_be_looked_at(
    qtbot: QtBot, window: MainWindow, text: str, kind: Kind
) -> None:
    type_text(window, text)
    window.actions_by_id[kind].trigger()
    qtbot.waitUntil(lambda: settled(window))
    assert window.document.trace.problems
    for key in (Qt.Key.Key_D, Qt.Key.Key_End, Qt.Key.Key_Home, *[Qt.Key.Key_Right] * 4):
        press(qtbot, window, key)
    reading = window.scene.reading
    assert reading is not None
    for element in (*reading.nodes, *range(len(reading.edges))):
        inspector_of(window).show_element(element)
    assert window.grab().width() > 0


@pytest.mark.parametrize("reading", ["operators", "lines"])
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.usefixtures("qapp")
def test_a_picture_of_them_is_written(tmp_path: Path, text: str, reading: str) -> None:
    file, picture = tmp_path / "graph.cg", tmp_path / "graph.svg"
    file.write_text(text, encoding="utf-8")
    assert main(["render", str(file), "-o", str(picture), "--reading", reading]) == 1
    assert picture.stat().st_size > 1000
