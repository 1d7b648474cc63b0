"""First and second derivatives of operators and graphs, where PyTorch is installed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.backward import backward_pass
from graphviz_app.core.gradcheck import OpCase, op_graph
from graphviz_app.core.graph import Graph
from graphviz_app.core.op import Op
from graphviz_app.formats import parse
from tests.core.test_against_torch import CASES, THEIRS, in_torch

if TYPE_CHECKING:
    import torch
else:
    torch = pytest.importorskip("torch")

Leaves = Mapping[str, Any]


def agree(graph: Graph, leaves: Leaves, total: Any) -> None:
    """Gradients by the lines and by autograd, and once more the derivatives of each."""
    first = backward_pass(graph)
    theirs = autograd(total, leaves)
    values = run(first.graph)
    for name in leaves:
        close(values.value(first.gradients[name]), theirs[name])
    for name in leaves:
        second = backward_pass(replace(first.graph, output=first.gradients[name]))
        again = run(second.graph)
        wanted = autograd(theirs[name].sum(), leaves)
        for other in leaves:
            close(again.value(second.gradients[other]), wanted[other])


def autograd(total: Any, leaves: Leaves) -> Leaves:
    """By each leaf; zeros where there is no path."""
    if not total.requires_grad:
        return {name: torch.zeros_like(x) for name, x in leaves.items()}
    asked = list(leaves.values())
    try:
        found: Any = torch.autograd.grad(total, asked, create_graph=True, allow_unused=True)
    except RuntimeError as reason:
        if "is not implemented" not in str(reason):
            raise
        pytest.skip("PyTorch itself has no second derivative of it")
    pairs = zip(leaves.items(), found, strict=True)
    return {name: torch.zeros_like(x) if g is None else g for (name, x), g in pairs}


def close(ours: Any, theirs: Any) -> None:
    assert np.shape(ours) == tuple(theirs.shape)
    np.testing.assert_allclose(ours, theirs.numpy(force=True), rtol=1e-8, atol=1e-12)


def leaf(value: Any) -> Any:
    return torch.tensor(value, dtype=torch.float64, requires_grad=True)


@pytest.mark.parametrize(("op", "case"), CASES, ids=[f"{op.name} {c.label}" for op, c in CASES])
def test_every_operator_twice(op: Op, case: OpCase) -> None:
    graph = op_graph(op, case)
    letters = op.letters(len(case.operands))
    leaves = {letter: leaf(x) for letter, x in zip(letters, case.operands, strict=True)}
    function = THEIRS.get(op.name) or in_torch(op)
    y = function(*leaves.values(), **{**op.attrs, **case.attrs})
    try:
        agree(graph, leaves, (y * torch.tensor(run(graph).value("weights"))).sum())
    except RuntimeError as problem:
        if "is not implemented" not in str(problem):
            raise
        pytest.skip("PyTorch has no second derivative of it")


GRAPHS: Mapping[str, tuple[str, Callable[..., Any]]] = {
    "neuron": ("L = 0.5*(t - sigmoid(w*x + b))**2", lambda x, w, b, t, **_: (
        0.5 * (t - torch.sigmoid(w * x + b)) ** 2)),
    "fan-out": ("a = x*w\nL = a*exp(a) + x/w - sqrt(a*a + 1)", lambda x, w, **_: (
        x * w * torch.exp(x * w) + x / w - torch.sqrt((x * w) ** 2 + 1))),
    "softmax": ("e = exp(v)\np = e/sum(e)\nL = -sum(u*log(p))", lambda v, u, **_: (
        -(u * torch.log_softmax(v, 0)).sum())),
    "layer": ("h = tanh(m @ n + v)\nL = mean((h - x)**2)", lambda m, n, v, x, **_: (
        ((torch.tanh(m @ n + v) - x) ** 2).mean())),
    "branches": ("c = x > w\nL = x**3*w if c else b*w", lambda x, w, **_: x**3 * w),
    "shapes": ("L = sum(transpose(m)*n)**2 + sum(m @ n)", lambda m, n, **_: (
        (m.T * n).sum() ** 2 + (m @ n).sum())),
    "powers": ("L = x**b + w**-2 + abs(w)**0.5", lambda x, w, b, **_: (
        x**b + w**-2 + w.abs() ** 0.5)),
}  # fmt: skip
LEAVES: Mapping[str, Any] = {
    "x": 1.5, "w": -0.8, "b": 0.25, "t": 1.0, "v": [0.3, -1.2, 0.5], "u": [0.2, 0.5, 0.3],
    "m": [[0.4, -0.3, 1.1], [0.7, 0.2, -0.5]],
    "n": [[1.0, 0.5, 0.1], [0.3, -0.6, 0.9], [0.2, 0.8, -1.0]],
}  # fmt: skip


@pytest.mark.parametrize("name", GRAPHS)
def test_whole_graphs_twice(name: str) -> None:
    text, theirs = GRAPHS[name]
    given = {**LEAVES, "n": [row[:2] for row in LEAVES["n"]]} if name == "shapes" else LEAVES
    graph = parse("".join(f"{leaf} = input({value})\n" for leaf, value in given.items()) + text)
    leaves = {id_: leaf(value) for id_, value in given.items()}
    agree(graph, leaves, theirs(**leaves))
