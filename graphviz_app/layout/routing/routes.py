"""Routes: which way edges go.

Graphviz says where nodes and numbers are and past which of them an edge goes. An edge then runs
level through columns, and changes height in the channels between: in a lane of its own where others
do so as well, in a calm sweep where it is alone. Channels that are too narrow are made wider.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from graphviz_app.core.reading import Reading
from graphviz_app.layout.curves import Curve, Router, stepped, straight, sweep, tidy
from graphviz_app.layout.geometry import Direction, Point
from graphviz_app.layout.routing.bands import squeezed
from graphviz_app.layout.routing.channels import Lane, Way, lanes
from graphviz_app.layout.routing.columns import Columns
from graphviz_app.layout.routing.courses import Stop, courses
from graphviz_app.layout.routing.drawn import Drawn

MOST = 800
"""Edges; of more, each goes the way that Graphviz has drawn it."""
_LANE, _NARROW_LANE, _WIDE_LANE = 7.0, 5.0, 12.0
"""From lane to lane, in pixels: at least, where there are very many, and at most."""
_MANY = 16
_MARGIN, _HEAD = 7.0, 14.0
"""Between a column and the first lane; where arrows arrive, in pixels."""


class _Step(NamedTuple):
    """An edge in a channel: the stop before it, and the one after it."""

    edge: int
    before: Stop
    after: Stop


class _Channel(NamedTuple):
    """What is between a column and the next one: edges and their lanes, None for level ones."""

    steps: Sequence[_Step]
    lanes: Sequence[Lane | None]
    titled: bool
    """Whether titles follow, through which all edges go level."""

    @property
    def most(self) -> int:
        """How many lanes there must be."""
        return max((lane.of for lane in self.lanes if lane is not None), default=0)

    @property
    def margins(self) -> tuple[float, float]:
        """Before the first lane, and after the last one."""
        arrives = any(step.after.begin == step.after.end for step in self.steps)
        return _MARGIN, _HEAD if arrives and not self.titled else _MARGIN

    @property
    def room(self) -> float:
        """How wide it must be."""
        lane = _LANE if self.most <= _MANY else _NARROW_LANE
        needed = self.most > 1 or (self.titled and self.most > 0)
        return sum(self.margins) + (self.most - 1) * lane if needed else 0.0


def routed(reading: Reading, drawn: Drawn, direction: Direction) -> Drawn:
    """The same with a curve for each edge, and with room for them."""
    if direction == "TB":
        return _routed(reading, drawn.turned(), titles_before=True).turned()
    return _routed(reading, drawn, titles_before=False)


def _routed(reading: Reading, drawn: Drawn, *, titles_before: bool) -> Drawn:
    if len(reading.edges) > MOST:
        return drawn._replace(curves=[[_in_one(curves)] for curves in drawn.curves])
    drawn = squeezed(drawn).levelled(reading)
    columns = Columns(drawn.boxes, drawn.groups.values(), titles_before=titles_before)
    found = courses(reading, drawn, columns)
    channels = _channels(found, columns)
    shifts = _shifts(columns, channels)
    moved = drawn.moved(columns, shifts)
    drawing = _Drawing(columns, shifts, channels, Router(moved.taken, "LR"))
    curves = [
        [drawing.curve(index, stops) if stops else _in_one(moved.curves[index])]
        for index, stops in enumerate(found)
    ]
    return moved._replace(curves=curves)


def _in_one(curves: Sequence[Curve]) -> Curve:
    """As Graphviz drew it."""
    return tidy(curves[0]) if len(curves) == 1 else _joined(curves)


def _channels(found: Sequence[Sequence[Stop]], columns: Columns) -> list[_Channel]:
    """Per column what is on its right."""
    steps: list[list[_Step]] = [[] for _ in columns.all]
    for edge, stops in enumerate(found):
        for before, after in pairwise(stops):
            steps[before.column].append(_Step(edge, before, after))
    titled = [*(column.titled for column in columns.all[1:]), False]
    return [
        _Channel(inside, lanes([Way(step.before.at, step.after.at) for step in inside]), before)
        for inside, before in zip(steps, titled, strict=True)
    ]


def _shifts(columns: Columns, channels: Sequence[_Channel]) -> list[float]:
    """How far each column moves to the right, so that all lanes before it have room."""
    gaps = [after.left - before.right for before, after in pairwise(columns.all)]
    more = [max(0.0, channel.room - gap) for channel, gap in zip(channels, gaps, strict=False)]
    return list(accumulate(more, initial=0.0))


class _Drawing:
    """Draws edges in their lanes."""

    def __init__(
        self,
        columns: Columns,
        shifts: Sequence[float],
        channels: Sequence[_Channel],
        router: Router,
    ) -> None:
        self._shifts = shifts
        self._router = router
        self._titled = {
            number: column.left + shift
            for number, (column, shift) in enumerate(zip(columns.all, shifts, strict=True))
            if column.titled
        }
        self._lanes: dict[tuple[int, int], float] = {}
        """Where those edges go that share a channel: by edge and channel."""
        lefts = [column.left + by for column, by in zip(columns.all, shifts, strict=True)]
        rights = [column.right + by for column, by in zip(columns.all, shifts, strict=True)]
        for number, channel in enumerate(channels[:-1]):
            self._place(number, channel, rights[number], lefts[number + 1])

    def _place(self, number: int, channel: _Channel, left: float, right: float) -> None:
        before, after = channel.margins
        left, right = left + before, right - after
        for step, lane in zip(channel.steps, channel.lanes, strict=True):
            if lane is not None and (lane.of > 1 or channel.titled):
                apart = min((right - left) / max(lane.of - 1, 1), _WIDE_LANE)
                self._lanes[step.edge, number] = (left + right) / 2 + lane.place * apart

    def curve(self, edge: int, stops: Sequence[Stop]) -> Curve:
        """One calm sweep if it is alone; else from stop to stop."""
        moved = [_moved(stop, self._shifts[stop.column]) for stop in stops]
        pieces = [self._piece(edge, before, after) for before, after in pairwise(moved)]
        alone = not any((edge, stop.column) in self._lanes for stop in stops)
        if alone and len(stops) == 3 and stops[1].begin < stops[1].end:
            return self._router.past_numbers(*pieces)
        return _joined(pieces)

    def _piece(self, edge: int, before: Stop, after: Stop) -> Curve:
        start, end = (before.end, before.at), (after.begin, after.at)
        lane = self._lanes.get((edge, before.column))
        if lane is None:
            return sweep(start, end)
        if after.column not in self._titled:
            return stepped(start, end, lane)
        level = self._titled[after.column], end[1]
        return (*stepped(start, level, lane), *straight(level, end)[1:])


def _moved(stop: Stop, shift: float) -> Stop:
    return stop._replace(begin=stop.begin + shift, end=stop.end + shift)


def _joined(pieces: Sequence[Curve]) -> Curve:
    """One curve: a piece after the other, level in between."""
    points: list[Point] = list(pieces[0])
    for piece in pieces[1:]:
        points += _level(points[-1], piece[0])
        points += piece[1:]
    return tuple(points)


def _level(start: Point, end: Point) -> Iterator[Point]:
    (x, y), (to_x, to_y) = start, end
    if to_x > x:
        yield x + (to_x - x) / 3, y
        yield to_x - (to_x - x) / 3, to_y
        yield end
