"""A number that is dragged sideways in the inspector."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviz_app.gui.inspector.value_field import ValueField
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.conftest import NEURON
from tests.gui.window_steps import click, inspector_of

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
BEGIN = QPoint(20, 8)


def field_of(window: MainWindow, qtbot: QtBot) -> ValueField:
    """The field of the leaf that is selected."""
    click(qtbot, window, "x")
    (field,) = [f for f in inspector_of(window).findChildren(ValueField) if not f.isHidden()]
    qtbot.waitUntil(field.isVisible)
    return field


def move(field: ValueField, by: int) -> None:
    """The pointer is so far to the right of where it went down."""
    at = QPointF(BEGIN + QPoint(by, 0))
    whole = QPointF(field.mapToGlobal(at.toPoint()))
    keys = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, at, whole, NONE, LEFT, keys)
    QApplication.sendEvent(field, event)


def test_everything_follows_and_it_is_one_change(window: MainWindow, qtbot: QtBot) -> None:
    field = field_of(window, qtbot)
    qtbot.mousePress(field, LEFT, pos=BEGIN)
    for by in (10, 20, -20):
        move(field, by)
    assert window.document.trace.value("x") == 1.4
    assert "x = input(1.4)" in window.left.text.text()
    assert field.text() == "1.4000"
    qtbot.mouseRelease(field, LEFT, pos=BEGIN - QPoint(20, 0))
    qtbot.waitUntil(lambda: window.document.stack.count() == 1)
    assert window.document.stack.undoText() == "Change x"
    window.undo()
    assert window.document.text == NEURON


def test_escape_restores_it(window: MainWindow, qtbot: QtBot) -> None:
    field = field_of(window, qtbot)
    qtbot.mousePress(field, LEFT, pos=BEGIN)
    move(field, 30)
    assert window.document.trace.value("x") != 1.5
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.document.text == NEURON)
    assert window.document.stack.count() == 0


def test_a_click_begins_typing(window: MainWindow, qtbot: QtBot) -> None:
    field = field_of(window, qtbot)
    qtbot.mouseClick(field, LEFT, pos=BEGIN)
    assert field.hasFocus()
    assert field.selectedText() == "1.5"
