"""1 − y where y is nearly 1: what is taken away keeps its digits."""

import math

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Graph
from graphviz_app.core.program import compile_graph
from graphviz_app.formats import parse

SIGMOIDS = ("sigmoid(z)", "1/(1 + exp(-z))", "1/(exp(-z) + 1)", "1.0/(1.0 + exp(-z))")
WAYS = ("table", "compiled", "tensor")


def cross_entropy(sigmoid: str, z: float, way: str) -> Graph:
    given = f"[{z}, 0.5]" if way == "tensor" else str(z)
    return parse(
        f"z = input({given})\ny = target(0)\na = {sigmoid}\nL = -(y*log(a) + (1 - y)*log(1 - a))\n"
    )


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("sigmoid", SIGMOIDS)
@pytest.mark.parametrize("z", [-3.0, 0.0, 2.0, 40.0, 300.0])
def test_a_loss_that_is_sure_and_wrong_has_its_value_and_gradient(
    sigmoid: str, z: float, way: str
) -> None:
    graph = cross_entropy(sigmoid, z, way)
    trace = run(compile_graph(graph) if way == "compiled" else graph)
    loss = np.ravel(np.asarray(trace.value("L")))[0]
    slope = np.ravel(np.asarray(trace.gradient("z")))[0]
    assert loss == pytest.approx(max(z, 0.0) + math.log1p(math.exp(-abs(z))), rel=1e-12)
    assert slope == pytest.approx(1.0 / (1.0 + math.exp(-z)), rel=1e-12)
    assert not trace.problems


@pytest.mark.parametrize("kernel", [True, False])
def test_what_is_taken_away_from_another_number_is_not_touched(kernel: bool) -> None:
    graph = parse("z = input(1)\nb = 2 - sigmoid(z)\nc = 1 - z\nd = sigmoid(z) - 1")
    trace = run(compile_graph(graph, kernel=kernel))
    s = 1.0 / (1.0 + math.exp(-1.0))
    assert trace.value("b") == pytest.approx(2 - s, rel=1e-15)
    assert trace.value("d") == pytest.approx(s - 1, rel=1e-15)


@pytest.mark.parametrize("kernel", [True, False])
def test_a_one_that_was_changed_is_taken_as_it_is(kernel: bool) -> None:
    graph = parse("z = input(1)\none = constant(1)\nb = one - sigmoid(z)")
    program = compile_graph(graph, kernel=kernel)
    s = 1.0 / (1.0 + math.exp(-1.0))
    assert run(program, {"one": 3.0}).value("b") == pytest.approx(3 - s, rel=1e-15)
    assert run(program).value("b") == pytest.approx(1 - s, rel=1e-15)


@pytest.mark.parametrize("kernel", [True, False])
def test_an_inner_one_that_was_changed_is_taken_as_it_is(kernel: bool) -> None:
    text = "u = input(3)\ni = constant(1)\ny = 1 - 1/(i + u)"
    program = compile_graph(parse(text), kernel=kernel)
    assert run(program, {"i": 2.0}).value("y") == pytest.approx(0.8, rel=1e-15)
    other = program.updated(parse(text.replace("constant(1)", "constant(2)")))
    assert other is not None
    assert run(other).value("y") == pytest.approx(0.8, rel=1e-15)
    assert run(program).value("y") == pytest.approx(0.75, rel=1e-15)


def test_a_vector_of_ones_stays_a_vector() -> None:
    trace = run(parse("z = input(3)\no = constant([1, 1])\ny = o - sigmoid(z)\nL = sum(y)"))
    s = 1 / (1 + math.exp(-3.0))
    assert np.shape(trace.value("y")) == (2,)
    assert trace.gradient("z") == pytest.approx(-2 * s * (1 - s), rel=1e-12)
