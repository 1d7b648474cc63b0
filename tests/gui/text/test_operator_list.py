"""The list of operators: everything that can be typed."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from pytestqt.qtbot import QtBot

from graphviz_app.core.oplib import OPS
from graphviz_app.gui.text.operator_list import (
    OperatorList,
    dragged_operator,
    operator_mime,
)
from graphviz_app.gui.text.operator_row import NAME
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


def test_enter_in_the_filter_chooses_the_first(qtbot: QtBot, operators: OperatorList) -> None:
    qtbot.keyClicks(operators.filter, "tanh")
    with qtbot.waitSignal(operators.chosen) as chosen:
        qtbot.keyClick(operators.filter, Qt.Key.Key_Return)
    assert chosen.args == ["tanh"]


def test_arrow_and_enter_choose_from_the_list(qtbot: QtBot, operators: OperatorList) -> None:
    operators.filter.setFocus()
    qtbot.keyClick(operators.filter, Qt.Key.Key_Down)
    assert operators.list.hasFocus()
    qtbot.keyClick(operators.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(operators.chosen) as chosen:
        qtbot.keyClick(operators.list, Qt.Key.Key_Return)
    assert chosen.args == [operators.names()[1]]


def row(operators: OperatorList, name: str) -> QPoint:
    model = operators.list.model()
    rows = (model.index(i, 0) for i in range(model.rowCount()))
    index = next(index for index in rows if index.data(NAME) == name)
    operators.list.scrollTo(index)
    return operators.list.visualRect(index).center()


def test_a_double_click_chooses_once(qtbot: QtBot, operators: OperatorList) -> None:
    told: list[str] = []
    operators.chosen.connect(told.append)
    at, viewport = row(operators, "tanh"), operators.list.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=at)
    assert told == ["tanh"]


def test_a_heading_is_not_chosen(qtbot: QtBot, operators: OperatorList) -> None:
    place = operators.list.visualRect(operators.list.model().index(0, 0)).center()
    with qtbot.assertNotEmitted(operators.chosen):
        qtbot.mouseClick(operators.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_it_says_what_a_click_would_do(operators: OperatorList) -> None:
    assert "open operands" in operators.about.text()
    operators.set_operands(["w", "x"])
    assert "on w and x" in operators.about.text()
    operators.set_operands(["w → ×"], edge=True)
    assert "into the edge w → ×" in operators.about.text()


def test_an_operator_that_does_not_fit_says_why(qtbot: QtBot, operators: OperatorList) -> None:
    operators.set_operands(["w", "x"])
    assert operators.fits("mul")
    assert not operators.fits("tanh")
    with qtbot.waitSignal(operators.refused) as refused:
        qtbot.mouseClick(
            operators.list.viewport(), Qt.MouseButton.LeftButton, pos=row(operators, "tanh")
        )
    assert refused.args == ["tanh takes 1 operand, but 2 nodes are selected."]
    operators.set_broken("Repair the text first.")
    assert operators.about.text() == "Repair the text first."
    assert not operators.fits("mul")


def test_an_operator_can_be_dragged_as_itself() -> None:
    assert dragged_operator(operator_mime("tanh")) == "tanh"
    assert dragged_operator(QMimeData()) is None


def test_it_paints_in_another_theme(operators: OperatorList) -> None:
    before = operators.grab().toImage()
    operators.set_theme(DARK)
    assert operators.grab().toImage() != before
