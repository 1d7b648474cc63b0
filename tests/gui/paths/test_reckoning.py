"""Reckoning answers the last question, at once where it can, else beside the window."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.paths import Ledger
from graphviz_app.core.read_as import read_as
from graphviz_app.gui.paths import reckoning
from graphviz_app.gui.paths.reckoning import Asked, Reckoning
from tests.core.paths.test_counting import doubling

RUN = read_as(run(doubling(12)), "operators")


@pytest.fixture
def answers(qapp: QApplication) -> tuple[Reckoning, list[tuple[Asked, Ledger]]]:
    asked = Reckoning(qapp)
    heard: list[tuple[Asked, Ledger]] = []
    asked.done.connect(lambda question, found: heard.append((question, found)))
    return asked, heard


def test_small_graphs_are_answered_at_once(
    answers: tuple[Reckoning, list[tuple[Asked, Ledger]]],
) -> None:
    asked, heard = answers
    asked.ask(Asked(RUN, "y0", "y12"))
    assert [found.count for _, found in heard] == [2**12]
    assert not asked.busy


def test_large_ones_are_answered_later_and_only_the_last(
    answers: tuple[Reckoning, list[tuple[Asked, Ledger]]],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    asked, heard = answers
    monkeypatch.setattr(reckoning, "FEW", 0)
    for target in ("y3", "y5", "y12"):
        asked.ask(Asked(RUN, "y0", target))
    assert not heard
    qtbot.waitUntil(lambda: not asked.busy)
    assert [question.target for question, _ in heard] == ["y3", "y12"]
    assert heard[-1][1].count == 2**12
