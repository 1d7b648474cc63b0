"""What is looked at stays where it is when a layout gives way to another one."""

from dataclasses import replace

from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from graphviz_app.gui.canvas.eye import shift
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.layout.geometry import EMPTY
from tests.gui.window_steps import place, settled

BEFORE = replace(EMPTY, nodes={"a": (0.0, 0.0), "b": (100.0, 0.0), "c": (200.0, 0.0)})


def test_the_way_that_most_nodes_go_counts() -> None:
    moved = {"a": (0.0, 40.0), "b": (100.0, 40.0), "c": (5.0, 5.0), "new": (9.0, 9.0)}
    assert shift(BEFORE, replace(EMPTY, nodes=moved)) == QPointF(0, 40)


def test_where_all_go_their_own_ways_nothing_is_moved_after_them() -> None:
    moved = {"a": (1.0, 40.0), "b": (120.0, 40.0), "c": (5.0, 5.0)}
    assert shift(BEFORE, replace(EMPTY, nodes=moved)) == QPointF()


def test_a_move_taken_back_moves_nothing_else(window: MainWindow, qtbot: QtBot) -> None:
    window.view.stay()
    graph = window.document.graph
    at = {id_: place(window, id_) for id_ in ("x", "w", "b", "a")}
    window.scene.set_selection(["b"])
    window.changes.make("Move b", graph.with_pins("operators", {"b": (-300.0, -200.0)}))
    qtbot.waitUntil(lambda: settled(window) and place(window, "b") != at["b"])
    qtbot.keyClick(window.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: settled(window) and place(window, "b") == at["b"])
    assert {id_: place(window, id_) for id_ in at} == at
