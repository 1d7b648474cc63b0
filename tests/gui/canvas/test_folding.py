"""Groups are folded and opened: by their names, by keys, by the slider."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSlider
from pytestqt.qtbot import QtBot

from graphviz_app.formats import load
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.window_steps import click, press, settled

TEXT = """\
# Nested
x = input(2)
w = parameter(0.5)
with group("outer"):
    with group("inner"):
        a = tanh(w*x)
        b = a*a + 1
    c = sigmoid(b) + a
y = c + x
"""


@pytest.fixture
def nested(make_window: Callable[[], MainWindow], qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """A window with a group in a group."""
    path = tmp_path / "nested.cg"
    path.write_text(TEXT, encoding="utf-8")
    window = make_window()
    window.start(path)
    qtbot.waitUntil(lambda: settled(window))
    return window


def _boxes(window: MainWindow) -> set[str]:
    assert window.scene.reading is not None
    return set(window.scene.reading.boxes)


def _seen(window: MainWindow, point: QPointF) -> QPoint:
    return window.view.viewportTransform().map(point).toPoint()


def _handle_of(window: MainWindow, path: str) -> QPoint:
    picture = window.scene.picture
    assert picture is not None
    (group,) = (group for group in picture.places.groups if group.path == path)
    return _seen(window, group.handle.center())


def test_a_click_on_a_groups_name_folds_it_and_a_click_on_its_sign_opens_it(
    nested: MainWindow, qtbot: QtBot
) -> None:
    text = nested.document.text
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(nested.view.viewport(), left, pos=_handle_of(nested, "outer/inner"))
    qtbot.waitUntil(lambda: settled(nested))
    assert _boxes(nested) == {"outer/inner/"}
    assert nested.scene.selection == ("outer/inner/",)
    assert nested.scene.picture is not None
    handle = nested.scene.picture.nodes["outer/inner/"].handle
    QTest.mouseClick(nested.view.viewport(), left, pos=_seen(nested, handle.center()))
    qtbot.waitUntil(lambda: settled(nested))
    assert not _boxes(nested)
    assert nested.document.text == text
    assert not nested.document.unsaved


def test_f_folds_the_group_around_what_is_selected_and_opens_it(
    nested: MainWindow, qtbot: QtBot
) -> None:
    click(qtbot, nested, "b")
    press(qtbot, nested, Qt.Key.Key_F)
    assert _boxes(nested) == {"outer/inner/"}
    press(qtbot, nested, Qt.Key.Key_F)
    assert not _boxes(nested)


def test_f_is_off_where_no_group_is_meant(nested: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, nested, "y")
    assert not nested.actions_by_id["fold"].isEnabled()
    click(qtbot, nested, "a")
    assert nested.actions_by_id["fold"].isEnabled()


def test_a_double_click_opens_a_folded_group(nested: MainWindow, qtbot: QtBot) -> None:
    nested.actions_by_id["fold_all"].trigger()
    qtbot.waitUntil(lambda: settled(nested))
    assert _boxes(nested) == {"outer/"}
    rect = nested.scene.node_rect("outer/")
    at = _seen(nested, QPointF(rect.right() - 4, rect.center().y()))
    QTest.mouseDClick(nested.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: settled(nested))
    assert _boxes(nested) == {"outer/inner/"}


def test_the_slider_says_how_deep_groups_are_open(nested: MainWindow, qtbot: QtBot) -> None:
    slider = nested.stage.folds.findChild(QSlider)
    assert slider is not None
    assert (slider.maximum(), slider.value()) == (2, 2)
    for depth, boxes in ((0, {"outer/"}), (1, {"outer/inner/"}), (2, set())):
        slider.setValue(depth)
        qtbot.waitUntil(lambda: settled(nested))
        assert _boxes(nested) == boxes
        assert slider.value() == depth


def test_without_groups_there_is_no_slider(window: MainWindow) -> None:
    assert window.stage.folds.isHidden()


def test_a_saved_document_keeps_what_is_folded(
    nested: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    nested.actions_by_id["fold_all"].trigger()
    qtbot.waitUntil(lambda: settled(nested))
    path = tmp_path / "nested.json"
    nested.document.save(path)
    assert load(path).view.folded == ("outer", "outer/inner")
    nested.actions_by_id["open_all"].trigger()
    nested.start(path)
    qtbot.waitUntil(lambda: settled(nested))
    assert _boxes(nested) == {"outer/"}


def test_playing_through_a_folded_group_ends_with_every_number(
    nested: MainWindow, qtbot: QtBot
) -> None:
    nested.actions_by_id["fold_all"].trigger()
    qtbot.waitUntil(lambda: settled(nested))
    schedule = nested.drawing.schedule
    assert schedule is not None
    for number, moment in enumerate(schedule.moments, 1):
        nested.player.scrub(number)
        frame = nested.scene.frame
        assert frame is not None
        assert frame.moment == moment
        shown = [frame.shows_gradient(id_) for id_ in schedule.run.reading.nodes]
        assert all(shown) == (moment == schedule.moments[-1])


def test_a_group_that_cannot_be_folded_says_why(
    make_window: Callable[[], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "between.cg"
    path.write_text(
        "x = input(2)\nwith group('g'):\n    a = x*x\nb = a + 1\nwith group('g'):\n    c = a*b\n",
        encoding="utf-8",
    )
    window = make_window()
    window.start(path)
    qtbot.waitUntil(lambda: settled(window))
    click(qtbot, window, "a")
    press(qtbot, window, Qt.Key.Key_F)
    assert not _boxes(window)
    assert "'g' stays open" in window.stage.status.sentence
