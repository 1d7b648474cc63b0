"""Where a layout can be cut into rows: between boxes, where few edges cross.

Everything here thinks from left to right; a layout from top to bottom is turned over before.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from graphviz_app.core.reading import Reading
from graphviz_app.layout.geometry import Box, Layout, Size

MOST_CROSSING = 5
"""So many edges may be led from one row to the next, no more: they could not be followed."""
_LEAST_GAP = 6.0
"""Between boxes, in pixels, for a cut."""


class Cut(NamedTuple):
    """A place for a cut, and the edges that would be led round."""

    x: float
    crossing: tuple[int, ...]


class Strip(NamedTuple):
    """What lies between two neighbouring cuts: from where to where it reaches."""

    left: float
    right: float
    top: float
    bottom: float


def boxes_of(layout: Layout, sizes: Mapping[str, Size]) -> list[Box]:
    """Of nodes, numbers and groups."""
    boxes = [Box.centred(at, sizes[id_]) for id_, at in layout.nodes.items()]
    boxes += [path.label for path in layout.edges if path.label is not None]
    return [*boxes, *layout.groups.values()]


def cuts(layout: Layout, boxes: Iterable[Box]) -> list[Cut]:
    """All places for cuts, from left to right."""
    courses = [_Course.of(path.points) for path in layout.edges]
    waiting = sorted(range(len(courses)), key=lambda index: -courses[index].left)
    over: list[int] = []
    found = []
    for x in _gaps(boxes):
        while waiting and courses[waiting[-1]].left < x:
            over.append(waiting.pop())
        over = [index for index in over if courses[index].right > x]
        if len(over) <= MOST_CROSSING and all(courses[index].is_forward for index in over):
            found.append(Cut(x, tuple(sorted(over))))
    return found


class Ending(NamedTuple):
    """The last node before a cut that stays there, and leaves that are used only beyond it."""

    node: str
    leaves: tuple[str, ...]


def endings(reading: Reading, layout: Layout, chosen: Sequence[Cut]) -> list[Ending]:
    """Of each cut; none at all if before one there are only leaves."""
    axis = 0 if layout.direction == "LR" else 1
    found = []
    for cut in chosen:
        sources = dict.fromkeys(reading.edges[index].source for index in cut.crossing)
        leaves = tuple(id_ for id_ in sources if _is_only_used_there(reading, id_, cut))
        before = [id_ for id_, at in layout.nodes.items() if at[axis] < cut.x]
        staying = [id_ for id_ in before if id_ not in leaves]
        if not staying:
            return []
        found.append(Ending(max(staying, key=lambda id_: layout.nodes[id_][axis]), leaves))
    return found


def cuts_after(nodes: Iterable[str], layout: Layout, places: Sequence[Cut]) -> tuple[Cut, ...]:
    """The first places after these nodes; none at all where one has none of its own."""
    firsts = (next((cut for cut in places if cut.x > layout.nodes[id_][0]), None) for id_ in nodes)
    found = list(firsts)
    each = [cut for cut in found if cut is not None]
    return tuple(each) if len(each) == len(found) == len(set(each)) else ()


def _is_only_used_there(reading: Reading, id_: str, cut: Cut) -> bool:
    return not reading.incoming[id_] and set(reading.outgoing[id_]) <= set(cut.crossing)


def strips(layout: Layout, boxes: Sequence[Box], places: Sequence[Cut]) -> list[Strip]:
    """What lies between the cuts, as far as boxes and the points of curves tell."""
    borders = [cut.x for cut in places]
    reach: list[list[float]] = [[] for _ in range(len(borders) + 1)]
    sides: list[list[float]] = [[] for _ in range(len(borders) + 1)]
    for box in boxes:
        index = bisect_right(borders, box.x)
        reach[index] += box.y, box.y + box.height
        sides[index] += box.x, box.x + box.width
    for path in layout.edges:
        for x, y in path.points:
            reach[bisect_right(borders, x)].append(y)
    return [
        Strip(min(across), max(across), min(down), max(down))
        for across, down in zip(sides, reach, strict=True)
    ]


class _Course(NamedTuple):
    """From where to where an edge goes, and whether it never turns back."""

    left: float
    right: float
    is_forward: bool

    @staticmethod
    def of(points: Sequence[tuple[float, float]]) -> "_Course":
        xs = [x for x, _ in points]
        return _Course(min(xs), max(xs), all(one <= other + 0.5 for one, other in pairwise(xs)))


def _gaps(boxes: Iterable[Box]) -> list[float]:
    """The middles of what no box covers, without the two ends."""
    gaps: list[float] = []
    reached: float | None = None
    for box in sorted(boxes, key=lambda box: box.x):
        if reached is not None and box.x - reached >= _LEAST_GAP:
            gaps.append((reached + box.x) / 2)
        right = box.x + box.width
        reached = right if reached is None else max(reached, right)
    return gaps
