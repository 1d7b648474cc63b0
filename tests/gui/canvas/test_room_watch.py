"""Another shape of the window: another layout, once nothing moves."""

import pytest
from pytestqt.qtbot import QtBot

from graphviz_app.core.view import View
from graphviz_app.gui.canvas.room_watch import REST_MS
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.layout import Layout


@pytest.fixture
def wide(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Nothing beside the graph, and the layout for that."""
    for panel in ("left_panel", "inspector"):
        window.actions_by_id[panel].trigger()
    _settle(window, qtbot)
    return window


def _settle(window: MainWindow, qtbot: QtBot) -> Layout:
    qtbot.wait(2 * REST_MS)
    qtbot.waitUntil(lambda: not window.drawing.busy)
    layout = window.scene.layout
    assert layout is not None
    return layout


def _narrow(window: MainWindow) -> None:
    window.view.setMaximumWidth(400)
    window.view.resize(400, window.view.height())


def test_a_narrow_room_gets_a_layout_of_its_own(wide: MainWindow, qtbot: QtBot) -> None:
    before = _settle(wide, qtbot)
    _narrow(wide)
    after = _settle(wide, qtbot)
    assert after.size.width / after.size.height < before.size.width / before.size.height
    assert wide.view.is_fitted


def test_a_little_more_room_changes_nothing(wide: MainWindow, qtbot: QtBot) -> None:
    before = _settle(wide, qtbot)
    wide.view.resize(wide.view.width() - 20, wide.view.height())
    assert _settle(wide, qtbot) is before


def test_the_same_room_has_the_same_layout_again(wide: MainWindow, qtbot: QtBot) -> None:
    before, size = _settle(wide, qtbot), wide.view.size()
    _narrow(wide)
    assert _settle(wide, qtbot) != before
    wide.view.setMaximumWidth(16_000)
    wide.view.resize(size)
    assert _settle(wide, qtbot) == before


def test_while_a_run_plays_its_picture_stays(wide: MainWindow, qtbot: QtBot) -> None:
    before = _settle(wide, qtbot)
    wide.player.play()
    _narrow(wide)
    assert _settle(wide, qtbot) is before
    wide.player.pause()
    assert _settle(wide, qtbot) != before


def test_what_somebody_looks_at_closely_stays(wide: MainWindow, qtbot: QtBot) -> None:
    before = _settle(wide, qtbot)
    wide.view.zoom_in()
    _narrow(wide)
    assert _settle(wide, qtbot) is before


def test_a_way_that_was_chosen_holds_in_every_room(wide: MainWindow, qtbot: QtBot) -> None:
    wide.drawing.look(View(direction="LR"))
    before = _settle(wide, qtbot)
    assert before.rows == 1
    _narrow(wide)
    assert _settle(wide, qtbot) is before


def test_a_larger_theme_has_the_same_layout_scaled(wide: MainWindow, qtbot: QtBot) -> None:
    wide.drawing.look(View(direction="LR"))
    before = _settle(wide, qtbot)
    wide.looks.set_presenting(True)
    assert _settle(wide, qtbot) == before.scaled(1.6)
