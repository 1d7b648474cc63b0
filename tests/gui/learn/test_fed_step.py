"""With data a step of learning is one of all rows, also before anybody trains."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from graphviz_app.core.learning.training import Training
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.learn.learn_steps import LEARNS, opened

FED = f"{LEARNS}data(x=[1.5, -1, 0.5], t=[1, 0, 0])\n"


def test_the_step_that_is_told_first_is_the_one_that_is_taken(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    fed = opened(window, qtbot, tmp_path, FED)
    schedule = fed.drawing.schedule
    assert schedule is not None
    assert schedule.update is not None
    told = {one.id: one.new for one in schedule.update.moved}
    assert schedule.update.rows == 3
    assert not fed.learning.curve.is_on
    training = fed.learning.learner.training
    assert isinstance(training, Training)
    training.advance(1)
    assert told == pytest.approx(training.at(1).parameters, rel=1e-15)
    assert training.count == 1
    assert not fed.document.stack.canUndo()
