"""Forward mode against reverse mode and against differences."""

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.gradcheck import OpCase, op_cases, op_graph
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS
from graphviz_app.errors import EvaluationError
from graphviz_app.formats import parse

CASES = [(op, case) for op in OPS.values() if not op.is_leaf for case in op_cases(op, seed=8)]
NEURON = parse(
    "x = input([1.5, 2])\nw = parameter([-0.8, 0.3])\nt = target(1)\n"
    "a = sigmoid(w @ x + 0.25)\nL = 0.5*(t - a)**2"
)


@pytest.mark.parametrize(("op", "case"), CASES, ids=[f"{op.name} {c.label}" for op, c in CASES])
def test_the_tangent_of_the_output_is_the_gradient_along_the_direction(
    op: Op, case: OpCase
) -> None:
    trace, rng = run(op_graph(op, case)), np.random.default_rng(1)
    letters = op.letters(len(case.operands))
    directions = {x: rng.normal(size=np.shape(trace.value(x))) for x in letters}
    found = trace.tangents(directions)["total"]
    wanted = sum(np.vdot(trace.gradient(x), direction) for x, direction in directions.items())
    assert found == pytest.approx(wanted, rel=1e-9, abs=1e-12)


def test_every_value_moves_as_a_difference_says() -> None:
    trace, h = run(NEURON), 1e-6
    found = trace.tangents({"w": np.array([1.0, -2.0])})
    up, down = (run(NEURON, {"w": [-0.8 + s * h, 0.3 - 2 * s * h]}) for s in (1, -1))
    for id_ in NEURON.nodes:
        slope = (np.asarray(up.value(id_)) - np.asarray(down.value(id_))) / (2 * h)
        np.testing.assert_allclose(found[id_], slope, rtol=1e-6, atol=1e-9)


def test_without_a_direction_nothing_moves() -> None:
    assert not any(np.any(x) for x in run(NEURON).tangents({}).values())


@pytest.mark.parametrize(
    ("directions", "words"),
    [
        ({"a": 1.0}, "'a' is not a leaf"),
        ({"w": np.ones(3)}, "has another shape"),
        ({"q": 1.0}, "there is no value of 'q'"),
    ],
)
def test_a_direction_that_makes_no_sense_is_refused(
    directions: dict[str, float], words: str
) -> None:
    with pytest.raises(EvaluationError, match=words):
        run(NEURON).tangents(directions)
