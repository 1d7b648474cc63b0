"""The path ledger: a hundred doublings, and graphs of 10,000 nodes; three timings each.

    python tests/benchmarks/bench_paths.py

Each line: how many paths, the time until they are counted, and until the fifty largest are listed,
the others summed, and the sum held against the engine's gradient. Needs nothing but the package.
"""

import random
import time

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.paths import count_paths, ledger
from graphviz_app.core.read_as import read_as

OPS = ("add", "sub", "mul", "tanh", "sin")


def doublings(n: int) -> Graph:
    """Each node is twice an operand of the next: 2ⁿ paths."""
    nodes = [Node("y0", "input", {"value": 1.0}), *(Node(f"y{k}", "add") for k in range(1, n + 1))]
    edges = [Edge(f"y{k}", f"y{k + 1}", slot) for k in range(n) for slot in (0, 1)]
    return Graph.of(nodes, edges, f"y{n}")


def tangle(n: int, near: int = 50) -> Graph:
    """Random operators, each on one or two of the last nodes before it."""
    rng = random.Random(1)
    nodes, edges = [Node("y0", "input", {"value": 0.3})], list[Edge]()
    for k in range(1, n):
        op = rng.choice(OPS)
        nodes.append(Node(f"y{k}", op))
        for slot in range(1 if op in ("tanh", "sin") else 2):
            edges.append(Edge(f"y{rng.randrange(max(0, k - near), k)}", f"y{k}", slot))
    return Graph.of(nodes, edges, f"y{n - 1}")


def timed(title: str, graph: Graph, kind: Kind) -> None:
    """Print the best of three."""
    run_read, source, target = read_as(run(graph), kind), "y0", str(graph.output)
    counting, listing, count = [], [], 0
    for _ in range(3):
        begun = time.perf_counter()
        count = count_paths(run_read.reading, source, target)
        counted = time.perf_counter()
        found = ledger(run_read, source, target)
        listing.append(time.perf_counter() - counted)
        counting.append(counted - begun)
        assert found.agrees is not False
    times = f"counted {1000 * min(counting):6.1f} ms, ledger {1000 * min(listing):6.1f} ms"
    print(f"{title:<28} {kind:<10} 2^{count.bit_length() - 1} paths: {times}")


if __name__ == "__main__":
    timed("100 doublings", doublings(100), "operators")
    timed("10,000 nodes, tangled", tangle(10_000), "operators")
    timed("10,000 nodes, tangled", tangle(10_000), "lines")
    timed("10,000 doublings", doublings(10_000), "operators")
