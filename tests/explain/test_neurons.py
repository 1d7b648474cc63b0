"""What is said of neurons is held to what the engine computed, in symbols and in numbers."""

import re
from collections.abc import Iterable

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Value
from graphviz_app.core.read_as import read_as
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.schedule import Pass, Schedule
from graphviz_app.explain.explain import Explanation
from graphviz_app.explain.neuron import (
    bias_rows,
    delta_latex,
    edge_share,
    neuron_backward,
    neuron_delta,
    neuron_forward,
    source_rows,
    sum_latex,
    weight_rows,
    weight_share,
)
from graphviz_app.explain.run_terms import RunTerms
from graphviz_app.formats import load, parse
from graphviz_app.resources import examples
from tests.explain.caption_checks import Checker, sides
from tests.explain.interval import Interval
from tests.explain.shown import key

LEAVES = """\
x1 = input(0.5)
x2 = input(-1)
t = target(1)
w1 = parameter(0.3)
w2 = parameter(0.7)
v1 = parameter(-0.4)
b = parameter(0.2)
c = parameter(0.1)
"""
TEXTS = {
    "shared": "h1 = sigmoid(w1*x1 + w2*x2 + b)\nh2 = tanh(w2*x1 - w1*x2 - b)\n"
    "y = v1*h1 + w1*h2 + c\nL = 0.5*(t - y)**2 + 0.1*v1**2",
    "over two lines": "z1 = w1*x1 + b\nh = swish(z1)\nz = v1*h + w2*x2 + h\na = softplus(z)\n"
    "L = (a - t)**2",
    "corners": "h = relu(w1*x1 + w2*x2)\nk = leaky_relu(v1*h - 0.5)\nL = abs(k - t)",
    "nested": "L = (t - sigmoid(v1*tanh(w1*x1 + b) + w2*elu(w2*x2 + b)))**2",
    "numbers": "y = sigmoid(0.5*x1 + 2*x2 - 1.5)\nL = y*t",
    "the output": "h = gelu(w1*x1 + b)\ny = v1*h + w2*x2 + c",
}
NETWORKS = {
    **{name: LEAVES + lines for name, lines in TEXTS.items()},
    "long": "".join(f"w{i} = parameter({i / 7})\nx{i} = input({1 - i})\n" for i in range(1, 8))
    + f"b = parameter(-1)\ny = sigmoid({' + '.join(f'w{i}*x{i}' for i in range(1, 8))} + b)",
    **{path.stem: path.read_text(encoding="utf-8") for path in examples()},
}


class Told:
    """The rows about one network, with δ and z among the names that they may use."""

    def __init__(self, text: str) -> None:
        graph = parse(text)
        self.run = ReadRun(run(graph), read(graph, "neurons"))
        self.passing: Pass = Schedule(self.run).passes[0]
        self.checker = Checker(self.run)
        self.terms = RunTerms(self.run)
        names = self.checker.names(self.terms)
        for id_, neuron in self.run.reading.neurons.items():
            for latex, value in (
                (delta_latex(self.run, id_), self.run.delta(id_)),
                (sum_latex(self.run, id_), self.run.value(neuron.sum)),
            ):
                known = names.setdefault(key(latex), Interval.of(value))
                assert np.all(known.low == value), latex

    def holds(self, row: Explanation, truth: Value | None, named: bool = True) -> None:
        """Every side of the row is the number that the engine has."""
        assert truth is not None
        said = [re.sub(r"^\\dots \+ |( \+ \\dots)$", "", side) for side in sides(row.symbols)]
        known: dict[str, Interval | None] = {
            **self.checker.derivatives(self.terms, self.run.trace.values)
        }
        self.checker._check(said[named:], row.numbers, truth, self.terms, known)

    def holds_each(self, rows: Iterable[Explanation], truths: Iterable[Value | None]) -> None:
        for row, truth in zip(rows, truths, strict=True):
            self.holds(row, truth)


@pytest.fixture(scope="module", params=NETWORKS, ids=str)
def told(request: pytest.FixtureRequest) -> Told:
    return Told(NETWORKS[request.param])


def test_a_bias_on_an_edge_is_told_in_the_same_words() -> None:
    for path in examples():
        trace = run(load(path), partial=True)
        one, other = (Schedule(read_as(trace, "neurons", (), bias)) for bias in ("inside", "edge"))
        for id_ in one.run.reading.neurons:
            rows = [[*neuron_forward(s.run, id_), *_backward(s, id_)] for s in (one, other)]
            assert rows[0] == rows[1]


def _backward(schedule: Schedule, id_: str) -> Iterable[Explanation]:
    return list(neuron_backward(schedule.passes[0], id_))


def test_z_and_a_are_what_is_said(told: Told) -> None:
    for id_, neuron in told.run.reading.neurons.items():
        rows = neuron_forward(told.run, id_)
        truths = dict.fromkeys((neuron.sum, id_))
        for row, truth in zip(rows, map(told.run.value, truths), strict=True):
            told.holds(row, truth, named=len(sides(row.symbols)) > 1)


def test_delta_is_what_comes_back_through_the_activation(told: Told) -> None:
    for id_ in told.run.reading.neurons:
        told.holds(neuron_delta(told.run, id_), told.run.delta(id_))


def test_weights_biases_and_sources_get_what_is_said(told: Told) -> None:
    run_, reading = told.run, told.run.reading
    for id_ in reading.neurons:
        along = [edge for i in reading.incoming[id_] if (edge := reading.weight_edge(i))]
        named = [edge for edge in along if "." not in edge.source]
        told.holds_each(weight_rows(told.passing, id_), map(run_.share, named))
        bias = reading.bias_edge(id_)
        biases = [bias] if bias is not None and "." not in bias.source else []
        told.holds_each(bias_rows(told.passing, id_), map(run_.share, biases))
        incoming = reading.incoming[id_]
        told.holds_each(source_rows(told.passing, id_), map(run_.contribution, incoming))


def test_shares_of_edges_and_their_weights_are_what_is_said(told: Told) -> None:
    reading = told.run.reading
    for index, edge in enumerate(reading.edges):
        if edge.target in reading.neurons:
            told.holds(edge_share(told.run, index), told.run.contribution(index), named=False)
            along = reading.weight_edge(index)
            if along is not None:
                told.holds(weight_share(told.run, index), told.run.share(along), named=False)


def test_a_neuron_is_told_in_symbols_and_in_numbers() -> None:
    told = Told(
        "x = input(1.5)\nw = parameter(-0.8)\nb = parameter(0.25)\nt = target(1)\n"
        "z = w*x + b\na = sigmoid(z)\nL = 0.5*(t - a)**2"
    )
    rows = [
        *neuron_forward(told.run, "a"),
        neuron_delta(told.run, "a"),
        *weight_rows(told.passing, "a"),
        *bias_rows(told.passing, "a"),
        *source_rows(told.passing, "a"),
    ]
    assert [row.whole for row in rows] == [
        r"z = w \cdot x + b = -0.8000 \cdot 1.5000 + 0.2500 = -0.9500",
        r"a = \sigma\left(z\right) = \sigma\left(-0.9500\right) = 0.2789",
        (
            r"\delta = \partial L/\partial a \cdot a \cdot \left(1 - a\right)"
            r" = -0.7211 \cdot 0.2789 \cdot \left(1 - 0.2789\right) = -0.1450"
        ),
        r"\partial L/\partial w = \delta \cdot x = -0.1450 \cdot 1.5000 = -0.2175",
        r"\partial L/\partial b = \delta = -0.1450",
        r"\partial L/\partial x = \delta \cdot w = -0.1450 \cdot \left(-0.8000\right) = 0.1160",
    ]
    assert [row.remark for row in rows[2:5]] == [
        "the derivative by z",
        "the weight of a",
        "the bias of a",
    ]


def test_neurons_are_told_apart_by_the_subscripts_of_their_names() -> None:
    told = Told(NETWORKS["three-two-one-network"])
    found = [delta_latex(told.run, id_) for id_ in told.run.reading.neurons]
    assert found == [r"\delta_{2,1}", r"\delta_{2,2}", r"\delta_{3,1}"]
    told = Told(LEAVES + "a1 = tanh(w1*x1 + b)\nh1 = tanh(w2*x2 + b)\ny = v1*a1 + w1*h1")
    found = [delta_latex(told.run, id_) for id_ in told.run.reading.neurons]
    assert found == [r"\delta_{a_1}", r"\delta_{h_1}", r"\delta"]


def test_a_shared_weight_says_which_of_its_contributions_this_is() -> None:
    told = Told(NETWORKS["partially-connected-network"])
    (row,) = bias_rows(told.passing, "h3")
    assert row.symbols == r"\partial L/\partial B = \dots + \delta_3 + \dots"
    assert re.match(r"the bias of h3; \d of 4 contributions, sum so far", row.remark)
