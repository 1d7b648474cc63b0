"""Biases in the window: at their neurons or on edges from a 1, dragged, typed and pointed at."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviz_app.core.view import View
from graphviz_app.formats import load
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.scene.leaf_places import value_rect
from graphviz_app.scene.overlay import Marks, overlay
from tests.gui.canvas.pointer_steps import LEFT, PLAIN, move, press, release
from tests.gui.window_steps import place, settled

TEXT = """\
x1 = input(0.5)
x2 = input(-1)
w1 = parameter(0.3)
w2 = parameter(0.7)
v = parameter(0.4)
u = parameter(-0.2)
b = parameter(0.2)
h1 = sigmoid(w1*x1 + b)
h2 = sigmoid(w2*x2 + b)
y = v*h1 + u*h2
"""
PLACES = ("inside", "edge")


@pytest.fixture
def network(make_window: Callable[[], MainWindow], qtbot: QtBot, tmp_path: Path) -> MainWindow:
    path = tmp_path / "network.cg"
    path.write_text(TEXT, encoding="utf-8")
    window = make_window()
    window.start(path)
    qtbot.waitUntil(lambda: settled(window))
    return window


def put(window: MainWindow, where: str, qtbot: QtBot) -> None:
    window.actions_by_id[f"bias_{where}"].trigger()
    qtbot.waitUntil(lambda: settled(window))


def number_of(window: MainWindow, leaf: str) -> QPoint:
    return window.view.to_viewport(value_rect(window.scene.picture, leaf)).center()


def unit_of(window: MainWindow) -> str:
    assert window.scene.reading is not None
    (unit,) = window.scene.reading.units
    return unit


def test_the_menu_says_where_biases_stand_and_a_document_keeps_it(
    network: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    for where in ("edge", "inside", "edge"):
        put(network, where, qtbot)
        reading = network.scene.reading
        assert reading is not None
        assert len(reading.units) == (where == "edge")
        assert ("b" in reading.weights, "b" in reading.biases) == (
            where == "edge",
            where == "inside",
        )
        on = [one for one in PLACES if network.actions_by_id[f"bias_{one}"].isChecked()]
        assert on == [where]
    network.document.save(tmp_path / "kept.json")
    assert load(tmp_path / "kept.json").view.bias == "edge"


@pytest.mark.parametrize("where", PLACES)
def test_the_number_of_a_bias_is_dragged(network: MainWindow, where: str, qtbot: QtBot) -> None:
    put(network, where, qtbot)
    begin = number_of(network, "b")
    press(network, begin)
    move(network, begin + QPoint(10, 0))
    assert network.document.trace.value("b") == 0.205
    assert "b = parameter(0.205)" in network.left.text.text()
    release(network, begin + QPoint(10, 0))
    assert network.document.stack.undoText() == "Change b"
    run = network.drawing.run
    assert run is not None
    assert run.value("h1") == network.document.trace.value("h1")
    network.undo()
    assert network.document.text == TEXT


@pytest.mark.parametrize("where", PLACES)
def test_the_number_of_a_bias_is_typed_over(network: MainWindow, where: str, qtbot: QtBot) -> None:
    put(network, where, qtbot)
    QTest.mouseDClick(network.view.viewport(), LEFT, PLAIN, number_of(network, "b"))
    assert network.stage.editor.is_open
    network.stage.editor.setText("-3")
    network.stage.editor.commit()
    qtbot.waitUntil(lambda: settled(network))
    assert "b = parameter(-3)" in network.document.text


def test_a_1_is_no_node_of_the_graph_whatever_is_done_to_it(
    network: MainWindow, qtbot: QtBot
) -> None:
    put(network, "edge", qtbot)
    unit = unit_of(network)
    QTest.mouseDClick(network.view.viewport(), LEFT, PLAIN, place(network, unit))
    assert not network.stage.editor.is_open
    network.scene.set_selection([unit])
    for id_ in (
        "delete",
        "cut",
        "duplicate",
        "rename",
        "label",
        "make_output",
        "make_input",
        "make_group",
    ):
        network.actions_by_id[id_].trigger()
        qtbot.waitUntil(lambda: settled(network))
    assert network.document.text == TEXT


def test_a_1_is_moved_and_stays_where_it_was_put(
    network: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    put(network, "edge", qtbot)
    unit, begin = unit_of(network), place(network, unit_of(network))
    press(network, begin)
    move(network, begin + QPoint(0, 15))
    move(network, begin + QPoint(0, 40))
    release(network, begin + QPoint(0, 40))
    qtbot.waitUntil(lambda: settled(network))
    assert abs(place(network, unit).y() - begin.y() - 40) < 12
    network.document.save(tmp_path / "moved.cg")
    again = load(tmp_path / "moved.cg")
    assert again.nodes.keys() == network.document.graph.nodes.keys()
    assert again.pinned("neurons") == network.document.graph.pinned("neurons")
    there = network.scene.node_rect(unit).center()
    put(network, "inside", qtbot)
    put(network, "edge", qtbot)
    assert network.scene.node_rect(unit).center() == there


def test_pointing_at_one_edge_of_a_shared_bias_lights_all_of_them(
    network: MainWindow, qtbot: QtBot
) -> None:
    put(network, "edge", qtbot)
    reading = network.scene.reading
    assert reading is not None
    edges = reading.weights["b"]
    assert len(edges) == 2
    network.scene.set_selection([edges[0]])
    assert network.editing.leaf == "b"
    picture, frame = network.scene.picture, network.scene.frame
    assert picture is not None
    assert frame is not None
    lit = overlay(picture, frame, Marks(hover=edges[0]), 1.0)
    assert {("hover", edge) for edge in edges} <= lit.keys()
    assert network.drawing.view.over(View()).bias == "edge"
