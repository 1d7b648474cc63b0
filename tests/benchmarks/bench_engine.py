"""20,000 scalar nodes: this engine against PyTorch eager and micrograd, in one process.

    python tests/benchmarks/bench_engine.py [nodes]

PyTorch keeps the gradient of every node and runs on one thread. Each graph is a list of operator
applications on earlier nodes, and every node is made to reach the output. Ours is timed over the
compiled program, until every value, gradient, local derivative and contribution is in the Trace;
compiling is printed beside it. Needs PyTorch and micrograd (``pip install torch micrograd``).
"""

import gc
import random
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import torch
from micrograd.engine import Value

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.program import Program, compile_graph

UNARY = ("tanh", "relu", "neg")
BINARY = ("add", "sub", "mul")
LEAVES = 100
MICROGRAD: dict[str, Callable[..., Value]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "neg": lambda a: -a,
    "relu": lambda a: a.relu(),
    "square": lambda a: a**2,
}
TORCH: dict[str, Callable[..., torch.Tensor]] = {
    name: getattr(torch, name) for name in (*BINARY, *UNARY, "square", "sigmoid")
}


class Step(NamedTuple):
    """One operator application; operands are indices of earlier nodes (leaves first)."""

    op: str
    operands: tuple[int, ...]


class Case(NamedTuple):
    """A graph to time: leaf values, then steps; the last step is the output."""

    name: str
    leaves: list[float]
    steps: list[Step]


def random_graph(n: int, ops: tuple[str, ...], tail: str) -> Case:
    """Random operands among the last 1,000 nodes; what is left unused is summed at the end."""
    rng = random.Random(1)
    leaves = [rng.uniform(-1, 1) for _ in range(LEAVES)]
    steps: list[Step] = []
    unused = set(range(LEAVES))
    # the sums at the end add one step per node left over, so they are counted in
    while LEAVES + len(steps) + len(unused) - 1 < n:
        op = rng.choice(ops)
        here = LEAVES + len(steps)
        count = 2 if op in BINARY else 1
        operands = tuple(rng.randrange(max(0, here - 1000), here) for _ in range(count))
        steps.append(Step(op, operands))
        unused.difference_update(operands)
        unused.add(here)
    add_up(steps, sorted(unused), tail)
    return Case(f"random, {tail} of leftovers", leaves, steps)


def add_up(steps: list[Step], terms: list[int], tail: str) -> None:
    """Append the steps that sum the terms: as a balanced tree, or one after the other."""
    while len(terms) > 1:
        steps.append(Step("add", (terms[0], terms[1])))
        new = LEAVES + len(steps) - 1
        terms = [*terms[2:], new] if tail == "tree" else [new, *terms[2:]]


def deep_chain(n: int) -> Case:
    """Every node on the one before and a leaf: as deep as it is long."""
    rng = random.Random(2)
    leaves = [rng.uniform(-0.9, 0.9) for _ in range(LEAVES)]
    steps = [
        Step("add" if i % 2 else "mul", (max(LEAVES + i - 1, 0), i % LEAVES))
        for i in range(n - LEAVES)
    ]
    return Case("one chain", leaves, steps)


def as_graph(case: Case) -> Graph:
    """The case for this engine."""
    nodes = [Node(f"n{i}", "input", {"value": x}) for i, x in enumerate(case.leaves)]
    edges = []
    for i, step in enumerate(case.steps, len(case.leaves)):
        nodes.append(Node(f"n{i}", step.op))
        edges += [Edge(f"n{j}", f"n{i}", slot) for slot, j in enumerate(step.operands)]
    return Graph.of(nodes, edges, nodes[-1].id)


def run_torch(case: Case) -> list[torch.Tensor]:
    """Forward and backward in PyTorch, every gradient kept."""
    values = [torch.tensor(x, dtype=torch.float64, requires_grad=True) for x in case.leaves]
    for step in case.steps:
        value = TORCH[step.op](*(values[j] for j in step.operands))
        value.retain_grad()
        values.append(value)
    torch.autograd.backward(values[-1])
    return values


def run_micrograd(case: Case) -> list[Value]:
    """Forward and backward in micrograd (its topological sort is recursive)."""
    values = [Value(x) for x in case.leaves]
    for step in case.steps:
        values.append(MICROGRAD[step.op](*(values[j] for j in step.operands)))
    values[-1].backward()
    return values


def best(function: Callable[[], object], repeats: int, collector: bool = True) -> float:
    """Shortest of a few runs, in seconds; ``collector`` leaves Python's garbage collector on."""
    times = []
    for _ in range(repeats):
        gc.collect()
        if not collector:
            gc.disable()
        start = time.perf_counter()
        kept = function()
        times.append(time.perf_counter() - start)
        gc.enable()
        del kept
    return min(times)


def run_and_read(program: Program) -> object:
    """Ours with the lazy parts as well: mappings by name, kinks, and the list of steps."""
    trace = run(program)
    return trace.values, trace.gradients, trace.kinks, trace.steps


def compare(case: Case, with_micrograd: bool) -> None:
    """Time one case and print a few lines."""
    graph = as_graph(case)
    start = time.perf_counter()
    program = compile_graph(graph)
    per_node = 1e6 / len(graph.nodes)
    compiling = (time.perf_counter() - start) * per_node
    check(case, program)
    print(f"{case.name}: {len(graph.nodes)} nodes; compiling {compiling:.1f} µs per node")
    ours = best(lambda: run(program), 15)
    print(f"  ours                          {ours * per_node:7.3f} µs per node")
    reading = best(lambda: run_and_read(program), 3)
    print(f"  ours, all mappings and steps  {reading * per_node:7.3f}")
    table = best(lambda: run(graph), 3)
    print(f"  ours, from the Graph on       {table * per_node:7.3f}")
    others: dict[str, tuple[Callable[[Case], object], int]] = {"PyTorch": (run_torch, 20)}
    if with_micrograd:
        others["micrograd"] = (run_micrograd, 15)
    for name, (other, target) in others.items():
        for collector in (True, False):
            theirs = best(partial(other, case), 3, collector)
            mine = ours if collector else best(lambda: run(program), 15, collector)
            label = name if collector else f"{name}, no collector"
            print(f"  {label:<28}  {theirs * per_node:7.3f} {theirs / mine:6.1f} × (≥ {target})")


def check(case: Case, program: Program) -> None:
    """The same numbers as PyTorch, or the comparison means nothing.

    Of a saturated tanh PyTorch's 1 - y² keeps few digits or none, and whatever comes before it
    inherits that: a tenth of the gradients may differ.
    """
    trace = run(program)
    theirs = run_torch(case)
    differ = 0
    for i, tensor in enumerate(theirs):
        assert tensor.grad is not None
        value, gradient = trace.value(f"n{i}"), trace.gradient(f"n{i}")
        assert isinstance(value, float)
        assert isinstance(gradient, float)
        assert close(value, tensor.item()), (i, value, tensor.item())
        differ += not close(gradient, tensor.grad.item())
    assert differ <= len(theirs) // 10, differ


def close(mine: float, other: float) -> bool:
    """Whether two numbers agree to seven digits."""
    return abs(mine - other) <= 1e-7 * max(1.0, abs(other))


def main() -> None:
    """All cases."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    torch.set_num_threads(1)
    sys.setrecursionlimit(10 * n)
    for tail in ("tree", "chain"):
        compare(random_graph(n, ("add", "sub", "mul", "neg", "relu"), tail), True)
    compare(random_graph(n, ("add", "sub", "mul", "tanh", "sigmoid", "square"), "tree"), False)
    compare(deep_chain(n), True)


if __name__ == "__main__":
    main()
