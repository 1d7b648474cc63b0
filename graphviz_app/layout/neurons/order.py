"""The order in each column: as written, and where lines would cross less, like that."""

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from graphviz_app.core.reading import Reading
from graphviz_app.layout.neurons.columns import Columns

SWEEPS = 6


class Passage(NamedTuple):
    """Where an edge passes a column between its ends."""

    edge: int
    column: int


Item = str | Passage
Order = list[list[Item]]
Link = tuple[Item, Item]
"""From one column to the next."""


def ordered(reading: Reading, columns: Columns) -> Order:
    """Per column what is in it, from top to bottom, without the leaves that stand at a box.

    Inputs and neurons stay in the order in which they are written; boxes and passing edges go
    where they cross least.
    """
    order = _as_written(reading, columns)
    links = _links(reading, columns)
    fixed = {
        id_ for id_ in reading.nodes if columns.of[id_] == 0 or id_ in reading.neurons
    } | reading.units
    best, least = order, _crossings(order, links)
    for sweep in range(SWEEPS):
        if not least:
            break
        order = _swept(order, links, fixed, backwards=sweep % 2 == 1)
        if (count := _crossings(order, links)) < least:
            best, least = order, count
    return best


def passages(columns: Columns, reading: Reading, index: int) -> list[Passage]:
    """Where an edge passes other columns."""
    edge = reading.edges[index]
    between = range(columns.of[edge.source] + 1, columns.of[edge.target])
    return [Passage(index, column) for column in between]


def _as_written(reading: Reading, columns: Columns) -> Order:
    order: Order = [[] for _ in range(1 + max(columns.of.values()))]
    for id_ in reading.nodes:
        if id_ not in columns.at:
            order[columns.of[id_]].append(id_)
    for index in range(len(reading.edges)):
        for passage in passages(columns, reading, index):
            order[passage.column].append(passage)
    return order


def _links(reading: Reading, columns: Columns) -> list[Link]:
    links: list[Link] = []
    for index, edge in enumerate(reading.edges):
        if columns.of[edge.source] < columns.of[edge.target] and edge.source not in columns.at:
            stops: list[Item] = [edge.source, *passages(columns, reading, index), edge.target]
            links += pairwise(stops)
    return links


def _swept(order: Order, links: Sequence[Link], fixed: set[str], *, backwards: bool) -> Order:
    """Each column by the mean place of what its items are linked with on one side."""
    near: dict[Item, list[Item]] = {}
    for one, other in links:
        near.setdefault(*((one, []) if backwards else (other, []))).append(
            other if backwards else one
        )
    place = _places(order)
    result = [list(items) for items in order]
    for column in reversed(range(len(order))) if backwards else range(len(order)):
        wish = {item: _mean(near.get(item, ()), place, place[item]) for item in order[column]}
        result[column] = _kept(sorted(order[column], key=wish.__getitem__), order[column], fixed)
        place |= _places([result[column]])
    return result


def _kept(wished: list[Item], before: list[Item], fixed: set[str]) -> list[Item]:
    """As wished, but inputs and neurons among each other as before."""
    kept = iter([item for item in before if item in fixed])
    return [next(kept) if item in fixed else item for item in wished]


def _places(order: Order) -> dict[Item, float]:
    """Per item how far down its column it is, from 0 to 1."""
    return {
        item: (number + 0.5) / len(items) for items in order for number, item in enumerate(items)
    }


def _mean(items: Sequence[Item], place: Mapping[Item, float], otherwise: float) -> float:
    return sum(place[item] for item in items) / len(items) if items else otherwise


def _crossings(order: Order, links: Sequence[Link]) -> int:
    """How often lines between neighbouring columns cross."""
    rank = {item: number for items in order for number, item in enumerate(items)}
    column = {item: number for number, items in enumerate(order) for item in items}
    by_gap: dict[int, list[tuple[int, int]]] = {}
    for one, other in links:
        by_gap.setdefault(column[one], []).append((rank[one], rank[other]))
    return sum(_inversions([end for _, end in sorted(pairs)]) for pairs in by_gap.values())


def _inversions(ends: list[int]) -> int:
    seen: list[int] = []
    count = 0
    for end in ends:
        count += len(seen) - bisect_right(seen, end)
        insort(seen, end)
    return count
