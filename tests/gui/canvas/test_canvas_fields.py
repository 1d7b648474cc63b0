"""The fields over the canvas, in which a node or a value is typed."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from graphviz_app.core.view import View
from graphviz_app.gui.canvas.changing.changes import BROKEN
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.conftest import NEURON
from tests.gui.window_steps import LEFT, answer_with, click, enter, place, press, settled, type_text

EMPTY = QPoint(6, 6)


def test_tab_adds_an_operator_for_what_is_selected(window: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, window, "x")
    click(qtbot, window, "b", adding=True)
    assert window.editing.nodes == ["x", "b"]
    press(qtbot, window, Qt.Key.Key_Tab)
    assert "x, b" in window.stage.entry.sentence.text()
    enter(qtbot, window, "-")
    assert "s = x - b\n" in window.document.text
    assert window.document.trace.value("s") == 1.25
    assert window.editing.nodes == ["s"]
    assert not window.stage.entry.is_open
    assert window.document.stack.undoText() == "Add s"


def test_a_double_click_on_the_empty_canvas_adds_a_line_there(
    window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.mouseDClick(window.view.viewport(), LEFT, pos=EMPTY)
    enter(qtbot, window, "h = tanh(z)")
    assert "h = tanh(z)\n" in window.document.text
    assert window.document.graph.output == "L"
    window.undo()
    assert window.document.text == NEURON


def test_what_cannot_be_added_says_why_and_stays(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_Tab)
    enter(qtbot, window, "tahn(z)")
    entry = window.stage.entry
    assert entry.is_open
    assert "did you mean 'tanh'" in entry.sentence.text()
    qtbot.keyClick(entry, Qt.Key.Key_Escape)
    assert entry.isHidden()
    assert window.document.text == NEURON


def test_half_typed_words_are_there_again(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_Tab)
    entry = window.stage.entry
    qtbot.keyClicks(entry, "tanh(")
    click(qtbot, window, "x")
    assert not entry.is_open
    assert window.document.text == NEURON
    press(qtbot, window, Qt.Key.Key_Tab)
    assert entry.text() == "tanh("


def test_names_are_completed_and_a_completed_operator_applies_to_the_selection(
    window: MainWindow, qtbot: QtBot
) -> None:
    click(qtbot, window, "z")
    press(qtbot, window, Qt.Key.Key_Tab)
    entry = window.stage.entry
    qtbot.keyClicks(entry, "rel")
    qtbot.keyClick(entry, Qt.Key.Key_Tab)
    assert entry.text() == "relu()"
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    assert "a2 = relu(z)" in window.document.text


@pytest.mark.parametrize("key", [Qt.Key.Key_Return])
def test_a_selected_leaf_is_changed_from_the_keyboard(
    window: MainWindow, qtbot: QtBot, key: Qt.Key
) -> None:
    click(qtbot, window, "x")
    press(qtbot, window, key)
    qtbot.keyClicks(window.stage.editor, "2")
    qtbot.keyClick(window.stage.editor, Qt.Key.Key_Return)
    assert window.document.trace.value("x") == 2


def test_a_value_that_is_being_typed_is_asked_about_when_the_window_closes(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer_with(window, monkeypatch, QMessageBox.StandardButton.Cancel)
    click(qtbot, window, "x")
    press(qtbot, window, Qt.Key.Key_Return)
    qtbot.keyClicks(window.stage.editor, "9")
    assert not window.close()
    assert asked == ["neuron.cg"]
    assert window.document.trace.value("x") == 9


def test_another_document_closes_the_fields_and_forgets_their_words(
    window: MainWindow, qtbot: QtBot
) -> None:
    press(qtbot, window, Qt.Key.Key_Tab)
    qtbot.keyClicks(window.stage.entry, "secret(")
    window.files.new()
    assert window.stage.entry.isHidden()
    assert window.stage.hint.isVisible()
    window.editing.add_node()
    assert window.stage.entry.text() == ""


def test_the_field_lies_over_everything_and_inside_the_window(
    window: MainWindow, qtbot: QtBot
) -> None:
    entry = window.stage.entry
    window.editing.add_node(window.stage.caption.geometry().center())
    enter(qtbot, window, "tahn(z)")
    for part in (entry, entry.sentence):
        assert window.stage.childAt(part.geometry().center()) is part
    window.resize(800, 500)
    qtbot.wait(20)
    for part in (entry, entry.sentence):
        assert window.stage.rect().contains(part.geometry())


def test_the_value_field_goes_where_its_node_goes(window: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, window, "x")
    press(qtbot, window, Qt.Key.Key_Return)
    field = window.stage.editor
    for move in (
        window.view.zoom_out,
        lambda: window.view.pan(QPointF(60, -40)),
        window.view.fit,
        lambda: window.resize(1000, 700),
        lambda: window.drawing.look(View(direction="TB")),
    ):
        move()
        qtbot.waitUntil(lambda: settled(window))
        assert field.geometry().contains(place(window, "x"))
    type_text(window, "y = 2\nL = y*3\n")
    qtbot.waitUntil(lambda: settled(window))
    assert field.isHidden()


def test_zooming_puts_a_half_typed_node_aside(window: MainWindow) -> None:
    window.editing.add_node()
    window.view.zoom_in()
    assert window.stage.entry.isHidden()


def test_a_gesture_takes_what_is_typed_in_the_text_along(window: MainWindow, qtbot: QtBot) -> None:
    window.left.text.editor.setPlainText(NEURON + "k = 5\n")
    window.value_editing.ask("x")
    qtbot.keyClicks(window.stage.editor, "2")
    qtbot.keyClick(window.stage.editor, Qt.Key.Key_Return)
    assert window.document.trace.value("k") == 5
    assert window.document.trace.value("x") == 2


def test_what_is_typed_while_the_text_breaks_is_not_lost(window: MainWindow, qtbot: QtBot) -> None:
    window.editing.add_node()
    window.left.text.editor.setPlainText(NEURON + "k = (")
    enter_only = window.stage.entry
    qtbot.keyClicks(enter_only, "tanh(z)")
    qtbot.keyClick(enter_only, Qt.Key.Key_Return)
    assert enter_only.is_open
    assert enter_only.sentence.text() == BROKEN
    assert window.left.text.text() == NEURON + "k = ("


def test_a_leaf_out_of_sight_is_brought_into_view_to_be_changed(
    window: MainWindow, qtbot: QtBot
) -> None:
    click(qtbot, window, "x")
    window.view.pan(QPointF(3000, 0))
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.stage.editor.geometry().contains(place(window, "x"))


def test_the_field_opens_where_the_menu_was_opened(window: MainWindow, qtbot: QtBot) -> None:
    at = QPoint(120, 300)
    window.view.menu_requested.emit(at)
    (menu,) = [m for m in window.findChildren(QMenu) if m.isVisible()]
    menu.close()
    window.actions_by_id["add_node"].trigger()
    assert window.stage.entry.geometry().contains(at)
    window.stage.entry.cancel()
    qtbot.wait(1)
    window.actions_by_id["add_node"].trigger()
    assert not window.stage.entry.geometry().contains(at)


def test_the_operands_are_those_that_the_field_was_opened_for(
    window: MainWindow, qtbot: QtBot
) -> None:
    click(qtbot, window, "x")
    press(qtbot, window, Qt.Key.Key_Tab)
    window.scene.set_selection([])
    enter(qtbot, window, "tanh")
    assert "a2 = tanh(x)" in window.document.text
