"""Moving nodes: they go with the pointer, stay where they are dropped, and are let go again."""

import math

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from graphviz_app.core.view import View
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.canvas.pointer_steps import move, press, release
from tests.gui.conftest import NEURON
from tests.gui.window_steps import click, place, settled, type_text
from tests.gui.window_steps import press as press_key

FAR = QPoint(90, 130)


def drag(window: MainWindow, qtbot: QtBot, id_: str, by: QPoint = FAR) -> None:
    """Press on a node, drag it, and drop it there."""
    begin = place(window, id_)
    press(window, begin)
    move(window, begin + QPoint(by.x() // 2, by.y() // 2))
    move(window, begin + by)
    release(window, begin + by)
    qtbot.waitUntil(lambda: settled(window))


def at(window: MainWindow, id_: str) -> tuple[float, float]:
    """Where a node is in the layout."""
    assert window.scene.layout is not None
    return window.scene.layout.nodes[id_]


def test_a_dropped_node_stays_there_and_the_others_where_they_are(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.scene.layout is not None
    before, zoom = dict(window.scene.layout.nodes), window.view.zoom
    drag(window, qtbot, "z")
    moved = window.document.graph.pins["z"]
    assert math.dist(at(window, "z"), moved) < 1
    assert math.dist(moved, (before["z"][0] + 90 / zoom, before["z"][1] + 130 / zoom)) < 8 / zoom
    assert {i: p for i, p in window.scene.layout.nodes.items() if i != "z"} == {
        i: p for i, p in before.items() if i != "z"
    }
    assert window.view.zoom == zoom
    x, y = moved
    assert window.document.text == f"{NEURON}# places: z {x:.0f} {y:.0f}\n"
    assert window.left.text.text() == window.document.text


def test_edges_follow_while_the_node_is_dragged(window: MainWindow) -> None:
    picture = window.scene.picture
    assert picture is not None
    edge = picture.reading.incoming["z"][0]
    before = picture.layout.edges[edge].points[-1]
    press(window, place(window, "z"))
    move(window, place(window, "z") + FAR)
    assert window.scene.picture is not None
    assert window.scene.picture.layout.edges[edge].points[-1] != before
    assert not window.document.graph.pins
    window.view.cancel_drag()
    assert window.scene.picture.layout.edges[edge].points[-1] == before


def test_undo_takes_a_move_back_exactly(window: MainWindow, qtbot: QtBot) -> None:
    assert window.scene.layout is not None
    before = dict(window.scene.layout.nodes)
    drag(window, qtbot, "z")
    assert window.document.stack.undoText() == "Move z"
    window.undo()
    qtbot.waitUntil(lambda: settled(window))
    assert window.document.text == NEURON
    assert dict(window.scene.layout.nodes) == before
    assert not window.document.unsaved


def test_all_that_is_selected_moves_together(window: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, window, "x")
    click(qtbot, window, "w", adding=True)
    before = at(window, "x"), at(window, "w")
    drag(window, qtbot, "w", QPoint(-40, 61))
    after = at(window, "x"), at(window, "w")
    ways = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(before, after, strict=True)]
    assert math.dist(*ways) < 1.5
    assert set(window.document.graph.pins) == {"x", "w"}
    assert window.document.stack.undoText() == "Move 2 nodes"


def test_a_node_is_drawn_to_the_height_of_another(window: MainWindow, qtbot: QtBot) -> None:
    aim = place(window, "a") - place(window, "z")
    drag(window, qtbot, "z", QPoint(20, aim.y() + 3))
    assert abs(at(window, "z")[1] - at(window, "a")[1]) < 1


def test_a_node_is_let_go_by_a_key_and_all_by_another(window: MainWindow, qtbot: QtBot) -> None:
    before = at(window, "z")
    drag(window, qtbot, "z")
    drag(window, qtbot, "x")
    click(qtbot, window, "z")
    press_key(qtbot, window, Qt.Key.Key_U)
    assert set(window.document.graph.pins) == {"x"}
    assert at(window, "z") == before
    window.actions_by_id["let_all_go"].trigger()
    qtbot.waitUntil(lambda: settled(window))
    assert window.document.text == NEURON
    assert not window.actions_by_id["let_go"].isEnabled()


def test_a_place_is_one_of_the_reading_in_which_it_was_given(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.drawing.look(View(reading="lines"))
    qtbot.waitUntil(lambda: settled(window))
    drag(window, qtbot, "z")
    assert "# places in lines: z " in window.document.text
    assert not window.document.graph.pins
    in_lines = at(window, "z")
    window.drawing.look(View(reading="operators"))
    qtbot.waitUntil(lambda: settled(window))
    assert at(window, "z") != in_lines


def test_another_value_moves_nothing(window: MainWindow, qtbot: QtBot) -> None:
    drag(window, qtbot, "z")
    assert window.scene.layout is not None
    before = dict(window.scene.layout.nodes)
    window.value_editing.change("x", 7.0)
    qtbot.waitUntil(lambda: settled(window))
    assert dict(window.scene.layout.nodes) == before


def test_broken_text_lets_nothing_be_moved(window: MainWindow, qtbot: QtBot) -> None:
    type_text(window, f"{NEURON}oops = (")
    qtbot.waitUntil(lambda: settled(window))
    before = at(window, "z")
    drag(window, qtbot, "z")
    assert at(window, "z") == before
    assert "places" not in window.document.text


@pytest.mark.parametrize("line", ["# places: z 300 200\n", ""])
def test_the_line_in_the_text_is_what_counts(window: MainWindow, qtbot: QtBot, line: str) -> None:
    drag(window, qtbot, "z")
    type_text(window, NEURON + line)
    qtbot.waitUntil(lambda: settled(window))
    assert window.document.graph.pins == ({"z": (300.0, 200.0)} if line else {})
