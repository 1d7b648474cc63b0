"""Biases as edges from a 1: the numbers are those of the graph as it was written."""

from pathlib import Path

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.read_as import read_again, read_as
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import Schedule
from graphviz_app.formats import load, parse

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("three-two-one-network", "two-two-two-network", "skip-connection-matrices", "neuron")


def of(name: str, *folded: str) -> ReadRun:
    graph = load(EXAMPLES / f"{name}.cg")
    return read_as(run(graph), "neurons", folded, "edge")


def biases(shown: ReadRun) -> list[tuple[str, str | None]]:
    reading = shown.reading
    return [(e.target, e.weight) for e in reading.edges if e.source in reading.units]


def test_each_layer_has_one_1_and_each_neuron_its_bias_on_an_edge_from_it() -> None:
    shown = of("three-two-one-network")
    assert biases(shown) == [("a2_1", "b2_1"), ("a2_2", "b2_2"), ("a3_1", "b3_1")]
    assert len(shown.reading.units) == 2
    assert {shown.value(unit) for unit in shown.reading.units} == {1.0}


@pytest.mark.parametrize("name", NAMES)
def test_gradients_are_those_of_the_other_drawing(name: str) -> None:
    shown, inside = of(name), read_as(of(name).whole, "neurons")
    assert shown.reading.neurons == inside.reading.neurons
    for id_ in (*inside.reading.nodes, *inside.reading.weights, *inside.reading.biases):
        assert np.array_equal(shown.gradient(id_), inside.gradient(id_))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", NAMES)
def test_what_arrives_at_a_bias_along_its_edges_is_its_gradient(name: str) -> None:
    shown = of(name)
    passing = Schedule(shown).passes[0]
    for _, bias in biases(shown):
        assert bias is not None
        edges = shown.reading.weights[bias]
        shares = [shown.share(along) for i in edges if (along := shown.reading.weight_edge(i))]
        assert sum(shares) == pytest.approx(shown.gradient(bias))  # type: ignore[arg-type]
        assert len(passing.totals(bias)) == len({shown.reading.edges[i].target for i in edges})


def test_a_1_has_no_gradient_and_nothing_is_handed_back_to_it() -> None:
    shown = of("two-two-two-network")
    for unit in shown.reading.units:
        assert shown.gradient(unit) is None
        assert unit not in shown.with_gradient
        assert shown.shares(unit) == []


def test_a_bias_is_nowhere_told_twice() -> None:
    shown = of("two-two-two-network")
    assert not shown.reading.biases
    assert [len(shown.reading.weights[bias]) for bias in ("b1", "b2")] == [2, 2]


def test_a_1_stands_in_the_group_of_the_layer_that_it_stands_in() -> None:
    shown = of("two-layer-network")
    assert [shown.reading.clusters[unit] for unit in ("h1.one", "y.one")] == ["", "hidden"]


def test_neurons_that_are_folded_need_no_1() -> None:
    assert biases(of("two-layer-network", "hidden")) == [("y", "bo")]


@pytest.mark.parametrize("name", NAMES)
def test_another_run_is_read_the_same(name: str) -> None:
    shown = of(name)
    graph = load(EXAMPLES / f"{name}.cg")
    leaf = next(id_ for id_, node in graph.nodes.items() if node.op == "parameter")
    value = np.multiply(graph.nodes[leaf].attrs["value"], 2)  # type: ignore[arg-type]
    again = read_again(shown, run(graph, {leaf: value if value.ndim else float(value)}))
    assert again is not None
    assert again.reading.is_drawn_as(shown.reading)
    assert again.value(next(iter(again.reading.neurons))) != shown.value(
        next(iter(shown.reading.neurons))
    )


def test_a_number_in_a_formula_is_a_bias_too() -> None:
    graph = parse("x = input(2)\nw = parameter(3)\na = tanh(w*x - 0.5)\nL = a**2")
    shown = read_as(run(graph), "neurons", (), "edge")
    (index,) = (i for i, e in enumerate(shown.reading.edges) if e.source in shown.reading.units)
    weight = shown.reading.edges[index].weight
    assert weight is not None
    assert (shown.value(weight), shown.reading.neurons["a"].minus) == (0.5, True)
