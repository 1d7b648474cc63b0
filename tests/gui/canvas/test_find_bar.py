"""Finding nodes by name, operator or value."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import fold, read
from graphviz_app.formats import parse
from graphviz_app.gui.canvas.looking.find_bar import FindBar
from graphviz_app.gui.canvas.looking.finding import find_nodes
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.theme import DARK, LIGHT
from tests.gui.window_steps import inspector_of, settled, type_text
from tests.texts import NEURON


@pytest.fixture
def bar(qtbot: QtBot) -> FindBar:
    bar = FindBar(LIGHT)
    qtbot.addWidget(bar)
    trace = run(parse(NEURON))
    bar.set_run(ReadRun(trace, read(trace.graph, "operators")))
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
        ("*", ["z.mul1", "L"]),
        ("·", ["z.mul1", "L"]),
        ("+", ["z"]),
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


EVERY_SIGN = """\
x = input(2)
v = input([1, 7.25])
sum_ = x + 3
minus = x - 3
product = x*3
quotient = x/3
opposite = -x
computed = x**sum_
written = x**3
inverse = x**-1
root = sqrt(x)
squared = x**2
over_one = 1/x
matrix = v @ v
total = sum(v)
s = sigmoid(x)
smaller = x <= 3
larger = maximum(x, 3)
gate = x if x > 3 else 3
natural = ln(x)
"""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("+", ["sum_"]),
        ("-", ["minus", "opposite"]),
        ("\N{MINUS SIGN}", ["minus", "opposite"]),
        ("*", ["product"]),
        ("/", ["quotient", "over_one"]),
        ("÷", ["quotient", "over_one"]),
        ("1/", ["over_one"]),
        ("**", ["computed", "written", "inverse", "squared"]),
        ("^", ["computed", "written", "inverse", "squared"]),
        ("** 3", ["written"]),
        ("**-1", ["inverse"]),
        ("²", ["squared"]),
        ("@", ["matrix"]),
        ("Σ", ["total"]),
        ("σ", ["s"]),
        ("<=", ["smaller"]),
        ("≤", ["smaller"]),
        ("<", []),
        ("MAX", ["larger"]),
        ("maximum", ["larger"]),
        ("if", ["gate"]),
        ("√", ["root"]),
        ("ln", ["natural"]),
        ("log", ["natural", "s"]),
        ("7.25", ["v"]),
        (".", []),
    ],
)
@pytest.mark.parametrize("kind", ["operators", "lines"])
def test_signs_are_found_as_they_are_typed_and_as_they_are_drawn(
    words: str, found: list[str], kind: Kind
) -> None:
    graph = parse(EVERY_SIGN)
    matches = find_nodes(words, ReadRun(run(graph), read(graph, kind)))
    assert [id_ for id_ in matches if "." not in id_] == found


def test_a_line_is_found_by_what_stands_in_it(bar: FindBar) -> None:
    trace = run(parse("x = input(2)\ny = 3*sigmoid(x) + 1\nz = y - x"))
    bar.set_run(ReadRun(trace, read(trace.graph, "lines")))
    for words in ("*", "sigmoid", "σ", "+"):
        bar.field.setText(words)
        assert bar.matches == ["y"]


def test_a_group_is_found_by_its_name(bar: FindBar) -> None:
    trace = run(parse('x = input(2)\nwith group("hidden"):\n    h = x*2\n    k = h + x\ny = k*h'))
    bar.set_run(ReadRun(trace, read(trace.graph, "lines")))
    bar.field.setText("hidden")
    assert bar.matches == ["h", "k"]


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
    bar.set_run(ReadRun(trace, read(trace.graph, "lines")))
    bar.field.setText("mul")
    assert bar.matches == ["L"]


def test_a_new_run_is_searched_at_once(bar: FindBar) -> None:
    bar.field.setText("w")
    trace = run(parse("w2 = input(1)\ny = w2*3"))
    bar.set_run(ReadRun(trace, read(trace.graph, "operators")))
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


def test_a_found_node_is_selected_and_stays_so(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.stage.find_bar
    window.search()
    qtbot.keyClicks(bar.field, "parameter")
    assert window.scene.selection == ("w",)
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert window.scene.selection == ("b",)
    assert inspector_of(window).element == "b"
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert window.scene.selection == ("b",)
    assert window.actions_by_id["change_value"].isEnabled()


def test_enter_selects_the_only_match_again(window: MainWindow, qtbot: QtBot) -> None:
    window.search()
    qtbot.keyClicks(window.stage.find_bar.field, "sigmoid")
    window.scene.set_selection([])
    qtbot.keyClick(window.stage.find_bar.field, Qt.Key.Key_Return)
    assert window.scene.selection == ("a",)


def test_where_nothing_is_found_what_was_selected_is_so_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.scene.set_selection(["x", "z"])
    window.search()
    qtbot.keyClicks(window.stage.find_bar.field, "b")
    assert list(window.scene.selection) == ["b"]
    qtbot.keyClicks(window.stage.find_bar.field, "qq")
    assert list(window.scene.selection) == ["x", "z"]


def test_what_is_gone_meanwhile_is_not_selected_again(window: MainWindow, qtbot: QtBot) -> None:
    assert window.scene.reading is not None
    last = len(window.scene.reading.edges) - 1
    window.scene.set_selection(["b", "x", last])
    window.search()
    qtbot.keyClicks(window.stage.find_bar.field, "b")
    type_text(window, "x = input(1)\ny = x**2")
    qtbot.waitUntil(lambda: settled(window))
    assert window.scene.selection == ("x",)


def test_what_stands_in_a_neuron_or_a_folded_group_is_found_by_its_name(bar: FindBar) -> None:
    text = "x = input(2)\nw = parameter(3)\nu = parameter(1)\nwith group('g'):\n"
    text += "    z = w*x + 1\n    a = tanh(z)\ny = sigmoid(a*u + 1)\n"
    trace = run(parse(text))
    reading = read(trace.graph, "neurons")
    bar.set_run(ReadRun(trace, reading))
    bar.field.setText("z")
    assert bar.matches[0] == "a"
    bar.set_run(ReadRun(trace, fold(reading, ["g"])))
    for words in ("z", "a", "w"):
        bar.field.setText(words)
        assert bar.matches == ["g/"]
