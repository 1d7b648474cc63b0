"""The list of operators: everything that can be typed."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from graphviz_app.core.oplib import OPS
from graphviz_app.gui.text.operator_list import OperatorList
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
    assert inserted.args == [operators.names()[1]]  # below a heading


def test_it_paints_in_another_theme(operators: OperatorList) -> None:
    before = operators.grab().toImage()
    operators.set_theme(DARK)
    assert operators.grab().toImage() != before
