"""Long work a few pieces at a time."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from graphviz_app.core.pieces import Pieces
from graphviz_app.gui.widgets.turns import TURN_MS, Turns


@pytest.fixture
def turns(qtbot: QtBot) -> Iterator[Turns]:
    """Nothing to do yet."""
    made = Turns()
    yield made
    made.drop()


def slow(done: list[str], name: str, pieces: int = 20) -> Pieces[None]:
    """Work of so many pieces, each as long as a turn may take."""
    for _ in range(pieces):
        time.sleep(TURN_MS / 1000)
        yield
    done.append(name)


def test_the_window_has_its_turn_in_between(turns: Turns, qtbot: QtBot) -> None:
    done: list[str] = []
    seen: list[bool] = []
    other = QTimer()
    other.timeout.connect(lambda: seen.append(turns.busy))
    other.start(0)
    turns.begin(slow(done, "work"), at_once=False)
    assert turns.busy
    qtbot.waitUntil(lambda: not turns.busy)
    assert done == ["work"]
    assert turns.turns >= 20
    assert seen.count(True) >= 10


def test_at_once_is_done_when_it_returns(turns: Turns) -> None:
    done: list[str] = []
    turns.begin(slow(done, "work", 2), at_once=True)
    assert done == ["work"]
    assert not turns.busy


@pytest.mark.parametrize("at_once", [True, False])
def test_newer_work_takes_the_place_of_older(turns: Turns, qtbot: QtBot, at_once: bool) -> None:
    done: list[str] = []
    turns.begin(slow(done, "older"), at_once=False)
    qtbot.waitUntil(lambda: turns.turns > 1)
    turns.begin(slow(done, "newer", 2), at_once=at_once)
    qtbot.waitUntil(lambda: done == ["newer"])
    qtbot.wait(3 * TURN_MS)
    assert done == ["newer"]


def test_work_may_wish_for_other_work(turns: Turns, qtbot: QtBot) -> None:
    done: list[str] = []

    def restless() -> Pieces[None]:
        turns.begin(slow(done, "wished for", 1), at_once=False)
        done.append("rest of the piece")
        yield
        done.append("never")

    turns.begin(restless(), at_once=False)
    qtbot.waitUntil(lambda: not turns.busy)
    assert done == ["rest of the piece", "wished for"]


def test_dropped_work_leaves_nothing_behind(turns: Turns, qtbot: QtBot) -> None:
    closed: list[bool] = []

    def work() -> Pieces[None]:
        try:
            while True:
                yield
        finally:
            closed.append(True)

    turns.begin(work(), at_once=False)
    qtbot.waitUntil(lambda: turns.turns > 0)
    turns.drop()
    assert closed == [True]
    assert not turns.busy


def test_a_mistake_in_the_work_ends_it(turns: Turns, qtbot: QtBot) -> None:
    def work() -> Pieces[None]:
        yield
        raise ValueError("a bug")

    with qtbot.captureExceptions() as raised:
        turns.begin(work(), at_once=False)
        qtbot.waitUntil(lambda: bool(raised))
    assert not turns.busy
