"""The backward pass of every operator on tensors as a graph, which is differentiated again."""

from dataclasses import replace

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.backward import backward_pass
from graphviz_app.core.gradcheck import OpCase, gradient_check, op_cases, op_graph
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import FAMILIES, OPS

TOPICS = ("Linear algebra", "Sums, products and extremes", "Spread and length", "Softmax", "Shapes")
CASES = [
    (op, case)
    for topic in (*TOPICS, "Rows by their numbers")
    for op in (OPS[op.name] for op in FAMILIES[topic])
    for case in op_cases(op, seed=3)
    if not op.steers(0)
]


@pytest.mark.parametrize(("op", "case"), CASES, ids=[f"{op.name} {c.label}" for op, c in CASES])
def test_the_backward_pass_has_the_same_gradients_and_can_be_differentiated_again(
    op: Op, case: OpCase
) -> None:
    graph = op_graph(op, case)
    backward = backward_pass(graph)
    engine, lines = run(graph), run(backward.graph)
    letters = [x for x in op.letters(len(case.operands)) if x in backward.gradients]
    for letter in letters:
        np.testing.assert_allclose(
            lines.value(backward.gradients[letter]), engine.gradient(letter), rtol=1e-9, atol=1e-12
        )
    again = replace(backward.graph, output=backward.gradients[letters[0]])
    report = gradient_check(run(again))
    assert report.ok, report.worst
