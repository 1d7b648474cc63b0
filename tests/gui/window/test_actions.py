"""The one table of actions: complete, consistent, and quiet while somebody types."""

from operator import attrgetter
from pathlib import Path
from typing import get_args

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from graphviz_app.gui.window.action import Need
from graphviz_app.gui.window.actions import ACTIONS, MENUS, TOP_READING, TOP_RIGHT, TOP_SHOWN
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.gui.window.menus import help_rows
from tests.gui.window_steps import MakeWindow, settled


def test_ids_are_unique_and_rows_refer_to_them() -> None:
    ids = [spec.id for spec in ACTIONS]
    assert len(ids) == len(set(ids))
    assert {*TOP_READING, *TOP_SHOWN, *TOP_RIGHT} <= set(ids)


def test_no_key_is_given_twice() -> None:
    keys = [
        QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
        for spec in ACTIONS
        for key in spec.shortcuts
    ]
    assert all(keys), "every key is understood"
    assert [key for key in {*keys} if keys.count(key) > 1] == ["Return"]


def test_enter_is_for_an_answer_before_it_is_for_a_value(
    make_window: MakeWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "asked.cg"
    path.write_text("x = input(2)\nw = parameter(3)\ny = w*x\ngrad(w) == ?\n", encoding="utf-8")
    window = make_window()
    window.start(path)
    qtbot.waitUntil(lambda: settled(window))
    answer, change = (window.actions_by_id[id_] for id_ in ("answer", "change_value"))
    on = {}
    for id_ in ("w", "x", "y"):
        window.scene.set_selection([id_])
        on[id_] = answer.isEnabled(), change.isEnabled()
    assert on == {"w": (True, False), "x": (False, True), "y": (False, False)}


def test_every_action_calls_something_that_exists(window: MainWindow) -> None:
    for spec in ACTIONS:
        assert callable(attrgetter(spec.calls)(window)), spec.id


def test_an_action_is_on_where_there_is_what_it_needs(
    make_window: MakeWindow, neuron: Path, qtbot: QtBot
) -> None:
    window = make_window()
    looked_at = {"graph", "selection", "nodes", "leaf", "undo", "redo"}

    def on() -> set[str]:
        met = {spec.needs for spec in ACTIONS if window.actions_by_id[spec.id].isEnabled()}
        return looked_at.intersection(met)

    assert on() == set()
    window.start(neuron)
    qtbot.waitUntil(lambda: settled(window))
    assert on() == {"graph"}
    window.scene.set_selection([0])
    assert on() == {"graph", "selection"}
    window.scene.set_selection(["z"])
    assert on() == {"graph", "selection", "nodes"}
    window.scene.set_selection(["x"])
    assert on() == {"graph", "selection", "nodes", "leaf"}
    window.value_editing.change("x", 2.0)
    window.scene.set_selection([])
    assert on() == {"graph", "undo"}
    window.undo()
    assert on() == {"graph", "redo"}


def test_of_every_need_it_is_known_whether_it_is_met(window: MainWindow) -> None:
    assert window._there_is().keys() == {*get_args(Need)} - {""}


def unfolded(menu: QMenu) -> list[QAction]:
    """Its entries, with those of the menus in it."""
    inner = {part.menuAction(): part for part in menu.findChildren(QMenu)}
    lists = ((unfolded(inner[one]) if one in inner else [one]) for one in menu.actions())
    return [one for part in lists for one in part]


def test_every_action_is_in_its_menu(window: MainWindow) -> None:
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles == [f"&{title}" for title in MENUS]  # Alt+F opens File
    menus = {menu.title().removeprefix("&"): menu for menu in window.menuBar().findChildren(QMenu)}
    for title, entries in MENUS.items():
        shown = [action.objectName() for action in unfolded(menus[title])]
        assert [spec.id for spec in entries if spec] == [id_ for id_ in shown if id_]


def test_the_help_lists_every_key() -> None:
    listed = {text for _, text, _ in help_rows()}
    assert listed == {spec.text.rstrip("…") for spec in ACTIONS if spec.shortcuts}
    assert ("Play", "Play or pause", "Space") in help_rows()


def test_the_keys_of_the_design_are_there() -> None:
    keys = {key for spec in ACTIONS for key in spec.shortcuts}
    wanted = "Space Left Right Home End R PgUp PgDown F11 F5 B Ctrl+F Ctrl+Z Ctrl+Shift+Z 0 Ctrl+0"
    editing = "Tab Del Ctrl+C Ctrl+X Ctrl+V Ctrl+D Ctrl+A"
    assert {*wanted.split(), *editing.split()} <= keys


def test_single_keys_do_nothing_while_typing(window: MainWindow, qtbot: QtBot) -> None:
    editor = window.left.text.editor
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    t, zoom = window.player.t, window.view.zoom
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    for key in "r b0lt gvd[]+-=?":
        qtbot.keyClicks(editor, key)
    for move in (Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp):
        qtbot.keyClick(editor, move)
    assert window.left.text.text().endswith("r b0lt gvd[]+-=?")
    assert (window.player.t, window.view.zoom) == (t, zoom)
    assert not window.player.playing
    assert not window.presentation.is_black
    window.undo()
    assert window.document.draft is None


def test_single_keys_work_from_the_canvas(window: MainWindow, qtbot: QtBot) -> None:
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_Home)
    assert window.player.t == 0
    qtbot.keyClick(window.view, Qt.Key.Key_Space)
    assert window.player.playing
    qtbot.keyClick(window.view, Qt.Key.Key_Space)
    assert not window.player.playing


def test_space_presses_the_button_that_has_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    button = window.transport.buttons["start"]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(button.hasFocus)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert window.player.t == 0
    assert not window.player.playing


def test_the_search_field_takes_letters_and_keeps_function_keys(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.stage.find_bar.isVisible()
    field = window.focusWidget()
    assert field is not None
    qtbot.keyClicks(field, "r b")
    assert not window.presentation.is_black
    assert not window.player.playing


def test_every_menu_fits_into_a_small_screen(window: MainWindow) -> None:
    for menu in window.menuBar().findChildren(QMenu):
        assert menu.sizeHint().height() <= 660, menu.title()


def test_choices_that_belong_together_have_a_menu_of_their_own(window: MainWindow) -> None:
    menus = {menu.title(): menu for menu in window.menuBar().findChildren(QMenu)}
    assert [one.text() for one in menus["Style"].actions()] == ["Cards", "Wires"]
    assert [one.text() for one in menus["Colours"].actions()][1:] == ["Light", "Dark"]
