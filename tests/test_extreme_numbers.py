"""Numbers that are not finite, or nearly so, wherever they are read: sentences, never a warning.

pytest turns every warning into an error, so it is enough to go everywhere.
"""

import json

import numpy as np
import pytest

from graphviz_app.commands.report import as_json, as_table
from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.gradcheck import gradient_check
from graphviz_app.core.graph import Graph
from graphviz_app.core.oplib import OPS
from graphviz_app.core.paths import iter_paths, ledger
from graphviz_app.core.program import compile_graph
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.trace import Trace
from graphviz_app.explain.explain import (
    backward_caption,
    forward_caption,
    line_local_derivative,
    seed_caption,
)
from graphviz_app.formats import parse
from graphviz_app.frames import frame_at

FORMULAS = {
    "identity": "a", "add": "a + b", "sub": "a - b", "mul": "a*b", "div": "a/b", "neg": "-a",
    "pow": "a**b", "power": "a**-1.5", "square": "a**2", "reciprocal": "1/a", "exp": "exp(a)",
    "log": "log(a)", "sqrt": "sqrt(a)", "abs": "abs(a)", "max": "max(a, b)", "min": "min(a, b)",
    "less": "a < b", "less_equal": "a <= b", "greater": "a > b", "greater_equal": "a >= b",
    "equal": "a == b", "not_equal": "a != b", "where": "a if a > b else b",
    "sigmoid": "sigmoid(a)", "tanh": "tanh(a)", "relu": "relu(a)", "sum": "sum(a)",
    "mean": "mean(a)", "transpose": "transpose(transpose(a))",
}  # fmt: skip
FORMULAS |= {
    op.name: f"{op.name}({', '.join('abab'[: len(op.operands)])})"
    for op in OPS.values()
    if op.elementwise and not op.is_leaf and op.name not in FORMULAS
}
COMPARED = ("less", "less_equal", "greater", "greater_equal", "equal", "not_equal")
INF, NAN = float("inf"), float("nan")
NASTY = ((0.0, 0.0), (1e-310, -1e200), (-1e200, 1e308), (1e308, 1e308), (INF, NAN), (0.0, INF))
SHAPES = ("numbers", "vectors", "batch")


def graph_of(op: str) -> Graph:
    formula = FORMULAS[op] if op not in COMPARED else f"a if {FORMULAS[op]} else b"
    return parse(
        f"a = input(1)\nb = parameter(1)\nu = {formula}\nv = u*u - u*b\ny = v/b + a*v\noutput(y)"
    )


def given(a: float, b: float, shape: str) -> dict[str, object]:
    if shape == "numbers":
        return {"a": a, "b": b}
    rows = np.full((2, 3), 0.5)
    rows[0, 1] = a
    return {"a": rows if shape == "batch" else rows[0], "b": np.array([1.0, b, 2.0])}


def read_everything(trace: Trace, kind: Kind) -> None:
    reading = read(trace.graph, kind)
    document = json.loads(as_json(ReadRun(trace, reading)))
    assert set(document["values"]) == set(reading.nodes)
    assert as_table(ReadRun(trace, reading))
    timeline = Schedule(ReadRun(trace, reading))
    for step in range(len(timeline.moments) + 1):
        assert frame_at(timeline, step + 0.5).step <= step + 1
    assert seed_caption(ReadRun(trace, reading)).symbols
    for node in reading.nodes:
        assert forward_caption(ReadRun(trace, reading), node).symbols
    for index in range(len(reading.edges)):
        line_local_derivative(ReadRun(trace, reading), index)
        assert backward_caption(ReadRun(trace, reading), index).symbols
    assert list(iter_paths(ReadRun(trace, reading), "b", "y", 5))
    assert ledger(ReadRun(trace, reading), "b", "y", 3).paths


def test_every_operator_on_tables_of_any_shape_is_tried() -> None:
    assert {op.name for op in OPS.values() if op.elementwise and not op.is_leaf} <= set(FORMULAS)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("op", FORMULAS)
def test_whatever_the_numbers_reading_a_run_warns_of_nothing(op: str, shape: str) -> None:
    graph = graph_of(op)
    program = compile_graph(graph)
    for a, b in NASTY:
        values = given(a, b, shape)
        for trace in (run(program, values), run(graph, values, partial=True)):
            assert len(trace.steps) == len(list(trace.steps))
            assert trace.kinks is not None
            assert trace.problems is not None
    for kind in ("operators", "lines"):
        for a, b in NASTY[::2]:
            trace = run(graph, given(a, b, shape), partial=True)
            if trace.output:
                read_everything(trace, kind)


@pytest.mark.parametrize("op", FORMULAS)
def test_a_gradient_check_of_what_is_not_finite_fails_in_silence(op: str) -> None:
    for a, b in NASTY:
        report = gradient_check(run(graph_of(op), {"a": a, "b": b}))
        assert report.leaves


@pytest.mark.parametrize("numbers", [[[0.0, 1e308], [1e308, INF]], [[1e308] * 3] * 2])
def test_matrix_products_warn_of_nothing(numbers: list[list[float]]) -> None:
    graph = parse("W = parameter(1)\nx = input(1)\nz = transpose(W) @ W @ x\ny = sum(z*z)")
    x = np.full(len(numbers[0]), 1e300)
    for kind in ("operators", "lines"):
        trace = run(graph, {"W": numbers, "x": x}, partial=True)
        assert trace.problems
        reading = read(trace.graph, kind)
        assert as_json(ReadRun(trace, reading))
        for index in range(len(reading.edges)):
            assert backward_caption(ReadRun(trace, reading), index).symbols
