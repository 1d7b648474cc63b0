"""The marquee: Shift and a drag select the nodes that the rectangle touches."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.canvas.pointer_steps import CORNER, CTRL, LEFT, SHIFT, chosen, move, press, release
from tests.gui.window_steps import click, place


def _marquee(
    window: MainWindow, *ids: str, keys: Qt.KeyboardModifier = SHIFT, start: QPoint | None = None
) -> QPoint:
    """Draw a rectangle from a corner of the first node to the middle of the last."""
    boxes = [window.view.to_viewport(window.scene.node_rect(id_)) for id_ in ids]
    start = boxes[0].topLeft() - QPoint(9, 9) if start is None else start
    press(window, start, LEFT, keys)
    move(window, start + QPoint(9, 0))
    move(window, boxes[-1].center())
    return boxes[-1].center()


def test_a_marquee_selects_the_nodes_it_touches(window: MainWindow) -> None:
    end = _marquee(window, "w")
    assert chosen(window) == ["w"]
    release(window, end)
    assert chosen(window) == ["w"]


def test_a_marquee_can_grow_and_shrink(window: MainWindow) -> None:
    window.view.fit()
    _marquee(window, "L", start=CORNER)
    move(window, QPoint(window.view.width() - 6, window.view.height() - 6))
    assert window.scene.reading is not None
    assert chosen(window) == list(window.scene.reading.nodes)
    move(window, CORNER + QPoint(1, 1))
    assert not chosen(window)


def test_a_marquee_may_begin_on_a_node(window: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, window, "z")
    _marquee(window, "w", start=place(window, "w") - QPoint(2, 2))
    assert window.scene.selection == ("w",)


def test_a_marquee_with_ctrl_adds(window: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, window, "z")
    release(window, _marquee(window, "w", keys=SHIFT | CTRL))
    assert window.scene.selection == ("z", "w")


def test_a_cancelled_marquee_selects_what_was_selected(window: MainWindow, qtbot: QtBot) -> None:
    window.scene.set_selection(["z", 0])
    _marquee(window, "w")
    qtbot.keyClick(window.view, Qt.Key.Key_Escape)
    assert window.scene.selection == ("z", 0)


def test_a_marquee_forgets_what_is_gone(window: MainWindow, qtbot: QtBot) -> None:
    window.scene.set_selection(["z", 0])
    _marquee(window, "w")
    window.scene.clear_graph()
    qtbot.keyClick(window.view, Qt.Key.Key_Escape)
    assert window.scene.selection == ()


def test_a_marquee_stays_with_the_graph_when_the_wheel_turns(window: MainWindow) -> None:
    end = _marquee(window, "w")
    seen = window.scene.selection
    window.view.zoom_at(window.view.zoom * 1.25, QPointF(end))
    move(window, end)
    assert window.scene.selection == seen


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_marquee_is_drawn_in_the_colours_of_the_theme(window: MainWindow, look: str) -> None:
    window.looks.choose(look)
    start = QPoint(20, 20)
    press(window, start, LEFT, SHIFT)
    move(window, start + QPoint(60, 50))
    image = window.view.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    edge = image.pixelColor(round(20 * ratio), round(45 * ratio))
    assert edge == QColor(window.looks.theme.value)
    release(window, start + QPoint(60, 50))
    again = window.view.viewport().grab().toImage()
    assert again.pixelColor(round(20 * ratio), round(45 * ratio)) != edge
