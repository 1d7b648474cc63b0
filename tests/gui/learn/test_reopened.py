"""What was trained comes back: from a file, and after a crash in the middle of training."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from graphviz_app.gui.documents import recovery as recovery_module
from graphviz_app.gui.learn import working
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.learn.learn_steps import (
    LEARNS,
    numbers,
    opened,
    page_of,
    take_steps,
    trained_by_hand,
)
from tests.gui.window_steps import MakeWindow, settled

ADAM = f'{LEARNS}descent("adam", rate=0.1, steps=1000)\n'


def _die(window: MainWindow) -> None:
    """As if the process had died: the copy stays, its lock is free."""
    window.learning.playing._halt()
    lock = window.recovery._lock
    assert lock is not None
    lock.unlock()
    window.recovery.close = lambda: None  # type: ignore[method-assign]


def test_a_file_that_was_trained_has_its_curve_and_its_optimizers_state(
    window: MainWindow, make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, qtbot, tmp_path, ADAM)
    take_steps(window, qtbot, 6)
    window.files.save()
    take_steps(window, qtbot)
    expected = numbers(window)
    again = make_window()
    again.start(tmp_path / "learns.cg")
    qtbot.waitUntil(lambda: settled(again))
    learner = again.learning.learner
    qtbot.waitUntil(lambda: learner.count == 6)
    assert (learner.step, learner.on_way) == (6, True)
    qtbot.waitUntil(lambda: again.learning.curve.strip is not None)
    qtbot.waitUntil(
        lambda: (
            again.drawing.schedule is not None
            and again.drawing.schedule.update is not None
            and again.drawing.schedule.update.number == 7
        )
    )
    take_steps(again, qtbot)
    assert numbers(again) == expected


def test_numbers_that_were_changed_in_the_file_are_a_new_start(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    said = '# trained: 6 steps from {"w": -0.8, "b": 0.25}\n'
    opened(window, qtbot, tmp_path, f"{LEARNS}{said}")
    learner = window.learning.learner
    assert learner.trainings
    qtbot.waitUntil(lambda: not learner.resuming)
    assert (learner.step, learner.count) == (0, 0)
    take_steps(window, qtbot)
    assert numbers(window) == trained_by_hand(1)


def test_after_a_crash_in_the_middle_of_training_little_is_missing(
    window: MainWindow, make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, qtbot, tmp_path, ADAM)
    window.learning.playing.set_rate(60)
    window.learning.train()
    learner = window.learning.learner
    qtbot.waitUntil(lambda: learner.step >= 20, timeout=20_000)
    qtbot.wait(recovery_module.DELAY_MS + 300)
    _die(window)
    losses = learner.trainings[0].losses
    again = make_window()
    again.start(None)
    again.stage.notice.buttons[0].click()
    qtbot.waitUntil(lambda: settled(again))
    back = again.learning.learner
    assert back.trainings
    qtbot.waitUntil(lambda: not back.resuming)
    assert back.step > 0
    assert back.on_way
    assert list(back.trainings[0].losses) == list(losses[: back.count + 1])
    assert numbers(again)[0] == learner.trainings[0].at(back.step).parameters["w"]
    assert again.document.unsaved


FED = f"""{LEARNS}data(x=[1, 2, 3, 4], t=[1, 0, 1, 0])
descent("adam", rate=0.01, steps=100, batch=2)
# trained: 200000 steps from {{"w": -0.8, "b": 0.25}}
"""


def test_while_the_way_is_gone_again_the_page_is_shown_and_nothing_else_is_done(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "SLICE", 0.0)  # a step at a time
    page_of(window, qtbot)
    opened(window, qtbot, tmp_path, FED)
    learner = window.learning.learner
    assert learner.resuming
    window.learning.step_on()
    window.learning.step_back()
    window.learning.to_start()
    assert window.learning.page is not None
    window.learning.page.refresh()
    window.files.save()
    assert (learner.resuming, learner.step) == (True, 200_000)
    assert (tmp_path / "learns.cg").read_text(encoding="utf-8") == FED


ROWS = f'{LEARNS}data("rows.csv")\n'


def test_data_that_are_there_again_have_the_way_that_was_gone(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = tmp_path / "rows.csv"
    opened(window, qtbot, tmp_path, f'{ROWS}# trained: 0 steps from {{"w": -0.8, "b": 0.25}}\n')
    learner = window.learning.learner
    assert not learner.trainings
    assert "cannot be opened" in learner.trouble
    rows.write_text("x,t\n1,1\n2,0\n", encoding="utf-8")
    window.feeding.look_again()
    take_steps(window, qtbot, 2)
    assert (learner.trouble, learner.count) == ("", 2)


def test_data_that_another_program_has_changed_are_learned_from_now_on(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("x,t\n1,1\n2,0\n", encoding="utf-8")
    opened(window, qtbot, tmp_path, ROWS)
    take_steps(window, qtbot, 2)
    learned = numbers(window)
    rows.write_text("x,t\n1,1\n2,0\n3,1\n", encoding="utf-8")
    window.feeding.look_again()
    learner = window.learning.learner
    assert (learner.step, numbers(window)) == (0, learned)
    take_steps(window, qtbot)
    feed = learner.trainings[0].feed
    assert feed is not None
    assert feed.count == 3
