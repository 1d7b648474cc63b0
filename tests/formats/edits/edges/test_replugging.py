"""A summand goes from one sum to another, as a weighted edge does between two neurons."""

import math

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.reading import read
from graphviz_app.errors import GraphError
from graphviz_app.formats import parse
from graphviz_app.formats.edits.edges.replugging import with_summand_moved

LEAVES = "x = input(1)\ny = input(3)\nw = parameter(2)\nv = parameter(3)\nb = parameter(4)\n"


def moved(text: str, neuron: str, number: int, target: str) -> str:
    """The text after a neuron's summand has gone to another one, without the leaves."""
    graph = parse(LEAVES + text)
    term = read(graph, "neurons").neurons[neuron].terms[number]
    return with_summand_moved(graph, term, target).source.removeprefix(LEAVES)


@pytest.mark.parametrize(
    ("text", "number", "after"),
    [
        ("n = w*x + v*y + b\nm = v*x + b\n", 0, "n = v*y + b\nm = v*x + b + w*x\n"),
        ("n = w*x + v*y + b\nm = v*x + b\n", 1, "n = w*x + b\nm = v*x + b + v*y\n"),
        ("n = b + w*x\nm = v*x + b\n", 0, "n = b\nm = v*x + b + w*x\n"),
        ("n = v*y + b - w*x\nm = v*x + b\n", 1, "n = v*y + b\nm = v*x + b - w*x\n"),
        ("n = w*x - b\nm = v*x + b\n", 0, "n = -b\nm = v*x + b + w*x\n"),
        ("n = w*x + 2*y + b\nm = v*x\n", 1, "c = 2\nn = w*x + b\nm = v*x + c*y\n"),
        ("p = w*x\nn = p + b\nm = v*y + b\n", 0, "p = w*x\nn = b\nm = v*y + b + p\n"),
        (
            "n = w*x + v*tanh(y) + b\nm = v*x + b\n",
            1,
            "a = tanh(y)\nn = w*x + b\nm = v*x + b + v*a\n",
        ),
    ],
)
def test_a_summand_leaves_nothing_missing(text: str, number: int, after: str) -> None:
    assert moved(text, "n", number, "m") == after


def test_sums_inside_their_activations_change_as_well() -> None:
    text = "n = sigmoid(w*x + b)\nm = sigmoid(v*x + b)\nz = n + m\n"
    after = "n = sigmoid(b)\nm = sigmoid(v*x + b + w*x)\nz = n + m\n"
    assert moved(text, "n", 0, "m.add1") == after


def test_a_line_moves_below_what_it_adds_up_now() -> None:
    text = "m = v*x + b\nh = tanh(y)\nn = w*h + b\n"
    after = "h = tanh(y)\nm = v*x + b + w*h\nn = b\n"
    assert moved(text, "n", 0, "m") == after


def test_the_value_is_that_of_the_new_sums() -> None:
    text = "n = sigmoid(w*x + b)\nm = v*x + b\nz = n + m\n"
    graph = parse(LEAVES + moved(text, "n", 0, "m"))
    assert "output" not in graph.source
    assert graph.output == "z"
    value = run(graph).values
    x, v, w, b = (float(value[id_]) for id_ in "xvwb")
    assert value["z"] == pytest.approx(1 / (1 + math.exp(-b)) + v * x + b + w * x)


@pytest.mark.parametrize(
    ("text", "neuron", "target", "why"),
    [
        ("n = sigmoid(w*x)\nm = v*x + b\nz = n + m\n", "n", "m", "nothing would be left"),
        ("m = sigmoid(v*x)\nn = w*m + b\nz = n*m\n", "n", "m.mul1", "cycle"),
    ],
)
def test_what_cannot_go_says_why(text: str, neuron: str, target: str, why: str) -> None:
    with pytest.raises(GraphError, match=why):
        moved(text, neuron, 0, target)
