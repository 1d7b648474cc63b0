"""Long work leaves the window alive, tells what is going on, and can be cancelled."""

import threading
import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QProgressDialog, QPushButton
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import Trace
from graphviz_app.core.graph import Graph
from graphviz_app.errors import GraphError
from graphviz_app.formats import parse
from graphviz_app.gui.documents import document as document_module
from graphviz_app.gui.documents import doing
from graphviz_app.gui.widgets.patience import GaveUpError
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.conftest import NEURON


def _dialog(window: MainWindow) -> QProgressDialog | None:
    found = window.findChildren(QProgressDialog)
    return found[-1] if found else None


def test_the_window_lives_while_something_takes_long(window: MainWindow) -> None:
    beats: list[float] = []
    heart = QTimer()
    heart.timeout.connect(lambda: beats.append(time.monotonic()))
    heart.start(20)

    def count() -> int:
        time.sleep(1.0)
        return 7

    assert window.patience("Counting …", count) == 7
    assert len(beats) > 10


def test_it_says_what_is_going_on_as_plain_text_and_goes_when_done(
    window: MainWindow, qtbot: QtBot
) -> None:
    seen: list[str] = []

    def look() -> None:
        dialog = _dialog(window)
        if dialog is not None and dialog.isVisible():
            seen.extend(label.text() for label in dialog.findChildren(QLabel))
            done.set()

    done = threading.Event()
    looking = QTimer()
    looking.timeout.connect(look)
    looking.start(20)
    window.patience("Reading <b>x</b> …", lambda: done.wait(10))
    assert "Reading <b>x</b> …" in seen
    qtbot.waitUntil(lambda: not window.findChildren(QProgressDialog))


def test_cancelling_gives_up_waiting(window: MainWindow) -> None:
    done = threading.Event()

    def press() -> None:
        dialog = _dialog(window)
        button = dialog.findChild(QPushButton) if dialog is not None else None
        if button is not None:
            button.click()

    pressing = QTimer()
    pressing.timeout.connect(press)
    pressing.start(50)
    with pytest.raises(GaveUpError):
        window.patience("Waiting …", lambda: done.wait(10))
    done.set()
    assert window.patience("Again …", lambda: 3) == 3


def test_mistakes_come_back_as_if_nothing_had_been_between(window: MainWindow) -> None:
    def fail() -> None:
        time.sleep(0.3)
        raise GraphError("the graph is wrong")

    with pytest.raises(GraphError, match="the graph is wrong"):
        window.patience("Reading …", fail)


def test_a_large_graph_is_run_beside_the_window(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doing, "MANY_NODES", 3)
    threads: list[str] = []

    run_it = document_module.run_what_can_be

    def run(graph: Graph, before: Trace | None = None) -> Trace:
        threads.append(threading.current_thread().name)
        return run_it(graph, before)

    monkeypatch.setattr(document_module, "run_what_can_be", run)
    window.document.edit("Edit", parse(NEURON.replace("1.5", "3")))
    assert threads[0].startswith("patience")
    assert window.document.trace.value("x") == 3
