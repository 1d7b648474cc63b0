"""A graph learns in the window: step by step, on and on, there and back, and nothing is lost."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from graphviz_app.formats import load
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.learn.learn_steps import (
    LEARNS,
    drawn,
    numbers,
    opened,
    page_of,
    take_steps,
    trained_by_hand,
)
from tests.gui.window_steps import Answer, answer_with, settled

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def learns(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """A window with a neuron that learns."""
    return opened(window, qtbot, tmp_path)


def test_one_step_moves_text_graph_and_document_alike(learns: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(learns.view, Qt.Key.Key_Right, SHIFT)
    qtbot.waitUntil(lambda: learns.learning.learner.step == 1)
    assert numbers(learns) == drawn(learns) == trained_by_hand(1)
    assert f"w = parameter({trained_by_hand(1)[0]})" in learns.left.text.text()
    assert learns.document.stack.undoText() == "Train to step 1"


def test_steps_are_gone_back_one_by_one_and_to_the_start(learns: MainWindow, qtbot: QtBot) -> None:
    for _ in range(3):
        qtbot.keyClick(learns.view, Qt.Key.Key_Right, SHIFT)
    qtbot.waitUntil(lambda: learns.learning.learner.step == 3)
    qtbot.keyClick(learns.view, Qt.Key.Key_Left, SHIFT)
    assert numbers(learns) == drawn(learns) == trained_by_hand(2)
    qtbot.keyClick(learns.view, Qt.Key.Key_Home, SHIFT)
    assert numbers(learns) == (-0.8, 0.25)
    assert learns.document.text == LEARNS
    qtbot.keyClick(learns.view, Qt.Key.Key_End, SHIFT)
    assert numbers(learns) == trained_by_hand(3)


def test_it_trains_until_it_is_paused_and_that_is_one_change(
    learns: MainWindow, qtbot: QtBot
) -> None:
    learns.learning.playing.set_rate(60)
    qtbot.keyClick(learns.view, Qt.Key.Key_Space, SHIFT)
    qtbot.waitUntil(lambda: learns.learning.learner.step >= 20)
    qtbot.keyClick(learns.view, Qt.Key.Key_Space, SHIFT)
    step = learns.learning.learner.step
    qtbot.wait(100)
    assert learns.learning.learner.step == step
    assert numbers(learns) == drawn(learns) == trained_by_hand(step)
    assert learns.document.stack.undoText() == f"Train to step {step}"
    assert learns.document.stack.count() == 1
    learns.undo()
    assert learns.document.text == LEARNS
    assert not learns.document.unsaved


def test_after_undo_the_curve_is_still_there_and_one_can_go_on(
    learns: MainWindow, qtbot: QtBot
) -> None:
    take_steps(learns, qtbot, 4)
    learns.undo()
    learner = learns.learning.learner
    assert (learner.step, learner.count) == (0, 4)
    learns.redo()
    assert (learner.step, learner.count) == (4, 4)
    learns.undo()
    take_steps(learns, qtbot)
    assert numbers(learns) == trained_by_hand(1)
    assert learner.count == 4


def test_to_the_end_is_all_steps_and_why_it_stopped_is_said(
    learns: MainWindow, qtbot: QtBot
) -> None:
    page = page_of(learns, qtbot)
    qtbot.keyClick(learns.view, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not learns.learning.playing.playing)
    assert numbers(learns) == trained_by_hand(100)
    assert "All 100 steps done" in learns.stage.status.text()
    qtbot.waitUntil(lambda: page.play is not None and page.play.to_end.text() == "To step 200")


def test_sixty_results_a_second_do_not_block_the_window(
    learns: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_of(learns, qtbot)
    playing, spent = learns.learning.playing, []
    go_on = playing._go_on

    def timed(step: int) -> None:
        begun = time.thread_time()
        go_on(step)
        spent.append(time.thread_time() - begun)

    monkeypatch.setattr(playing, "_go_on", timed)
    playing.set_rate(60)
    learns.learning.train()
    qtbot.waitUntil(lambda: learns.learning.learner.step >= 60, timeout=20_000)
    learns.learning.train()
    assert sorted(spent)[len(spent) // 2] < 0.015
    assert max(spent) < 0.15


def test_an_edit_in_the_middle_of_training_keeps_what_was_trained(
    learns: MainWindow, qtbot: QtBot
) -> None:
    learns.learning.playing.set_rate(60)
    learns.learning.train()
    qtbot.waitUntil(lambda: learns.learning.learner.step >= 5)
    learns.value_editing.change("x", 2.0)
    assert not learns.learning.playing.playing
    w, _b = numbers(learns)
    assert w != -0.8
    assert learns.document.trace.value("x") == 2.0
    assert learns.learning.learner.step == 0
    learns.undo()
    step = learns.learning.learner.step
    assert step >= 5
    assert numbers(learns) == trained_by_hand(step)


def test_typing_in_the_middle_of_training_pauses_it(learns: MainWindow, qtbot: QtBot) -> None:
    learns.learning.playing.set_rate(60)
    learns.learning.train()
    qtbot.waitUntil(lambda: learns.learning.learner.step >= 20)
    learns.left.text.editor.setFocus()
    qtbot.keyClicks(learns.left.text.editor, "#")
    assert not learns.learning.playing.playing
    learns.left.text.apply_now()
    assert numbers(learns)[0] != -0.8
    assert learns.document.text.startswith("#")
    learns.undo()
    step = learns.learning.learner.step
    assert step >= 10
    assert numbers(learns) == trained_by_hand(step)


def test_typing_before_the_first_step_is_told_takes_the_picture_back(
    learns: MainWindow, qtbot: QtBot
) -> None:
    learns.learning.playing.set_rate(60)
    learns.learning.train()
    qtbot.waitUntil(lambda: drawn(learns) != (-0.8, 0.25))
    with_steps = learns.document.stack.count()
    learns.learning.playing.hold()
    assert drawn(learns) == numbers(learns)
    assert learns.document.stack.count() == with_steps


def test_a_number_typed_by_hand_is_a_new_start(learns: MainWindow, qtbot: QtBot) -> None:
    take_steps(learns, qtbot, 3)
    learns.value_editing.change("w", 2.0)
    learner = learns.learning.learner
    assert (learner.step, learner.count) == (0, 0)
    take_steps(learns, qtbot)
    learns.learning.to_start()
    assert learns.document.trace.value("w") == 2.0


def test_saving_while_it_trains_saves_what_is_shown(
    learns: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    learns.learning.playing.set_rate(60)
    learns.learning.train()
    qtbot.waitUntil(lambda: learns.learning.learner.step >= 10)
    learns.files.save()
    step = learns.learning.learner.step
    learns.learning.train()
    graph = load(tmp_path / "learns.cg")
    assert graph.nodes["w"].attrs["value"] == trained_by_hand(step)[0]


def test_closing_while_it_trains_asks_and_does_not_hang(
    learns: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer_with(learns, monkeypatch, Answer.Cancel)
    learns.learning.playing.set_rate(60)
    learns.learning.train()
    qtbot.waitUntil(lambda: learns.learning.learner.step >= 10)
    learns.close()
    assert asked == ["learns.cg"]
    assert learns.isVisible()
    answer_with(learns, monkeypatch, Answer.Discard)
    learns.learning.train()
    learns.close()
    assert not learns.isVisible()


def test_another_document_ends_it(learns: MainWindow, qtbot: QtBot, neuron: Path) -> None:
    learns.learning.train()
    qtbot.waitUntil(lambda: learns.learning.learner.step >= 1)
    learns.files.open_path(neuron)
    qtbot.waitUntil(lambda: settled(learns))
    assert not learns.learning.playing.playing
    assert numbers(learns) == (-0.8, 0.25)
    assert not learns.document.unsaved


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x = input(2)\ny = x**2\n", "has none"),
        ("w = parameter(2)\n", "Learning rate"),
        ("w = parameter([1, 2])\ny = w*2\nlearning_rate(1)\n", "one number"),
        ("w = parameter(2)\ny = w**2\n", "learning rate"),
    ],
)
def test_what_is_missing_is_said(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, text: str, says: str
) -> None:
    opened(window, qtbot, tmp_path, text)
    page = page_of(window, qtbot)
    assert page.card.isVisible()
    assert says.lower() in f"{page.card.title.text()} {page.card.sentence.text()}".lower()
    window.learning.train()
    assert not window.learning.playing.playing


def test_a_learning_rate_is_added_by_a_button(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, qtbot, tmp_path, "# A square\nw = parameter(2)\ny = w**2\n")
    page = page_of(window, qtbot)
    page.card.button.click()
    assert "learning_rate(0.1)" in window.document.text
    qtbot.waitUntil(lambda: not page.card.isVisible())
    take_steps(window, qtbot)
    assert window.document.trace.value("w") == 2 - 0.1 * 4


def test_where_the_loss_explodes_it_stops_and_says_so(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, qtbot, tmp_path, "# A valley\nw = parameter(1)\nL = w**2\nlearning_rate(3)\n")
    page = page_of(window, qtbot)
    window.learning.playing.set_rate(60)
    window.learning.train()
    qtbot.waitUntil(lambda: not window.learning.playing.playing, timeout=20_000)
    training = window.learning.learner.training
    assert training is not None
    assert training.stop is not None
    assert training.stop.kind == "exploded"
    assert window.learning.learner.step == training.count
    assert window.stage.status.text().startswith("Exploded")
    window.learning.step_on()
    window.learning.train()
    qtbot.waitUntil(lambda: not window.learning.playing.playing)
    assert window.learning.learner.step == training.count
    qtbot.waitUntil(lambda: page.play is not None and not page.play.to_end.isEnabled())
    window.learning.step_back()
    assert window.learning.learner.step == training.count - 1


def test_steps_that_are_too_slow_for_the_window_are_made_beside_it(
    learns: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphviz_app.gui.learn.working.MANY_NUMBERS", 0)
    take_steps(learns, qtbot)
    qtbot.waitUntil(lambda: learns.learning.learner.step == 1)
    assert numbers(learns) == trained_by_hand(1)
    monkeypatch.setattr("graphviz_app.gui.learn.working.SLICE", 0.0)
    learner = learns.learning.learner
    learner.train(30)
    learner.go_to(0, 1)  # who looks waits for the thread
    qtbot.waitUntil(lambda: learner.count == 30)


def test_what_is_missing_is_told_in_a_line_that_fits(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, qtbot, tmp_path, LEARNS.replace("learning_rate(0.5)\n", ""))
    window.learning.train()
    assert window.stage.status.text() == "No learning rate yet: the page Learn says what to do."


def test_what_is_said_of_the_last_step_is_not_said_of_the_one_before(
    learns: MainWindow, qtbot: QtBot
) -> None:
    def said() -> str:
        return learns.stage.status.sentence

    qtbot.keyClick(learns.view, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "done" in said())
    qtbot.keyClick(learns.view, Qt.Key.Key_Left, SHIFT)
    assert "done" not in said()
    assert "nodes" in said()
