"""Web: nodes, and the places where edges pass the ranks in between, as arrays.

Everything here thinks from left to right; for the other direction sizes are turned over. Edges that
leave the same node share a lane as far as they go the same way. Lanes that would be too many are
left out, the longest first: their edges cross whatever is in between.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphviz_app.core.op import Array
from graphviz_app.core.reading import Reading
from graphviz_app.layout.geometry import Direction, Size
from graphviz_app.layout.ranks import short_ranks

Indices = npt.NDArray[np.int_]
_MOST = 3
"""Places in lanes per node, on average."""


@dataclass(frozen=True, slots=True)
class Lanes:
    """Per node the lane in which its edges go on; its places follow each other, rank by rank."""

    length: Indices
    first: Indices
    """A lane's first place, counted after all nodes."""
    owner: Indices
    """Per place the node whose lane it is in."""
    along: Indices
    """How many places of the lane come before it."""


@dataclass(frozen=True, slots=True)
class Web:
    """Places are the reading's nodes in their order, then the lanes'. Lengths in pixels."""

    rank: Indices
    size: Array
    """Per node what it takes along the direction of reading and across it."""
    lanes: Lanes
    source: Indices
    target: Indices
    slot: Array
    """Per edge the way from its target's middle to where it arrives, across."""
    passed: Indices
    """How many places each edge passes."""

    @property
    def last(self) -> Indices:
        """Per edge the last place before its target."""
        place = len(self.size) + self.lanes.first[self.source] + self.passed - 1
        return np.where(self.passed > 0, place, self.source)

    @property
    def owner(self) -> Indices:
        """Per place the node that it is, or whose lane it is in."""
        return np.concatenate([np.arange(len(self.size)), self.lanes.owner])

    @property
    def links(self) -> tuple[Indices, Indices, Array]:
        """From place to place: start, end, and the way from its middle to where a link arrives."""
        count, lanes = len(self.size), self.lanes
        places = count + np.arange(len(lanes.owner))
        before = np.where(lanes.along == 0, lanes.owner, places - 1)
        return (
            np.concatenate([before, self.last]),
            np.concatenate([places, self.target]),
            np.concatenate([np.zeros(len(places)), self.slot]),
        )


def web(reading: Reading, sizes: Mapping[str, Size], direction: Direction) -> Web:
    """The places of a reading."""
    ranks = short_ranks(reading)
    number = {id_: index for index, id_ in enumerate(reading.nodes)}
    source = np.array([number[edge.source] for edge in reading.edges], int)
    target = np.array([number[edge.target] for edge in reading.edges], int)
    size = np.array([sizes[id_] for id_ in number], float)
    if direction == "TB":
        size = size[:, ::-1]
    rank = np.array([ranks[id_] for id_ in number], int)
    span = rank[target] - rank[source]
    lanes = _lanes(source, span, len(number))
    passed = np.where(lanes.length[source] > 0, np.maximum(span - 1, 0), 0)
    ranked = np.concatenate([rank, rank[lanes.owner] + 1 + lanes.along])
    return Web(ranked, size, lanes, source, target, _slots(reading) * size[target, 1], passed)


def _lanes(source: Indices, span: Indices, count: int) -> Lanes:
    """As long as the longest edge of each node."""
    length = np.zeros(count, int)
    np.maximum.at(length, source, span - 1)
    shortest = np.argsort(length, kind="stable")
    length[shortest[np.cumsum(length[shortest]) > _MOST * count]] = 0
    first = np.cumsum(length) - length
    owner = np.repeat(np.arange(count), length)
    return Lanes(length, first, owner, np.arange(len(owner)) - first[owner])


def _slots(reading: Reading) -> Array:
    """Per edge where it arrives, as a share of its target's size, from the middle."""
    slots = np.zeros(len(reading.edges))
    for arriving in reading.incoming.values():
        for slot, index in enumerate(arriving):
            slots[index] = (slot + 0.5) / len(arriving) - 0.5
    return slots
