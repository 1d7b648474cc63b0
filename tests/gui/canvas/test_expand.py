"""E opens a composite operator and closes it again; undo restores what was."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.conftest import NEURON
from tests.gui.window_steps import CTRL, click, press, settled


def test_a_node_is_expanded_collapsed_and_undone_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, window, "a")
    assert window.actions_by_id["expand"].isEnabled()
    press(qtbot, window, Qt.Key.Key_E)
    assert window.document.text == f"{NEURON.rstrip()}\nexpand(a)\n"
    assert "a.exp1" in window.document.graph.nodes
    assert window.editing.nodes == ["a"]
    press(qtbot, window, Qt.Key.Key_E)
    assert window.document.text == f"{NEURON.rstrip()}\n"
    for _ in range(2):
        qtbot.keyClick(window.view, Qt.Key.Key_Z, CTRL)
        qtbot.waitUntil(lambda: settled(window))
    assert window.document.text == NEURON


def test_leaves_and_plain_operators_have_nothing_to_expand(
    window: MainWindow, qtbot: QtBot
) -> None:
    for id_ in ("x", "z"):
        click(qtbot, window, id_)
        assert not window.actions_by_id["expand"].isEnabled()
