"""What a person does with the window, for the tests that drive it."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QMessageBox

from graphviz_app.gui.main_window import MainWindow

MakeWindow = Callable[[], MainWindow]
Answer = QMessageBox.StandardButton


def settled(window: MainWindow) -> bool:
    """Whether the scene shows the document as it is."""
    return not window.drawing.busy and window.scene.trace is window.document.trace


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
