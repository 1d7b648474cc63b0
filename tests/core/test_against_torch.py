"""A second opinion on every operator and on whole graphs, where PyTorch is installed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.gradcheck import OpCase, op_cases, op_graph
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS
from graphviz_app.core.oplib.shaping import place

if TYPE_CHECKING:
    import torch
else:
    torch = pytest.importorskip("torch")


def in_torch(op: Op) -> Callable[..., Any]:
    """PyTorch's function: what the entry says, or the one of the same name."""
    optional = [f"{letter}=None" for letter in op.operands[op.least :]]
    given = ", ".join(
        [*op.operands[: op.least], *optional, *(["*"] if op.attrs else []), *op.attrs]
    )
    if op.variadic:
        given = "*a"
    if op.torch:
        known = {"torch": torch, "numpy": np}
        found: Callable[..., Any] = eval(f"lambda {given}: {op.torch}", known)
        return found
    places = (torch, torch.nn.functional, torch.special)
    named: Callable[..., Any] = next(
        getattr(place, op.name) for place in places if hasattr(place, op.name)
    )
    return named


THEIRS: dict[str, Callable[..., Any]] = {
    "index": lambda a, at: a[place(at)],
    "put": lambda a, at, shape: torch.zeros(shape, dtype=torch.float64).index_put(
        tuple(torch.tensor(i) for i in place(at)), a
    ),
    "stack": lambda *rows, axis: torch.stack(rows, axis),
    "concat": lambda *parts, axis: torch.cat(
        [x.reshape(-1) if not x.ndim else x for x in parts], axis
    ),
    "sum_to": lambda a, shape: a.sum_to_size(shape),
}
"""Where PyTorch's arguments are of another form."""
COMPARISONS = ("less", "less_equal", "greater", "greater_equal", "equal", "not_equal")
CASES = [
    (op, case)
    for op in OPS.values()
    if not op.is_leaf and op.name not in COMPARISONS
    for case in op_cases(op, seed=1)
]  # fmt: skip


@pytest.mark.parametrize(("op", "case"), CASES, ids=[f"{op.name} {c.label}" for op, c in CASES])
def test_values_and_gradients_agree_with_pytorch(op: Op, case: OpCase) -> None:
    trace = run(op_graph(op, case))
    leaves = [torch.tensor(x, dtype=torch.float64, requires_grad=True) for x in case.operands]
    function = THEIRS.get(op.name) or in_torch(op)
    y = function(*leaves, **{**op.attrs, **case.attrs})
    if y.requires_grad:
        torch.autograd.backward((y * torch.tensor(trace.value("weights"))).sum())
    np.testing.assert_allclose(trace.value("y"), y.detach().numpy(), rtol=1e-12)
    for letter, leaf in zip(op.letters(len(leaves)), leaves, strict=True):
        theirs = np.zeros(leaf.shape) if leaf.grad is None else leaf.grad.numpy()
        np.testing.assert_allclose(trace.gradient(letter), theirs, rtol=1e-10, atol=1e-14)
