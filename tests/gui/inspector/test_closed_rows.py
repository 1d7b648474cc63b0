"""The inspector tells a gradient in closed form, when somebody asks for it."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.covering import covered
from graphviz_app.core.covers import Covers
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.formats import parse
from graphviz_app.gui.inspector.closed_rows import HIDE, SHOW
from graphviz_app.gui.inspector.inspector import Inspector
from graphviz_app.gui.widgets.parts import FormulaLabel
from graphviz_app.gui.widgets.sheet import Sheet
from graphviz_app.theme import LIGHT

TEXT = "x = input({})\nw = parameter(3)\na = sigmoid(w*x)\nL = a**2"


@pytest.fixture
def inspector(qtbot: QtBot) -> Inspector:
    inspector = Inspector(LIGHT)
    qtbot.addWidget(inspector)
    inspector.resize(320, 900)
    return inspector


def show(inspector: Inspector, x: float, element: str) -> None:
    graph = parse(TEXT.format(x))
    inspector.set_run(ReadRun(run(graph), read(graph, "lines")))
    inspector.show_element(element)


def button(inspector: Inspector, text: str) -> QPushButton | None:
    buttons = page(inspector).findChildren(QPushButton)
    return next((one for one in buttons if one.text() == text), None)


def told(inspector: Inspector) -> str:
    return " | ".join(one.text() for one in page(inspector).findChildren(QLabel))


def formulas(inspector: Inspector) -> list[str]:
    return [one.latex for one in page(inspector).findChildren(FormulaLabel)]


def page(inspector: Inspector) -> Sheet:
    """The one that is shown; the last may not have gone yet."""
    return next(one for one in inspector.findChildren(Sheet) if not one.isHidden())


def ask(inspector: Inspector, qtbot: QtBot) -> None:
    link = button(inspector, SHOW)
    assert link is not None
    link.click()
    qtbot.waitUntil(lambda: "as the backward pass found" in told(inspector), timeout=20_000)


def test_a_closed_form_is_found_when_it_is_asked_for(inspector: Inspector, qtbot: QtBot) -> None:
    show(inspector, 0.5, "w")
    assert "worked out" not in told(inspector)
    ask(inspector, qtbot)
    by_names = r"\frac{\partial L}{\partial w} = 2 \cdot a^{2} \cdot x \cdot \left(1 - a\right)"
    assert by_names in formulas(inspector)
    assert "✓" in told(inspector)


def test_it_follows_what_is_selected_and_other_numbers(inspector: Inspector, qtbot: QtBot) -> None:
    show(inspector, 0.5, "w")
    ask(inspector, qtbot)
    inspector.show_element("a")
    qtbot.waitUntil(lambda: "as the backward pass found" in told(inspector), timeout=20_000)
    assert any(r"{\partial a} = 2 \cdot a" in one for one in formulas(inspector))
    before = told(inspector)
    show(inspector, 0.75, "a")
    assert "as the backward pass found" not in told(inspector)
    assert any(r"{\partial a} = 2 \cdot a" in one for one in formulas(inspector))
    qtbot.waitUntil(lambda: "as the backward pass found" in told(inspector), timeout=20_000)
    assert told(inspector) != before


def test_it_can_be_hidden_again(inspector: Inspector, qtbot: QtBot) -> None:
    show(inspector, 0.5, "w")
    ask(inspector, qtbot)
    link = button(inspector, HIDE)
    assert link is not None
    link.click()
    qtbot.waitUntil(lambda: button(inspector, SHOW) is not None)


def test_nothing_is_offered_of_the_output_and_of_tensors(inspector: Inspector) -> None:
    show(inspector, 0.5, "L")
    assert button(inspector, SHOW) is None
    graph = parse("x = input([1, 2])\ny = sum(x)")
    inspector.set_run(ReadRun(run(graph), read(graph, "lines")))
    inspector.show_element("x")
    assert button(inspector, SHOW) is None


def test_nothing_is_offered_of_a_gradient_that_is_asked_for(inspector: Inspector) -> None:
    graph = parse(TEXT.format(0.5))
    for covers, offered in ((Covers(gradients=frozenset("w")), False), (None, True)):
        inspector.set_run(ReadRun(covered(run(graph), covers), read(graph, "lines")))
        inspector.show_element("w")
        assert (button(inspector, SHOW) is not None) is offered


def test_a_window_that_closes_meanwhile_is_no_trouble(qtbot: QtBot) -> None:
    inspector = Inspector(LIGHT)
    show(inspector, 0.5, "w")
    link = button(inspector, SHOW)
    assert link is not None
    link.click()
    qtbot.wait(400)
    inspector.deleteLater()
    qtbot.wait(50)
