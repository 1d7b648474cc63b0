"""The list of operators: everything that can be typed."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from graphviz_app.core.oplib import OPS
from graphviz_app.formats import parse
from graphviz_app.gui.text.operator_list import OperatorList
from graphviz_app.gui.text.typed import inserted_form, typed_form
from graphviz_app.theme import DARK, LIGHT


@pytest.fixture
def operators(qtbot: QtBot) -> OperatorList:
    panel = OperatorList(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(300, 600)
    panel.show()
    return panel


def test_every_operator_is_listed(operators: OperatorList) -> None:
    assert set(operators.names()) == set(OPS)


@pytest.mark.parametrize("name", list(OPS))
def test_the_typed_form_is_understood_by_the_text_language(name: str) -> None:
    op = OPS[name]
    form = typed_form(op)
    shape = "[[1.5, 2], [3, 4]]"
    given = f"u = input({shape})\nv = input({shape})\nc = input({shape})\n"
    line = form if form.startswith("y = ") else f"y = {form}"
    if name in ("equal", "not_equal"):
        line = f"y = ({form})"
    graph = parse(f"{given}{line}\nz = y + 0\n")
    assert name in {node.op for node in graph.nodes.values()}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("add", " + "),
        ("square", "**2"),
        ("neg", "-"),
        ("sigmoid", "sigmoid()"),
        ("parameter", "parameter()"),
        ("where", " if  else "),
        ("matmul", " @ "),
    ],
)
def test_what_is_put_at_the_caret(name: str, text: str) -> None:
    assert inserted_form(OPS[name]) == text


def test_the_filter_looks_at_names_and_descriptions(qtbot: QtBot, operators: OperatorList) -> None:
    qtbot.keyClicks(operators.filter, "logistic")
    assert operators.names() == ["sigmoid"]
    operators.filter.setText("ma")
    assert operators.names()[0].startswith("ma")
    operators.filter.setText("there is none")
    assert operators.names() == []
    assert operators.nothing.isVisible()


def test_enter_in_the_filter_inserts_the_first(qtbot: QtBot, operators: OperatorList) -> None:
    qtbot.keyClicks(operators.filter, "tanh")
    with qtbot.waitSignal(operators.insert_requested) as inserted:
        qtbot.keyClick(operators.filter, Qt.Key.Key_Return)
    assert inserted.args == ["tanh"]


def test_arrow_and_enter_insert_from_the_list(qtbot: QtBot, operators: OperatorList) -> None:
    operators.filter.setFocus()
    qtbot.keyClick(operators.filter, Qt.Key.Key_Down)
    assert operators.list.hasFocus()
    qtbot.keyClick(operators.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(operators.insert_requested) as inserted:
        qtbot.keyClick(operators.list, Qt.Key.Key_Return)
    assert inserted.args == [operators.names()[1]]


def test_a_double_click_inserts(qtbot: QtBot, operators: OperatorList) -> None:
    place = operators.list.visualRect(operators.list.model().index(2, 0)).center()
    viewport = operators.list.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(operators.insert_requested) as inserted:
        qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert inserted.args == [operators.names()[2]]


def test_it_paints_in_another_theme(operators: OperatorList) -> None:
    before = operators.grab().toImage()
    operators.set_theme(DARK)
    assert operators.grab().toImage() != before
