"""Paths between two nodes: counted exactly, the largest listed, each with its product.

The sum over the paths of the products of the local derivatives along each is the derivative.
Paths are read in a Reading, so they run from name to name or from operator to operator.

ways            the steps between two ends, counted; best: the largest paths first
path            one of them with its factors; ledger: those that are listed, their sum, the rest
multiplying     numbers, or matrices; pulling: a derivative over one step
reasons         why there is none
"""

from graphviz_app.core.paths.ledger import Ledger, Order, iter_paths, ledger, running
from graphviz_app.core.paths.path import Path
from graphviz_app.core.paths.ways import counts_to, ends_of, ways
from graphviz_app.core.reading import Reading

__all__ = [
    "Ledger", "Order", "Path", "count_paths", "counts_to", "ends_of", "iter_paths", "ledger",
    "running", "ways",
]  # fmt: skip


def count_paths(reading: Reading, source: str, target: str) -> int:
    """How many paths lead from one node to another; exact, 1 from a node to itself."""
    return ways(reading, source, target).count
