"""Which leaves of an exercise get other numbers, and which numbers those may be.

A number keeps its sign and its decimals, and stays about as large as it was: from a half to one and
a half of it. Zeros stay, as do labels (0, 1, −1), what is one-hot, and shares that sum up to 1.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import NamedTuple

from graphviz_app.core.graph import Attr, Graph, Node
from graphviz_app.core.oplib import leaf_value
from graphviz_app.core.reading import is_control, line_of

DRAWN = ("input", "parameter", "target")
_LABELS = frozenset((0.0, 1.0, -1.0))
_NEAR = 3
"""Steps of the last decimal that a number may go away at least."""


class Pool(NamedTuple):
    """What a number may be: ``low`` to ``high`` in steps of its last decimal, no round ones."""

    sign: int
    low: int
    high: int
    decimals: int

    @staticmethod
    def around(number: float, decimals: int | None = None) -> "Pool":
        """Numbers such as this one, with as many decimals or more."""
        decimals = decimals_of(number) if decimals is None else decimals
        steps = int(Decimal(repr(abs(number))).scaleb(decimals))
        low = min(-(-steps // 2), max(steps - _NEAR, 1))
        high = max(3 * steps // 2, steps + _NEAR)
        if abs(number) < 1:
            high = min(high, 10**decimals - 1)
        return Pool(-1 if number < 0 else 1, low, high, decimals)

    def drawn(self, random: Random) -> float:
        """One of them; never 1, and with as many decimals."""
        while True:
            steps = random.randint(self.low, self.high)
            if steps != 10**self.decimals and (steps % 10 or not self.decimals):
                return self.sign * float(f"{steps}e-{self.decimals}")


def drawn_leaves(graph: Graph) -> Mapping[str, Attr]:
    """The leaves that get other numbers, with those that they have.

    Of a graph of nothing but plain numbers those that have a name.
    """
    leaves = [node for node in graph.nodes.values() if node.op in DRAWN] or _named(graph)
    values = {node.id: leaf_value(node) for node in leaves if _counts(graph, node)}
    return {id_: value for id_, value in values.items() if not _stays(graph.nodes[id_], value)}


def _named(graph: Graph) -> list[Node]:
    nodes = graph.nodes.values()
    return [node for node in nodes if node.op == "constant" and line_of(graph, node.id) == node.id]


def _counts(graph: Graph, node: Node) -> bool:
    """Whether it is computed with, and does not only steer."""
    return any(not is_control(graph, edge) for edge in graph.outgoing[node.id])


def _stays(node: Node, value: Attr) -> bool:
    numbers = list(numbers_in(value))
    if not any(numbers):
        return True
    if len(numbers) > 1 and _LABELS.issuperset(numbers):
        return True
    if node.op != "target":
        return False
    shares = len(numbers) > 1 and min(numbers) >= 0 and abs(sum(numbers) - 1) < 1e-9
    return shares or _LABELS.issuperset(numbers)


def numbers_in(value: Attr) -> Iterator[float]:
    """A number, or those of nested tuples."""
    if isinstance(value, tuple):
        for part in value:
            yield from numbers_in(part)  # type: ignore[arg-type]  # Attrs hold those
    else:
        yield float(value)  # type: ignore[arg-type]  # a leaf has numbers


def decimals_of(number: float) -> int:
    """With how many it is written: 0 of a whole number."""
    exponent = Decimal(repr(number)).normalize().as_tuple().exponent
    assert isinstance(exponent, int)  # it is finite
    return max(-exponent, 0)


def redrawn(value: Attr, random: Random, taken: Sequence[float] = ()) -> Attr:
    """Other numbers in the same places; none of ``taken``, where that is possible.

    The numbers of a vector or matrix have all as many decimals as the one that has most.
    """
    return _redrawn(value, max(map(decimals_of, numbers_in(value))), random, taken)


def _redrawn(value: Attr, decimals: int, random: Random, taken: Sequence[float]) -> Attr:
    if isinstance(value, tuple):
        return tuple(_redrawn(part, decimals, random, taken) for part in value)  # type: ignore[arg-type]
    number = float(value)  # type: ignore[arg-type]
    if not number:
        return number
    pool = Pool.around(number, decimals)
    drawn = pool.drawn(random)
    for _ in range(_TRIES):
        if drawn not in taken:
            break
        drawn = pool.drawn(random)
    return drawn


_TRIES = 12
