"""Matrix products of vectors, matrices and batches: gradients against central differences."""

import numpy as np
import pytest

from graphviz_app.core.op import Array
from graphviz_app.core.oplib import OPS
from tests.explain.test_partials_are_true import STEP, trace_of

LEFT = [(3,), (2, 3), (2, 2, 3), (1, 2, 3)]
RIGHT = [(3,), (3, 2), (3, 1), (2, 3, 2), (1, 3, 2)]


def loss(a: Array, b: Array) -> float:
    return float(np.sum(np.matmul(a, b) ** 2))


def slope(operands: list[Array], slot: int) -> Array:
    found = np.zeros_like(operands[slot])
    for at in np.ndindex(found.shape):
        step = np.zeros_like(found)
        step[at] = STEP
        up, down = (
            [x + s * step if i == slot else x for i, x in enumerate(operands)] for s in (1, -1)
        )
        found[at] = (loss(*up) - loss(*down)) / (2 * STEP)
    return found


@pytest.mark.parametrize("left", LEFT, ids=str)
@pytest.mark.parametrize("right", RIGHT, ids=str)
def test_a_product_hands_back_the_slope_whatever_the_shapes(
    left: tuple[int, ...], right: tuple[int, ...]
) -> None:
    rng = np.random.default_rng(6)
    operands = [rng.uniform(-1.5, 1.5, shape) for shape in (left, right)]
    trace = trace_of(OPS["matmul"], operands, {}, weigh=True)
    for slot in (0, 1):
        gradient = trace.gradient(f"x{slot}")
        assert np.shape(gradient) == operands[slot].shape
        assert np.allclose(gradient, slope(operands, slot), rtol=1e-5, atol=1e-6)
