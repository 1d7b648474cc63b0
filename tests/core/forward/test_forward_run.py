"""Forward mode as it is drawn: tangents where gradients stand, found in one pass from the front."""

import re
from pathlib import Path

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.covering import covered
from graphviz_app.core.covers import Covers, covers_of
from graphviz_app.core.forward.forward_run import ForwardRun
from graphviz_app.core.forward.inputs import require
from graphviz_app.core.graph import Graph
from graphviz_app.core.read_as import read_again, read_as
from graphviz_app.core.read_run import ReadRun
from graphviz_app.covered import Asked, Field, is_covered
from graphviz_app.errors import GraphError
from graphviz_app.formats import load, parse
from graphviz_app.resources import examples

NEURON = parse(
    "x = input(1.5)\nw = parameter(-0.8)\nb = parameter(0.25)\nt = target(1)\n"
    "z = w*x + b\na = sigmoid(z)\nL = 0.5*(t - a)**2"
)
LAYER = parse(
    "x = input([1, 2])\nW = parameter([[0.5, -0.3], [0.2, 0.4]])\nb = parameter([0.1, 0.2])\n"
    "h = sigmoid(W @ x + b)\nL = sum(h**2)"
)


def forward(reading: Kind, wrt: str, graph: Graph = NEURON) -> ForwardRun:
    made = read_as(run(graph), reading, wrt=wrt)
    assert isinstance(made, ForwardRun)
    return made


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
@pytest.mark.parametrize("reading", ["operators", "lines", "neurons"])
def test_both_modes_find_the_same_number_in_every_example(path: Path, reading: Kind) -> None:
    trace = run(load(path))
    made = read_as(trace, reading, wrt="")
    assert isinstance(made, ForwardRun)
    assert made.agrees


def test_a_node_has_its_tangent_where_its_gradient_would_be() -> None:
    made = forward("operators", "w")
    trace = made.trace
    assert made.gradient("w") == 1.0
    assert made.gradient("x") == made.gradient("t") == 0.0
    assert made.gradient("z") == 1.5
    slope = trace.value("a") * (1 - trace.value("a"))
    assert made.gradient("a") == pytest.approx(1.5 * slope)
    assert made.gradient("L") == pytest.approx(trace.gradient("w"))


def test_an_edge_carries_the_tangent_of_its_source() -> None:
    made = forward("lines", "x")
    for index, edge in enumerate(made.reading.edges):
        assert made.contribution(index) == made.gradient(edge.source)


def test_without_a_wish_the_first_input_moves() -> None:
    assert forward("operators", "").wrt == "x"
    assert forward("operators", "gone").wrt == "x"


def test_of_a_matrix_one_number_moves() -> None:
    made = forward("operators", "W[1,0]", LAYER)
    np.testing.assert_array_equal(made.gradient("W"), [[0, 0], [1, 0]])
    assert forward("operators", "W", LAYER).wrt == "W[0,0]"
    assert made.agrees


def test_elements_of_layers_move_in_the_reading_as_neurons() -> None:
    made = forward("neurons", "W[1,0]", LAYER)
    assert made.reading.neurons
    assert made.gradient("W[1,0]") == 1.0
    assert made.gradient("W[0,0]") == 0.0
    assert made.agrees


def test_other_numbers_stay_in_forward_mode_by_the_same_number() -> None:
    before = forward("operators", "w")
    again = read_again(before, run(NEURON, {"x": 3.0}))
    assert isinstance(again, ForwardRun)
    assert again.wrt == "w"
    assert again.gradient("z") == 3.0


def test_what_does_not_depend_on_the_number_stands_still() -> None:
    made = forward("operators", "b")
    assert "z" in made.moving
    assert "L" in made.moving
    assert not {"x", "w", "t"} & made.moving


def test_a_graph_without_leaves_to_move_stays_in_reverse_mode() -> None:
    made = read_as(run(parse("y = 2*3")), "operators", wrt="")
    assert type(made) is ReadRun


def test_the_same_run_is_there_in_reverse_mode() -> None:
    made = forward("operators", "w")
    assert made.in_reverse.gradient("w") == made.trace.gradient("w")
    assert made.in_reverse.wrt is None


@pytest.mark.parametrize(
    ("wished", "words"),
    [
        ("q", "'q' is not to be differentiated by"),
        ("h", "'h' is not to be differentiated by: it is no leaf"),
        ("W[2,0]", "'W' has no element 'W[2,0]'"),
    ],
)
def test_a_number_that_is_not_there_is_refused_where_somebody_asks_for_it(
    wished: str, words: str
) -> None:
    with pytest.raises(GraphError, match=re.escape(words)):
        require(run(LAYER), wished)


def test_forward_mode_does_not_tell_a_gradient_that_is_asked_for() -> None:
    trace = covered(run(NEURON), Covers(gradients=frozenset({"w"})))
    made = read_as(trace, "operators", wrt="w")
    assert isinstance(made, ForwardRun)
    assert is_covered(made.of_output)
    assert is_covered(made.by_reverse_mode)
    assert made.agrees


def test_forward_mode_tells_everything_where_all_questions_are_answered() -> None:
    about = Asked("value", "z")
    trace = covered(run(NEURON), covers_of([], [Field(about, "1", "right")], told=[about]))
    made = read_as(trace, "operators", wrt="w")
    assert isinstance(made, ForwardRun)
    assert not any(map(is_covered, made.tangents.values()))
