"""A long layout cut into rows, each below the one before, as text is.

Edges that lead from one row to the next leave it at its right end, run back between the two in
lanes of their own, and enter at the left. They never cross each other there: the lowest turns
first. A layout from top to bottom is cut into columns: turned over, it is the same.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from graphviz_app.layout.answer import bounds
from graphviz_app.layout.curves import Curve
from graphviz_app.layout.cuts import Cut, boxes_of
from graphviz_app.layout.geometry import Box, EdgePath, Layout, Point, Size
from graphviz_app.layout.turns import Lane, borders, joined, pieces, way_round

LANE_STEP = 14.0
"""Between edges that are led round side by side, in pixels."""
ROW_GAP = 22.0
"""From a row to the nearest lane, in pixels."""


def gap_between(crossing: int, gap: float = ROW_GAP) -> float:
    """Between two rows with so many edges from one to the next, in pixels."""
    return 2 * gap + LANE_STEP * max(crossing - 1, 0)


def in_rows(
    layout: Layout, sizes: Mapping[str, Size], cuts: Sequence[Cut], gap: float = ROW_GAP
) -> Layout:
    """The layout cut there, with so much room between rows and lanes, in pixels."""
    if not cuts:
        return layout
    if layout.direction == "TB":
        turned = {id_: size.turned for id_, size in sizes.items()}
        return _Rows(layout.turned(), turned, cuts, gap).laid_out().turned()
    return _Rows(layout, sizes, cuts, gap).laid_out()


@dataclass(frozen=True, slots=True)
class _Shift:
    """How far a row is moved."""

    x: float
    y: float

    def point(self, at: Point) -> Point:
        return at[0] + self.x, at[1] + self.y

    def box(self, box: Box) -> Box:
        return box._replace(x=box.x + self.x, y=box.y + self.y)


class _Rows:
    """One layout on its way into rows."""

    def __init__(
        self, layout: Layout, sizes: Mapping[str, Size], cuts: Sequence[Cut], gap: float
    ) -> None:
        self._layout, self._sizes, self._cuts, self._gap = layout, sizes, cuts, gap
        self._borders = [cut.x for cut in cuts]
        boxes = boxes_of(replace(layout, groups={}), sizes)
        apart = borders(self._borders, boxes)
        self._pieces = [pieces(path.points, apart, path.label) for path in layout.edges]
        self._extents = self._measured()
        self._shifts = self._placed()
        self._lanes = [self._lanes_after(row) for row in range(len(cuts))]

    def laid_out(self) -> Layout:
        layout = self._layout
        nodes = {id_: self._moved(at) for id_, at in layout.nodes.items()}
        groups = {name: self._moved_box(box) for name, box in layout.groups.items()}
        edges = tuple(self._edge(index) for index in range(len(layout.edges)))
        around = bounds(nodes, self._sizes, edges, groups)
        rows = len(self._shifts)
        return replace(layout, nodes=nodes, groups=groups, edges=edges, bounds=around, rows=rows)

    def _row(self, x: float) -> int:
        return bisect_left(self._borders, x)

    def _moved(self, at: Point) -> Point:
        return self._shifts[self._row(at[0])].point(at)

    def _moved_box(self, box: Box) -> Box:
        return self._shifts[self._row(box.x + box.width / 2)].box(box)

    def _placed(self) -> list[_Shift]:
        """Rows begin below each other, at the same left."""
        shifts, y = [], 0.0
        for row, (left, top, _, bottom) in enumerate(self._extents):
            shifts.append(_Shift(self._extents[0][0] - left, y - top))
            crossing = len(self._cuts[row].crossing) if row < len(self._cuts) else 0
            y += bottom - top + gap_between(crossing, self._gap)
        return shifts

    def _measured(self) -> list[tuple[float, float, float, float]]:
        """Per row the left, top, right and bottom of what is in it."""
        xs: list[list[float]] = [[] for _ in range(len(self._cuts) + 1)]
        ys: list[list[float]] = [[] for _ in range(len(self._cuts) + 1)]
        for box in boxes_of(self._layout, self._sizes):
            row = self._row(box.x + box.width / 2)
            xs[row] += box.x, box.x + box.width
            ys[row] += box.y, box.y + box.height
        for first, parts in self._pieces:
            for row, piece in enumerate(parts, first):
                ys[row] += (y for _, y in piece)
        return [(min(x), min(y), max(x), max(y)) for x, y in zip(xs, ys, strict=True)]

    def _lanes_after(self, row: int) -> Mapping[int, Lane]:
        """How each edge gets from this row to the next: the lowest turns first on either side."""
        crossing = self._cuts[row].crossing
        leaving = sorted(crossing, key=lambda index: -self._piece(index, row)[-1][1])
        entering = sorted(crossing, key=lambda index: self._piece(index, row + 1)[0][1])
        rows = self._shifts[row], self._shifts[row + 1]
        bottom = self._bottom(row)
        border = self._borders[row]
        return {
            index: Lane(
                border + rows[0].x + LANE_STEP * (place + 1),
                bottom + self._gap + LANE_STEP * place,
                border + rows[1].x - LANE_STEP * (entering.index(index) + 1),
            )
            for place, index in enumerate(leaving)
        }

    def _bottom(self, row: int) -> float:
        return self._extents[row][3] + self._shifts[row].y

    def _piece(self, index: int, row: int) -> Curve:
        first, parts = self._pieces[index]
        return parts[row - first]

    def _edge(self, index: int) -> EdgePath:
        path = self._layout.edges[index]
        label = None if path.label is None else self._moved_box(path.label)
        first, parts = self._pieces[index]
        curves = [
            tuple(map(self._shifts[row].point, piece)) for row, piece in enumerate(parts, first)
        ]
        whole = curves[0]
        for row, (_, onwards) in enumerate(pairwise(curves), first):
            lane = self._lanes[row][index]
            whole = joined(whole, way_round(whole, lane, onwards), onwards)
        return EdgePath(whole, label)
