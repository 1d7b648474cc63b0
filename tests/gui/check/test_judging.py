"""Claims are judged beside the window."""

import threading
import time

import pytest
from pytestqt.qtbot import QtBot

from graphviz_app.core.check import Checked
from graphviz_app.core.graph import Graph
from graphviz_app.formats import parse
from graphviz_app.gui.check import judging as judging_module
from graphviz_app.gui.check.judging import Judging
from tests.gui.check.sheets import NEURON, SLIP


class Slowly:
    """Judges when it is let, and keeps the first answer of each sheet."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.seen: list[str] = []

    def __call__(self, graph: Graph, _goes_by: object) -> Checked:
        self.go_on.wait(5)
        self.seen.append(graph.claims[0].printed)
        return Checked()


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> Slowly:
    slowly = Slowly()
    monkeypatch.setattr(judging_module, "_checked", slowly)
    return slowly


@pytest.fixture
def judging(qtbot: QtBot) -> Judging:
    return Judging()


def test_a_short_sheet_is_judged_while_the_window_waits(judging: Judging, qtbot: QtBot) -> None:
    judging.judge(parse(NEURON + SLIP))
    qtbot.waitUntil(lambda: not judging.busy)
    assert judging.checked is not None
    assert judging.checked.first_wrong == 2


def test_without_claims_there_is_nothing_to_say(judging: Judging) -> None:
    judging.judge(parse(NEURON))
    assert judging.checked is None
    assert not judging.busy


def test_a_long_sheet_does_not_keep_the_window(
    judging: Judging, qtbot: QtBot, slowly: Slowly
) -> None:
    begun = time.perf_counter()
    judging.judge(parse(NEURON + SLIP))
    assert judging.busy
    assert time.perf_counter() - begun < 5
    with qtbot.waitSignal(judging.judged):
        slowly.go_on.set()
    assert judging.checked == Checked()


def test_of_sheets_that_come_meanwhile_the_last_is_judged(
    judging: Judging, qtbot: QtBot, slowly: Slowly
) -> None:
    for answer in range(3):
        judging.judge(parse(f"{NEURON}z == {answer}\n"))
    with qtbot.waitSignal(judging.judged):
        slowly.go_on.set()
    assert slowly.seen == ["0", "2"]


def test_claims_that_are_gone_are_not_told_of_later(
    judging: Judging, qtbot: QtBot, slowly: Slowly
) -> None:
    judging.judge(parse(NEURON + SLIP))
    judging.judge(parse(NEURON))
    slowly.go_on.set()
    qtbot.wait(50)
    assert judging.checked is None
    assert not judging.busy
    with qtbot.waitSignal(judging.judged):
        judging.judge(parse(NEURON + SLIP))
    assert judging.checked == Checked()


def test_when_the_window_closes_nothing_more_is_said(
    judging: Judging, qtbot: QtBot, slowly: Slowly
) -> None:
    judging.judge(parse(NEURON + SLIP))
    judging.close()
    judging.judge(parse(NEURON + SLIP))
    slowly.go_on.set()
    qtbot.wait(50)
    assert judging.checked is None
