"""The palette: operators clicked, typed and dragged onto nodes, edges, slots and the canvas."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviz_app.core.view import View
from graphviz_app.gui.text.operator_list import operator_mime
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.canvas.test_drawn_edges import end_of, missing
from tests.gui.conftest import NEURON
from tests.gui.window_steps import place, settled, type_text

COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier


def hover(window: MainWindow, op: str, at: QPoint) -> None:
    """An operator is dragged over the canvas."""
    data, viewport = operator_mime(op), window.view.viewport()
    entering = QDragEnterEvent(at, COPY, data, LEFT, PLAIN)
    QApplication.sendEvent(viewport, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(viewport, QDragMoveEvent(at, COPY, data, LEFT, PLAIN))


def drop(window: MainWindow, op: str, at: QPoint) -> None:
    """And let go there."""
    hover(window, op, at)
    data = operator_mime(op)
    event = QDropEvent(QPointF(at), COPY, data, LEFT, PLAIN)
    QApplication.sendEvent(window.view.viewport(), event)


def choose(window: MainWindow, op: str, qtbot: QtBot) -> None:
    """Type into the filter, and Enter."""
    window.left.tabs.setCurrentWidget(window.left.operators)
    window.left.operators.filter.setText(op)
    qtbot.keyClick(window.left.operators.filter, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: settled(window))


def new_lines(window: MainWindow) -> list[str]:
    known = NEURON.split("\n")
    return [line for line in _typed(window) if line not in known]


def _typed(window: MainWindow) -> list[str]:
    return [line for line in window.document.text.split("\n") if not line.startswith("# places")]


def test_an_operator_goes_on_what_is_selected(window: MainWindow, qtbot: QtBot) -> None:
    window.scene.set_selection(["b", "x"])
    choose(window, "sub", qtbot)
    assert [line.partition(" = ")[2] for line in new_lines(window)] == ["b - x"]
    assert window.editing.nodes == [new_lines(window)[0].partition(" = ")[0]]


def test_with_nothing_selected_it_has_open_operands(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, "mul", qtbot)
    assert [line.partition(" = ")[2] for line in new_lines(window)] == ["...*..."]
    window.scene.set_selection([])
    choose(window, "parameter", qtbot)
    assert "= parameter(1)\n" in window.document.text


def test_a_selected_edge_gets_it_in_between(window: MainWindow, qtbot: QtBot) -> None:
    assert window.scene.reading is not None
    window.scene.set_selection([window.scene.reading.incoming["a"][0]])
    assert "into the edge z → a" in window.left.operators.about.text()
    choose(window, "tanh", qtbot)
    assert new_lines(window) == ["a = sigmoid(tanh(z))"]


def test_the_list_says_what_is_selected(window: MainWindow) -> None:
    about = window.left.operators.about
    window.scene.set_selection(["x", "w"])
    assert "on x and w" in about.text()
    window.scene.set_selection([])
    assert "open operands" in about.text()
    type_text(window, NEURON + "q = (")
    assert "Repair the text first" in about.text()


def test_dropped_on_a_node_it_has_that_as_its_operand(window: MainWindow, qtbot: QtBot) -> None:
    hover(window, "tanh", place(window, "b"))
    assert window.scene.hover == "b"
    drop(window, "tanh", place(window, "b"))
    qtbot.waitUntil(lambda: settled(window))
    assert [line.partition(" = ")[2] for line in new_lines(window)] == ["tanh(b)"]


def test_dropped_on_an_edge_it_goes_in_between(window: MainWindow, qtbot: QtBot) -> None:
    at = end_of(window, "z", "a", 0)
    hover(window, "tanh", at)
    assert isinstance(window.scene.hover, int)
    drop(window, "tanh", at)
    qtbot.waitUntil(lambda: settled(window))
    assert new_lines(window) == ["a = sigmoid(tanh(z))"]


def test_in_lines_it_gets_a_line_of_its_own(window: MainWindow, qtbot: QtBot) -> None:
    window.drawing.look(View(reading="lines"))
    qtbot.waitUntil(lambda: settled(window))
    window.view.fit()
    drop(window, "tanh", end_of(window, "z", "a", 0))
    qtbot.waitUntil(lambda: settled(window))
    name = new_lines(window)[0].partition(" = ")[0]
    assert new_lines(window) == [f"{name} = tanh(z)", f"a = sigmoid({name})"]


def test_dropped_on_a_missing_operand_it_is_that(window: MainWindow, qtbot: QtBot) -> None:
    type_text(window, NEURON.replace("w*x", "w*..."))
    qtbot.waitUntil(lambda: settled(window))
    window.view.fit()
    drop(window, "tanh", missing(window))
    qtbot.waitUntil(lambda: settled(window))
    assert "z = w*tanh(...) + b\n" in window.document.text
    drop(window, "input", missing(window))
    qtbot.waitUntil(lambda: settled(window))
    assert "z = w*tanh(x2) + b\n" in window.document.text


def test_dropped_on_the_empty_canvas_it_stays_there(window: MainWindow, qtbot: QtBot) -> None:
    at = window.view.to_scene(QPointF(60, 60))
    drop(window, "add", QPoint(60, 60))
    qtbot.waitUntil(lambda: settled(window))
    (line,) = new_lines(window)
    name, _, value = line.partition(" = ")
    assert value == "... + ..."
    centre = window.scene.node_rect(name).center()
    assert (centre - at).manhattanLength() < 2
    qtbot.keyClick(window.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.document.text == NEURON


@pytest.mark.parametrize("where", ["x", "z"])
def test_a_leaf_is_refused_on_nodes(window: MainWindow, qtbot: QtBot, where: str) -> None:
    with qtbot.waitSignal(window.changes.told) as told:
        drop(window, "input", place(window, where))
    assert "takes no operand" in told.args[0]
    assert window.document.text == NEURON


def test_what_leaves_the_canvas_lights_nothing_up(window: MainWindow) -> None:
    hover(window, "tanh", place(window, "b"))
    QApplication.sendEvent(window.view.viewport(), QDragLeaveEvent())
    assert window.scene.hover is None
    assert window.view.guest is None


def test_every_operator_of_the_list_can_be_added_alone(window: MainWindow, qtbot: QtBot) -> None:
    for op in window.left.operators.names():
        window.scene.set_selection([])
        window.palette_of_operators.choose(op)
        assert window.document.draft is None
        assert op in {node.op for node in window.document.graph.nodes.values()}


def test_what_is_dropped_on_nothing_stays_there_and_nothing_else_moves(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.files.new()
    qtbot.waitUntil(lambda: window.scene.picture is None)
    seen: dict[str, QPoint] = {}
    for op, at in (("input", (90, 60)), ("parameter", (90, 150)), ("mul", (300, 90))):
        drop(window, op, QPoint(*at))
        qtbot.waitUntil(lambda: settled(window))
        seen[window.editing.nodes[0]] = QPoint(*at)
        for id_, where in seen.items():
            assert (place(window, id_) - where).manhattanLength() <= 4, (op, id_)


def test_what_is_dropped_beside_a_graph_moves_nothing_of_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    before = {id_: place(window, id_) for id_ in ("x", "w", "z.mul1", "a")}
    drop(window, "tanh", QPoint(100, 60))
    qtbot.waitUntil(lambda: settled(window))
    assert {id_: place(window, id_) for id_ in before} == before
