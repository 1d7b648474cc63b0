"""A step of a 2-8-1 network of numbers, 10,000 steps of XOR, steps of the examples with data.

    python tests/benchmarks/bench_learning.py

A step is forward, backward and SGD. Ours keeps the loss and all parameters of every step, from
which its values and gradients are worked out again when they are asked for; "run" is the same with
every value and gradient of every node in a Trace. By hand: the same arithmetic as a person would
write it for this network alone, in flat Python, with the loss and the parameters kept. PyTorch has
one tensor without axes for each number, and one thread. All take turns in the same process.
"""

import statistics
import time
from collections.abc import Callable
from math import tanh
from pathlib import Path
from typing import Any

import torch

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.learning.training import Training
from graphviz_app.core.program import compile_graph
from graphviz_app.formats import load, parse
from graphviz_app.formats.tables.files import load_data
from tests.core.learning.ways import NETWORK, XOR

HIDDEN, RATE, ROUNDS = 8, 1e-5, 25
UNITS = range(1, HIDDEN + 1)


def parameters() -> dict[str, float]:
    """Of the 2-8-1 network, in the order of its text."""
    found = {}
    for k in UNITS:
        found[f"w1{k}"], found[f"w2{k}"] = 0.1 * k - 0.4, 0.5 - 0.11 * k
        found[f"b{k}"], found[f"v{k}"] = 0.02 * k, 0.3 - 0.07 * k
    return {**found, "c": 0.05}


def network() -> Graph:
    """Two inputs, eight hidden units, one output."""
    lines = ["x1 = input(0.6)", "x2 = input(-0.9)", "t = target(0.4)"]
    lines += [f"{name} = parameter({value!r})" for name, value in parameters().items()]
    lines += [f"h{k} = tanh(w1{k}*x1 + w2{k}*x2 + b{k})" for k in UNITS]
    lines += [f"y = {' + '.join(f'v{k}*h{k}' for k in UNITS)} + c", "L = 0.5*(y - t)**2"]
    return parse("\n".join(lines))


def by_hand() -> Callable[[int], list[float]]:
    """A function of the number of steps: losses; it keeps the parameters as it goes."""
    names = ", ".join(parameters())
    text = [
        "def steps(count, row, losses, rows):",
        "  x1, x2, t = 0.6, -0.9, 0.4",
        f"  {names} = row",
        "  for _ in range(count):",
        *(f"    h{k} = tanh(w1{k}*x1 + w2{k}*x2 + b{k})" for k in UNITS),
        f"    y = {' + '.join(f'v{k}*h{k}' for k in UNITS)} + c",
        "    dy = y - t",
        "    losses.append(0.5*dy*dy)",
    ]
    for k in UNITS:
        text += [
            f"    dz = dy*v{k}*(1.0 - h{k}*h{k})",
            f"    v{k} -= {RATE}*(dy*h{k})",
            f"    w1{k} -= {RATE}*(dz*x1)",
            f"    w2{k} -= {RATE}*(dz*x2)",
            f"    b{k} -= {RATE}*dz",
        ]
    text += [f"    c -= {RATE}*dy", f"    rows.append(({names}))"]
    scope: dict[str, Any] = {"tanh": tanh}
    exec("\n".join(text), scope)

    def go(count: int) -> list[float]:
        losses: list[float] = []
        rows: list[tuple[float, ...]] = []
        scope["steps"](count, tuple(parameters().values()), losses, rows)
        return losses

    return go


def ours() -> Callable[[int], list[float]]:
    """A training that goes on; the graph is compiled once."""
    training = Training(GRAPH, Descent(rate=RATE, steps=10**7))

    def go(count: int) -> list[float]:
        before = training.count
        training.advance(count)
        assert training.count == before + count
        losses: list[float] = training.losses[before:-1].tolist()
        return losses

    return go


def by_runs(count: int) -> list[float]:
    """Every value and gradient of each step in a Trace."""
    program = compile_graph(GRAPH)
    values: dict[str, object] = {}
    losses = []
    for _ in range(count):
        trace = run(program, values)
        losses.append(float(trace.value("L")))
        values = {id_: float(trace.value(id_)) - RATE * float(trace.gradient(id_)) for id_ in NAMES}
    return losses


def pytorch(count: int) -> list[float]:
    """PyTorch eager with its own SGD."""
    p = {
        name: torch.tensor(x, dtype=torch.float64, requires_grad=True)
        for name, x in parameters().items()
    }
    x1, x2, t = (torch.tensor(x, dtype=torch.float64) for x in (0.6, -0.9, 0.4))
    optimizer = torch.optim.SGD(p.values(), lr=RATE)
    losses = []
    for _ in range(count):
        optimizer.zero_grad()
        y = p["c"]
        for k in UNITS:
            z = p[f"w1{k}"] * x1 + p[f"w2{k}"] * x2 + p[f"b{k}"]
            y = y + p[f"v{k}"] * torch.tanh(z)
        loss = 0.5 * (y - t) ** 2
        torch.autograd.backward(loss)
        optimizer.step()
        losses.append(loss.item())
    return losses


def typical(functions: dict[str, tuple[Callable[[int], object], int]]) -> dict[str, float]:
    """Median seconds of a step of each; they take turns, each with as many steps at once."""
    times: dict[str, list[float]] = {name: [] for name in functions}
    for _ in range(ROUNDS):
        for name, (function, count) in functions.items():
            start = time.perf_counter()
            function(count)
            times[name].append((time.perf_counter() - start) / count)
    return {name: statistics.median(found) for name, found in times.items()}


def compiling() -> float:
    """Seconds until a training has done its first step at once."""
    start = time.perf_counter()
    Training(GRAPH, Descent(rate=RATE)).advance(1)
    return time.perf_counter() - start


def xor(steps: int = 10_000) -> float:
    """Median seconds of so many steps on four rows, the training made anew each time."""
    graph = parse(NETWORK)
    times = []
    for _ in range(5):
        start = time.perf_counter()
        training = Training(graph, Descent(rate=0.5, steps=steps), XOR)
        assert training.advance(steps) == steps
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def on_data(name: str) -> float:
    """Least seconds of processor time of a step of an example on all rows of its data."""
    graph, times = load(EXAMPLES / f"{name}.cg"), []
    for _ in range(5):
        training = Training(graph, graph.descents[0], load_data(graph, EXAMPLES))
        training.advance(3)
        start = time.process_time()
        done = training.advance(90)
        times.append((time.process_time() - start) / done)
    return min(times)


def main() -> None:
    """Check that all agree, then time them."""
    torch.set_num_threads(1)
    mine, hand, theirs, runs = ours()(100), by_hand()(100), pytorch(100), by_runs(100)
    for others in (hand, theirs, runs):
        assert all(abs(a - b) <= 1e-12 * abs(a) + 1e-18 for a, b in zip(mine, others, strict=True))
    seconds = typical(
        {
            "ours": (ours(), 2_000),
            "by hand": (by_hand(), 2_000),
            "ours, by runs": (by_runs, 100),
            "PyTorch": (pytorch, 20),
        }
    )
    print(f"2-{HIDDEN}-1, a step of {len(GRAPH.nodes)} nodes, {len(NAMES)} parameters")
    for name, value in seconds.items():
        print(f"  {name:<14} {value * 1e6:8.1f} µs")
    print(f"  PyTorch / ours  {seconds['PyTorch'] / seconds['ours']:6.1f} × (≥ 40)")
    print(f"  ours / by hand  {seconds['ours'] / seconds['by hand']:6.2f} × (≤ 2)")
    print(f"  compiling, with the first step {compiling() * 1e3:.1f} ms")
    print(f"XOR in a 2-2-1, 10,000 steps on four rows: {xor():.3f} s (≤ 0.5)")
    for name, rows, limit in LEARNING:
        print(f"{name}, a step on {rows} rows: {on_data(name) * 1e3:.3f} ms (≤ {limit})")


EXAMPLES = Path(__file__).parents[2] / "examples"
LEARNING = (("two-clouds", 40, 0.5), ("xor-learning", 4, 0.1), ("circle", 48, 2))
"""Losses that are called by their names, of numbers and of vectors."""
GRAPH = network()
NAMES = tuple(parameters())


if __name__ == "__main__":
    main()
