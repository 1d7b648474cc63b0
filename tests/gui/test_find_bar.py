"""Finding nodes by name, operator or value."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.reading import read
from graphviz_app.formats import parse
from graphviz_app.gui.find_bar import FindBar
from graphviz_app.theme import DARK, LIGHT
from tests.texts import NEURON


@pytest.fixture
def bar(qtbot: QtBot) -> FindBar:
    bar = FindBar(LIGHT)
    qtbot.addWidget(bar)
    trace = run(parse(NEURON))
    bar.set_run(trace, read(trace.graph, "operators"))
    bar.open_bar()
    return bar


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("w", ["w"]),
        ("W", ["w"]),
        ("sigmoid", ["a"]),
        ("σ", ["a"]),
        ("mul", ["z.mul1", "L"]),
        ("×", ["z.mul1", "L"]),
        ("parameter", ["w", "b"]),
        ("-0.8", ["w"]),
        ("−0.95", ["z"]),
        ("0.2600", ["L"]),
        ("nothing", []),
        ("  ", []),
    ],
)
def test_nodes_are_found(qtbot: QtBot, bar: FindBar, words: str, found: list[str]) -> None:
    bar.field.setText(words)
    assert bar.matches == found
    assert bar.current == (found[0] if found else "")


def test_names_come_before_operators(bar: FindBar) -> None:
    bar.field.setText("a")
    assert bar.matches[0] == "a"


def test_enter_goes_round_and_shift_enter_back(qtbot: QtBot, bar: FindBar) -> None:
    bar.field.setText("parameter")
    assert bar.count.text() == "1 of 2"
    with qtbot.waitSignal(bar.current_changed) as current:
        qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert current.args == ["b"]
    assert bar.count.text() == "2 of 2"
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.current == "w"
    qtbot.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.current == "b"


def test_matches_are_told_once_when_they_change(qtbot: QtBot, bar: FindBar) -> None:
    with qtbot.waitSignal(bar.matches_changed) as matches:
        bar.field.setText("par")
    assert matches.args == [["w", "b"]]
    with qtbot.assertNotEmitted(bar.matches_changed):
        bar.field.setText("para")


def test_only_drawn_nodes_are_found(bar: FindBar) -> None:
    trace = run(parse(NEURON))
    bar.set_run(trace, read(trace.graph, "lines"))
    bar.field.setText("mul")
    assert bar.matches == ["L"]


def test_a_new_run_is_searched_at_once(bar: FindBar) -> None:
    bar.field.setText("w")
    trace = run(parse("w2 = input(1)\ny = w2*3"))
    bar.set_run(trace, read(trace.graph, "operators"))
    assert bar.matches == ["w2"]


def test_no_match_says_so(bar: FindBar) -> None:
    bar.field.setText("qqq")
    assert bar.count.text() == "No match"


def test_escape_closes_and_forgets(qtbot: QtBot, bar: FindBar) -> None:
    bar.field.setText("w")
    with qtbot.waitSignals([bar.matches_changed, bar.current_changed, bar.closed]):
        qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert bar.matches == []
    bar.open_bar()
    assert bar.field.selectedText() == "w"
    assert bar.matches == ["w"]


def test_it_works_without_a_graph(qtbot: QtBot) -> None:
    bar = FindBar(DARK)
    qtbot.addWidget(bar)
    bar.set_run(None)
    bar.open_bar()
    bar.field.setText("w")
    bar.next_match()
    assert bar.matches == []
