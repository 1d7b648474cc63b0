"""No number in sight is too small to be read; all examples are measured by tests.legibility."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.resources import examples
from tests.gui.window_steps import settled
from tests.legible import legibility, on_graph

SOME = ("huber", "three-two-one-network", "two-layer-network", "xor-four-cases")
"""A dense one, two wide ones, and one with matrices."""


@pytest.mark.parametrize("name", SOME)
@pytest.mark.parametrize(
    ("size", "presenting"), [((1280, 720), False), ((1024, 768), False), ((1280, 720), True)]
)
def test_every_number_in_sight_can_be_read(
    window: MainWindow, qtbot: QtBot, name: str, size: tuple[int, int], presenting: bool
) -> None:
    if presenting:
        window.presentation.begin()
        window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(*size)
    window.files.open_path(next(path for path in examples() if path.stem == name))
    qtbot.waitUntil(lambda: settled(window))
    found = legibility(window, name)
    assert found.numbers > 50
    assert found.smallest >= window.scene.theme.legible - 0.05, found.example


def test_without_the_camera_small_numbers_are_noticed(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1280, 720)
    window.files.open_path(next(path for path in examples() if path.stem == "xor-four-cases"))
    qtbot.waitUntil(lambda: settled(window))
    assert all(one.size >= window.scene.theme.legible - 0.05 for one in on_graph(window))
    window.view.fit()
    assert any(one.size < window.scene.theme.legible - 0.05 for one in on_graph(window))
