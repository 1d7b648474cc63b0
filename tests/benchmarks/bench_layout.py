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

ROUNDS = 5
_BARE = """
import sys, tempfile, time
import pygraphviz.graphviz as graphviz
source = sys.stdin.buffer.read()
for _ in range(int(sys.argv[1])):
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
    """Median seconds of the bundled Graphviz."""
    command = [sys.executable, "-c", _BARE, str(ROUNDS)]
    done = subprocess.run(command, input=source, capture_output=True, text=True, check=True)
    return statistics.median(float(line) for line in done.stdout.split())


def ours(
    service: LayoutService,
    reading: Reading,
    sizes: dict[str, Size],
    labels: list[Size | None],
) -> float:
    """Median seconds from the request to the Layout."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        compute_layout(reading, sizes, labels, service=service)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Print a line per size."""
    service = LayoutService("bundled", time_limit=300)
    service.start()
    print("nodes  edges  numbers  Graphviz alone      ours   ratio")  # noqa: T201
    for count, labelled in ((30, True), (100, True), (300, False), (1000, False)):
        reading = random_reading(count)
        sizes = dict.fromkeys(reading.nodes, Size(92, 52))
        labels: list[Size | None] = [Size(56, 36) if labelled else None] * len(reading.edges)
        alone = graphviz_alone(dot_source(reading, sizes, labels, "LR"))
        mine = ours(service, reading, sizes, labels)
        print(  # noqa: T201
            f"{count:5d}  {len(reading.edges):5d}  {'yes' if labelled else ' no':>7}"
            f"  {1e3 * alone:11.1f} ms  {1e3 * mine:7.1f} ms  {mine / alone:6.2f}"
        )
    service.close()


if __name__ == "__main__":
    main()
