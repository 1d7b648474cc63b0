"""The inspector: every number, and where it comes from."""

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Graph
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.formats import parse, parse_standing, with_leaf_value
from graphviz_app.gui.inspector.inspector import Inspector
from graphviz_app.gui.inspector.tensor_table import TensorTable
from graphviz_app.gui.widgets.parts import FormulaLabel, NumberLabel
from graphviz_app.scene.typeset.wrapping import split_relations
from graphviz_app.theme import DARK, LIGHT
from tests.texts import NEURON as LINES

NEURON = f"# A neuron\n{LINES}learning_rate(0.5)\n"


@pytest.fixture
def inspector(qtbot: QtBot) -> Inspector:
    inspector = Inspector(LIGHT)
    qtbot.addWidget(inspector)
    inspector.resize(340, 800)
    inspector.show()
    return inspector


def show(inspector: Inspector, graph: Graph | str, kind: Kind = "operators") -> None:
    graph = parse(graph) if isinstance(graph, str) else graph
    inspector.set_run(ReadRun(run(graph, partial=True), read(graph, kind)))


def edge(inspector: Inspector, source: str, target: str) -> int:
    assert inspector.run is not None
    return next(i for i, e in enumerate(inspector.run.reading.edges) if e[:2] == (source, target))


def texts(inspector: Inspector) -> list[str]:
    return [label.text() for label in inspector._sheet.findChildren(QLabel)]


def formulas(inspector: Inspector) -> list[str]:
    return [formula.latex for formula in inspector._sheet.findChildren(FormulaLabel)]


def jumps(inspector: Inspector) -> dict[str, QPushButton]:
    return {button.text(): button for button in inspector._sheet.findChildren(QPushButton)}


def rows(inspector: Inspector) -> dict[str, str]:
    return {n.accessibleName(): n.text() for n in inspector._sheet.findChildren(NumberLabel)}


def test_an_edge_tells_what_it_carries_and_hands_back(inspector: Inspector) -> None:
    show(inspector, NEURON)
    inspector.show_element(edge(inspector, "w", "z.mul1"))
    assert texts(inspector)[:2] == ["w → ×", "edge"]
    assert rows(inspector) == {
        "Value carried": "−0.8000",
        "Gradient at ×": "−0.1450",
        "Local derivative": "1.5000",
        "Contribution": "−0.2175",
    }
    assert "1.5000 · (−0.1450) = −0.2175" in texts(inspector)
    assert formulas(inspector)[0].endswith("= x = 1.5000")


def test_an_edge_between_lines_is_explained_by_the_line(inspector: Inspector) -> None:
    show(inspector, NEURON, "lines")
    inspector.show_element(edge(inspector, "a", "L"))
    assert rows(inspector)["Local derivative"] == "−0.7211"


@pytest.mark.parametrize("kind", ["operators", "lines"])
@pytest.mark.parametrize("function", ["sigmoid", "tanh"])
def test_an_edge_into_what_has_no_value_is_explained(
    inspector: Inspector, kind: Kind, function: str
) -> None:
    graph, _ = parse_standing(f"x = input(1)\nz = x*nowhere\na = {function}(z)")
    show(inspector, graph, kind)
    inspector.show_element(edge(inspector, "z", "a"))
    assert "Why" in texts(inspector)


def test_an_edge_that_only_steers_says_so(inspector: Inspector) -> None:
    show(inspector, "u = input(1)\nc = input(2)\ny = u if c > 0 else 0")
    assert inspector.run is not None
    index = next(i for i, e in enumerate(inspector.run.reading.edges) if e.control)
    inspector.show_element(index)
    assert any("only steers" in text for text in texts(inspector))
    assert "Contribution" not in rows(inspector)


def test_a_node_shows_its_contributions_and_their_sum(inspector: Inspector) -> None:
    show(inspector, "x = input(2)\na = x*3\nb = x*x\ny = a + b")
    inspector.show_element("x")
    shown = [text for text in texts(inspector) if text in ("3.0000", "2.0000", "7.0000")]
    assert shown.count("2.0000") == 2
    assert rows(inspector)["Sum"] == "7.0000"
    assert formulas(inspector)[-1].endswith("= 2.0000 + 2.0000 + 3.0000 = 7.0000") or (
        formulas(inspector)[-1].endswith("= 3.0000 + 2.0000 + 2.0000 = 7.0000")
    )
    assert "3 contributions" in texts(inspector)


def test_contributions_lead_to_their_edges(qtbot: QtBot, inspector: Inspector) -> None:
    show(inspector, "x = input(2)\na = x*3\nb = exp(x)\ny = a + b")
    inspector.show_element("x")
    with qtbot.waitSignal(inspector.element_chosen) as chosen:
        jumps(inspector)["from b"].click()
    assert chosen.args == [edge(inspector, "x", "b")]


def test_the_formula_of_a_value_is_told_in_symbols_and_numbers(inspector: Inspector) -> None:
    show(inspector, NEURON)
    inspector.show_element("z")
    assert formulas(inspector)[0].startswith("z = ")
    assert "= −1.2000 + 0.2500 = −0.9500" in texts(inspector)


def test_an_operator_inside_a_line_leads_to_its_line(qtbot: QtBot, inspector: Inspector) -> None:
    show(inspector, NEURON)
    inspector.show_element("z.mul1")
    assert texts(inspector)[:2] == ["×", "operator ×"]
    with qtbot.waitSignal(inspector.element_chosen) as chosen:
        jumps(inspector)["z"].click()
    assert chosen.args == ["z"]


def test_the_output_is_where_the_backward_pass_starts(inspector: Inspector) -> None:
    show(inspector, NEURON)
    inspector.show_element("L")
    assert any("the backward pass starts here" in text for text in texts(inspector))


def test_a_zero_without_a_path_says_why(inspector: Inspector) -> None:
    show(inspector, "x = input(2)\nunused = input(1)\nside = x*2\ny = x + 1\noutput(y)")
    inspector.show_element("unused")
    assert any("Nothing uses this value" in text for text in texts(inspector))


def test_kinks_and_problems_are_told_as_sentences(inspector: Inspector) -> None:
    show(inspector, "x = input(0)\ny = relu(x)\nz = log(x)\nL = y + z")
    inspector.show_element("y")
    assert any("relu'(0) = 0 is used" in text for text in texts(inspector))
    inspector.show_element("z")
    assert any("logarithm of zero" in text for text in texts(inspector))
    inspector.show_element(None)
    assert any("logarithm of zero" in text for text in texts(inspector))


def test_without_a_selection_the_graph_is_summed_up(inspector: Inspector) -> None:
    show(inspector, NEURON)
    shown = texts(inspector)
    assert shown[:2] == ["A neuron", "graph"]
    assert rows(inspector)["Output L"] == "0.2600"
    for words in (
        "Nodes",
        "11",
        "Edges",
        "10",
        "Parameters and their update",
        "−0.8000",
        "−0.2175",
    ):
        assert words in shown
    assert {"w", "b", "x", "t"} <= set(jumps(inspector))


def test_an_empty_graph_says_what_to_do(inspector: Inspector) -> None:
    show(inspector, Graph({}, {}))
    assert any("Type a graph" in text for text in texts(inspector))
    inspector.set_run(None)


def test_a_leaf_is_edited_in_its_field(qtbot: QtBot, inspector: Inspector) -> None:
    show(inspector, NEURON)
    inspector.show_element("w")
    inspector.activateWindow()
    inspector.begin_edit()
    assert inspector.field is not None
    assert inspector.field.text() == "-0.8"
    inspector.field.setText("0,5")
    with qtbot.waitSignal(inspector.value_edited) as edited:
        qtbot.keyClick(inspector.field, Qt.Key.Key_Return)
    assert edited.args == ["w", 0.5]


def test_a_value_that_is_not_taken_is_not_shown(qtbot: QtBot, inspector: Inspector) -> None:
    show(inspector, NEURON)
    inspector.show_element("w")
    inspector.activateWindow()
    inspector.begin_edit()
    field = inspector.field
    assert field is not None
    handed: list[object] = []
    inspector.value_edited.connect(lambda _id, value: handed.append(value))
    field.clear()
    qtbot.keyClicks(field, "7")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    field.clearFocus()
    qtbot.waitUntil(lambda: bool(handed))
    assert handed == [7.0]
    assert field.text() == "−0.8000"


def test_a_wrong_value_stays_and_says_why(qtbot: QtBot, inspector: Inspector) -> None:
    show(inspector, NEURON)
    inspector.show_element("w")
    assert inspector.field is not None
    inspector.field.setText("half")
    with qtbot.assertNotEmitted(inspector.value_edited, wait=20):
        qtbot.keyClick(inspector.field, Qt.Key.Key_Return)
    assert "'half' is not a number" in inspector.field.toolTip()
    qtbot.keyClick(inspector.field, Qt.Key.Key_Escape)
    assert inspector.field.text() == "−0.8000"


def test_a_new_run_keeps_the_selection_and_the_focus(qtbot: QtBot, inspector: Inspector) -> None:
    show(inspector, NEURON)
    inspector.show_element("w")
    inspector.activateWindow()
    inspector.begin_edit()
    show(inspector, with_leaf_value(parse(NEURON), "w", 2.0))
    assert inspector.element == "w"
    assert inspector.field is not None
    assert inspector.field.hasFocus()
    assert inspector.field.text() == "2"


def test_what_no_longer_exists_is_not_shown(inspector: Inspector) -> None:
    show(inspector, NEURON)
    inspector.show_element(edge(inspector, "w", "z.mul1"))
    show(inspector, "x = input(1)\ny = x*2")
    assert inspector.element is None
    inspector.show_element("gone")
    assert inspector.element is None


def test_numbers_copy_in_full_precision(qtbot: QtBot, inspector: Inspector) -> None:
    show(inspector, NEURON)
    inspector.show_element("a")
    number = next(n for n in inspector.findChildren(NumberLabel) if n.text() == "0.2789")
    assert number.toolTip().startswith("0.2788")
    qtbot.keyClick(number, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert inspector.run is not None
    assert float(QGuiApplication.clipboard().text()) == inspector.run.value("a")
    assert [action.text() for action in number.menu().actions()] == ["Copy in full precision"]


MATRICES = "W = parameter([[0.5, -0.25], [1, 2]])\nx = input([3, 4])\ns = sum(W @ x)"


def test_a_tensor_is_shown_as_a_table(inspector: Inspector) -> None:
    show(inspector, MATRICES)
    inspector.show_element("W")
    table = inspector.table
    assert table is not None
    assert table.model.index(0, 1).data() == "−0.2500"
    table.show_gradient()
    assert table.model.index(0, 1).data() == "4.0000"
    assert not table.model.editable


def test_a_cell_of_a_leaf_is_edited(qtbot: QtBot, inspector: Inspector) -> None:
    show(inspector, MATRICES)
    inspector.show_element("W")
    table = inspector.table
    assert table is not None
    with qtbot.waitSignal(inspector.value_edited) as edited:
        table.model.setData(table.model.index(1, 0), "−7")
    assert edited.args[0] == "W"
    assert np.array_equal(edited.args[1], np.array([[0.5, -0.25], [-7.0, 2.0]]))
    assert not table.model.setData(table.model.index(1, 0), "many")
    assert "'many' is not a number" in table.wrong.text()


def test_computed_tensors_are_not_editable(inspector: Inspector) -> None:
    show(inspector, MATRICES)
    inspector.show_element("s.matmul1")
    assert inspector.table is not None
    assert not inspector.table.model.editable


def test_large_tensors_are_summarised(qtbot: QtBot) -> None:
    table = TensorTable(LIGHT)
    qtbot.addWidget(table)
    table.set_tensor(np.arange(20_000.0).reshape(200, 100), editable=True)
    assert (table.model.rowCount(), table.model.columnCount()) == (50, 50)
    about = table.about.text()
    for words in ("200×100", "min 0.0000", "max 19999.0", "norm", "first 50 of 200 rows"):
        assert words in about
    assert not table.model.editable


def test_more_axes_are_listed_row_by_row(qtbot: QtBot) -> None:
    table = TensorTable(LIGHT)
    qtbot.addWidget(table)
    table.set_tensor(np.arange(12.0).reshape(2, 3, 2))
    assert table.model.headerData(4, Qt.Orientation.Vertical) == "1, 1"
    assert table.model.index(4, 1).data() == "9.0000"


def test_cells_and_whole_tensors_are_copied(qtbot: QtBot) -> None:
    table = TensorTable(LIGHT)
    qtbot.addWidget(table)
    table.set_tensor(np.array([[0.1, 2.0], [3.0, 4.0]]))
    for column in (1, 0):
        chosen = table.model.index(0, column)
        table.view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.Select)
    table.copy_selection()
    assert QGuiApplication.clipboard().text() == "0.1\t2"
    table.copy_all()
    assert QGuiApplication.clipboard().text() == "[[0.1, 2], [3, 4]]"


def test_a_wide_formula_breaks_at_equals_signs(qtbot: QtBot) -> None:
    latex = r"\partial L/\partial w = \partial L/\partial z \cdot \partial z/\partial w = x"
    formula = FormulaLabel(latex, LIGHT)
    qtbot.addWidget(formula)
    assert len(formula.lines(1000)) == 1
    narrow = formula.lines(160)
    assert len(narrow) > 1
    assert all(line.width <= 161 for line in narrow)
    assert formula.heightForWidth(160) > formula.heightForWidth(1000)
    assert split_relations(r"\left(a = b\right) = c") == [r"\left(a = b\right)", "= c"]


@pytest.mark.parametrize("kind", ["operators", "lines"])
def test_every_node_and_edge_can_be_inspected(inspector: Inspector, kind: Kind) -> None:
    show(inspector, NEURON + "m = max(z, a)\nq = m if m > 0 else -m\noutput(q)", kind)
    assert inspector.run is not None
    for element in (*inspector.run.reading.nodes, *range(len(inspector.run.reading.edges))):
        inspector.show_element(element)
        assert inspector.element == element
    before = inspector.grab().toImage()
    inspector.set_theme(DARK)
    assert inspector.grab().toImage() != before


def test_named_numbers_are_listed_with_their_gradients(inspector: Inspector) -> None:
    show(inspector, "a = 2\nb = 1\nc = a + b\nd = b + 1\ne = c*d")
    assert "Numbers" in texts(inspector)
    listed = {name: button for name, button in jumps(inspector).items() if len(name) == 1}
    assert set(listed) == {"a", "b"}
    assert "5.0000" in [n.text() for n in sheet_numbers(inspector)]


def sheet_numbers(inspector: Inspector) -> list[NumberLabel]:
    return inspector._sheet.findChildren(NumberLabel)


def test_an_edge_tells_its_share_and_what_the_shares_add_up_to(inspector: Inspector) -> None:
    show(inspector, "A = parameter([[1, 2], [3, 4]])\nx = input([1, -1])\nu = A @ x\nL = sum(u*x)")
    inspector.show_element(edge(inspector, "x", "u"))
    written = formulas(inspector)
    assert r"A^\top \, \partial L/\partial u" in written
    assert not any(r"/\partial x = A" in formula for formula in written)
    assert "This is one of 2 shares. The gradient of x is their sum:" in texts(inspector)
    assert written[-1].startswith(r"\partial L/\partial x = \left[")
    assert written[-1].count(" = ") == 2


def test_nothing_is_said_twice_about_a_derivative_that_is_one(inspector: Inspector) -> None:
    show(inspector, NEURON)
    inspector.show_element(edge(inspector, "b", "z"))
    assert formulas(inspector)[0] == r"\partial z/\partial b = 1"
