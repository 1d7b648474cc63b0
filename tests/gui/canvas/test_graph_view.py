"""The canvas: zoom, pan, choose, and type a value over a leaf."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviz_app.gui.canvas.graph_view import GraphView
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.window_steps import inspector_of

LEFT = Qt.MouseButton.LeftButton


def _place(window: MainWindow, id_: str) -> QPoint:
    return window.view.to_viewport(window.scene.node_rect(id_)).center()


def _empty(window: MainWindow) -> QPoint:
    return QPoint(6, 6)


def _wheel(view: GraphView, at: QPoint, turned: int, pixels: QPoint | None = None) -> None:
    phase = Qt.ScrollPhase.ScrollUpdate if pixels else Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(
        QPointF(at),
        QPointF(view.mapToGlobal(at)),
        pixels or QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        phase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_the_whole_graph_is_seen_and_nothing_covers_it(window: MainWindow) -> None:
    window.view.fit()
    seen = window.view.to_viewport(window.scene.content_rect())
    assert window.view.viewport().rect().adjusted(-2, -2, 2, 2).contains(seen)
    assert seen.bottom() <= window.stage.caption.y() + 2


def test_a_graph_of_any_size_is_fitted_with_room_for_names(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = QRectF(-1000.0, 0.0, 3_000_000.0, 900.0)
    monkeypatch.setattr(window.scene, "content_rect", lambda: whole)
    window.scene.setSceneRect(whole.adjusted(-3e6, -3e6, 3e6, 3e6))
    window.view.fit()
    room = window.view.viewport().rect().adjusted(20, 20, -20, -20)
    assert room.contains(window.view.to_viewport(whole))
    fitted = window.view.zoom
    window.view.zoom_out()
    assert window.view.zoom == pytest.approx(fitted)


def test_fitting_follows_the_size_of_the_window_until_somebody_zooms(window: MainWindow) -> None:
    window.view.fit()
    before = window.view.zoom
    window.resize(1000, 620)
    assert window.view.zoom < before
    window.view.zoom_in()
    zoom = window.view.zoom
    window.resize(1280, 800)
    assert window.view.zoom == zoom


def test_the_wheel_zooms_at_the_cursor(window: MainWindow) -> None:
    at = _place(window, "w")
    before = window.view.zoom
    _wheel(window.view, at, 120)
    assert window.view.zoom == pytest.approx(before * 1.25)
    moved = _place(window, "w") - at
    assert moved.manhattanLength() <= 3


def test_zoom_has_limits(window: MainWindow) -> None:
    for _ in range(60):
        _wheel(window.view, QPoint(300, 200), 120)
    assert window.view.zoom == 8
    for _ in range(99):
        _wheel(window.view, QPoint(300, 200), -120)
    assert window.view.zoom == 0.02


def test_two_fingers_pan(window: MainWindow) -> None:
    before, zoom = _place(window, "w"), window.view.zoom
    _wheel(window.view, QPoint(300, 200), 0, QPoint(30, -20))
    assert (_place(window, "w") - before - QPoint(30, -20)).manhattanLength() <= 2
    assert window.view.zoom == zoom


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton])
def test_dragging_pans(window: MainWindow, button: Qt.MouseButton) -> None:
    viewport, before = window.view.viewport(), _place(window, "w")
    start = _empty(window)
    QTest.mousePress(viewport, button, pos=start)
    QTest.mouseMove(viewport, start + QPoint(40, 25))
    QTest.mouseRelease(viewport, button, pos=start + QPoint(40, 25))
    assert (_place(window, "w") - before - QPoint(40, 25)).manhattanLength() <= 2


def test_zoom_keys_and_the_control(window: MainWindow) -> None:
    actions, view = window.actions_by_id, window.view
    actions["actual_size"].trigger()
    assert view.zoom == 1
    actions["zoom_in"].trigger()
    assert view.zoom == 1.25
    actions["zoom_out"].trigger()
    assert view.zoom == 1
    actions["fit"].trigger()
    seen = view.to_viewport(window.scene.content_rect())
    assert view.viewport().rect().adjusted(-2, -2, 2, 2).contains(seen)


def test_a_click_selects_a_node_and_the_inspector_tells_about_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.mouseClick(window.view.viewport(), LEFT, pos=_place(window, "w"))
    assert window.scene.selection == ("w",)
    assert inspector_of(window).element == "w"
    qtbot.mouseClick(window.view.viewport(), LEFT, pos=_empty(window))
    assert not window.scene.selection


def test_the_cursor_lights_what_is_under_it(window: MainWindow) -> None:
    QTest.mouseMove(window.view.viewport(), _place(window, "z"))
    assert window.scene.hover == "z"
    QTest.mouseMove(window.view.viewport(), _empty(window))
    assert window.scene.hover is None


def _edit(window: MainWindow, qtbot: QtBot, id_: str) -> None:
    qtbot.mouseDClick(window.view.viewport(), LEFT, pos=_place(window, id_))


def test_a_double_click_on_a_leaf_changes_its_value(window: MainWindow, qtbot: QtBot) -> None:
    _edit(window, qtbot, "w")
    editor = window.stage.editor
    assert editor.isVisible()
    editor.setText("2")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert window.document.trace.value("w") == 2
    assert window.document.trace.value("z") == 3.25
    assert "w = parameter(2)" in window.left.text.text()
    shown = window.scene.trace
    assert shown is not None
    assert shown.value("z") == 3.25


def test_escape_leaves_the_value_as_it_was(window: MainWindow, qtbot: QtBot) -> None:
    _edit(window, qtbot, "w")
    window.stage.editor.setText("2")
    qtbot.keyClick(window.stage.editor, Qt.Key.Key_Escape)
    assert window.document.trace.value("w") == -0.8
    assert not window.stage.editor.isVisible()


def test_a_wrong_value_is_a_sentence_beside_the_field(window: MainWindow, qtbot: QtBot) -> None:
    _edit(window, qtbot, "w")
    window.stage.editor.setText("two")
    qtbot.keyClick(window.stage.editor, Qt.Key.Key_Return)
    assert window.stage.editor.isVisible()
    assert "not a number" in window.stage.editor.sentence.text()
    assert window.document.trace.value("w") == -0.8
    window.stage.editor.cancel()


def test_of_a_computed_node_the_name_is_typed(window: MainWindow, qtbot: QtBot) -> None:
    _edit(window, qtbot, "z")
    assert not window.stage.editor.isVisible()
    assert window.stage.name_field.text() == "z"
