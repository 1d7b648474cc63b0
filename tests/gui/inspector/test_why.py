"""Under a gradient that is 0, tiny or huge stands why, and a click leads to where it is so."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from graphviz_app.formats import parse, with_leaf_value
from graphviz_app.gui.inspector.inspector import Inspector
from graphviz_app.theme import LIGHT
from tests.gui.inspector.test_inspector import edge, show, texts

MASKED = "x = input(-2)\nw = parameter(3)\nz = w*x\nh = relu(z)\nL = (h - 1)**2"


@pytest.fixture
def inspector(qtbot: QtBot) -> Inspector:
    inspector = Inspector(LIGHT)
    qtbot.addWidget(inspector)
    inspector.resize(340, 900)
    inspector.show()
    return inspector


def test_a_masked_gradient_names_the_unit_and_leads_there(inspector: Inspector) -> None:
    show(inspector, MASKED)
    inspector.show_element("w")
    said = "ReLU at h lets nothing through: z = −6 is not above 0; 6 more would open it."
    assert said in texts(inspector)
    chosen: list[object] = []
    inspector.element_chosen.connect(chosen.append)
    leads(inspector)["Show masked by ReLU"].click()
    assert chosen == ["h"]


def test_an_edge_says_why_it_hands_nothing_back(inspector: Inspector) -> None:
    show(inspector, MASKED)
    inspector.show_element(edge(inspector, "z", "h"))
    assert "Show masked by ReLU" in leads(inspector)
    inspector.show_element(edge(inspector, "h", "L.sub1"))
    assert not whys(inspector)


def test_the_reason_comes_and_goes_on_the_same_page(inspector: Inspector) -> None:
    graph = parse(MASKED)
    show(inspector, graph)
    inspector.show_element("x")
    page = inspector._sheet
    for x, there in ((2.0, False), (-1.0, True), (3.0, False)):
        show(inspector, with_leaf_value(graph, "x", x))
        assert inspector._sheet is page
        assert bool(whys(inspector)) == there


def test_a_neuron_a_weight_and_a_bias_say_it_too(inspector: Inspector) -> None:
    text = "x = input(1)\nw = parameter(-2)\nb = parameter(0.5)\nh = relu(w*x + b)\n"
    text += "v = parameter(3)\ny = sigmoid(v*h)\nL = (y - 1)**2"
    show(inspector, text, "neurons")
    inspector.show_element(edge(inspector, "x", "h"))
    assert any("−1.5 is not above 0; 1.5 more" in said for said in texts(inspector))
    inspector.show_element("h")
    assert any("−1.5 is not above 0; 1.5 more" in said for said in whys(inspector))


def test_a_gradient_that_vanishes_tells_from_where(inspector: Inspector) -> None:
    walls = "\n".join(f"h{k} = sigmoid(h{k - 1})" for k in range(1, 11))
    show(inspector, f"h0 = input(1)\n{walls}")
    inspector.show_element("h0")
    (said,) = whys(inspector)
    assert "10 factors under 1, all by σ; the smallest is σ′(h0) = 0.1966" in said
    assert "from 1 at h10" in said


def test_without_an_output_it_says_that_nothing_ran_back(inspector: Inspector) -> None:
    show(inspector, "x = input(1)\ny = 2*x\noutput(None)")
    inspector.show_element("x")
    assert "No output is chosen, so there is nothing to differentiate." in texts(inspector)


def test_the_chosen_entry_of_a_tensor_says_its_own_reason(inspector: Inspector) -> None:
    show(inspector, "x = input([1, -2, 0, 4])\nh = relu(x)\nL = sum(h)")
    inspector.show_element("x")
    table = inspector.table
    assert table is not None
    table.show_gradient()
    said = {}
    for row in range(4):
        table.view.setCurrentIndex(table.model.index(row, 0))
        said[row] = "" if table.reason.isHidden() else table.reason.text()
    assert said[0] == said[3] == ""
    assert "[1] is 0: masked by ReLU." in said[1]
    assert "[2] is 0: corner of ReLU." in said[2]
    table.show_gradient(False)
    assert table.reason.isHidden()


def whys(inspector: Inspector) -> list[str]:
    """The sentences of the rows that say why, as far as there is something to say."""
    found = [w for w in inspector._sheet.findChildren(QWidget, "why") if not w.isHidden()]
    return [w.findChildren(QLabel)[-1].text() for w in found]


def leads(inspector: Inspector) -> dict[str, QPushButton]:
    """What can be clicked, by what it says to screen readers."""
    return {b.accessibleName(): b for b in inspector._sheet.findChildren(QPushButton)}
