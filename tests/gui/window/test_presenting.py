"""A presentation: the graph has the height, the caption its place, and nothing else is in sight."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.resources import examples
from tests.gui.window_steps import settled


def present(window: MainWindow, qtbot: QtBot, size: tuple[int, int] = (1280, 720)) -> None:
    """Begin, on a screen of this size."""
    window.presentation.begin()
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(*size)
    qtbot.waitUntil(lambda: settled(window) and window.stage.size() == window.size())
    assert (window.width(), window.height()) == size


def stir(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, window: MainWindow) -> None:
    """A hand moves the mouse."""
    at = window.view.mapToGlobal(QPoint(300, 200))
    monkeypatch.setattr(QCursor, "pos", lambda: at)
    qtbot.mouseMove(window.view.viewport(), QPoint(300, 200))


@pytest.mark.parametrize("size", [(1280, 720), (1024, 768), (1920, 1080)])
def test_the_graph_has_most_of_the_height(
    window: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    present(window, qtbot, size)
    assert window.view.height() >= 0.78 * size[1]
    strip = window.stage.strip
    assert strip is not None
    assert strip.isVisible()
    assert strip.height() + window.view.height() == window.stage.height() == size[1]
    window.view.fit()
    seen = window.view.to_viewport(window.scene.content_rect())
    assert window.view.viewport().rect().adjusted(-2, -2, 2, 2).contains(seen)


def test_only_graph_and_caption_are_seen_while_nothing_moves(
    window: MainWindow, qtbot: QtBot
) -> None:
    present(window, qtbot)
    others = (window.transport, window.stage.status, window.stage.zoom, window.stage.caption)
    assert not any(part.isVisible() for part in (*others, window.top_bar, window.menuBar()))
    cursor = QApplication.overrideCursor()
    assert cursor is not None
    assert cursor.shape() == Qt.CursorShape.BlankCursor
    window.presentation.leave()
    assert all(part.isVisible() for part in (*others, window.top_bar, window.menuBar()))
    assert QApplication.overrideCursor() is None
    assert window.transport.parentWidget() is window.centralWidget()


def test_a_hand_at_the_mouse_brings_the_controls_back_over_the_graph(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    present(window, qtbot)
    before = (window.view.geometry(), window.view.transform())
    stir(monkeypatch, qtbot, window)
    controls = (window.transport, window.stage.status, window.stage.zoom)
    assert all(part.isVisible() for part in controls)
    assert QApplication.overrideCursor() is None
    strip = window.stage.strip
    assert strip is not None
    for part in controls:
        assert window.stage.rect().contains(part.geometry())
        assert not part.geometry().intersects(strip.geometry())
    assert (window.view.geometry(), window.view.transform()) == before
    window.curtain._fall()
    assert not any(part.isVisible() for part in controls)


def test_keys_step_without_bringing_controls(window: MainWindow, qtbot: QtBot) -> None:
    present(window, qtbot)
    qtbot.keyClick(window.view, Qt.Key.Key_Home)
    qtbot.keyClick(window.view, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: window.player.t == 1)
    assert not window.transport.isVisible()


def test_the_line_at_the_foot_goes_to_a_time(window: MainWindow, qtbot: QtBot) -> None:
    present(window, qtbot)
    strip = window.stage.strip
    assert strip is not None
    line = strip.hairline
    at = QPoint(round(line.x_of(3.0)), line.height() // 2)
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=at)
    assert window.player.t == 3
    assert strip.rect().contains(line.geometry())


@pytest.mark.parametrize(("size", "presenting"), [((1024, 768), False), ((1280, 720), True)])
def test_the_picture_never_changes_its_zoom_between_two_steps(
    window: MainWindow, qtbot: QtBot, size: tuple[int, int], presenting: bool
) -> None:
    window.resize(*size)
    if presenting:
        present(window, qtbot, size)
    for path in examples():
        window.files.open_path(path)
        qtbot.waitUntil(lambda: settled(window))
        window.player.to_start()
        zoom, view = window.view.zoom, window.view.geometry()
        for t in range(1, round(window.player.end) + 1):
            window.player.scrub(float(t))
            assert (window.view.zoom, window.view.geometry()) == (zoom, view), path.stem


def test_a_second_presentation_is_like_the_first(window: MainWindow, qtbot: QtBot) -> None:
    present(window, qtbot)
    first = window.view.geometry()
    window.presentation.leave()
    present(window, qtbot)
    assert window.view.geometry() == first
    strip = window.stage.strip
    assert strip is not None
    window.player.to_start()
    qtbot.mouseClick(strip.hairline, Qt.MouseButton.LeftButton, pos=QPoint(strip.width() - 40, 6))
    assert window.player.t > 1


def test_what_is_merely_worth_knowing_waits_for_the_end_of_a_presentation(
    window: MainWindow, qtbot: QtBot
) -> None:
    notice = window.stage.notice
    notice.tell("Unsaved work was found.")
    present(window, qtbot)
    assert not notice.isVisible()
    notice.complain("The picture is not ready yet.")
    assert notice.isVisible()
    notice.tell("A file was changed.")
    assert not notice.isVisible()
    window.presentation.leave()
    assert notice.isVisible()
    assert notice.sentence == "A file was changed."
