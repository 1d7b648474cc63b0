"""The pages of neurons and of the weights on their edges say what was computed."""

import re

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Value
from graphviz_app.core.read_as import read_as
from graphviz_app.core.read_run import ReadRun
from graphviz_app.formats import load, parse
from graphviz_app.gui.inspector.inspector import Inspector
from graphviz_app.gui.inspector.value_field import ValueField
from graphviz_app.gui.widgets.parts import NumberLabel
from graphviz_app.numbers import in_panel
from graphviz_app.resources import examples
from graphviz_app.theme import LIGHT
from tests.gui.inspector.test_inspector import jumps, rows, texts

NETWORKS = [path for path in examples() if "network" in path.stem or "skip" in path.stem]
SIGNED = """\
x1 = input(0.5)
x2 = input(-1)
w1 = parameter(0.3)
w2 = parameter(0.7)
b = parameter(0.2)
y = sigmoid(w1*x1 - w2*x2 - b)
"""


@pytest.fixture
def inspector(qtbot: QtBot) -> Inspector:
    inspector = Inspector(LIGHT)
    qtbot.addWidget(inspector)
    return inspector


def show(inspector: Inspector, name: str) -> ReadRun:
    path = next(path for path in examples() if path.stem == name)
    read = read_as(run(load(path)), "neurons")
    inspector.set_run(read)
    return read


def number(value: Value | None) -> float:
    assert isinstance(value, float)
    return value


def columns(inspector: Inspector) -> list[str]:
    """The numbers without a name: the table of summands."""
    found = inspector._sheet.findChildren(NumberLabel)
    return [label.text() for label in found if not label.accessibleName()]


@pytest.mark.parametrize("name", [path.stem for path in NETWORKS])
def test_the_page_of_every_neuron_says_what_was_computed(inspector: Inspector, name: str) -> None:
    read = show(inspector, name)
    for id_, neuron in read.reading.neurons.items():
        inspector.show_element(id_)
        told = rows(inspector)
        assert told["Value"] == in_panel(number(read.value(id_)))
        assert told["Gradient"] == in_panel(number(read.gradient(id_)))
        z, delta = number(read.trace.value(neuron.sum)), number(read.trace.gradient(neuron.sum))
        assert told["Weighted sum z"] == in_panel(z)
        assert told["δ, the gradient at z"] == in_panel(delta)
        weights = [number(read.value(t.weight or "")) for t in neuron.terms]
        arriving = [number(read.value(t.source)) for t in neuron.terms]
        products = [w * a for w, a in zip(weights, arriving, strict=True)]
        table = [x for pair in zip(weights, products, strict=True) for x in pair]
        assert columns(inspector)[: len(table)] == [*map(in_panel, table)]
        bias = number(read.value(neuron.bias)) if neuron.bias else 0.0
        assert z == pytest.approx(sum(products) + bias)


@pytest.mark.parametrize("name", [path.stem for path in NETWORKS])
def test_the_page_of_every_weight_says_what_was_computed(inspector: Inspector, name: str) -> None:
    read = show(inspector, name)
    for index, edge in enumerate(read.reading.edges):
        if edge.weight is None:
            continue
        inspector.show_element(index)
        told, said = rows(inspector), " ".join(texts(inspector))
        total = number(read.gradient(edge.weight))
        assert told[f"Gradient of {edge.weight}"] == in_panel(total)
        assert told["Contribution"] == in_panel(number(read.contribution(index)))
        uses = len(read.graph.outgoing[edge.weight])
        assert (f"This is one of {uses} shares; with the others it is" in said) == (uses > 1)


def test_the_weight_and_the_bias_are_typed_where_they_are_told(
    inspector: Inspector, qtbot: QtBot
) -> None:
    read = show(inspector, "three-two-one-network")
    index = next(i for i, e in enumerate(read.reading.edges) if e.weight == "w2_21")
    for element, leaf in ((index, "w2_21"), ("a2_2", "b2_2")):
        inspector.show_element(element)
        field = inspector.field
        assert isinstance(field, ValueField)
        field.setText("0.75")
        with qtbot.waitSignal(inspector.value_edited) as edited:
            assert field.commit()
        assert edited.args == [leaf, 0.75]


def test_what_is_taken_away_is_told_with_its_minus(inspector: Inspector) -> None:
    read = read_as(run(parse(SIGNED)), "neurons")
    inspector.set_run(read)
    inspector.show_element("y")
    assert "−w2 · x2" in jumps(inspector)
    assert columns(inspector)[:4] == ["0.3000", "0.1500", "0.7000", "0.7000"]
    products = [
        label.toolTip()
        for label in inspector._sheet.findChildren(NumberLabel)
        if re.search(r"·", label.toolTip())
    ]
    assert any("0.7000 · 1.0000 = 0.7000" in told for told in products)
    delta, w2 = number(read.delta("y")), number(read.gradient("w2"))
    assert any(f"{in_panel(delta)} · 1.0000 = {in_panel(w2)}" in told for told in products)


def test_the_page_of_the_graph_lists_weights_that_are_no_nodes(inspector: Inspector) -> None:
    read = show(inspector, "two-layer-network")
    inspector.show_element(None)
    assert "w11" not in read.reading.nodes
    assert {"w11", "bh", "x1"} <= set(jumps(inspector))
    assert "Parameters" in [label.text() for label in inspector.findChildren(QLabel)]


def test_a_weight_that_is_a_node_too_lists_what_comes_back_on_its_edges(
    inspector: Inspector,
) -> None:
    text = f"{SIGNED}L = (y - 1)**2 + 0.1*w1**2 + b"
    read = read_as(run(parse(text)), "neurons")
    inspector.set_run(read)
    for leaf, words in (("w1", "as weight of y"), ("b", "as bias of y")):
        inspector.show_element(leaf)
        assert {"from L", words} <= set(jumps(inspector))
        assert "2 contributions" in texts(inspector)
        shares = [read.share(edge) for edge in read.graph.outgoing[leaf]]
        total = sum(map(number, shares))
        assert rows(inspector)["Sum"] == in_panel(total) == in_panel(number(read.gradient(leaf)))
        assert {in_panel(number(share)) for share in shares} <= set(columns(inspector))
