"""All paths between two nodes: counted exactly, listed lazily, each with its product.

The sum over the paths of the products of the local derivatives along each is the derivative.
Paths are read in a Reading, so they run from name to name or from operator to operator; edges
that only steer carry no gradient and are on no path.
"""

from collections.abc import Iterator
from typing import NamedTuple

from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Reading
from graphviz_app.errors import GraphError


class Path(NamedTuple):
    """One way from x to y: its nodes, its edges (indices in the reading), and their product.

    ``product`` is None if a local derivative on the way is not a single number.
    """

    nodes: tuple[str, ...]
    edges: tuple[int, ...]
    product: float | None


def count_paths(reading: Reading, source: str, target: str) -> int:
    """How many paths lead from one node to another; exact, 1 from a node to itself."""
    return _ways_to(reading, source, target).get(source, 0)


def iter_paths(run: ReadRun, source: str, target: str, limit: int | None = None) -> Iterator[Path]:
    """The paths one by one, in the order in which edges leave a node; at most ``limit``."""
    reading = run.reading
    ways = _ways_to(reading, source, target)
    if source not in ways:
        return
    remaining = ways[source] if limit is None else min(limit, ways[source])
    stack: list[tuple[str, tuple[int, ...]]] = [(source, ())]
    while stack and remaining:
        node, edges = stack.pop()
        if node == target:
            remaining -= 1
            yield _path(run, source, edges)
            continue
        onward = [i for i in reading.outgoing[node] if reading.edges[i].target in ways]
        stack.extend(
            (reading.edges[i].target, (*edges, i))
            for i in reversed(onward)
            if not reading.edges[i].control
        )


def _path(run: ReadRun, source: str, edges: tuple[int, ...]) -> Path:
    nodes = (source, *(run.reading.edges[i].target for i in edges))
    product: float | None = 1.0
    for i in edges:
        local = run.local(i)
        product = product * local if product is not None and isinstance(local, float) else None
    return Path(nodes, edges, product)


def _ways_to(reading: Reading, source: str, target: str) -> dict[str, int]:
    """Per node between the two how many paths lead from it to ``target``.

    Raises GraphError for an end that is not in the reading.
    """
    for end in (source, target):
        if end not in reading.nodes:
            raise GraphError(f"there is no '{end}' among the {reading.kind}", end)
    ways = {target: 1}
    for node in _after(reading, source):
        onward = (reading.edges[i] for i in reading.outgoing[node])
        total = sum(ways.get(edge.target, 0) for edge in onward if not edge.control)
        if total and node != target:
            ways[node] = total
    return ways


def _after(reading: Reading, source: str) -> list[str]:
    """Nodes that ``source`` reaches, consumers before what they consume (depth first)."""
    done: list[str] = []
    seen = {source}
    stack = [(source, iter(reading.outgoing[source]))]
    while stack:
        node, onward = stack[-1]
        for i in onward:
            edge = reading.edges[i]
            if not edge.control and edge.target not in seen:
                seen.add(edge.target)
                stack.append((edge.target, iter(reading.outgoing[edge.target])))
                break
        else:
            done.append(node)
            stack.pop()
    return done
