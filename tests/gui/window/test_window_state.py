"""Looks, presentation, leaving in the middle of something, and crashes."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from graphviz_app.gui.crash import CrashGuard
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.window_steps import (
    MakeWindow,
    change_value,
    inspector_of,
    settled,
    type_text,
)


def test_the_theme_can_be_switched(window: MainWindow) -> None:
    window.actions_by_id["theme_light"].trigger()
    assert window.looks.theme.name == "light"
    window.actions_by_id["theme"].trigger()
    assert window.looks.theme.name == window.scene.theme.name == "dark"
    assert window.actions_by_id["theme_dark"].isChecked()
    window.actions_by_id["theme"].trigger()
    assert window.looks.theme.name == "light"


def test_hidden_panels_give_the_graph_their_room(window: MainWindow, qtbot: QtBot) -> None:
    width = window.view.width()
    window.actions_by_id["left_panel"].trigger()
    window.actions_by_id["inspector"].trigger()
    assert not window.left.isVisible()
    assert not inspector_of(window).isVisible()
    qtbot.waitUntil(lambda: window.view.width() > width + 400)


def test_presenting_is_full_screen_large_and_without_panels(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_F5)
    assert window.isFullScreen()
    assert not window.left.isVisible()
    assert not window.top_bar.isVisible()
    assert window.looks.theme.scale == 1.6
    qtbot.waitUntil(lambda: not window.drawing.busy)
    qtbot.keyClick(window.view, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: window.player.t == window.player.end - 1)
    qtbot.keyClick(window.view, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert window.left.isVisible()
    assert window.looks.theme.scale == 1


def test_the_black_screen_ends_with_any_key(window: MainWindow, qtbot: QtBot) -> None:
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_B)
    black = window.focusWidget()
    assert black is not None
    assert black.geometry() == window.rect()
    qtbot.keyClick(black, Qt.Key.Key_Space)
    assert not window.presentation.is_black
    assert not window.player.playing


def test_escape_closes_one_thing_at_a_time(window: MainWindow, qtbot: QtBot) -> None:
    window.guide.show_help()
    window.search()
    window.stage.notice.complain("a sentence")
    window.leave()
    assert window.guide.overlay is not None
    assert not window.guide.overlay.isVisible()
    assert window.stage.find_bar.isVisible()
    window.leave()
    assert not window.stage.find_bar.isVisible()
    assert window.stage.notice.sentence
    window.leave()
    assert not window.stage.notice.sentence


def test_searching_marks_and_shows_the_match(window: MainWindow, qtbot: QtBot) -> None:
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = window.focusWidget()
    assert field is not None
    with qtbot.waitSignal(window.stage.find_bar.current_changed) as caught:
        qtbot.keyClicks(field, "sigmoid")
    assert caught.args == ["a"]
    marks = window.scene._marks
    assert (marks.matches, marks.current) == (frozenset({"a"}), "a")
    window.leave()
    assert not window.scene._marks.matches


def test_the_window_remembers_its_state(window: MainWindow, make_window: MakeWindow) -> None:
    for id_ in ("locals", "by_level", "left_panel", "theme_dark", "loop"):
        window.actions_by_id[id_].trigger()
    window.player.set_speed(4.0)
    assert window.close()
    again = make_window()
    checked = ("locals", "by_level", "theme_dark", "loop")
    assert all(again.actions_by_id[id_].isChecked() for id_ in checked)
    assert not again.actions_by_id["left_panel"].isChecked()
    assert not again.left.isVisible()
    assert again.player.speed == 4
    assert again.looks.theme.name == "dark"


@pytest.mark.parametrize("size", [(1024, 700), (1600, 1000), (1920, 1080)])
def test_nothing_is_squeezed_out(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    assert (window.width(), window.height()) == size
    assert window.view.width() >= 320
    assert window.transport.bar.width() >= 160
    for button in window.transport.buttons.values():
        assert window.transport.rect().contains(button.geometry())
    caption = window.stage.caption.geometry()
    assert window.stage.rect().contains(caption)
    assert not caption.intersects(window.stage.zoom.geometry())


def test_closing_while_playing(window: MainWindow) -> None:
    window.player.replay()
    assert window.close()
    assert not window.player.playing


def test_closing_during_a_layout(window: MainWindow, qtbot: QtBot) -> None:
    lines = "\n".join(f"y{i} = y{i - 1}*x" for i in range(1, 300))
    type_text(window, f"x = input(1)\ny0 = x*x\n{lines}\n")
    assert window.drawing.busy
    window.document.stack.setClean()
    assert window.close()


def test_a_layout_can_be_cancelled_and_tried_again(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["top_bottom"].trigger()
    assert window.drawing.busy
    window.drawing.cancel()
    qtbot.waitUntil(lambda: bool(window.stage.notice.sentence), timeout=10_000)
    window.stage.notice.buttons[0].click()
    qtbot.waitUntil(lambda: settled(window), timeout=10_000)
    assert window.scene.layout is not None


def test_only_the_newest_of_many_edits_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    for n in range(1, 9):
        chain = "".join(f"y{i} = y{i - 1}*x\n" for i in range(1, n))
        type_text(window, f"x = input(2)\ny0 = x*x\n{chain}")
    qtbot.waitUntil(lambda: settled(window), timeout=10_000)
    assert window.scene.reading is not None
    assert "y7" in window.scene.reading.nodes


def test_an_unexpected_exception_saves_the_work_and_shows_a_report(
    window: MainWindow, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change_value(window)
    guard = CrashGuard(window.recovery.write, window)
    try:
        raise ZeroDivisionError("a bug")
    except ZeroDivisionError as error:
        guard.handle(type(error), error, error.__traceback__)
    dialog = guard.dialog
    assert dialog is not None
    assert "a bug" in dialog.report
    assert list((tmp_path / "data" / "recovery").glob("*.json"))
    dialog.copy()
    assert "ZeroDivisionError" in QGuiApplication.clipboard().text()
    dialog.reject()
    assert guard.dialog is None
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_work_left_by_a_crash_is_offered(
    window: MainWindow, make_window: MakeWindow, qtbot: QtBot
) -> None:
    change_value(window)
    window.recovery.write()
    lock = window.recovery._lock
    assert lock is not None
    lock.unlock()  # as if the process had died
    again = make_window()
    again.start(None)
    assert "Unsaved work on neuron.cg" in again.stage.notice.sentence
    assert again.stage.notice.isVisible()  # over the gallery, too
    again.stage.notice.buttons[0].click()
    assert again.document.trace.value("x") == 2.5
    assert again.document.unsaved
    qtbot.waitUntil(lambda: settled(again))
