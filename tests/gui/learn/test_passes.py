"""Each step of learning as a whole pass on the timeline, also in a presentation."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.learn.learn_steps import drawn, opened, trained_by_hand

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def passes(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """Whole passes, as quickly as they go."""
    opened(window, qtbot, tmp_path)
    window.learning.playing.set_mode("pass")
    window.player.set_speed(8.0)
    return window


def test_a_pass_goes_forward_back_and_updates_and_its_end_is_the_next_ones_beginning(
    passes: MainWindow, qtbot: QtBot
) -> None:
    seen: list[tuple[int, str]] = []

    def see(frame: object) -> None:
        now = (passes.learning.learner.step, frame.kind.name)  # type: ignore[attr-defined]
        if passes.learning.playing.playing and (not seen or seen[-1] != now):
            seen.append(now)

    passes.player.frame_changed.connect(see)
    passes.learning.train()
    qtbot.waitUntil(lambda: (2, "update") in seen, timeout=60_000)
    passes.learning.train()
    whole = ["forward", "backward", "update", "next"]
    firsts = [kind for step, kind in seen if step == 0]
    assert firsts[:4] == whole
    seconds = [kind for step, kind in seen if step == 1]
    assert [kind for kind in seconds if kind != "forward"][:3] == whole[1:]
    assert drawn(passes) == trained_by_hand(2)


def test_who_pauses_the_timeline_pauses_learning(passes: MainWindow, qtbot: QtBot) -> None:
    passes.learning.train()
    qtbot.waitUntil(lambda: passes.player.t > 1)
    qtbot.keyClick(passes.view, Qt.Key.Key_Space)
    assert not passes.learning.playing.playing
    assert not passes.player.playing


def test_keys_work_in_a_presentation_and_a_clicker_still_turns_pages(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, qtbot, tmp_path)
    window.presentation.begin()
    window.setWindowState(Qt.WindowState.WindowNoState)
    qtbot.keyClick(window.view, Qt.Key.Key_Right, SHIFT)
    assert window.learning.learner.step == 1
    qtbot.waitUntil(lambda: window.learning.curve.strip is not None)
    qtbot.keyClick(window.view, Qt.Key.Key_I)
    strip = window.learning.curve.strip
    assert strip is not None
    assert not strip.isVisible()
    before = window.player.t
    qtbot.keyClick(window.view, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: window.player.t > before)
    assert window.learning.learner.step == 1
