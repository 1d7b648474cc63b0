"""The checker itself: it must find a wrong gradient."""

import dataclasses

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.gradcheck import central_difference, gradient_check
from graphviz_app.core.graph import Graph, Node
from graphviz_app.core.oplib import OPS
from graphviz_app.core.program import compile_graph
from graphviz_app.core.trace import Trace
from graphviz_app.errors import EvaluationError
from graphviz_app.formats import parse


def test_a_right_graph_passes() -> None:
    report = gradient_check(parse("x = input([1, 2])\nw = parameter(0.5)\ny = sum(exp(w*x))"))
    assert report.ok
    assert {check.node for check in report.leaves} == {"x", "w"}
    assert report.worst is not None
    assert report.worst.error < 1e-8


def test_a_wrong_rule_is_found() -> None:
    graph = parse("x = input(2)\ny = x**2")
    program = compile_graph(graph, kernel=False)
    wrong = dataclasses.replace(OPS["square"], partials=("a",))
    steps = tuple(
        step._replace(op=wrong) if step.node.id == "y" else step for step in program.instructions
    )
    report = gradient_check(run(dataclasses.replace(program, instructions=steps)))
    assert not report.ok
    assert report.worst is not None
    assert report.worst.node == "x"
    assert report.worst.gradient == 2.0
    assert report.worst.difference == pytest.approx(4.0)


def test_kinks_are_named_since_differences_prove_nothing_there() -> None:
    assert gradient_check(parse("x = input(0)\ny = relu(x)")).kinks == ("y",)


def test_without_an_output_there_is_nothing_to_check() -> None:
    trace: Trace = run(Graph.of([Node("x", "input", {"value": 1.0})]))
    with pytest.raises(EvaluationError, match="no output"):
        gradient_check(trace)


def test_central_differences_have_the_shape_of_their_point() -> None:
    x = np.array([[1.0, 2.0, 3.0]])
    found = central_difference(lambda a: float(np.sum(np.asarray(a) ** 2)), x)
    np.testing.assert_allclose(found, 2 * x, rtol=1e-8)
    assert isinstance(central_difference(lambda a: float(a) ** 2, 3.0), float)
