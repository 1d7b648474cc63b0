"""The page Learn: what is changed there is a change of the text, and the curve is there again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from graphviz_app.gui.learn.page.learn_page import LearnPage
from graphviz_app.gui.learn.page.setting_field import SettingField
from graphviz_app.gui.widgets.tick import Tick
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.learn.learn_steps import (
    LEARNS,
    numbers,
    opened,
    page_of,
    take_steps,
    trained_by_hand,
)
from tests.gui.window_steps import settled, type_text

ROWS = """\
x = input(1)
t = target(3)
w = parameter(0.5)
b = parameter(0)
L = (w*x + b - t)**2
learning_rate(0.05)
data(x=[1, 2, 3], t=[3, 5, 7])
"""


@pytest.fixture
def learns(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """A window with a neuron that learns, and the page."""
    opened(window, qtbot, tmp_path)
    page_of(window, qtbot)
    return window


def page(window: MainWindow) -> LearnPage:
    found = window.learning.page
    assert found is not None
    return found


def said(window: MainWindow) -> list[str]:
    """The lines about learning."""
    words = ("learning_rate", "descent", "frozen", "data", "# trained")
    return [line for line in window.document.text.splitlines() if line.startswith(words)]


def type_rate(window: MainWindow, qtbot: QtBot, rate: str) -> None:
    form = page(window).form
    assert form is not None
    field = form.fields["rate"]
    field.setFocus()
    field.setText(rate)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_another_rate_begins_at_the_start_and_trains_as_far(
    learns: MainWindow, qtbot: QtBot
) -> None:
    take_steps(learns, qtbot, 4)
    type_rate(learns, qtbot, "0.25")
    qtbot.waitUntil(lambda: said(learns) == ["learning_rate(0.25)"])
    learner = learns.learning.learner
    qtbot.waitUntil(lambda: learner.count == 4)
    assert learner.step == 0
    assert numbers(learns) == (-0.8, 0.25)
    learns.learning.to_last()
    assert numbers(learns) == trained_by_hand(4, 0.25)


def test_a_rate_that_is_none_is_refused(learns: MainWindow, qtbot: QtBot) -> None:
    type_rate(learns, qtbot, "-1")
    qtbot.wait(50)
    assert said(learns) == ["learning_rate(0.5)"]
    form = page(learns).form
    assert form is not None
    assert form.fields["rate"].property("wrong") is True


def test_only_what_an_optimizer_has_is_asked(learns: MainWindow, qtbot: QtBot) -> None:
    form = page(learns).form
    assert form is not None
    assert not form.fields["momentum"].isVisible()
    form.optimizer.setCurrentIndex(1)
    form.optimizer.activated.emit(1)
    qtbot.waitUntil(form.fields["momentum"].isVisible)
    assert not form.fields["beta1"].isVisible()
    assert said(learns)[-1] == 'descent("momentum")'
    form.more.click()
    assert form.fields["weight_decay"].isVisible()


def test_settings_are_undone_one_by_one(learns: MainWindow, qtbot: QtBot) -> None:
    saying = learns.learning.saying
    saying.set_descent(0, optimizer="adam")
    saying.set_descent(0, rate=0.1)
    saying.set_descent(0, steps=40)
    assert said(learns)[-1] == 'descent("adam", rate=0.1, steps=40)'
    learns.undo()
    assert said(learns)[-1] == 'descent("adam", rate=0.1)'
    learns.undo()
    learns.undo()
    assert learns.document.text == LEARNS


def test_a_tick_freezes_a_parameter_and_no_step_moves_it(learns: MainWindow, qtbot: QtBot) -> None:
    take_steps(learns, qtbot)
    qtbot.waitUntil(lambda: bool(page(learns).findChildren(Tick)))
    ticks = {one.accessibleName(): one for one in page(learns).findChildren(Tick)}
    ticks["b is trained"].click()
    qtbot.waitUntil(lambda: "frozen(b)" in learns.document.text)
    assert numbers(learns) == (-0.8, 0.25)
    take_steps(learns, qtbot)
    w, b = numbers(learns)
    assert (w != -0.8, b) == (True, 0.25)


def test_where_all_are_frozen_one_can_be_ticked(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, qtbot, tmp_path, f"{LEARNS}frozen(w, b)\n")
    found = page_of(window, qtbot)
    assert "frozen" in found.card.sentence.text()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in found.findChildren(Tick)))
    tick = next(one for one in found.findChildren(Tick) if one.isVisible())
    tick.click()
    qtbot.waitUntil(lambda: not found.card.isVisible())


def test_a_row_of_the_data_is_shown_and_the_curve_stays(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, qtbot, tmp_path, ROWS)
    found = page_of(window, qtbot)
    take_steps(window, qtbot, 3)
    learner = window.learning.learner
    values = numbers(window)
    assert found.data is not None
    found.data.section.row_chosen.emit(2)
    assert window.document.trace.value("x") == 3.0
    assert (learner.step, learner.count) == (3, 3)
    assert numbers(window) == values
    loss = learner.trainings[0].row_losses(3)[2]
    assert window.document.trace.value("L") == pytest.approx(float(loss))
    take_steps(window, qtbot)
    assert window.document.trace.value("x") == 3.0


def test_the_losses_of_rows_are_those_of_the_step(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, qtbot, tmp_path, ROWS)
    found = page_of(window, qtbot)
    take_steps(window, qtbot)
    assert found.data is not None
    section = found.data.section
    expected = window.learning.learner.trainings[0].row_losses(1)
    qtbot.waitUntil(
        lambda: (
            section.table.rows.losses is not None
            and list(section.table.rows.losses) == list(expected)
        )
    )


def test_with_data_the_step_that_is_told_is_that_of_the_rows(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, qtbot, tmp_path, ROWS)
    schedule = window.drawing.schedule
    assert schedule is not None
    assert schedule.update is not None
    assert schedule.update.rows == 3
    told = dict(schedule.update.new_values)
    take_steps(window, qtbot)
    assert numbers(window) == (told["w"], told["b"])


LAYER = """\
x = input([1, 0.5])
W = parameter([[0.1, 0.2], [0.3, 0.4]])
V = parameter([[1, 2]])
t = target([0])
h = tanh(W @ x)
L = sum((V @ h - t)**2)
learning_rate(0.1)
frozen(V)
"""


def test_layers_that_are_read_by_their_neurons_are_listed_as_they_are_written(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, qtbot, tmp_path, LAYER)
    window.actions_by_id["neurons"].trigger()
    qtbot.waitUntil(lambda: settled(window))
    take_steps(window, qtbot)
    parameters = page_of(window, qtbot).parameters
    assert parameters is not None
    ticks = {one.accessibleName(): one.isChecked() for one in parameters.findChildren(Tick)}
    assert ticks == {"W is trained": True, "V is trained": False}


def test_a_run_that_has_just_gone_from_the_text_is_not_changed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, qtbot, tmp_path, f'{LEARNS}descent("sgd")\ndescent("adam", rate=0.1)\n')
    take_steps(window, qtbot)
    window.learning.playing.show_run(1)
    broken = f'{LEARNS}descent("sgd")\nq = ('
    type_text(window, broken)
    window.learning.saying.set_descent(1, rate=0.2)
    assert window.document.text == broken


def test_a_setting_says_its_bounds_in_digits(learns: MainWindow, qtbot: QtBot) -> None:
    fields = page(learns).findChildren(SettingField)
    steps = next(one for one in fields if one.accessibleName() == "Steps")
    steps.setText("0")
    assert not steps.commit()
    assert "A whole number from 1 to 10,000,000" in steps.toolTip()


def test_several_runs_need_no_wider_page(learns: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    runs = "".join(f'descent("adam", rate=0.1, start={n}, name="start {n}")\n' for n in range(3))
    opened(learns, qtbot, tmp_path, LEARNS + runs)
    learns.resize(760, 480)
    qtbot.wait(50)
    contents = page(learns).widget()
    layout = contents.layout()
    assert layout is not None
    right = layout.contentsMargins().right()
    assert contents.width() - page(learns).viewport().width() <= right
