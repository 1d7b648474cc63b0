"""A tick in the inspector writes which parameters are trained into the text."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from graphviz_app.gui.widgets.tick import Tick
from graphviz_app.gui.window.main_window import MainWindow
from tests.texts import NEURON


def tick_of(window: MainWindow, name: str) -> Tick:
    shown = [one for one in window.findChildren(Tick) if one.isVisible()]
    return next(one for one in shown if one.accessibleName() == f"{name} is trained")


def test_a_tick_writes_frozen_and_takes_it_away(
    qtbot: QtBot, make_window: Callable[[], MainWindow], tmp_path: Path
) -> None:
    path = tmp_path / "neuron.cg"
    path.write_text(f"{NEURON}learning_rate(0.5)\n", encoding="utf-8")
    window = make_window()
    window.start(path)
    qtbot.waitUntil(lambda: window.drawing.schedule is not None and not window.drawing.busy)
    window.show_page("inspector")
    qtbot.mouseClick(tick_of(window, "b"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.document.graph.frozen == ("b",))
    assert "frozen(b)" in window.document.graph.source
    assert window.document.stack.undoText() == "Freeze b"
    qtbot.waitUntil(lambda: not tick_of(window, "b").isChecked())
    qtbot.mouseClick(tick_of(window, "b"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.document.graph.frozen == ())
    assert "frozen" not in window.document.graph.source
