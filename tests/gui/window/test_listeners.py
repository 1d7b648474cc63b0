"""Runs that hurry past: the picture shows each, those who explain one are told of some."""

import pytest
from pytestqt.qtbot import QtBot

from graphviz_app.gui.documents.document import run_what_can_be
from graphviz_app.gui.window.listeners import READ_MS
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.window_steps import inspector_of


def show(window: MainWindow, x: float) -> None:
    """The same graph with another value of x, as far as the picture."""
    trace = window.drawing.trace
    assert trace is not None
    window.drawing.show(run_what_can_be(trace.graph.with_values({"x": x}), trace))


def told(window: MainWindow) -> object:
    """The value of x that the inspector knows."""
    run = inspector_of(window).run
    return None if run is None else run.value("x")


def shown(window: MainWindow) -> object:
    """The value of x in the picture."""
    return None if window.scene.run is None else window.scene.run.value("x")


@pytest.mark.parametrize("hurried", [False, True])
def test_of_runs_that_hurry_past_the_last_one_is_told_in_the_end(
    window: MainWindow, qtbot: QtBot, hurried: bool
) -> None:
    qtbot.wait(2 * READ_MS)
    window.drawing.hurried = hurried
    show(window, 2.0)
    assert told(window) == 2.0
    show(window, 3.0)
    assert shown(window) == 3.0
    assert told(window) == (2.0 if hurried else 3.0)
    qtbot.waitUntil(lambda: told(window) == 3.0)
    caption = window.stage.caption.caption
    assert caption is not None
    assert window.player.frame is not None
    assert window.player.frame.run is window.scene.run


def test_what_is_selected_meanwhile_is_explained_by_the_run_that_is_told_next(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.drawing.hurried = True
    show(window, 2.0)
    show(window, 3.0)
    window.scene.set_selection(["w"])
    qtbot.waitUntil(lambda: inspector_of(window).element == "w")
    assert told(window) == 3.0


def test_a_run_that_does_not_hurry_is_told_at_once(window: MainWindow) -> None:
    window.drawing.hurried = True
    show(window, 2.0)
    show(window, 3.0)
    window.drawing.hurried = False
    show(window, 4.0)
    assert told(window) == 4.0
