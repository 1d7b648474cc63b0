"""How long texts are read and changed: ``python tests/benchmarks/bench_language.py [LINES …]``.

Milliseconds of processor time, the least of a few runs. A network of 60, 1,000 and 10,000 lines is
read for the first time, then again with one line more than before (whole, and half typed), and
edits change a number, add a node, delete one and copy one. Of what a typed line may take until
its picture is there (25 ms, 100 ms, 1 s), reading should be a third.
"""

import sys
import time
from collections.abc import Callable, Iterator

from graphviz_app.core.graph import Graph
from graphviz_app.formats import parse, parse_standing, with_leaf_value
from graphviz_app.formats.edits.adding import with_typed
from graphviz_app.formats.edits.deleting import without_parts
from graphviz_app.formats.edits.written import copied
from graphviz_app.formats.language.passages.memory import MEMORY
from tests.benchmarks.large_inputs import network

RUNS = 5
SIZES = (60, 1000, 10_000)
Step = Callable[[int], object]


def steps(text: str, graph: Graph) -> Iterator[tuple[str, Step]]:
    """What is done with a text, by name, a little different in each run."""
    rows = text.splitlines()
    middle = len(rows) // 2
    name = rows[middle].split(" ")[0]

    def first(_run: int) -> Graph:
        MEMORY.forget()
        return parse(text)

    def with_line(line: str) -> str:
        return "\n".join([*rows[: middle + 1], line, *rows[middle + 1 :]])

    yield "first reading", first
    yield "a line more", lambda run: parse_standing(with_line(f"more = {name} + {run}"))
    yield "half a line", lambda run: parse_standing(with_line(f"more = {name} + {run} +"))
    yield "another number", lambda run: with_leaf_value(graph, "x0", 0.5 + run)
    yield "one inside", lambda run: with_leaf_value(graph, _inside(graph), 0.5 + run)
    yield "a node more", lambda run: with_typed(graph, f"more = tanh(x{run % 4})")
    yield "a node less", lambda run: without_parts(graph, [rows[middle - run].split(" ")[0]])
    yield "a copy", lambda _run: copied(graph, [name])


def _inside(graph: Graph) -> str:
    return next(id_ for id_ in graph.nodes if ".c" in id_)


def least(step: Step) -> float:
    """Milliseconds of the quickest run."""
    took = []
    for run in range(RUNS):
        start = time.process_time()
        step(run)
        took.append(time.process_time() - start)
    return 1000 * min(took)


def main() -> None:
    """A column for each size."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    columns = []
    for size in sizes:
        text = network(size)
        columns.append([(name, least(step)) for name, step in steps(text, parse(text))])
    print(f"{'ms':16}" + "".join(f"{size:>12,}" for size in sizes))
    for rows in zip(*columns, strict=True):
        print(f"{rows[0][0]:16}" + "".join(f"{took:12.2f}" for _, took in rows))


if __name__ == "__main__":
    main()
