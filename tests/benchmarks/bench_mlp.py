"""A 784-256-128-10 tanh network, batch 256, float64: this engine, PyTorch, hand-written NumPy.

    python tests/benchmarks/bench_mlp.py

Softmax and cross-entropy are written in primitives. All do one forward and one backward pass with
the gradients of all parameters; in the rows of "step", plain gradient descent moves them besides:
here by a Training, which keeps every iteration, there by torch.optim.SGD. PyTorch runs with one
thread (as in the benchmark of scalars) and with as many as NumPy's BLAS, which takes all cores
unless OPENBLAS_NUM_THREADS says otherwise. A Trace knows the gradient of every node; "all" has
PyTorch keep them, the input's included.
"""

import os
import statistics
import time
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import torch

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.learning.training import Training
from graphviz_app.core.program import Program, compile_graph

SIZES = (784, 256, 128, 10)
BATCH = 256
RATE = 0.01
Arrays = dict[str, np.ndarray]


def numbers() -> Arrays:
    """Inputs, one-hot targets and parameters."""
    rng = np.random.default_rng(0)
    found = {"x": rng.standard_normal((BATCH, SIZES[0]))}
    found["t"] = np.eye(SIZES[-1])[rng.integers(0, SIZES[-1], BATCH)]
    for k, (m, n) in enumerate(pairwise(SIZES), 1):
        found[f"W{k}"] = rng.standard_normal((m, n)) / np.sqrt(m)
        found[f"b{k}"] = np.zeros(n)
    return found


def network() -> Graph:
    """The network as a person would build it, its leaves still empty."""
    nodes: list[Node] = []
    edges: list[Edge] = []

    def add(id_: str, op: str, *operands: str, **attrs: float | bool) -> str:
        nodes.append(Node(id_, op, attrs))
        edges.extend(Edge(source, id_, slot) for slot, source in enumerate(operands))
        return id_

    h = add("x", "input")
    add("t", "target")
    for k in (1, 2, 3):
        product = add(f"p{k}", "matmul", h, add(f"W{k}", "parameter"))
        z = add(f"z{k}", "add", product, add(f"b{k}", "parameter"))
        h = add(f"h{k}", "tanh", z) if k < 3 else z
    add("e", "exp", h)
    add("s", "sum", "e", axis=1, keepdims=True)
    add("y", "div", "e", "s")
    add("l", "log", "y")
    add("tl", "mul", "t", "l")
    add("total", "sum", "tl")
    add("n", "constant", value=float(-BATCH))
    add("L", "div", "total", "n")
    return Graph.of(nodes, edges, "L")


def ours(program: Program, given: Arrays) -> Arrays:
    """This engine: every gradient of the graph, not only the parameters'."""
    trace = run(program, given)
    return {name: np.asarray(trace.gradient(name)) for name in given if name[0] in "Wb"}


def ours_with_input(program: Program, given: Arrays) -> np.ndarray:
    """This engine, read until the gradient of the input."""
    return np.asarray(run(program, given).gradient("x"))


def pytorch(given: dict[str, torch.Tensor], keep: bool = False) -> dict[str, torch.Tensor]:
    """PyTorch eager with the same primitives; ``keep`` retains the gradient of every node."""
    names = "Wbx" if keep else "Wb"
    leaves = {name: x.detach().requires_grad_() for name, x in given.items() if name[0] in names}
    nodes: list[torch.Tensor] = []

    def kept(node: torch.Tensor) -> torch.Tensor:
        if keep:
            node.retain_grad()
            nodes.append(node)
        return node

    h = leaves.get("x", given["x"])
    for k in (1, 2, 3):
        z = kept(kept(h @ leaves[f"W{k}"]) + leaves[f"b{k}"])
        h = kept(torch.tanh(z)) if k < 3 else z
    e = kept(torch.exp(h))
    y = kept(e / kept(e.sum(dim=1, keepdim=True)))
    loss = kept(kept(kept(given["t"] * kept(torch.log(y))).sum()) / -BATCH)
    torch.autograd.backward(loss)
    return {name: x.grad for name, x in leaves.items() if x.grad is not None}


def our_step(given: Arrays) -> Callable[[], object]:
    """A step of learning, the next at each call."""
    descent = Descent(rate=RATE, steps=10**6)
    training = Training(network().with_values(given), descent)
    return lambda: training.advance(1)


def pytorch_step(given: Arrays) -> tuple[dict[str, torch.Tensor], Callable[[], object]]:
    """The same as PyTorch does it, and the tensors that it moves."""
    tensors = {name: torch.from_numpy(x.copy()) for name, x in given.items()}
    moved = {name: x.requires_grad_() for name, x in tensors.items() if name[0] in "Wb"}
    optimizer = torch.optim.SGD(moved.values(), lr=RATE)

    def step() -> None:
        optimizer.zero_grad()
        torch.autograd.backward(loss_of({**tensors, **moved}))
        optimizer.step()

    return moved, step


def loss_of(given: dict[str, torch.Tensor]) -> torch.Tensor:
    """The loss, in PyTorch."""
    h = given["x"]
    for k in (1, 2, 3):
        z = h @ given[f"W{k}"] + given[f"b{k}"]
        h = torch.tanh(z) if k < 3 else z
    e = torch.exp(h)
    y = e / e.sum(dim=1, keepdim=True)
    return (given["t"] * torch.log(y)).sum() / -BATCH


def check_steps(given: Arrays) -> None:
    """Hold three steps of both against each other."""
    training = Training(network().with_values(given), Descent(rate=RATE, steps=3))
    training.advance(3)
    tensors, step = pytorch_step(given)
    for _ in range(3):
        step()
    for name, ours_now in training.at(3).parameters.items():
        theirs = tensors[name].detach().numpy()
        np.testing.assert_allclose(np.asarray(ours_now), theirs, rtol=1e-9, atol=1e-12)


def by_hand(given: Arrays) -> Arrays:
    """NumPy as written for this network alone, softmax and loss differentiated as one."""
    h = [given["x"]]
    for k in (1, 2):
        h.append(np.tanh(h[-1] @ given[f"W{k}"] + given[f"b{k}"]))
    e = np.exp(h[2] @ given["W3"] + given["b3"])
    g = (e / e.sum(axis=1, keepdims=True) - given["t"]) / BATCH
    found: Arrays = {}
    for k in (3, 2, 1):
        found[f"W{k}"], found[f"b{k}"] = h[k - 1].T @ g, g.sum(axis=0)
        if k > 1:
            g = (g @ given[f"W{k}"].T) * (1 - h[k - 1] ** 2)
    return found


def times(functions: dict[str, Callable[[], object]], rounds: int = 4) -> dict[str, list[float]]:
    """Seconds of each, sorted. They take turns in blocks, with pauses in which the threads of
    NumPy's and PyTorch's pools stop spinning on each other's cores."""
    found: dict[str, list[float]] = {name: [] for name in functions}
    for name, function in list(functions.items()) * rounds:
        time.sleep(0.5)
        for k in range(25):
            start = time.perf_counter()
            function()
            if k >= 5:
                found[name].append(time.perf_counter() - start)
    return {name: sorted(seconds) for name, seconds in found.items()}


def with_threads(count: int, function: Callable[[], object]) -> Callable[[], object]:
    """The same on ``count`` of PyTorch's threads."""

    def call() -> object:
        torch.set_num_threads(count)
        return function()

    return call


def main() -> None:
    """Check that all three agree, then time them."""
    threads = int(os.environ.get("OPENBLAS_NUM_THREADS", os.cpu_count() or 1))
    given = numbers()
    tensors = {name: torch.from_numpy(x) for name, x in given.items()}
    program = compile_graph(network())
    reference = by_hand(given)
    for name, theirs in pytorch(tensors).items():
        np.testing.assert_allclose(theirs.numpy(), reference[name], rtol=1e-8, atol=1e-12)
        np.testing.assert_allclose(
            ours(program, given)[name], reference[name], rtol=1e-8, atol=1e-12
        )
    check_steps(given)
    _, their_step = pytorch_step(given)
    one, same = "PyTorch, 1 thread", f"PyTorch, {threads} threads"
    found = times(
        {
            "ours": lambda: ours(program, given),
            "NumPy by hand": lambda: by_hand(given),
            "ours, all": lambda: ours_with_input(program, given),
            one: with_threads(1, lambda: pytorch(tensors)),
            same: with_threads(threads, lambda: pytorch(tensors)),
            f"{same}, all": with_threads(threads, lambda: pytorch(tensors, keep=True)),
            "ours, step": our_step(given),
            f"{same}, step": with_threads(threads, their_step),
        }
    )
    typical = {name: statistics.median(seconds) * 1e3 for name, seconds in found.items()}
    print(f"{'-'.join(map(str, SIZES))}, batch {BATCH}, float64, NumPy on {threads} threads")
    heads = f"{'median':>9} {'fastest':>9} {'× 1 thread':>12} {f'× {threads} threads':>12}"
    print(f"  {'':<23} {heads}")
    for name, median in typical.items():
        fastest = found[name][0] * 1e3
        ratios = f"{median / typical[one]:12.2f} {median / typical[same]:12.2f}"
        print(f"  {name:<23} {median:6.2f} ms {fastest:6.2f} ms {ratios}")


if __name__ == "__main__":
    main()
