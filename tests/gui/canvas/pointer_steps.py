"""What a person does with the pointer on the canvas, for the tests that drive it."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from graphviz_app.core.reading import Element
from graphviz_app.gui.window.main_window import MainWindow

LEFT, MIDDLE, RIGHT, NONE = (
    Qt.MouseButton.LeftButton,
    Qt.MouseButton.MiddleButton,
    Qt.MouseButton.RightButton,
    Qt.MouseButton.NoButton,
)
PLAIN, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
CORNER = QPoint(6, 6)


def press(
    window: MainWindow,
    at: QPoint,
    button: Qt.MouseButton = LEFT,
    keys: Qt.KeyboardModifier = PLAIN,
) -> None:
    """A button goes down, with keys held."""
    QTest.mousePress(window.view.viewport(), button, keys, at)


def move(window: MainWindow, at: QPoint, held: Qt.MouseButton = LEFT) -> None:
    """The pointer moves while a button is held."""
    send(window, QEvent.Type.MouseMove, at, NONE, held)


def send(
    window: MainWindow,
    kind: QEvent.Type,
    at: QPoint,
    button: Qt.MouseButton,
    held: Qt.MouseButton,
) -> None:
    """One event of the mouse, at a place in the viewport."""
    whole = QPointF(window.view.mapToGlobal(at))
    event = QMouseEvent(kind, QPointF(at), whole, button, held, PLAIN)
    QApplication.sendEvent(window.view.viewport(), event)


def release(window: MainWindow, at: QPoint, button: Qt.MouseButton = LEFT) -> None:
    """A button goes up."""
    QTest.mouseRelease(window.view.viewport(), button, PLAIN, at)


def chosen(window: MainWindow) -> list[Element]:
    """What is selected."""
    return list(window.scene.selection)
