"""What only changes numbers in their places, and what needs other places."""

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.pieces import finished
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.formats import parse
from graphviz_app.gui.canvas.showing.wanted import Wanted, wanted_in_pieces
from graphviz_app.gui.canvas.showing.wishes import Wishes
from graphviz_app.theme import LIGHT

TEXT = "x = input(2)\ny = 3*x + 1"
NEURON = "x = input(2)\nw = parameter(0.5)\nb = parameter(1)\ny = tanh(w*x + b)\nz = y*0.5"


def wanted(kind: Kind, text: str = TEXT) -> Wanted:
    graph = parse(text)
    told = ReadRun(run(graph), read(graph, kind))
    return finished(wanted_in_pieces(told, LIGHT, Wishes()))


@pytest.mark.parametrize("kind", ["operators", "lines"])
def test_another_value_of_a_leaf_has_the_same_places(kind: Kind) -> None:
    assert wanted(kind).with_values_of(run(parse(TEXT.replace("2", "12345.678")))) is not None


def test_another_number_in_the_formula_of_a_line_is_measured_anew() -> None:
    trace = run(parse(TEXT.replace("3", "12345.678")))
    assert wanted("lines").with_values_of(trace) is None
    assert wanted("operators").with_values_of(trace) is not None


@pytest.mark.parametrize("leaf", ["w = parameter(0.5)", "b = parameter(1)"])
def test_another_weight_or_bias_of_a_neuron_has_the_same_places(leaf: str) -> None:
    other = leaf.partition("(")[0] + "(-12.345)"
    again = wanted("neurons", NEURON).with_values_of(run(parse(NEURON.replace(leaf, other))))
    assert again is not None
    assert again.run.value(leaf[0]) == -12.345
