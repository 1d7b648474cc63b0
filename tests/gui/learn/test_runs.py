"""Runs beside each other: in the curve, in the list, and as two graphs in step."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from graphviz_app.gui.learn.beside.mirror import Mirror
from graphviz_app.gui.learn.strip.strip import LearnStrip
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

TWO = f"{LEARNS}descent()\ndescent(rate=0.1)\n".replace("descent()", 'descent("sgd")').replace(
    "descent(rate", 'descent("sgd", rate'
)


@pytest.fixture
def two(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """Two runs, five steps each."""
    opened(window, qtbot, tmp_path, TWO)
    take_steps(window, qtbot, 5)
    learner = window.learning.learner
    qtbot.waitUntil(lambda: [one.count for one in learner.trainings] == [5, 5])
    qtbot.waitUntil(lambda: not window.drawing.busy)
    return window


def strip_of(window: MainWindow, qtbot: QtBot) -> LearnStrip:
    qtbot.waitUntil(lambda: window.learning.curve.strip is not None)
    strip = window.learning.curve.strip
    assert strip is not None
    qtbot.waitUntil(strip.isVisible)
    return strip


def mirror_of(window: MainWindow, qtbot: QtBot) -> Mirror:
    window.actions_by_id["side_by_side"].trigger()
    pair = window.learning.beside.pair
    assert pair is not None
    mirror = pair.mirror
    qtbot.waitUntil(mirror.isVisible)
    return mirror


def beside(mirror: Mirror) -> tuple[float, float]:
    """w and b as the second graph tells them."""
    assert mirror.picture is not None
    trace = mirror.picture.run.trace
    return float(trace.value("w")), float(trace.value("b"))


def test_the_curve_comes_with_the_first_step_and_goes_with_its_key(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, qtbot, tmp_path)
    qtbot.wait(60)
    assert window.learning.curve.strip is None
    take_steps(window, qtbot)
    strip = strip_of(window, qtbot)
    window.actions_by_id["loss_curve"].trigger()
    assert not strip.isVisible()
    take_steps(window, qtbot)
    qtbot.wait(60)
    assert not strip.isVisible()
    window.actions_by_id["loss_curve"].trigger()
    assert strip.isVisible()


def test_where_a_point_of_the_contour_is_put_the_curve_begins_anew(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, qtbot, tmp_path)
    take_steps(window, qtbot)
    strip = strip_of(window, qtbot)
    strip.choose("contour")
    strip.point_tried.emit({"w": 2.0, "b": -1.0})
    strip.point_chosen.emit({"w": 2.5, "b": -1.5})
    assert numbers(window) == drawn(window) == (2.5, -1.5)
    qtbot.wait(100)
    assert strip.isVisible()
    assert strip.pictures.last == 0
    window.undo()
    assert numbers(window) == trained_by_hand(1)


def test_a_click_in_the_curve_shows_that_step_as_it_was(two: MainWindow, qtbot: QtBot) -> None:
    strip = strip_of(two, qtbot)
    strip.step_chosen.emit(0, 2)
    assert numbers(two) == drawn(two) == trained_by_hand(2)
    strip.step_chosen.emit(1, 4)
    assert numbers(two) == drawn(two) == trained_by_hand(4, 0.1)
    assert "4 steps of descent 2" in two.document.text


def test_all_runs_go_as_far(two: MainWindow) -> None:
    assert [one.count for one in two.learning.learner.trainings] == [5, 5]


def test_the_second_graph_is_the_other_run_at_the_same_step(two: MainWindow, qtbot: QtBot) -> None:
    mirror = mirror_of(two, qtbot)
    assert beside(mirror) == trained_by_hand(5, 0.1)
    two.learning.step_back()
    assert beside(mirror) == trained_by_hand(4, 0.1)
    assert drawn(two) == trained_by_hand(4)
    two.learning.playing.show_run(1)
    assert beside(mirror) == trained_by_hand(4)
    assert drawn(two) == trained_by_hand(4, 0.1)


def test_the_second_graph_goes_along_the_same_timeline(two: MainWindow, qtbot: QtBot) -> None:
    mirror = mirror_of(two, qtbot)
    two.player.scrub(1.0)
    assert mirror.frame is not None
    assert mirror.frame.t == 1.0
    two.actions_by_id["side_by_side"].trigger()
    assert not mirror.isVisible()
    assert two.view.width() == two.stage.width()


def test_a_run_more_keeps_the_way_and_goes_as_far(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, qtbot, tmp_path)
    page = page_of(window, qtbot)
    take_steps(window, qtbot, 3)
    assert page.runs is not None
    page.runs.fill()
    adam = next(one for one in page.runs.menu.actions() if one.text().startswith("Adam"))
    adam.trigger()
    learner = window.learning.learner
    qtbot.waitUntil(lambda: [one.count for one in learner.trainings] == [3, 3])
    assert (learner.current, learner.step) == (0, 3)
    assert numbers(window) == trained_by_hand(3)
    assert 'descent("adam", rate=0.1)' in window.document.text
    qtbot.waitUntil(lambda: page.runs is not None and len(page.runs._rows) == 2)
    page.runs._rows[1].gone.click()
    qtbot.waitUntil(lambda: len(learner.trainings) == 1)
    assert numbers(window) == trained_by_hand(3)
    assert learner.count == 3


def test_a_random_start_is_another_run_with_other_numbers(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, qtbot, tmp_path, f'{LEARNS}descent("sgd")\ndescent("sgd", start=7)\n')
    take_steps(window, qtbot)
    window.learning.playing.show_run(1)
    window.learning.to_start()
    at_random = numbers(window)
    assert at_random != (-0.8, 0.25)
    assert window.learning.learner.trainings[1].at(0).parameters["w"] == at_random[0]
    window.learning.playing.show_run(0)
    assert numbers(window) == (-0.8, 0.25)


def test_a_point_that_is_tried_is_no_history_until_it_is_let_go(
    two: MainWindow, qtbot: QtBot
) -> None:
    trying, count = two.learning.trying, two.document.stack.count()
    trying.try_({"w": 2.0, "b": 1.0})
    assert drawn(two) == (2.0, 1.0)
    assert two.document.stack.count() == count
    trying.try_({})
    assert numbers(two) == trained_by_hand(5)
    trying.try_({"w": 2.0, "b": 1.0})
    trying.put({"w": 2.0, "b": 1.5})
    assert numbers(two) == (2.0, 1.5)
    assert two.learning.learner.step == 0
    assert two.document.stack.undoText() == "Move w and b"
    two.undo()
    assert numbers(two) == trained_by_hand(5)
    assert two.learning.learner.step == 5


def test_what_is_done_while_a_point_is_held_is_undone_to_the_very_start(
    two: MainWindow,
) -> None:
    trying = two.learning.trying
    trying.try_({"w": 2.0, "b": 1.0})
    two.learning.step_on()
    trying.try_({"w": 3.0, "b": 1.0})
    two.undo()
    trying.put({"w": 3.0, "b": 1.5})
    assert numbers(two) == (3.0, 1.5)
    while two.document.stack.canUndo():
        two.undo()
    assert two.document.text == TWO
