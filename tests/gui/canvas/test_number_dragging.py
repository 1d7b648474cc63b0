"""Numbers dragged sideways: everything follows at once, and it is one change."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from graphviz_app.core.view import View
from graphviz_app.gui.canvas.gestures import drag_number
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.numbers import dragged
from tests.gui.canvas.pointer_steps import NONE, move, press, release
from tests.gui.conftest import NEURON
from tests.gui.window_steps import place, settled


def number_of(window: MainWindow, id_: str) -> QPoint:
    """Where a leaf's number is on the canvas."""
    picture = window.scene.picture
    assert picture is not None
    return window.view.to_viewport(picture.nodes[id_].value_rect(picture.view)).center()


def test_a_number_follows_the_pointer_with_all_that_depends_on_it(window: MainWindow) -> None:
    begin = number_of(window, "x")
    press(window, begin)
    move(window, begin + QPoint(10, 0))
    assert window.document.trace.value("x") == 1.55
    assert window.document.trace.value("z") == pytest.approx(-0.8 * 1.55 + 0.25)
    assert "x = input(1.55)" in window.left.text.text()
    move(window, begin + QPoint(-20, 3))
    release(window, begin + QPoint(-20, 3))
    assert window.document.trace.value("x") == 1.4
    assert window.document.stack.count() == 1
    assert window.document.stack.undoText() == "Change x"
    window.undo()
    assert window.document.text == NEURON
    assert not window.document.unsaved


def test_escape_restores_the_number(window: MainWindow, qtbot: QtBot) -> None:
    begin = number_of(window, "w")
    press(window, begin)
    move(window, begin + QPoint(50, 0))
    assert window.document.trace.value("w") != -0.8
    qtbot.keyClick(window.view, Qt.Key.Key_Escape)
    assert window.document.text == NEURON
    assert window.document.stack.count() == 0
    assert not window.document.unsaved


def test_a_change_in_the_middle_of_a_drag_comes_after_the_number(
    window: MainWindow, qtbot: QtBot
) -> None:
    begin = number_of(window, "x")
    press(window, begin)
    move(window, begin + QPoint(10, 0))
    qtbot.keyClick(window.view, Qt.Key.Key_Delete)
    release(window, begin + QPoint(10, 0))
    assert "z = w*... + b\n" in window.document.text
    window.undo()
    assert window.document.text == NEURON.replace("1.5", "1.55")
    window.undo()
    assert window.document.text == NEURON


def test_a_node_is_not_moved_by_its_number(window: MainWindow) -> None:
    begin = number_of(window, "w")
    press(window, begin)
    move(window, begin + QPoint(50, 40))
    release(window, begin + QPoint(50, 40))
    assert not window.document.graph.pins


def test_who_begins_downwards_moves_the_node(window: MainWindow, qtbot: QtBot) -> None:
    begin = number_of(window, "w")
    press(window, begin)
    move(window, begin + QPoint(3, 20))
    move(window, begin + QPoint(50, 40))
    release(window, begin + QPoint(50, 40))
    qtbot.waitUntil(lambda: settled(window))
    assert set(window.document.graph.pins) == {"w"}
    assert window.document.trace.value("w") == -0.8


def test_a_computed_number_is_a_part_of_its_node(window: MainWindow, qtbot: QtBot) -> None:
    begin = number_of(window, "a")
    press(window, begin)
    move(window, begin + QPoint(50, 40))
    release(window, begin + QPoint(50, 40))
    qtbot.waitUntil(lambda: settled(window))
    assert set(window.document.graph.pins) == {"a"}


def test_inputs_and_weights_of_neurons_are_dragged_too(window: MainWindow, qtbot: QtBot) -> None:
    window.drawing.look(View(reading="neurons"))
    qtbot.waitUntil(lambda: settled(window))
    picture = window.scene.picture
    assert picture is not None
    edge = next(i for i, e in enumerate(picture.reading.edges) if e.weight == "w")
    box = picture.edges[edge].label_box
    assert box is not None
    for leaf, begin in (
        ("x", number_of(window, "x")),
        ("w", window.view.to_viewport(box).center()),
    ):
        press(window, begin)
        move(window, begin + QPoint(10, 0))
        release(window, begin + QPoint(10, 0))
        qtbot.waitUntil(lambda: settled(window))
        assert window.document.stack.undoText() == f"Change {leaf}"


def test_the_pointer_says_where_a_number_can_be_dragged(window: MainWindow) -> None:
    move(window, number_of(window, "w"), NONE)
    assert window.view.viewport().cursor().shape() == Qt.CursorShape.SizeHorCursor
    move(window, place(window, "z"), NONE)
    assert window.view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor


def test_shift_makes_it_fine(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drag_number, "drag_factor", lambda: drag_number.FINE)
    begin = number_of(window, "x")
    press(window, begin)
    move(window, begin + QPoint(10, 0))
    assert window.document.trace.value("x") == 1.505
    window.view.cancel_drag()


@pytest.mark.parametrize(
    ("value", "pixels", "becomes"),
    [
        (1.5, 2, 1.51),
        (1.5, -300, 0.0),
        (-0.8, 4, -0.78),
        (0.25, 2, 0.251),
        (0.0, 2, 0.01),
        (120.0, 2, 121.0),
        (1e-7, 2, 1.01e-7),
        (0.3, 0, 0.3),
    ],
)
def test_a_step_is_about_a_hundredth(value: float, pixels: float, becomes: float) -> None:
    assert dragged(value, pixels) == becomes
