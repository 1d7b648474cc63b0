"""Edges drawn with the mouse on the real window: to slots, from them, put elsewhere, refused."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviz_app.core.view import View
from graphviz_app.gui.canvas.gestures.drawn_edge import DrawnEdge
from graphviz_app.gui.canvas.gestures.gesture import Press
from graphviz_app.gui.canvas.gestures.pan import Pan
from graphviz_app.gui.canvas.gestures.table import GESTURES, start_for
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.scene.slots import missing_operands, out_place, slot_places
from tests.gui.canvas.pointer_steps import LEFT, NONE, move, press, release, send
from tests.gui.conftest import NEURON
from tests.gui.window_steps import CTRL, click, enter, place, settled, type_text
from tests.gui.window_steps import press as press_key

HOLE = NEURON.replace("w*x", "w*...")


def on_screen(window: MainWindow, at: QPointF) -> QPoint:
    return window.view.viewportTransform().map(at).toPoint()


def port(window: MainWindow, id_: str) -> QPoint:
    assert window.scene.picture is not None
    return on_screen(window, out_place(window.scene.picture.places, id_))


def missing(window: MainWindow, number: int = 0) -> QPoint:
    assert window.scene.picture is not None
    return on_screen(window, missing_operands(window.scene.picture.places)[number].at)


def slot(window: MainWindow, id_: str, number: int) -> QPoint:
    assert window.scene.picture is not None
    return on_screen(window, slot_places(window.scene.picture.places, id_)[number].at)


def end_of(window: MainWindow, source: str, target: str, part: int) -> QPoint:
    """Near the start (0) or the end (-1) of an edge."""
    picture = window.scene.picture
    assert picture is not None
    edges = enumerate(picture.reading.edges)
    index = next(i for i, e in edges if (e.source, e.target) == (source, target))
    curve = picture.edges[index].curve
    return on_screen(window, curve.point_at(curve.length * (0.7 if part else 0.35)))


def drag(window: MainWindow, start: QPoint, end: QPoint, let_go: bool = True) -> None:
    press(window, start)
    move(window, start + QPoint(8, 6))
    move(window, end)
    if let_go:
        release(window, end)


def drawn(window: MainWindow) -> DrawnEdge:
    assert window.view._drag is not None
    assert isinstance(window.view._drag.gesture, DrawnEdge)
    return window.view._drag.gesture


@pytest.fixture
def half(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """With an operand missing."""
    type_text(window, HOLE)
    qtbot.waitUntil(lambda: settled(window))
    window.view.fit()
    return window


def test_an_edge_is_drawn_from_a_port_to_a_missing_operand(half: MainWindow, qtbot: QtBot) -> None:
    drag(half, port(half, "x"), missing(half))
    qtbot.waitUntil(lambda: settled(half))
    assert half.document.text == NEURON
    assert half.document.stack.undoText() == "Connect x to z.mul1"
    qtbot.keyClick(half.view, Qt.Key.Key_Z, CTRL)
    assert half.document.text == HOLE


def test_an_edge_is_drawn_backwards_from_a_missing_operand(half: MainWindow, qtbot: QtBot) -> None:
    drag(half, missing(half), place(half, "x"))
    qtbot.waitUntil(lambda: settled(half))
    assert half.document.text == NEURON


def test_on_a_node_as_a_whole_what_is_missing_is_meant(half: MainWindow, qtbot: QtBot) -> None:
    drag(half, port(half, "x"), place(half, "z.mul1"))
    qtbot.waitUntil(lambda: settled(half))
    assert half.document.text == NEURON


def test_an_operator_that_takes_more_gets_one_more(window: MainWindow, qtbot: QtBot) -> None:
    drag(window, port(window, "x"), place(window, "z"))
    qtbot.waitUntil(lambda: settled(window))
    assert "z = w*x + b + x\n" in window.document.text


def test_a_cycle_is_refused_and_its_way_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    drag(window, port(window, "a"), place(window, "z.mul1"), let_go=False)
    aim = drawn(window)._aim
    assert aim is not None
    assert aim.refused
    assert [e for e in aim.way if isinstance(e, str)] == ["z.mul1", "z", "a"]
    assert len([e for e in aim.way if isinstance(e, int)]) == 2
    with qtbot.waitSignal(window.changes.told) as told:
        release(window, place(window, "z.mul1"))
    assert told.args == ["a → × → z → a would be a cycle."]
    assert window.document.text == NEURON


@pytest.mark.parametrize("source", ["x", "z"])
def test_a_leaf_takes_no_edge(window: MainWindow, qtbot: QtBot, source: str) -> None:
    with qtbot.waitSignal(window.changes.told) as told:
        drag(window, port(window, source), place(window, "w"))
    assert told.args == ["w is given: it takes no operand."]


def test_escape_takes_a_drawn_edge_back(window: MainWindow) -> None:
    drag(window, port(window, "x"), place(window, "a"), let_go=False)
    QTest.keyClick(window.view, Qt.Key.Key_Escape)
    release(window, place(window, "a"))
    assert window.document.text == NEURON
    assert not window.stage.entry.is_open


def test_an_edge_gets_another_source(window: MainWindow, qtbot: QtBot) -> None:
    drag(window, end_of(window, "x", "z.mul1", 0), place(window, "b"))
    qtbot.waitUntil(lambda: settled(window))
    assert "z = w*b + b\n" in window.document.text


def test_an_edge_gets_another_target(window: MainWindow, qtbot: QtBot) -> None:
    drag(window, end_of(window, "b", "z", -1), slot(window, "a", 0))
    qtbot.waitUntil(lambda: settled(window))
    assert "z = w*x + ...\n" in window.document.text
    assert "a = sigmoid(b)\n" in window.document.text
    assert window.document.stack.undoText() == "Connect b to a"


def test_an_edge_put_on_its_neighbour_s_slot_swaps_them(window: MainWindow, qtbot: QtBot) -> None:
    drag(window, end_of(window, "a", "L.sub1", -1), slot(window, "L.sub1", 0))
    qtbot.waitUntil(lambda: settled(window))
    assert "L = (a - 1)**2\n" in window.document.text


def test_an_edge_put_back_changes_nothing(window: MainWindow) -> None:
    drag(window, end_of(window, "x", "z.mul1", -1), slot(window, "z.mul1", 1))
    assert window.document.text == NEURON
    assert not window.document.stack.canUndo()


def test_a_key_swaps_the_operands_of_what_is_selected(window: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, window, "L.sub1")
    assert window.actions_by_id["swap"].isEnabled()
    press_key(qtbot, window, Qt.Key.Key_X)
    assert "L = (a - 1)**2\n" in window.document.text
    click(qtbot, window, "a")
    assert not window.actions_by_id["swap"].isEnabled()


def test_on_the_empty_canvas_the_field_opens_for_the_source(
    window: MainWindow, qtbot: QtBot
) -> None:
    drag(window, port(window, "x"), QPoint(200, 30))
    assert "An operator for x" in window.stage.entry.sentence.text()
    enter(qtbot, window, "tanh")
    assert "= tanh(x)\n" in window.document.text


def test_an_edge_s_start_let_go_on_the_empty_canvas_is_typed(
    window: MainWindow, qtbot: QtBot
) -> None:
    drag(window, end_of(window, "x", "z.mul1", 0), QPoint(200, 30))
    enter(qtbot, window, "3")
    assert "z = w*3 + b\n" in window.document.text
    assert window.document.stack.undoText() == "Set operand 2 of z.mul1"


def test_a_double_click_on_a_missing_operand_lets_it_be_typed(
    half: MainWindow, qtbot: QtBot
) -> None:
    send(half, QEvent.Type.MouseButtonDblClick, missing(half), LEFT, LEFT)
    enter(qtbot, half, "x")
    assert half.document.text == NEURON


def test_what_cannot_be_an_operand_stays_in_the_field(half: MainWindow, qtbot: QtBot) -> None:
    send(half, QEvent.Type.MouseButtonDblClick, missing(half), LEFT, LEFT)
    qtbot.keyClicks(half.stage.entry, "a + 1")
    qtbot.keyClick(half.stage.entry, Qt.Key.Key_Return)
    assert "cycle" in half.stage.entry.sentence.text()
    assert half.document.text == HOLE


def test_in_lines_an_edge_stands_for_all_its_uses(window: MainWindow, qtbot: QtBot) -> None:
    type_text(window, NEURON.replace("w*x + b", "w*x + x"))
    window.drawing.look(View(reading="lines"))
    qtbot.waitUntil(lambda: settled(window))
    window.view.fit()
    drag(window, end_of(window, "x", "z", 0), place(window, "b"))
    qtbot.waitUntil(lambda: settled(window))
    assert "z = w*b + b\n" in window.document.text


def test_a_neuron_gets_another_input_with_a_weight(window: MainWindow, qtbot: QtBot) -> None:
    type_text(window, "u = input(2)\n" + NEURON)
    window.drawing.look(View(reading="neurons"))
    qtbot.waitUntil(lambda: settled(window))
    window.view.fit()
    drag(window, port(window, "u"), place(window, "a"))
    qtbot.waitUntil(lambda: settled(window))
    assert "z = w*x + b + w2*u\n" in window.document.text


def test_a_line_moves_below_its_new_operand(window: MainWindow, qtbot: QtBot) -> None:
    text = "x = input(2)\nz = x*...\ny = x + 1\nL = z + y\n"
    type_text(window, text)
    qtbot.waitUntil(lambda: settled(window))
    window.view.fit()
    drag(window, port(window, "y"), missing(window))
    qtbot.waitUntil(lambda: settled(window))
    assert window.document.text == "x = input(2)\ny = x + 1\nz = x*y\nL = z + y\n"
    assert window.document.trace.value("L") == 2 * 3 + 3


def test_while_the_text_is_broken_nothing_is_drawn(window: MainWindow) -> None:
    type_text(window, NEURON + "q = (")
    drag(window, port(window, "x"), place(window, "a"))
    assert window.document.text == NEURON + "q = ("


def test_a_port_shows_where_an_edge_begins(window: MainWindow) -> None:
    send(window, QEvent.Type.MouseMove, place(window, "z.mul1"), NONE, NONE)
    at = port(window, "z.mul1")
    shown = window.view.viewport().grab().toImage().pixelColor(at + QPoint(4, 0))
    assert window.view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    send(window, QEvent.Type.MouseMove, at, NONE, NONE)
    assert window.view.viewport().cursor().shape() == Qt.CursorShape.CrossCursor
    send(window, QEvent.Type.MouseMove, QPoint(4, 4), NONE, NONE)
    assert window.view.viewport().grab().toImage().pixelColor(at + QPoint(4, 0)) != shown


def test_presenting_shows_no_ports(window: MainWindow) -> None:
    window.presentation.toggle()
    assert window.view._grip is not None
    send(window, QEvent.Type.MouseMove, port(window, "x"), NONE, NONE)
    assert window.view.viewport().cursor().shape() != Qt.CursorShape.CrossCursor
    window.presentation.toggle()


def test_an_edge_that_is_too_small_to_be_taken_hold_of_pans() -> None:
    press = Press(QPointF(), LEFT, Qt.KeyboardModifier.NoModifier, element=0, grip=None)
    start = start_for(press, GESTURES)
    assert start is not None
    assert start.gesture is Pan


@pytest.mark.parametrize("begun", [False, True])
def test_a_drag_ends_where_nothing_is_drawn_any_more(window: MainWindow, begun: bool) -> None:
    start = end_of(window, "b", "z", -1)
    press(window, start)
    if begun:
        move(window, start + QPoint(8, 6))
    type_text(window, "")
    move(window, start + QPoint(16, 12))
    assert window.view._drag is None
    release(window, start)
    assert window.document.text == ""
