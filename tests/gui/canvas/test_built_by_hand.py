"""A network built with the mouse: operators from the list, edges drawn, and no line of text."""

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.view import View
from graphviz_app.formats import load, parse
from graphviz_app.gui.widgets.canvas_field import CanvasField
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.resources import examples
from graphviz_app.scene.slots import missing_operands
from tests.gui.canvas.test_drawn_edges import drag, on_screen, port
from tests.gui.canvas.test_palette import drop
from tests.gui.window_steps import settled, type_text

PATIENCE = 20_000
PATH = next(path for path in examples() if path.stem == "partially-connected-network")


def put(window: MainWindow, qtbot: QtBot, op: str, *operands: str) -> str:
    """Drop an operator on the empty canvas, and draw its edges; returns what it is called."""
    before = set(window.document.graph.nodes)
    drop(window, op, empty_place(window))
    qtbot.waitUntil(lambda: settled(window), timeout=PATIENCE)
    (new,) = set(window.document.graph.nodes) - before
    for source in operands:
        window.view.fit()
        drag(window, port(window, source), missing(window, new))
        qtbot.waitUntil(lambda: settled(window), timeout=PATIENCE)
    return new


def empty_place(window: MainWindow) -> QPoint:
    window.view.fit()
    room = window.view.viewport().rect()
    middle = room.center()
    places = (middle + QPoint(x, y) for x in range(80, 600, 20) for y in (0, 60, -60, 120, -120))
    return next(
        at
        for at in places
        if window.scene.picture is None
        or not window.scene.picture.places.near([around(window, at)])
    )


def around(window: MainWindow, at: QPoint) -> QRectF:
    scene = window.view.to_scene(at.toPointF())
    return QRectF(scene.x() - 30, scene.y() - 30, 60, 60)


def missing(window: MainWindow, id_: str) -> QPoint:
    assert window.scene.picture is not None
    places = missing_operands(window.scene.picture.places)
    return on_screen(window, next(place.at for place in places if place.node == id_))


def test_a_network_is_built_with_the_mouse(window: MainWindow, qtbot: QtBot) -> None:
    truth = load(PATH)
    leaves = [line for line in truth.source.split("\n") if "input(" in line or "eter(" in line]
    type_text(window, "\n".join([*leaves, "y1 = target(0.31)"]) + "\n")
    qtbot.waitUntil(lambda: settled(window), timeout=PATIENCE)
    n1 = put(window, qtbot, "add", put(window, qtbot, "mul", "w21", "x2"), "B")
    h1 = put(window, qtbot, "sigmoid", n1)
    window.view.fit()
    drag(window, port(window, "x3"), window.view.to_viewport(window.scene.node_rect(n1)).center())
    qtbot.waitUntil(lambda: settled(window), timeout=PATIENCE)
    assert window.document.trace.value(n1) == pytest.approx(run(truth).value("n1") + 0.05)
    window.undo()
    assert window.document.trace.value(h1) == pytest.approx(run(truth).value("h1"))
    read = parse(window.document.text).without_extras()
    assert read == window.document.graph.without_extras()


def leaf(window: MainWindow, qtbot: QtBot, role: str, name: str, value: str) -> str:
    """Drop a leaf, rename it with F2, and type its value after Enter."""
    put(window, qtbot, role)
    qtbot.keyClick(window.view, Qt.Key.Key_F2)
    answer(window.stage.name_field, qtbot, name)
    qtbot.waitUntil(lambda: settled(window), timeout=PATIENCE)
    window.scene.set_selection([name])
    qtbot.keyClick(window.view, Qt.Key.Key_Return)
    answer(window.stage.editor, qtbot, value)
    qtbot.waitUntil(lambda: settled(window), timeout=PATIENCE)
    return name


def answer(field: CanvasField, qtbot: QtBot, words: str) -> None:
    assert field.is_open
    field.setText(words)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not field.is_open


def test_a_neuron_is_built_on_the_empty_canvas(window: MainWindow, qtbot: QtBot) -> None:
    type_text(window, "")
    for role, name, value in (
        ("input", "x2", "0.1"),
        ("parameter", "w21", "0.25"),
        ("parameter", "B", "0.6"),
    ):
        leaf(window, qtbot, role, name, value)
    n1 = put(window, qtbot, "add", put(window, qtbot, "mul", "w21", "x2"), "B")
    h1 = put(window, qtbot, "sigmoid", n1)
    assert window.document.trace.value(h1) == pytest.approx(run(load(PATH)).value("h1"))
    window.drawing.look(View(reading="neurons"))
    qtbot.waitUntil(lambda: settled(window), timeout=PATIENCE)
    assert window.scene.reading is not None
    assert list(window.scene.reading.weights) == ["w21"]
