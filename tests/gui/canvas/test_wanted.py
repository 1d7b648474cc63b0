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


def wanted(kind: Kind) -> Wanted:
    graph = parse(TEXT)
    told = ReadRun(run(graph), read(graph, kind))
    return finished(wanted_in_pieces(told, LIGHT, Wishes()))


@pytest.mark.parametrize("kind", ["operators", "lines"])
def test_another_value_of_a_leaf_has_the_same_places(kind: Kind) -> None:
    assert wanted(kind).with_values_of(run(parse(TEXT.replace("2", "12345.678")))) is not None


def test_another_number_in_the_formula_of_a_line_is_measured_anew() -> None:
    trace = run(parse(TEXT.replace("3", "12345.678")))
    assert wanted("lines").with_values_of(trace) is None
    assert wanted("operators").with_values_of(trace) is not None
