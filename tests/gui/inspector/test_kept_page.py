"""Another run of the same structure: the page's widgets stay, and say what new ones would."""

from collections.abc import Sequence

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Graph
from graphviz_app.core.reading import Element, read
from graphviz_app.formats import parse, with_leaf_value
from graphviz_app.gui.inspector.inspector import Inspector
from graphviz_app.gui.widgets.parts import FormulaLabel, NumberLabel
from graphviz_app.theme import LIGHT
from tests.gui.inspector.test_inspector import jumps, show, texts

GRAPHS = (
    "x = input(1.5)\nw = parameter(-0.8)\nb = parameter(0.25)\nz = w*x + b\nL = (z - 2)**2 + 3*w",
    "x = input(2)\ny = x if x > 1 else 2*x\nm = max(y, 3)\nL = m*y",
    "W = parameter([[1, 2], [3, 4]])\nx = input(0.5)\nu = x*W\nL = sum(u*u)",
)


@pytest.fixture
def inspector(qtbot: QtBot) -> Inspector:
    return shown_inspector(qtbot)


def shown_inspector(qtbot: QtBot) -> Inspector:
    inspector = Inspector(LIGHT)
    qtbot.addWidget(inspector)
    inspector.resize(340, 900)
    inspector.show()
    return inspector


def elements(graph: Graph, kind: Kind) -> Sequence[Element | None]:
    reading = read(graph, kind)
    return [None, *reading.nodes, *range(len(reading.edges))]


def said(inspector: Inspector) -> list[tuple[str, str, str, str]]:
    """Everything that can be read, heard or hovered, from the top down."""
    widgets = inspector._sheet.findChildren(QWidget)
    return [
        (type(w).__name__, getattr(w, "text", str)(), w.accessibleName(), w.toolTip())
        for w in widgets
        if not isinstance(w, FormulaLabel)
    ] + [("formula", w.latex, w.accessibleName(), "") for w in widgets if hasattr(w, "latex")]


@pytest.mark.parametrize("kind", ["operators", "lines"])
@pytest.mark.parametrize("text", GRAPHS)
def test_a_page_that_is_kept_says_what_a_new_one_would(
    qtbot: QtBot, inspector: Inspector, text: str, kind: Kind
) -> None:
    before, fresh = parse(text), shown_inspector(qtbot)
    after = with_leaf_value(before, "x", 4.0)
    for element in elements(before, kind):
        show(inspector, before, kind)
        inspector.show_element(element)
        page = inspector._sheet
        show(inspector, after, kind)
        show(fresh, after, kind)
        fresh.show_element(element)
        assert inspector._sheet is page
        assert said(inspector) == said(fresh)


def test_another_structure_gets_other_widgets(inspector: Inspector) -> None:
    show(inspector, "x = input(2)\na = x*3\ny = a + 1")
    inspector.show_element("x")
    page = inspector._sheet
    show(inspector, "x = input(2)\na = x*3\ny = a + x")
    assert inspector.element == "x"
    assert inspector._sheet is not page
    assert "2 contributions" in texts(inspector)


def test_the_number_that_has_the_keys_keeps_them(inspector: Inspector) -> None:
    show(inspector, GRAPHS[0])
    inspector.show_element("z")
    inspector.activateWindow()
    number = inspector._sheet.findChildren(NumberLabel)[0]
    number.setFocus()
    show(inspector, with_leaf_value(parse(GRAPHS[0]), "x", 4.0))
    assert number.hasFocus()
    assert inspector.run is not None
    assert number.value == inspector.run.value("z")


def test_keys_are_not_taken_along_to_another_subject(inspector: Inspector) -> None:
    show(inspector, "x = input(2)\ny = input(3)\na = x + y\nL = a*a")
    inspector.show_element("x")
    page = inspector._sheet
    inspector.activateWindow()
    jumps(inspector)["from a"].setFocus()
    inspector.show_element("y")
    assert inspector._sheet is not page


def test_without_keys_in_it_a_page_is_kept_for_the_next_step(inspector: Inspector) -> None:
    show(inspector, "x = input(2)\ny = input(3)\na = x + y\nb = x - y\nL = a*b")
    inspector.show_element(0)
    page = inspector._sheet
    inspector.show_element(1)
    assert inspector._sheet is page
    assert "From" in texts(inspector)
    assert "y" in jumps(inspector)


def test_a_name_leads_where_it_says_after_another_run(qtbot: QtBot, inspector: Inspector) -> None:
    show(inspector, "x = input(2)\ny = input(3)\na = x + y\nL = a*a")
    inspector.show_element(0)
    inspector.show_element(1)
    with qtbot.waitSignal(inspector.element_chosen) as chosen:
        jumps(inspector)["y"].click()
    assert chosen.args == ["y"]


def test_the_chosen_entry_and_the_gradient_stay_in_view(inspector: Inspector) -> None:
    show(inspector, GRAPHS[2])
    inspector.show_element("W")
    table = inspector.table
    assert table is not None
    table.show_gradient()
    table.view.setCurrentIndex(table.model.index(1, 0))
    after = with_leaf_value(parse(GRAPHS[2]), "W", np.array([[1.0, 2.0], [5.0, 4.0]]))
    show(inspector, after)
    assert inspector.table is table
    assert table.shows_gradient
    assert table.view.currentIndex().row() == 1
    assert inspector.run is not None
    assert np.array_equal(np.asarray(table.shown), np.asarray(inspector.run.gradient("W")))


def test_what_was_wrongly_typed_gives_way_to_another_value(
    qtbot: QtBot, inspector: Inspector
) -> None:
    show(inspector, GRAPHS[0])
    inspector.show_element("w")
    field = inspector.field
    assert field is not None
    field.setText("half")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    show(inspector, with_leaf_value(parse(GRAPHS[0]), "w", 3.0))
    assert field.text() == "3.0000"
    assert not field.property("wrong")
