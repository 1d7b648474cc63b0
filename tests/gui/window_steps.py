"""What a person does with the window, for the tests that drive it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from graphviz_app.gui.inspector.inspector import Inspector
from graphviz_app.gui.window.main_window import MainWindow

MakeWindow = Callable[[], MainWindow]
Answer = QMessageBox.StandardButton
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
CTRL = Qt.KeyboardModifier.ControlModifier


def inspector_of(window: MainWindow) -> Inspector:
    """The panel of reasons."""
    return window.panels.of(Inspector)


def settled(window: MainWindow) -> bool:
    """Whether the scene shows the document as it is."""
    return not window.drawing.busy and window.drawing.shows(window.document.trace)


def type_text(window: MainWindow, text: str) -> None:
    """Replace the whole text, and have it read at once."""
    window.left.text.editor.setPlainText(text)
    window.left.text.apply_now()


def change_value(window: MainWindow) -> None:
    """Make x 2.5 instead of 1.5, unsaved."""
    type_text(window, window.left.text.text().replace("1.5", "2.5"))
    assert window.document.unsaved


def answer_with(window: MainWindow, monkeypatch: pytest.MonkeyPatch, answer: Answer) -> list[str]:
    """Answer questions about unsaved work; the list grows by one name per question."""
    asked: list[str] = []

    def ask() -> Answer:
        asked.append(window.document.name)
        return answer

    monkeypatch.setattr(window.files, "ask_unsaved", ask)
    return asked


def place(window: MainWindow, id_: str) -> QPoint:
    """Where a node is on the canvas."""
    return window.view.to_viewport(window.scene.node_rect(id_)).center()


def click(qtbot: QtBot, window: MainWindow, id_: str, adding: bool = False) -> None:
    """Select a node, or one more."""
    keys = CTRL if adding else Qt.KeyboardModifier.NoModifier
    qtbot.mouseClick(window.view.viewport(), LEFT, keys, place(window, id_))


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, control: bool = False) -> None:
    """A key on the canvas; the picture follows."""
    window.view.setFocus()
    keys = CTRL if control else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(window.view, key, keys)
    qtbot.waitUntil(lambda: settled(window))


def enter(qtbot: QtBot, window: MainWindow, words: str) -> None:
    """Type into the field over the canvas."""
    entry = window.stage.entry
    assert entry.is_open
    qtbot.keyClicks(entry, words)
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: settled(window))
