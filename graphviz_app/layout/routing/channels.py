"""Channels: where edges go across the gap between two columns, each in a lane of its own.

Edges that would lie on each other get lanes side by side, in the order in which they cross least.
Everything here thinks from left to right: an edge enters a channel from the left at one height and
leaves it on the right at another.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

_ROOM = 5.0
"""Along a lane, between the end of one edge and the beginning of the next, in pixels."""
_LEVEL = 0.5
"""Edges that rise or fall by less need no lane, in pixels."""
_COLLISION = 3
"""How many crossings are better than level pieces on each other."""
_TURNS = 3
"""How often each edge looks for a better lane."""


class Way(NamedTuple):
    """At which heights an edge enters and leaves a channel."""

    begin: float
    end: float

    @property
    def top(self) -> float:
        """The higher of both."""
        return min(self)

    @property
    def bottom(self) -> float:
        """The lower of both."""
        return max(self)

    def passes(self, height: float) -> bool:
        """Whether it crosses a level line."""
        return self.top < height < self.bottom


class Lane(NamedTuple):
    """Which lane of how many, counted from the middle one: −1.5, −0.5, 0.5 and 1.5 of four."""

    place: float
    of: int


def lanes(ways: Sequence[Way]) -> list[Lane | None]:
    """Per edge its lane, None for a level one; edges far from each other need not share out."""
    found: list[Lane | None] = [None] * len(ways)
    for crowd in _crowds(ways):
        order = _ordered(ways, crowd)
        ahead = _places(ways, order)
        behind = _places(ways, order[::-1])
        count = 1 + max(ahead.values())
        for index in crowd:
            place = (ahead[index] + count - 1 - behind[index]) / 2
            found[index] = Lane(place - (count - 1) / 2, count)
    return found


def _crowds(ways: Sequence[Way]) -> Iterator[list[int]]:
    """Edges that meet, or meet one that another one meets."""
    bent = [index for index, way in enumerate(ways) if way.bottom - way.top > _LEVEL]
    crowd: list[int] = []
    bottom = 0.0
    for index in sorted(bent, key=lambda index: ways[index].top):
        if crowd and ways[index].top > bottom + _ROOM:
            yield crowd
            crowd = []
        bottom = max(bottom, ways[index].bottom) if crowd else ways[index].bottom
        crowd.append(index)
    if crowd:
        yield crowd


def _meet(one: Way, other: Way) -> bool:
    return one.top < other.bottom + _ROOM and other.top < one.bottom + _ROOM


def _crossings(left: Way, right: Way) -> int:
    """How bad it is if the first one's lane is on the left: they may cross, or run into another."""
    collide = _COLLISION if abs(left.end - right.begin) < _ROOM else 0
    return right.passes(left.end) + left.passes(right.begin) + collide


def _ordered(ways: Sequence[Way], crowd: Sequence[int]) -> list[int]:
    """From left to right; each goes where it crosses the least."""
    order: list[int] = []
    for index in sorted(crowd, key=lambda index: ways[index].begin):
        order.insert(_best(ways, order, index, len(order)), index)
    for _ in range(_TURNS):
        before = list(order)
        for index in crowd:
            place = order.index(index)
            del order[place]
            order.insert(_best(ways, order, index, place), index)
        if order == before:
            break
    return order


def _best(ways: Sequence[Way], order: Sequence[int], index: int, place: int) -> int:
    """Where among the others it crosses them least; of several, near to where it is."""
    way = ways[index]
    cost = sum(_crossings(way, ways[other]) for other in order)
    costs = [cost]
    for other in order:
        cost += _crossings(ways[other], way) - _crossings(way, ways[other])
        costs.append(cost)
    return min(range(len(costs)), key=lambda at: (costs[at], abs(at - place)))


def _places(ways: Sequence[Way], order: Sequence[int]) -> dict[int, int]:
    """How many lanes must at least come before each."""
    places: dict[int, int] = {}
    for index in order:
        met = (places[other] for other in places if _meet(ways[index], ways[other]))
        places[index] = 1 + max(met, default=-1)
    return places
