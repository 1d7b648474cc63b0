"""Neurons as a Layout: columns and rows as near as what stands between them allows, then as far
apart as fills the room."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from graphviz_app.core.reading import Reading
from graphviz_app.layout.answer import bounds
from graphviz_app.layout.curves import Curve
from graphviz_app.layout.dot import TITLE_HEIGHT, group_paths
from graphviz_app.layout.geometry import Box, Direction, EdgePath, Layout, Point, Round, Size
from graphviz_app.layout.neurons.columns import columns
from graphviz_app.layout.neurons.courses import Courses, around, twists
from graphviz_app.layout.neurons.order import Passage, ordered
from graphviz_app.layout.neurons.rows import Rows
from graphviz_app.layout.neurons.weights import crossed, stand
from graphviz_app.layout.quick.frames import frames

USUAL_ASPECT = 1.6
"""Width to height of a room that nobody says anything of."""
ROW_GAPS = (16.0, 26.0, 36.0, 50.0)
"""From what stands below a node to what stands above the next, in pixels."""
FEW = 24
LANES, MANY_LANES = 1.6, 2.7
"""How much wider than they would be stacked in columns weights stand on lines that spread."""
FLAT = 0.4
"""A gap is at least so much of what its lines rise: steep lines meet what is next to their ends."""
WEIGHT_GAP, BARE_GAP = 24.0, 56.0
"""Before and behind a weight on its edge; between columns with nothing between them."""
ATTEMPTS, WIDER, MUCH_WIDER = 14, 1.12, 1.3
WIDEST, HIGHEST = 1.0, 1.6
"""How much farther apart columns and rows get to fill the room, as a part of what they are."""
CLEARER = 0.97
"""What a line through something written costs: as much as being drawn so much smaller."""
SHARES = (1.0, 0.6, 0.3)
"""Of that, as far as nothing comes to stand in the way of something else."""
_MARGIN = 28.0
"""What a picture keeps free around it."""
_BORDER = 2.0


def neuron_layout(
    reading: Reading,
    sizes: Mapping[str, Size],
    labels: Sequence[Size | None],
    aspect: float = USUAL_ASPECT,
    direction: Direction = "LR",
) -> Layout:
    """Where neurons, and what else there is, are drawn; ``aspect``: the room's width to height."""
    if direction == "LR":
        plan = _Plan(reading, sizes, labels)
        return plan.layout(plan.filled(plan.best(aspect), aspect))
    lying = {id_: size.towards("TB").turned for id_, size in sizes.items()}
    plan = _Plan(reading, lying, [label and label.turned for label in labels], turned=True)
    layout = plan.layout(plan.filled(plan.best(1 / aspect), 1 / aspect))
    return replace(layout.turned(), direction="TB")


class _Drawn(NamedTuple):
    """One try: the gaps it was made with, and what came of it."""

    gaps: tuple[float, ...]
    row_gap: float
    nodes: Mapping[str, Point]
    curves: Sequence[Curve]
    groups: Mapping[str, Box]
    weights: Sequence[Box]
    clashing: frozenset[int]
    """Edges whose weight has no room, or which run through a node."""
    crossed: int
    """How many lines run through names and biases."""


def _flaws(drawn: _Drawn) -> tuple[int, int]:
    """What stands in the way of something else, the worst first; the more the better."""
    return -len(drawn.clashing), -drawn.crossed


class _Plan:
    """What does not change from try to try."""

    def __init__(
        self,
        reading: Reading,
        sizes: Mapping[str, Size],
        labels: Sequence[Size | None],
        *,
        turned: bool = False,
    ) -> None:
        self._turned = turned
        self._reading, self._sizes, self._labels = reading, sizes, labels
        self._columns = columns(reading)
        self._order = ordered(reading, self._columns)
        self._rows = Rows(reading, self._columns, self._order, sizes, labels)
        self._groups = group_paths(reading)
        self._twists = twists(reading)
        self._few = sum(label is not None for label in labels) <= FEW
        self._widths = [
            max((self._width(id_) for id_, at in self._columns.of.items() if at == number))
            for number in range(len(self._order))
        ]

    def _width(self, id_: str) -> float:
        size = self._sizes[id_]
        return size.disc if isinstance(size, Round) else size.width

    def best(self, aspect: float) -> _Drawn:
        """As large as it can be shown in the room; of few weights several heights are tried."""
        row_gaps = ROW_GAPS if self._few else ROW_GAPS[1:2]
        tries = [self._nearest(row_gap) for row_gap in row_gaps]
        return max(tries, key=lambda one: (_flaws(one)[0], self._zoom(one, aspect)))

    def _nearest(self, row_gap: float) -> _Drawn:
        """Columns as near together as weights have room; where they have none, as was tried."""
        gaps = self._least_gaps(row_gap)
        best = drawn = self._drawn(gaps, row_gap)
        for _ in range(ATTEMPTS):
            if not drawn.clashing:
                break
            spanned, wider = self._spanned(drawn.clashing), WIDER if self._few else MUCH_WIDER
            gaps = tuple(gap * wider if k in spanned else gap for k, gap in enumerate(gaps))
            drawn = self._drawn(gaps, row_gap)
            if len(drawn.clashing) <= len(best.clashing):
                best = drawn
        return best

    def _spanned(self, edges: Iterable[int]) -> set[int]:
        """The gaps that some edges cross."""
        column, ends = self._columns.of, self._reading.edges
        return {
            gap
            for index in edges
            for gap in range(column[ends[index].source], column[ends[index].target])
        }

    def _room_taken(self, drawn: _Drawn) -> tuple[float, float]:
        box = self.layout(drawn).bounds
        return box.width + 2 * _MARGIN, box.height + 2 * _MARGIN

    def _zoom(self, drawn: _Drawn, aspect: float) -> float:
        """How large it is in a room of height 1; less where lines run through what is written."""
        width, height = self._room_taken(drawn)
        return min(aspect / width, 1 / height) * CLEARER**drawn.crossed

    def filled(self, drawn: _Drawn, aspect: float) -> _Drawn:
        """Farther apart in the direction in which the room has more than the drawing takes."""
        width, height = self._room_taken(drawn)
        wider = higher = 0.0
        if width < aspect * height:
            wider = min((aspect * height - width) / (sum(drawn.gaps) or math.inf), WIDEST)
        else:
            between = (max(map(len, self._order)) - 1) * drawn.row_gap
            higher = min((width / aspect - height) / (between or math.inf), HIGHEST)
        for share in SHARES:
            gaps = tuple(gap * (1 + share * wider) for gap in drawn.gaps)
            tried = self._drawn(gaps, drawn.row_gap * (1 + share * higher))
            if _flaws(tried) >= _flaws(drawn):
                return tried
        return drawn

    def layout(self, drawn: _Drawn) -> Layout:
        """What was tried, as a Layout."""
        boxes = iter(drawn.weights)
        edges = tuple(
            EdgePath(curve, None if label is None else next(boxes))
            for curve, label in zip(drawn.curves, self._labels, strict=True)
        )
        parts = enumerate([*self._parts(drawn.nodes), *drawn.groups.values()])
        around_all = bounds({}, {}, edges, {str(number): box for number, box in parts})
        return Layout(drawn.nodes, edges, drawn.groups, around_all)

    def _parts(self, nodes: Mapping[str, Point]) -> list[Box]:
        """What nodes take up, with what is written at them."""
        return [part for id_, at in nodes.items() for part in around(at, self._sizes[id_])]

    def _least_gaps(self, row_gap: float) -> tuple[float, ...]:
        """Per gap between columns what its weights need beside each other, and lines to be flat."""
        column, y = self._columns.of, self._rows.at(row_gap)
        heights = [
            sum(self._sizes[id_].height + row_gap for id_ in column if column[id_] == number)
            for number in range(len(self._order))
        ]
        gaps = []
        for number in range(len(self._order) - 1):
            here = [
                (abs(y[edge.source] - y[edge.target]), label)
                for edge, label in zip(self._reading.edges, self._labels, strict=True)
                if column[edge.source] == number < column[edge.target]
            ]
            flat = FLAT * max((rise for rise, _ in here), default=0.0)
            labels = [label for _, label in here if label is not None]
            needed = sum(label.height for label in labels) / max(heights[number : number + 2])
            wide = max((label.width for label in labels), default=0.0)
            lanes = max(1.0, (LANES if self._few else MANY_LANES) * needed)
            gaps.append(max(lanes * wide + 2 * WEIGHT_GAP if labels else BARE_GAP, flat))
        return tuple(gaps)

    def _drawn(self, gaps: tuple[float, ...], row_gap: float) -> _Drawn:
        sides = self._sides(gaps)
        y = self._rows.at(row_gap)
        middle = {id_: sum(sides[self._columns.of[id_]]) / 2 for id_ in self._reading.nodes}
        nodes = {id_: (x, y[id_]) for id_, x in middle.items()}
        lanes = {
            item: ((sides[item.column][0], at), (sides[item.column][1], at))
            for item, at in y.items()
            if isinstance(item, Passage)
        }
        course = Courses(
            self._reading, self._columns, self._sizes, nodes, lanes, self._twists
        ).course
        curves = [course(index) for index in range(len(self._reading.edges))]
        boxes = {id_: Box.centred(at, self._sizes[id_]) for id_, at in nodes.items()}
        groups = self._frames(boxes)
        obstacles = self._obstacles(nodes, groups)
        weights, clashing = stand(curves, self._labels, obstacles, turned=self._turned)
        met, crossings = self._met(curves, nodes) if curves else (set(), 0)
        clashing_or_met = frozenset(met.union(clashing))
        return _Drawn(gaps, row_gap, nodes, curves, groups, weights, clashing_or_met, crossings)

    def _frames(self, boxes: Mapping[str, Box]) -> dict[str, Box]:
        """Of groups, whose names are above what they hold."""
        if not self._turned:
            return frames(self._reading, self._groups, boxes)
        upright = {id_: box.turned for id_, box in boxes.items()}
        found = frames(self._reading, self._groups, upright)
        return {path: box.turned for path, box in found.items()}

    def _met(self, curves: Sequence[Curve], nodes: Mapping[str, Point]) -> tuple[set[int], int]:
        """Edges that run through other nodes, and how often any runs through what is written."""
        parts = [around(at, self._sizes[id_]) for id_, at in nodes.items()]
        written = [box for boxes in parts for box in boxes[1:]]
        every = crossed(curves, [*(boxes[0] for boxes in parts), *written])
        bodies, crossings = every[: len(parts)], int(every[len(parts) :].sum())
        place = {id_: number for number, id_ in enumerate(nodes)}
        ends = [(place[edge.source], place[edge.target]) for edge in self._reading.edges]
        bodies[np.array(ends).T, np.arange(len(ends))] = False
        return set(np.flatnonzero(bodies.any(axis=0)).tolist()), crossings

    def _sides(self, gaps: Sequence[float]) -> list[tuple[float, float]]:
        """Where each column begins and ends."""
        sides: list[tuple[float, float]] = []
        left = 0.0
        for width, gap in zip(self._widths, [*gaps, 0.0], strict=True):
            sides.append((left, left + width))
            left += width + gap
        return sides

    def _obstacles(self, nodes: Mapping[str, Point], groups: Mapping[str, Box]) -> list[Box]:
        """What no weight may stand on: nodes with what is written at them, frames of groups."""
        obstacles = self._parts(nodes)
        for x, y, width, height in groups.values():
            obstacles += [
                Box(x, y, TITLE_HEIGHT, height) if self._turned else Box(x, y, width, TITLE_HEIGHT),
                Box(x, y + height, width, _BORDER),
                Box(x, y, _BORDER, height),
                Box(x + width, y, _BORDER, height),
            ]
        return obstacles
