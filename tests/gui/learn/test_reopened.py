"""What was trained comes back: from a file, and after a crash in the middle of training."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from graphviz_app.gui.documents import recovery as recovery_module
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.learn.learn_steps import LEARNS, numbers, opened, trained_by_hand
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
    for _ in range(6):
        window.learning.step_on()
    window.files.save()
    window.learning.step_on()
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
    again.learning.step_on()
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
    window.learning.step_on()
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
