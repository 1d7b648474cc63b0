"""Runs to show, and a window that the strip stands in."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.learning.table import Table
from graphviz_app.core.learning.training import Training
from graphviz_app.formats import parse
from graphviz_app.gui.learn.strip.strip import LearnStrip
from graphviz_app.theme import LIGHT
from tests.texts import GATE

InWindow = Callable[..., LearnStrip]
MakeRun = Callable[..., Training]
VALLEY = "x = parameter(-1.2)\ny = parameter(1)\nL = (1 - x)**2 + 5*(y - x**2)**2\n"
LINE = """\
x = input(1)
t = target(2)
w = parameter(0)
b = parameter(0)
y = w*x + b
L = (t - y)**2
"""
LINE_ROWS = Table(("x", "t"), np.array([[0.0, 1.0], [1.0, 2.9], [2.0, 5.1], [3.0, 7.0]]))
OR_ROWS = Table(("x1", "x2", "t"), np.array([[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 1.0]]))


def run_of(text: str, done: int, table: Table | None = None, **said: object) -> Training:
    """A run of a text that has gone so many steps."""
    descent = Descent(**{"steps": max(done, 1), **said})  # type: ignore[arg-type]
    training = Training(parse(text), descent, table)
    training.advance(done)
    return training


def gate(done: int = 50) -> Training:
    """A run of one neuron that learns to be an OR."""
    return run_of(GATE, done, OR_ROWS, rate=0.5)


@pytest.fixture
def make_run() -> MakeRun:
    """A run down a valley that has come so far."""

    def make(done: int = 100, **said: object) -> Training:
        return run_of(VALLEY, done, **{"rate": 0.01, **said})  # type: ignore[arg-type]

    return make


@pytest.fixture
def in_window(qtbot: QtBot) -> Iterator[InWindow]:
    """Puts a strip below everything else in a window of 1280 pixels."""
    windows: list[QWidget] = []

    def put(strip: LearnStrip, height: int = 720, width: int = 1280) -> LearnStrip:
        windows.append(window := QWidget())
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        column.addWidget(strip)
        window.resize(width, height)
        window.show()
        return strip

    yield put
    windows.clear()


@pytest.fixture
def strip(in_window: InWindow) -> LearnStrip:
    """In a window of 1280 × 720, with the loss alone."""
    strip = in_window(LearnStrip(LIGHT))
    strip.choose("loss")
    return strip
