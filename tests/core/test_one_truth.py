"""What stands beside a formula by hand says the same as the formula."""

from dataclasses import replace

import numpy as np
import pytest

from graphviz_app.core.gradcheck import OpCase, op_cases
from graphviz_app.core.op import Op
from graphviz_app.core.operators.careful import unbroadcast
from graphviz_app.core.oplib import OPS

COMPUTED = [op for op in OPS.values() if not op.is_leaf]
BY_HAND = [(op, case) for op in COMPUTED if op.pulls for case in op_cases(op, seed=5)]


def ids(cases: list[tuple[Op, OpCase]]) -> list[str]:
    return [f"{op.name} {case.label}" for op, case in cases]


def g_and_y(op: Op, case: OpCase) -> tuple[np.ndarray, np.ndarray]:
    y = np.asarray(op.forward(*map(np.asarray, case.operands), **{**op.attrs, **case.attrs}))
    return np.random.default_rng(8).normal(0, 1, y.shape), y


@pytest.mark.parametrize(("op", "case"), BY_HAND, ids=ids(BY_HAND))
def test_a_pullback_by_hand_is_the_formula_beside_it(op: Op, case: OpCase) -> None:
    g, y = g_and_y(op, case)
    operands, attrs = [*map(np.asarray, case.operands)], {**op.attrs, **case.attrs}
    written = replace(op, pulls=())
    for slot, x in enumerate(operands):
        by_hand, by_formula = op.vjp(slot), written.vjp(slot)
        assert (by_hand is None) == (by_formula is None)
        if by_hand is None or by_formula is None:
            continue
        found, wanted = (
            unbroadcast(np.asarray(pull(g, y, *operands, **attrs)), x.shape)
            for pull in (by_hand, by_formula)
        )
        np.testing.assert_allclose(found, wanted, rtol=1e-10, atol=1e-13)
