"""Layers in matrices, taken apart: the same numbers, element by element."""

from collections.abc import Iterator

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Value
from graphviz_app.core.read_as import read_again, read_as
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import owner_of, place_of
from graphviz_app.formats import parse
from graphviz_app.resources import examples

LAYERS = """\
x = input([1, 2, -1])
t = target([0, 1])
W1 = parameter([[0.1, 0.2, 0.3], [0.4, -0.5, 0.6]])
b1 = parameter([0.1, 0.2])
W2 = parameter([[0.3, 0.4], [-0.5, 0.6]])
b2 = parameter([0.1, 0])
v = parameter([0.7, -0.2])
c = parameter(0.3)
"""
TEXTS = {
    "two layers": "h = tanh(W1 @ x + b1)\ns = W2 @ h + b2\np = softmax(s)\nL = -sum(t*log(p))",
    "over two lines": "z = W1 @ x + b1\nh = relu(z)\nL = sum((t - h)**2)",
    "turned": "h = sigmoid(x @ W1.T + b1)\ny = h @ W2 - b2\nL = mean((y - t)**2)",
    "without a bias": "h = tanh(W1 @ x)\nL = sum(h*h)",
    "with a skip": "h = relu(W1 @ x + b1)\ny = W2 @ h + h\nL = sum(abs(y - t))",
    "with weight decay": "h = tanh(W1 @ x + b1)\nL = sum((h - t)**2) + 0.1*sum(W1**2)",
    "to one number": "h = tanh(W1 @ x + b1)\ny = sigmoid(v @ h + c)\nL = (y - t[1])**2",
    "of a sum": "h = tanh(W1 @ x + b1)\ny = sigmoid(sum(v*h) + c)\nz = dot(v, h)\nL = y*z",
    "of elements": "y = sigmoid(v[0]*x[0] + v[1]*x[1] + c)\nz = relu(v @ [y, x[2]])\nL = z*y",
    "as a function": "h = tanh(linear(x, W1, b1))\nL = sum(linear(h, W2)*t)",
    "with a shared bias": "h = tanh(W1 @ x + c)\nL = sum(h)*c",
    "the output": "h = tanh(W1 @ x + b1)\ny = W2 @ h",
    "in columns": "X = input([[1], [2], [3]])\nB = parameter([[1], [2]])\nh = relu(W1 @ X + B)\n"
    "L = sum(h**2)",
    "in groups": 'with group("hidden"):\n    h = swish(W1 @ x + b1)\nL = sum(h)',
    "after a softmax": "p = softmax(W1 @ x + b1)\ny = sigmoid(W2 @ p + b2)\nL = sum((y - t)**2)",
    "of computed vectors": "m = x**2\nn = x/norm(x)\ny = tanh(W1 @ m + W1 @ n)\nL = sum(y*t)",
    "of names put together": "w = [c, 2]\nk = [c, c]\ny = tanh(k @ [x[0], x[1]])\nL = y*sum(w)",
    "with names in the way": "mul1 = 3*c\nh = tanh(v @ [mul1, 2*c] + x[0])\nL = h*mul1",
}
GRAPHS = {name: LAYERS + lines for name, lines in TEXTS.items()}


def read(text: str) -> ReadRun:
    return read_as(run(parse(text)), "neurons")


def same(one: Value, other: Value) -> bool:
    return bool(np.allclose(one, other, rtol=1e-12, atol=1e-14))


def pairs(read_: ReadRun) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """What there is of elements: their ids, whose they are, and where in it."""
    values = read_.whole.values
    for id_ in read_.trace.values:
        owner = owner_of(id_, values)
        place = None if owner is None else place_of(id_, np.shape(values[owner]))
        if owner is not None and place is not None and id_ not in values:
            yield id_, owner, place


@pytest.mark.parametrize("text", GRAPHS.values(), ids=GRAPHS)
def test_every_element_has_its_value_and_its_gradient(text: str) -> None:
    read_ = read(text)
    whole = read_.whole
    assert whole is not read_.trace
    found = list(pairs(read_))
    for id_, owner, place in found:
        assert same(read_.trace.value(id_), np.asarray(whole.value(owner))[place]), id_
        assert same(read_.trace.gradient(id_), np.asarray(whole.gradient(owner))[place]), id_
    leaves = {owner for _, owner, _ in found} & {"W1", "x", "v"}
    assert leaves
    for leaf in leaves:
        count = sum(owner == leaf for _, owner, _ in found)
        assert count == np.size(whole.value(leaf))


@pytest.mark.parametrize("text", GRAPHS.values(), ids=GRAPHS)
def test_what_is_not_taken_apart_has_the_same_numbers(text: str) -> None:
    read_ = read(text)
    shared = read_.trace.values.keys() & read_.whole.values.keys()
    assert "L" in shared or "y" in shared
    for id_ in shared:
        assert same(read_.trace.value(id_), read_.whole.value(id_)), id_
        assert same(read_.trace.gradient(id_), read_.whole.gradient(id_)), id_


def test_a_layer_is_read_as_its_neurons() -> None:
    read_ = read(GRAPHS["two layers"])
    assert list(read_.reading.neurons) == ["h[0]", "h[1]", "s[0]", "s[1]"]
    neuron = read_.reading.neurons["h[1]"]
    assert (neuron.activation, neuron.bias) == ("h[1]", "b1[1]")
    assert [(t.weight, t.source) for t in neuron.terms] == [
        ("W1[1,0]", "x[0]"),
        ("W1[1,1]", "x[1]"),
        ("W1[1,2]", "x[2]"),
    ]


def test_what_uses_a_vector_as_a_whole_has_an_edge_from_each_element() -> None:
    read_ = read(GRAPHS["two layers"])
    edges = [(e.source, e.target) for e in read_.reading.edges if e.target in ("p", "L")]
    assert edges == [("s[0]", "p"), ("s[1]", "p"), ("t", "L"), ("p", "L")]


def test_elements_are_in_the_group_of_their_vector_and_operators_in_their_element() -> None:
    read_ = read(GRAPHS["in groups"])
    assert read_.reading.clusters["h[0]"] == "hidden"
    assert "h.add1[0]" in read_.reading.members["h[0]"]


def test_a_column_counts_its_elements_by_one_number() -> None:
    assert list(read(GRAPHS["in columns"]).reading.neurons) == ["h[0]", "h[1]"]


@pytest.mark.parametrize(
    "lines",
    [
        "X = input([[1, 2], [3, 4], [5, 6]])\nh = tanh(W1 @ X)",
        "h = softmax(x)",
        "h = tanh(x*x)",
        "h = exp(x)/sum(exp(x))",
        f"U = parameter({[[0.1] * 3] * 17})\nh = tanh(U @ x)",
        f"y = input({[1] * 17})\nU = parameter({[[0.1] * 17] * 2})\nh = tanh(U @ y)",
    ],
)
def test_batches_large_layers_and_all_else_stay_as_they_are(lines: str) -> None:
    read_ = read(LAYERS + lines)
    assert read_.whole is read_.trace
    assert not read_.reading.neurons


def test_sixteen_units_are_drawn() -> None:
    read_ = read(LAYERS + f"U = parameter({[[0.1] * 3] * 16})\nh = tanh(U @ x)")
    assert len(read_.reading.neurons) == 16


def test_other_numbers_are_read_the_same_way() -> None:
    before = read(GRAPHS["two layers"])
    other = parse(GRAPHS["two layers"].replace("[1, 2, -1]", "[1, 2, 3]"))
    again = read_again(before, run(other))
    assert again is not None
    assert again.reading.is_drawn_as(before.reading)
    assert again.value("x[2]") == 3.0
    assert read_again(before, run(parse(GRAPHS["with a skip"]))) is None


def test_every_example_can_be_read_as_neurons() -> None:
    for path in examples():
        read_ = read(path.read_text(encoding="utf-8"))
        ends = {end for edge in read_.reading.edges for end in (edge.source, edge.target)}
        assert ends <= set(read_.reading.nodes)
        assert all(id_ in read_.reading.nodes for id_ in read_.reading.neurons)


def test_a_layer_of_a_computed_vector_has_neurons_of_its_elements() -> None:
    shown = read(GRAPHS["after a softmax"])
    terms = shown.reading.neurons["y[0]"].terms
    assert [(term.weight, term.source) for term in terms] == [
        ("W2[0,0]", "p[0]"),
        ("W2[0,1]", "p[1]"),
    ]
    assert shown.value("p[1]") == shown.whole.value("p")[1]  # type: ignore[index]
    assert [shown.reading.edges[i].source for i in shown.reading.incoming["p[1]"]] == ["p"]
