"""How far down each item of a column is."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from graphviz_app.core.reading import Reading
from graphviz_app.layout.geometry import Round, Size
from graphviz_app.layout.neurons.columns import Columns
from graphviz_app.layout.neurons.order import Item, Order, Passage, passages

BESIDE_GAP = 34.0
"""From a box to the leaf that stands at it: an arrow."""
LANE = 16.0
"""What an edge without numbers takes of a column that it passes."""
SHARE, MOST = 0.62, 2.4
"""A short column is spread to this part of the highest one, by this factor at most: lines between
columns of unlike heights are steep otherwise."""


class Rows:
    """Heights by item, with the leaves that stand at it above and below."""

    def __init__(
        self,
        reading: Reading,
        columns: Columns,
        order: Order,
        sizes: Mapping[str, Size],
        labels: Sequence[Size | None],
    ) -> None:
        self._reading, self._columns, self._order = reading, columns, order
        self._sizes, self._labels = sizes, labels
        self._lower = {leaf: self._is_lower(leaf) for leaf in columns.at}

    def at(self, gap: float) -> dict[Item, float]:
        """Per item and leaf where its middle is, with at least this gap between items."""
        y: dict[Item, float] = {}
        highest = max(sum(self._distances(items, gap)) for items in self._order)
        for number, items in enumerate(self._order):
            wishes = self._wishes(number, items, y, gap, highest)
            y |= dict(zip(items, apart(wishes, self._distances(items, gap)), strict=True))
        for leaf, user in self._columns.at.items():
            reach = self._sizes[user].height / 2 + BESIDE_GAP
            reach += self._sizes[leaf].height / 2
            y[leaf] = y[user] + (reach if self._lower[leaf] else -reach)
        return y

    def _is_lower(self, leaf: str) -> bool:
        """One leaf: on the outer side of its column, else below. Two: below and above."""
        user = self._columns.at[leaf]
        both = [other for other, at in self._columns.at.items() if at == user]
        if len(both) > 1:
            return both[0] == leaf
        items = self._order[self._columns.of[user]]
        return 2 * items.index(user) + 1 >= len(items)

    def _extent(self, item: Item) -> tuple[float, float]:
        """From an item's middle up to its upper end, and down to its lower one."""
        if isinstance(item, Passage):
            label = self._labels[item.edge]
            half = (label.height if label else LANE) / 2
            return half, half
        half = self._sizes[item].height / 2
        up, down = ends(self._sizes[item])
        for leaf, user in self._columns.at.items():
            if user == item:
                more = half + BESIDE_GAP + self._sizes[leaf].height
                up, down = (up, more) if self._lower[leaf] else (more, down)
        return up, down

    def _distances(self, items: Sequence[Item], gap: float) -> list[float]:
        extents = [self._extent(item) for item in items]
        return [one[1] + gap + other[0] for one, other in pairwise(extents)]

    def _wishes(
        self,
        number: int,
        items: Sequence[Item],
        y: Mapping[Item, float],
        gap: float,
        highest: float,
    ) -> list[float]:
        """Layers are centred; what else there is would be level with what leads to it."""
        spread = [0.0]
        for distance in self._distances(items, gap):
            spread.append(spread[-1] + distance)
        wider = min(max(SHARE * highest / (spread[-1] or highest or 1.0), 1.0), MOST)
        centred = [wider * (at - spread[-1] / 2) for at in spread]
        if number == 0 or any(item in self._reading.neurons for item in items):
            return centred
        level = [self._level(item, y) for item in items]
        return [at if wish is None else wish for at, wish in zip(centred, level, strict=True)]

    def _level(self, item: Item, y: Mapping[Item, float]) -> float | None:
        """The mean height of what leads to it."""
        if isinstance(item, Passage):
            edge = self._reading.edges[item.edge]
            before: Item = Passage(item.edge, item.column - 1)
            return y.get(before, y.get(edge.source))
        incoming = self._reading.incoming[item]
        before_it: list[Item] = []
        for index in incoming:
            passed = passages(self._columns, self._reading, index)
            before_it.append(passed[-1] if passed else self._reading.edges[index].source)
        known = [y[other] for other in before_it if other in y]
        return sum(known) / len(known) if known else None


def ends(size: Size) -> tuple[float, float]:
    """From a node's middle up to its upper end, and down to its lower one."""
    if isinstance(size, Round):
        return size.disc / 2 + size.above.height, size.disc / 2 + size.below.height
    return size.height / 2, size.height / 2


def apart(wishes: Sequence[float], distances: Sequence[float]) -> list[float]:
    """As near to the wishes as keeping the distances allows (least squares, pooled neighbours)."""
    offsets = [0.0]
    for distance in distances:
        offsets.append(offsets[-1] + distance)
    pools: list[list[float]] = []
    for wish, offset in zip(wishes, offsets, strict=True):
        pools.append([wish - offset])
        while len(pools) > 1 and _mean(pools[-2]) > _mean(pools[-1]):
            last = pools.pop()
            pools[-1] += last
    levels = [_mean(pool) for pool in pools for _ in pool]
    return [level + offset for level, offset in zip(levels, offsets, strict=True)]


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)
