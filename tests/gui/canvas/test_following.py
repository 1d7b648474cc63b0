"""The view follows the step where all could not be read; a hand has it until the next one."""

import itertools

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from pytestqt.qtbot import QtBot

from graphviz_app.core.view import View
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.window_steps import MakeWindow, click, settled, type_text

CHAIN = "x = input(2)\n" + "".join(
    f"y{k} = {f'y{k - 1}' if k else 'x'}*{k + 2}\n" for k in range(30)
)


@pytest.fixture
def long(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A graph that is much wider than the window, newly opened."""
    window.drawing.look(View(direction="LR"))
    type_text(window, CHAIN)
    qtbot.waitUntil(lambda: settled(window))
    window.view.go_home()
    return window


def seen(window: MainWindow, id_: str) -> bool:
    rect = QRectF(window.view.to_viewport(window.scene.node_rect(id_)))
    return window.view.room.contains(rect)


def test_every_step_is_seen_at_the_same_legible_zoom(long: MainWindow) -> None:
    schedule = long.player.schedule
    assert schedule is not None
    least = long.scene.theme.legible / 12
    for index, moment in enumerate(schedule.moments):
        long.player.scrub(index + 1.0)
        assert long.view.zoom == pytest.approx(least)
        assert all(seen(long, id_) for id_ in moment.nodes)


def test_playing_glides_a_little_at_a_time(long: MainWindow) -> None:
    long.player.scrub(0.0)
    long.player.play()
    middles = []
    for _ in range(400):
        long.player.advance(0.03)
        middles.append(long.view.sight.middle)
    moves = [(b - a).manhattanLength() for a, b in itertools.pairwise(middles)]
    assert 0 < max(moves) < long.view.width() / 3
    assert sum(moves) > long.view.height()


def test_a_hand_has_the_view_until_the_next_step(long: MainWindow) -> None:
    long.player.scrub(5.0)
    long.view.pan(QPointF(-900, 0))
    by_hand = long.view.sight
    long.player.scrub(4.5)
    assert long.view.sight == by_hand
    assert not long.view.is_fitted
    long.player.scrub(6.0)
    assert long.view.is_home
    assert seen(long, long.player.schedule.moments[5].nodes[0] if long.player.schedule else "")


def test_the_view_is_taken_over_by_a_glide_not_by_a_jump(long: MainWindow) -> None:
    long.player.scrub(5.0)
    goal = long.view.shot
    long.view.zoom_at(goal.zoom * 2, QPointF(100, 100))
    by_hand = long.view.shot
    long.player.step_forward()
    long.player.advance(0.02)
    assert long.view.zoom == pytest.approx(by_hand.zoom, rel=0.1)
    for _ in range(40):
        long.player.advance(0.02)
    assert long.view.zoom == pytest.approx(goal.zoom)


def test_fit_shows_the_whole_until_the_next_step(long: MainWindow) -> None:
    long.player.scrub(5.0)
    zoom = long.view.zoom
    long.actions_by_id["fit"].trigger()
    assert not long.view.out_of_sight
    long.resize(long.width() - 60, long.height())
    assert not long.view.out_of_sight
    long.player.scrub(7.0)
    assert long.view.zoom == pytest.approx(zoom)
    assert long.view.out_of_sight


def test_the_camera_is_switched_by_a_key_and_remembered(
    long: MainWindow, make_window: MakeWindow, qtbot: QtBot
) -> None:
    long.player.scrub(5.0)
    long.view.setFocus()
    qtbot.keyClick(long.view, Qt.Key.Key_C)
    assert not long.view.out_of_sight
    assert not long.actions_by_id["camera"].isChecked()
    long.player.scrub(6.0)
    assert not long.view.out_of_sight
    assert long.close()
    again = make_window()
    assert not again.stage.following.on
    again.actions_by_id["camera"].trigger()
    assert again.stage.following.on


def test_a_graph_that_fits_is_left_as_a_hand_has_it(window: MainWindow, qtbot: QtBot) -> None:
    type_text(window, "x = input(2)\ny = x*3\n")
    qtbot.waitUntil(lambda: settled(window))
    window.view.go_home()
    assert not window.view.out_of_sight
    window.view.zoom_in()
    sight = window.view.sight
    window.player.scrub(1.0)
    assert window.view.sight == sight


def test_changing_a_value_moves_nothing(long: MainWindow, qtbot: QtBot) -> None:
    long.player.scrub(20.0)
    sight = long.view.sight
    long.value_editing.change("x", 2.5)
    qtbot.waitUntil(lambda: settled(long))
    assert long.player.t == 20
    assert long.view.sight == sight


def test_what_is_selected_stays_in_sight_while_the_layout_changes(
    long: MainWindow, qtbot: QtBot
) -> None:
    long.view.fit()
    click(qtbot, long, "y3")
    long.actions_by_id["top_bottom"].trigger()
    qtbot.waitUntil(lambda: settled(long))
    assert long.view.is_home
    assert seen(long, "y3")


def test_the_overview_is_there_while_something_is_out_of_sight(long: MainWindow) -> None:
    overview = long.stage.overview
    assert overview is not None
    assert overview.isVisible()
    assert long.view.room.toRect().contains(overview.geometry())
    long.view.fit()
    assert not overview.isVisible()


def test_the_overview_keeps_clear_of_what_happens(long: MainWindow) -> None:
    overview = long.stage.overview
    assert overview is not None
    schedule = long.player.schedule
    assert schedule is not None
    for index, moment in enumerate(schedule.moments):
        long.player.scrub(index + 1.0)
        nodes = [long.view.to_viewport(long.scene.node_rect(id_)) for id_ in moment.nodes]
        assert not any(overview.geometry().intersects(rect) for rect in nodes)
        assert not overview.geometry().intersects(long.stage.caption.geometry())


def test_a_click_into_the_overview_goes_there(long: MainWindow, qtbot: QtBot) -> None:
    overview = long.stage.overview
    assert overview is not None
    assert seen(long, "x")  # where the last step was
    last = QPoint(overview.width() - 3, overview.height() // 2)
    qtbot.mouseClick(overview, Qt.MouseButton.LeftButton, pos=last)
    content = long.scene.content_rect()
    assert long.view.sight.middle.x() > content.right() - content.width() / 4
    assert not long.view.is_fitted
    qtbot.mousePress(overview, Qt.MouseButton.LeftButton, pos=last)
    qtbot.mouseMove(overview, QPoint(2, overview.height() // 2))
    qtbot.mouseRelease(overview, Qt.MouseButton.LeftButton)


def test_there_is_no_overview_of_what_lacks_only_its_margin(
    window: MainWindow, qtbot: QtBot
) -> None:
    type_text(window, "x = input(2)\ny = x*3\nz = y*y\n")
    qtbot.waitUntil(lambda: settled(window))
    content, room = window.scene.content_rect(), window.view.room
    zoom = min(room.width() / content.width(), room.height() / content.height())
    window.view.zoom_at(zoom * 1.02, room.center())
    window.view.look_at(content.center())
    assert not window.view.out_of_sight
    window.view.zoom_in()
    window.view.zoom_in()
    assert window.view.out_of_sight


def test_the_graph_ends_where_its_caption_begins(long: MainWindow) -> None:
    footing, caption = long.stage.footing, long.stage.caption
    long.view.zoom_at(long.view.zoom * 4, QPointF(100, 100))
    assert footing.isVisible()
    assert footing.geometry().contains(caption.geometry())
    assert footing.geometry().bottom() == long.view.geometry().bottom()
    assert footing.y() >= round(long.view.room.bottom())
    long.view.fit()
    assert not footing.isVisible()
