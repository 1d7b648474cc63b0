"""Wherever a step is told of a graph with data, it is the step that training takes."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from graphviz_app.core.learning.update import Update
from graphviz_app.gui.inspector.inspector import Inspector
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.inspector.test_inspector import texts
from tests.gui.learn.learn_steps import opened
from tests.gui.window_steps import settled

FED = """\
x = input(1)
w = parameter(0.5)
t = target(3)
L = (w*x - t)**2
data(x=[1, 2, -1], t=[3, 5, 0])
"""
OF_ROWS = (2 * 1 * (0.5 - 3) + 2 * 2 * (1.0 - 5) + 2 * -1 * (-0.5 - 0)) / 3
"""The mean of ∂L/∂w over the three rows, by hand."""


def told(window: MainWindow) -> Update:
    schedule = window.drawing.schedule
    assert schedule is not None
    assert schedule.update is not None
    return schedule.update


@pytest.mark.parametrize("learns", ["learning_rate(0.1)", 'descent("sgd", rate=0.1, start=3)'])
def test_before_anything_is_trained_the_step_is_that_of_all_rows(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, learns: str
) -> None:
    opened(window, qtbot, tmp_path, f"{FED}{learns}\n")
    (moved,) = told(window).moved
    assert moved.value == 0.5
    assert moved.gradient == pytest.approx(OF_ROWS)
    assert moved.new == pytest.approx(0.5 - 0.1 * OF_ROWS)
    assert told(window).rows == 3
    said = texts(window.panels.of(Inspector))
    assert "Gradient descent, η = 0.1, mean over 3 rows." in said
    assert any(line.startswith("After the step L of this row falls") for line in said)
    assert not window.document.unsaved


def test_training_takes_the_step_that_was_told(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, qtbot, tmp_path, f"{FED}learning_rate(0.1)\n")
    (moved,) = told(window).moved
    qtbot.keyClick(window.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert float(window.document.trace.value("w")) == moved.new


def test_another_row_leaves_the_step_as_it_is(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, qtbot, tmp_path, f"{FED}learning_rate(0.1)\n")
    before = told(window).new_values
    window.feeding.show_row(2)
    qtbot.waitUntil(lambda: settled(window))
    assert float(window.document.trace.value("x")) == -1
    assert told(window).new_values == before


def test_rows_that_cannot_be_used_leave_the_step_of_what_is_shown(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(
        window, qtbot, tmp_path, f'{FED[: FED.index("data")]}data("none.csv")\nlearning_rate(0.1)\n'
    )
    (moved,) = told(window).moved
    assert moved.gradient == -5
    assert told(window).rows == 0
