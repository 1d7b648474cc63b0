"""A second opinion on every operator and on whole graphs, where PyTorch is installed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.gradcheck import OpCase, op_cases, op_graph
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS

if TYPE_CHECKING:
    import torch
else:
    torch = pytest.importorskip("torch")

THEIRS: dict[str, Callable[..., Any]] = {
    "identity": lambda a: +a,
    "add": torch.add,
    "sub": torch.sub,
    "mul": torch.mul,
    "div": torch.div,
    "neg": torch.neg,
    "pow": torch.pow,
    "power": lambda a, exponent: a**exponent,
    "square": torch.square,
    "reciprocal": torch.reciprocal,
    "exp": torch.exp,
    "log": torch.log,
    "sqrt": torch.sqrt,
    "abs": torch.abs,
    "max": torch.maximum,
    "min": torch.minimum,
    "where": lambda c, a, b: torch.where(c != 0, a, b),
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "matmul": torch.matmul,
    "transpose": lambda a: a.permute(*reversed(range(a.ndim))) if a.ndim else a,
    "sum": lambda a, axis, keepdims: a.sum(axis, keepdims) if a.ndim else a,
    "mean": lambda a, axis, keepdims: a.mean(axis, keepdims) if a.ndim else a,
}
COMPARISONS = ("less", "less_equal", "greater", "greater_equal", "equal", "not_equal")
CASES = [
    (op, case)
    for op in OPS.values()
    if op.name in THEIRS
    for case in op_cases(op, seed=1)
]  # fmt: skip


def test_no_differentiable_operator_is_forgotten() -> None:
    computed = {op.name for op in OPS.values() if not op.is_leaf}
    assert computed - set(COMPARISONS) == set(THEIRS)


@pytest.mark.parametrize(("op", "case"), CASES, ids=[f"{op.name} {c.label}" for op, c in CASES])
def test_values_and_gradients_agree_with_pytorch(op: Op, case: OpCase) -> None:
    trace = run(op_graph(op, case))
    leaves = [torch.tensor(x, dtype=torch.float64, requires_grad=True) for x in case.operands]
    y = THEIRS[op.name](*leaves, **case.attrs)
    torch.autograd.backward((y * torch.tensor(trace.value("weights"))).sum())
    np.testing.assert_allclose(trace.value("y"), y.detach().numpy(), rtol=1e-12)
    for letter, leaf in zip(op.operands, leaves, strict=True):
        theirs = np.zeros(leaf.shape) if leaf.grad is None else leaf.grad.numpy()
        np.testing.assert_allclose(trace.gradient(letter), theirs, rtol=1e-10, atol=1e-14)
