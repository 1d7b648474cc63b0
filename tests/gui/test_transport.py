"""The strip at the bottom, driven by mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviz_app.gui.main_window import MainWindow
from tests.gui.window_steps import settled, type_text

LEFT = Qt.MouseButton.LeftButton


def _at(window: MainWindow, t: float) -> QPoint:
    bar = window.transport.bar
    return QPoint(round(bar.x_of(t)), bar.height() // 2)


def test_the_buttons_do_what_they_show(window: MainWindow, qtbot: QtBot) -> None:
    buttons, player = window.transport.buttons, window.player
    qtbot.mouseClick(buttons["start"], LEFT)
    assert player.t == 0
    qtbot.mouseClick(buttons["forward"], LEFT)
    qtbot.waitUntil(lambda: player.t == 1)
    qtbot.mouseClick(buttons["back"], LEFT)
    qtbot.waitUntil(lambda: player.t == 0)
    qtbot.mouseClick(buttons["end"], LEFT)
    assert player.t == player.end
    qtbot.mouseClick(buttons["play"], LEFT)
    signs = [buttons["play"].sign]
    qtbot.mouseClick(buttons["play"], LEFT)
    signs.append(buttons["play"].sign)
    assert signs == ["pause", "play"]
    assert not player.playing


def test_a_click_on_the_timeline_goes_there(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.transport.bar, LEFT, pos=_at(window, 3))
    assert window.player.t == 3
    assert window.scene.frame is not None
    assert window.scene.frame.step == 3


def test_dragging_scrubs_both_ways_and_stops_at_the_ends(window: MainWindow) -> None:
    bar = window.transport.bar
    QTest.mousePress(bar, LEFT, pos=_at(window, 2))
    QTest.mouseMove(bar, _at(window, 4.5))
    assert window.player.t == pytest.approx(4.5, abs=0.1)
    QTest.mouseMove(bar, QPoint(-50, 10))
    assert window.player.t == 0
    QTest.mouseMove(bar, QPoint(bar.width() + 50, 10))
    assert window.player.t == window.player.end
    QTest.mouseRelease(bar, LEFT)


def test_scrubbing_while_playing_pauses(window: MainWindow, qtbot: QtBot) -> None:
    window.player.replay()
    qtbot.mouseClick(window.transport.bar, LEFT, pos=_at(window, 5))
    assert not window.player.playing
    assert window.player.t == 5


def test_the_parts_are_forward_and_backward(window: MainWindow) -> None:
    forward, backward = window.transport.bar.parts()
    timeline = window.drawing.timeline
    assert timeline is not None
    assert (forward.title, backward.title) == ("Forward", "Backward")
    assert forward.end == backward.start == timeline.backward_start
    assert backward.end == len(timeline.moments)
    assert forward.colour == window.looks.theme.value
    assert backward.colour == window.looks.theme.gradient


def test_a_tooltip_names_the_moment(window: MainWindow) -> None:
    assert "step 1 of" in window.transport.bar.describe(0)
    assert "gradient back through" in window.transport.bar.describe(8)


def test_the_knob_follows_the_player_for_screen_readers_too(window: MainWindow) -> None:
    window.player.scrub(4.0)
    assert window.transport.bar.value() == 4
    assert window.transport.bar.maximum() == window.player.end


def test_speed_is_chosen_from_a_menu(window: MainWindow) -> None:
    window.transport.speed_actions[2.0].trigger()
    assert window.player.speed == 2
    assert window.transport.speed_button.text() == "Speed 2×"
    window.player.slower()
    assert window.transport.speed_actions[1.0].isChecked()


def test_by_level_has_fewer_steps(window: MainWindow, qtbot: QtBot) -> None:
    type_text(window, "x = input(1)\na = x*2\nb = x*3\ny = a + b\n")
    qtbot.waitUntil(lambda: settled(window))
    window.player.to_start()
    nodes = window.player.end
    window.actions_by_id["by_level"].trigger()
    assert window.player.end < nodes
    assert window.drawing.timeline is not None
    assert window.drawing.timeline.stride == "level"
    assert window.actions_by_id["by_level"].isChecked()
    assert not window.actions_by_id["by_node"].isChecked()


def test_loop_is_shown_where_it_is_set(window: MainWindow) -> None:
    window.actions_by_id["loop"].trigger()
    assert window.player.loop
    window.player.set_loop(False)
    assert not window.actions_by_id["loop"].isChecked()


def test_clicking_fast_never_loses_count(window: MainWindow, qtbot: QtBot) -> None:
    window.player.to_start()
    for _ in range(5):
        qtbot.mouseClick(window.transport.buttons["forward"], LEFT)
    qtbot.waitUntil(lambda: window.player.t == 5)
    for _ in range(30):
        qtbot.mouseClick(window.transport.buttons["back"], LEFT)
    qtbot.waitUntil(lambda: window.player.t == 0)
