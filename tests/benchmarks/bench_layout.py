"""Our layout against Graphviz's own time on the same DOT. Run it as a script.

Graphviz's own time is what the bundled library takes for reading, laying out and writing the
same DOT in a process that does nothing else; ours is from ``submit`` to the finished Layout.
"""

import random
import statistics
import subprocess
import sys
import time

from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.reading import Reading, read
from graphviz_app.layout import LayoutService, Size, compute_layout, dot_source

SIZES = (
    (30, True, 9),
    (100, True, 7),
    (300, False, 5),
    (1000, False, 5),
    (2000, False, 1),
    (5000, False, 1),
)
"""Nodes, whether with numbers on the edges, rounds."""
_BARE = """
import sys, tempfile, time
import pygraphviz.graphviz as graphviz
source = sys.stdin.buffer.read()
for _ in range(2):
    start = time.perf_counter()
    with tempfile.TemporaryFile() as file:
        file.write(source)
        file.seek(0)
        graph = graphviz.agread(file, None)
    context = graphviz.gvContextWithBuiltins()
    graphviz.gvLayout(context, graph, b"dot")
    graphviz.gvRenderData(context, graph, b"json0")
    print(time.perf_counter() - start)
    graphviz.gvFreeLayout(context, graph)
    graphviz.agclose(graph)
    graphviz.gvFreeContext(context)
"""


def random_reading(nodes: int, seed: int = 1) -> Reading:
    """A graph of two-operand nodes over leaves; operands are mostly recent, as in real graphs."""
    chance = random.Random(seed)
    leaves = max(nodes // 20, 2)
    made = [Node(f"x{i}", "input", {"value": 1.0}) for i in range(leaves)]
    edges = []
    for i in range(leaves, nodes):
        made.append(Node(f"v{i}", "add"))
        for slot in (0, 1):
            back = min(i, 1 + int(chance.expovariate(1 / 30)))
            edges.append(Edge(made[i - back].id, f"v{i}", slot))
    return read(Graph.of(made, edges), "operators")


def graphviz_alone(source: str) -> float:
    """Seconds of the bundled Graphviz, warm."""
    command = [sys.executable, "-c", _BARE]
    done = subprocess.run(command, input=source, capture_output=True, text=True, check=True)
    return min(float(line) for line in done.stdout.split())


def ours(
    service: LayoutService,
    reading: Reading,
    sizes: dict[str, Size],
    labels: list[Size | None],
) -> float:
    """Seconds from the request to the Layout, with a worker that is warm."""
    start = time.perf_counter()
    compute_layout(reading, sizes, labels, service=service)
    return time.perf_counter() - start


def main() -> None:
    """Print a line per size: medians of rounds in which both take turns."""
    service = LayoutService("bundled", time_limit=300)
    compute_layout(*_request(3, labelled=True), service=service)
    print("nodes  edges  numbers  Graphviz alone        ours   ratio")
    for count, labelled, rounds in SIZES:
        request = _request(count, labelled=labelled)
        source = dot_source(*request, "LR")
        pairs = [(graphviz_alone(source), ours(service, *request)) for _ in range(rounds)]
        alone, mine = (statistics.median(times) for times in zip(*pairs, strict=True))
        print(
            f"{count:5d}  {len(request[2]):5d}  {'yes' if labelled else 'no':>7}"
            f"  {1e3 * alone:11.1f} ms  {1e3 * mine:7.1f} ms  {mine / alone:6.2f}"
        )
    service.close()


def _request(count: int, *, labelled: bool) -> tuple[Reading, dict[str, Size], list[Size | None]]:
    reading = random_reading(count)
    labels: list[Size | None] = [Size(56, 36) if labelled else None] * len(reading.edges)
    return reading, dict.fromkeys(reading.nodes, Size(92, 52)), labels


if __name__ == "__main__":
    main()
