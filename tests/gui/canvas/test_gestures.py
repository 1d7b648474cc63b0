"""Gestures: one object from the press to the release; a table says which press begins which."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviz_app.gui.canvas.gestures.gesture import Gesture, Press
from graphviz_app.gui.canvas.gestures.table import Start
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.typing_compat import override
from tests.gui.canvas.pointer_steps import (
    CORNER,
    LEFT,
    MIDDLE,
    NONE,
    PLAIN,
    RIGHT,
    chosen,
    move,
    press,
    release,
    send,
)
from tests.gui.window_steps import click, place

told: list[str] = []


class Spy(Gesture):
    """Tells what it is asked to do."""

    @override
    def begin(self, press: Press) -> None:
        told.append(f"begin on {press.element}")

    @override
    def move(self, at: QPointF) -> None:
        told.append("move")

    @override
    def end(self, at: QPointF) -> None:
        told.append("end")

    @override
    def cancel(self) -> None:
        told.append("cancel")


@pytest.fixture
def spied(window: MainWindow) -> MainWindow:
    """A window in which a left drag on a node is a gesture."""
    told.clear()
    spy = Start(Spy, LEFT, keys=(PLAIN,), on=("node",), selects=True)
    window.view.gestures = (spy, *window.view.gestures)
    return window


def _drag_node(window: MainWindow, id_: str = "w") -> QPoint:
    """Press on a node and move a little; the button is held still."""
    to = place(window, id_) + QPoint(10, 10)
    press(window, place(window, id_))
    move(window, to)
    return to


def test_a_gesture_of_the_table_begins_moves_and_ends(spied: MainWindow) -> None:
    to = _drag_node(spied)
    move(spied, to + QPoint(5, 0))
    release(spied, to)
    assert told == ["begin on w", "move", "move", "end"]


@pytest.mark.parametrize("selects", [True, False])
def test_a_press_selects_as_its_gesture_says_until_it_is_a_click(
    window: MainWindow, selects: bool
) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    window.view.gestures = (Start(Spy, LEFT, keys=(alt,), on=("node",), selects=selects),)
    press(window, place(window, "w"), LEFT, alt)
    assert window.scene.selection == (("w",) if selects else ())
    release(window, place(window, "w"))
    assert window.scene.selection == ("w",)


def test_a_hand_that_trembles_clicks(spied: MainWindow) -> None:
    at = place(spied, "w")
    press(spied, at)
    move(spied, at + QPoint(1, 1))
    release(spied, at + QPoint(1, 1))
    assert not told
    assert spied.scene.selection == ("w",)


def test_escape_cancels_a_gesture_and_nothing_else(spied: MainWindow, qtbot: QtBot) -> None:
    spied.search()
    to = _drag_node(spied)
    qtbot.keyClick(spied.view, Qt.Key.Key_Escape)
    move(spied, to + QPoint(9, 9))
    release(spied, to)
    assert told == ["begin on w", "move", "cancel"]
    assert spied.scene.selection == ("w",)
    assert spied.stage.find_bar.isVisible()


@pytest.mark.parametrize(
    "lost", [QEvent.Type.FocusOut, QEvent.Type.WindowDeactivate, QEvent.Type.Hide]
)
def test_who_goes_elsewhere_drags_nothing(spied: MainWindow, lost: QEvent.Type) -> None:
    _drag_node(spied)
    if lost == QEvent.Type.FocusOut:
        spied.left.text.editor.setFocus()
        assert not spied.view.hasFocus()
    elif lost == QEvent.Type.Hide:
        spied.view.hide()
    else:
        QApplication.sendEvent(spied.view, QEvent(lost))
    assert told == ["begin on w", "move", "cancel"]


def test_a_button_that_was_let_go_elsewhere_drags_nothing(spied: MainWindow) -> None:
    to = _drag_node(spied)
    move(spied, to, held=NONE)
    assert told[-1] == "cancel"
    _drag_node(spied)
    press(spied, CORNER)
    assert told[-1] == "cancel"


def test_another_button_meanwhile_means_nothing(spied: MainWindow) -> None:
    to = _drag_node(spied)
    press(spied, to, RIGHT)
    release(spied, to, RIGHT)
    release(spied, to)
    assert told == ["begin on w", "move", "end"]


def test_the_pointer_tells_which_gesture_it_is(window: MainWindow) -> None:
    press(window, CORNER)
    move(window, CORNER + QPoint(20, 20))
    assert _pointer(window) == Qt.CursorShape.ClosedHandCursor
    release(window, CORNER)
    assert _pointer(window) == Qt.CursorShape.ArrowCursor


def _pointer(window: MainWindow) -> Qt.CursorShape:
    return window.view.viewport().cursor().shape()


@pytest.mark.parametrize("fitted", [True, False])
def test_a_cancelled_pan_looks_where_it_looked(
    window: MainWindow, qtbot: QtBot, fitted: bool
) -> None:
    if not fitted:
        window.view.zoom_out()
    before = window.view.viewportTransform()
    press(window, CORNER)
    move(window, CORNER + QPoint(40, 25))
    assert window.view.viewportTransform() != before
    qtbot.keyClick(window.view, Qt.Key.Key_Escape)
    assert window.view.viewportTransform() == before
    assert window.view.is_fitted == fitted


def test_two_quick_presses_pan_twice(window: MainWindow) -> None:
    before = place(window, "w")
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
        send(window, kind, CORNER, MIDDLE, MIDDLE)
        move(window, CORNER + QPoint(30, 20), held=MIDDLE)
        release(window, CORNER + QPoint(30, 20), MIDDLE)
    assert (place(window, "w") - before - QPoint(60, 40)).manhattanLength() <= 2


def test_who_presses_on_one_of_many_keeps_them_until_the_release(
    window: MainWindow, qtbot: QtBot
) -> None:
    click(qtbot, window, "z")
    click(qtbot, window, "w", adding=True)
    press(window, place(window, "w"))
    assert chosen(window) == ["z", "w"]
    release(window, place(window, "w"))
    assert chosen(window) == ["w"]
