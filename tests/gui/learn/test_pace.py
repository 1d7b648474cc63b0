"""A whole descent can be watched: how fast it goes by depends on how long it is."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from graphviz_app.gui.learn.pace import usual_rate
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.learn.learn_steps import LEARNS, opened, page_of, take_steps


@pytest.mark.parametrize(
    ("steps", "rate"), [(1, 5), (60, 5), (61, 20), (240, 20), (241, 60), (100_000, 60)]
)
def test_the_more_steps_are_wanted_the_faster_they_go_by(steps: int, rate: int) -> None:
    assert usual_rate(steps) == rate


def test_it_holds_after_the_steps_that_are_wanted_and_says_why(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    learns = opened(window, qtbot, tmp_path, f"{LEARNS}descent(steps=8)\n")
    learning = learns.learning
    learning.playing.set_rate(60)
    learning.train()
    qtbot.waitUntil(lambda: not learning.playing.playing)
    assert learning.learner.step == 8
    assert "All 8 steps done" in learns.stage.status.text()
    learning.train()
    qtbot.waitUntil(lambda: not learning.playing.playing)
    assert learning.learner.step == 16


def test_the_page_says_how_fast_and_what_a_person_chooses_stays(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    learns = opened(window, qtbot, tmp_path, f"{LEARNS}descent(steps=1000)\n")
    page = page_of(learns, qtbot)
    assert page.play is not None
    assert page.play.rates.currentText() == "60 a second"
    learns.learning.playing.set_rate(1)
    take_steps(learns, qtbot)
    qtbot.waitUntil(lambda: learns.learning.learner.step == 1)
    assert learns.learning.playing.rate == 1
    play = page.play
    qtbot.waitUntil(lambda: play.rates.currentText() == "1 a second")
