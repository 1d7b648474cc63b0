"""The strip at the bottom, driven by mouse."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.theme import LIGHT
from tests.gui.window_steps import inspector_of, settled, type_text

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
    bar, theme = window.transport.bar, window.looks.theme
    (forward, *first), (backward, *second) = bar.stretches()
    timeline = window.drawing.schedule
    assert timeline is not None
    assert (forward.kind.title, backward.kind.title) == ("Forward", "Backward")
    turn = timeline.passes[0].steps.turn
    assert (first, second) == ([0, turn], [turn, timeline.end])
    assert timeline.moments[turn].phase == "seed"
    assert timeline.end == len(timeline.moments) + 1
    assert theme.toned(forward.kind.tone) == theme.value
    assert theme.toned(backward.kind.tone) == theme.gradient


def test_a_tooltip_names_the_moment(window: MainWindow) -> None:
    assert "step 1 of" in window.transport.bar.describe(0)
    assert "gradient back through" in window.transport.bar.describe(8)
    assert window.transport.bar.describe(-1) == "start of 11 steps"
    assert window.transport.bar.describe(11) == "end of 11 steps"


def test_a_click_and_the_tooltip_there_speak_of_the_same_step(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    tip = SimpleNamespace(showText=lambda _at, words, *_rest: told.append(words))
    monkeypatch.setattr("graphviz_app.gui.play.timeline_bar.QToolTip", tip)
    bar, caption = window.transport.bar, window.stage.caption
    for t in range(round(window.player.end) + 1):
        at = _at(window, t)
        qtbot.mouseClick(bar, LEFT, pos=at)
        QApplication.sendEvent(bar, QHelpEvent(QEvent.Type.ToolTip, at, bar.mapToGlobal(at)))
        assert caption.caption is not None
        assert told[-1].partition(":")[0] == caption.caption.note


def test_keys_rest_on_every_step_of_the_lesson_and_then_at_the_end(
    window: MainWindow, qtbot: QtBot
) -> None:
    timeline, caption = window.drawing.schedule, window.stage.caption
    assert timeline is not None
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_Home)
    notes, subjects = [], []
    for _ in range(round(window.player.end)):
        t = window.player.t + 1
        qtbot.keyClick(window.view, Qt.Key.Key_PageDown)
        qtbot.waitUntil(lambda t=t: window.player.t == t)  # type: ignore[misc]
        assert caption.caption is not None
        notes.append(caption.caption.note)
        subjects.append(inspector_of(window).element)
    assert notes == [*(f"step {k} of 11" for k in range(1, 12)), "end of 11 steps"]
    assert subjects[:6] == [moment.nodes[0] for moment in timeline.moments[:6]]
    edges = [timeline.run.reading.edges[edge] for edge in subjects[6:-1] if isinstance(edge, int)]
    assert [edge.source for edge in edges] == ["L.sub1", "a", "z", "z.mul1", "w"]
    assert subjects[-1] is None


def test_one_step_is_called_one_step(window: MainWindow, qtbot: QtBot) -> None:
    type_text(window, "x = input(2)\nh = x*...\ny = x + 1\noutput(h)\n")
    qtbot.waitUntil(lambda: settled(window))
    caption = window.stage.caption
    assert window.drawing.schedule is not None
    assert len(window.drawing.schedule.moments) == 1
    assert caption.caption is not None
    assert caption.caption.note == "end of 1 step"
    window.player.to_start()
    assert caption.caption.note == "start of 1 step"
    ((part, start, end),) = window.transport.bar.stretches()
    assert part.kind.title == "Forward"
    assert (start, end) == (0, window.player.end)


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
    assert window.drawing.schedule is not None
    assert window.drawing.schedule.stride == "level"
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


def test_another_width_dresses_it_anew_only_where_the_scale_is_another(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.resize(1500, 1000)
    transport = window.transport
    dressed: list[str] = []
    monkeypatch.setattr(transport, "setStyleSheet", dressed.append)
    for width in (700, 900, 1500):
        transport.resize(width, transport.height())
    assert dressed == []
    transport.set_theme(replace(LIGHT, scale=1.25))
    dressed.clear()
    for width in (1900, 1280, 1200):
        transport.resize(width, transport.height())
    assert len(dressed) == 2
    assert transport.height() == 100
