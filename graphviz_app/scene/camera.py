"""The camera: which part of a picture is looked at, at each time of a schedule.

Where all of a picture fits with legible numbers, all of it is looked at. Else the zoom is the one
at which the smallest number is legible, and the camera glides from step to step: a pure function
of time, as frames are. As long as the next steps are in sight as well, it stays where it is.
"""

import math
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF

from graphviz_app.core.moments import Moment
from graphviz_app.core.schedule import Schedule
from graphviz_app.frames import ease, lit_in
from graphviz_app.scene.picture import Picture

_FAR, _RIM = 0.03, 24.0
"""Below this zoom a picture's margin is nothing: so many pixels stay free around it, for names."""
MAX_FIT = 1.5
"""Fitting does not blow small pictures up beyond this."""
GLIDE = 0.5
"""The part of a step in which the camera moves."""
MARGIN = 18.0
"""Around what a step is about (design pixels)."""
FORESIGHT = 100
"""So many steps are thought of at once; of a long schedule only those that are looked at."""
MOST_EDGES = 64
"""Of a step with more edges, these are enough to know what it is about."""
SPARE = 20.0
"""Of the air around a picture, what is given up before the camera has to move (design pixels)."""
_FLOATING = (90.0, 44.0)
"""About as large are numbers without a room of their own (design pixels)."""


class Shot(NamedTuple):
    """What is looked at: pixels per scene pixel, and the scene's point in the middle."""

    zoom: float
    middle: QPointF

    def blended(self, other: "Shot", way: float) -> "Shot":
        """On the way from here (0) to another one (1)."""
        zoom = self.zoom * (other.zoom / self.zoom) ** way
        return Shot(zoom, self.middle + (other.middle - self.middle) * way)

    def sight(self, room: QSizeF) -> QRectF:
        """The part of the scene that is seen in a room of this size."""
        size = _shrunk(room, self.zoom)
        corner = QPointF(size.width() / 2, size.height() / 2)
        return QRectF(self.middle - corner, size)


def _shrunk(room: QSizeF, zoom: float) -> QSizeF:
    """Of pixels, in scene pixels."""
    return QSizeF(room.width() / zoom, room.height() / zoom)


def fitted(bounds: QRectF, room: QSizeF) -> Shot:
    """All of a picture, as large as it goes."""
    zoom = min(room.width() / bounds.width(), room.height() / bounds.height(), MAX_FIT)
    if zoom < _FAR:
        rim = min(_RIM, room.width() / 4, room.height() / 4)
        size = room - QSizeF(2 * rim, 2 * rim)
        zoom = min(size.width() / bounds.width(), size.height() / bounds.height())
    return Shot(zoom, bounds.center())


def whole(picture: Picture, room: QSizeF) -> Shot:
    """All of a picture; with less air around it if that makes it legible."""
    wide, spare = fitted(picture.bounds, room), picture.theme.px(SPARE)
    close = fitted(picture.bounds.adjusted(spare, spare, -spare, -spare), room)
    if wide.zoom < picture.legible_zoom <= close.zoom:
        return Shot(picture.legible_zoom, wide.middle)
    return wide


class _Stops(NamedTuple):
    """Those that are known, and the others as they come: a start looks at the first alone."""

    known: list[QPointF]
    others: Iterator[QPointF]

    def at(self, place: int) -> QPointF:
        """The one of this place, counted from 0."""
        self.known.extend(islice(self.others, max(place + 1 - len(self.known), 0)))
        return self.known[place]


class Camera:
    """Looks at a picture through a room of some size, in pixels."""

    def __init__(self, picture: Picture, schedule: Schedule, room: QSizeF) -> None:
        self._picture = picture
        self._schedule = schedule
        self.room = room
        self._whole = whole(picture, room)
        self.zoom = max(self._whole.zoom, picture.legible_zoom)
        """The same at all times."""
        self._size = _shrunk(room, self.zoom)
        self._margin = picture.theme.px(MARGIN)
        self._stops: dict[int, _Stops] = {}
        """By the part of the schedule."""

    @property
    def moves(self) -> bool:
        """Whether there is more than can be seen at once."""
        return self.zoom > self._whole.zoom

    def shot(self, t: float) -> Shot:
        """What is looked at, at this time of the schedule."""
        if not self.moves:
            return self._whole
        index = math.ceil(t) - 1
        after = self._stop(index)
        way = ease(min((t - index) / GLIDE, 1.0))
        if way >= 1.0 or index < 0:
            return Shot(self.zoom, after)
        return Shot(self.zoom, self._stop(index - 1)).blended(Shot(self.zoom, after), way)

    def arrival(self, t: float) -> Shot:
        """The same without the way there: the view jumps as soon as a step begins."""
        return Shot(self.zoom, self._stop(math.ceil(t) - 1)) if self.moves else self._whole

    def on(self, middle: QPointF) -> Shot:
        """A look at this place, whatever the time."""
        return Shot(self.zoom, self._clamped(middle))

    def _stop(self, index: int) -> QPointF:
        """The middle of what is looked at when this moment has been reached."""
        moments = self._schedule.moments
        if not moments:
            return self._clamped(self._output.center())
        index = min(max(index, 0), len(moments) - 1)  # at the end it stays with the last step
        part, place = divmod(index, FORESIGHT)
        if part not in self._stops:
            self._stops[part] = _Stops([], self._stops_of(part))
        return self._stops[part].at(place)

    def _stops_of(self, part: int) -> Iterator[QPointF]:
        """Steps that can be seen together are looked at from one place."""
        together, count = QRectF(), 0
        for moment in self._schedule.moments[part * FORESIGHT : (part + 1) * FORESIGHT]:
            about = self._about(moment)
            if count and not self._fits(together | about):
                yield from [self._clamped(together.center())] * count
                together, count = QRectF(), 0
            together, count = together | about, count + 1
        yield from [self._clamped(together.center())] * count

    @property
    def _output(self) -> QRectF:
        """Where the result is; without one, where everything begins."""
        id_ = self._schedule.run.seed
        nodes = self._picture.nodes
        if id_ is not None and id_ in nodes:
            return nodes[id_].bounds
        return next((node.bounds for node in nodes.values()), self._picture.bounds)

    def _about(self, moment: Moment) -> QRectF:
        """Around what a step is about: as much of it as is seen at once, its nodes first."""
        about = QRectF()
        for rect in self._rects(moment):
            if about.isNull() or self._fits(about | rect):
                about |= rect
        return about

    def _rects(self, moment: Moment) -> Iterator[QRectF]:
        """Its nodes, the numbers on its edges, where these begin and end, and the edges."""
        nodes, edges = self._picture.nodes, self._picture.edges
        lit = lit_in(self._schedule, moment)
        active = [edges[index] for index in lit if isinstance(index, int)][:MOST_EDGES]
        ends = [self._schedule.run.reading.edges[edge.index] for edge in active]
        yield from (nodes[id_].bounds for id_ in lit if isinstance(id_, str))
        width, height = map(self._picture.theme.px, _FLOATING)
        for edge in active:
            at = edge.curve.point_at(edge.curve.length / 2)
            yield edge.label_box or QRectF(at.x() - width / 2, at.y() - height / 2, width, height)
        yield from (nodes[id_].bounds for end in ends for id_ in (end.source, end.target))
        yield from (edge.bounds for edge in active)

    def _fits(self, rect: QRectF) -> bool:
        """Whether it is seen at once, with air around it."""
        air = 2 * self._margin
        wide = rect.width() + air <= self._size.width()
        return wide and rect.height() + air <= self._size.height()

    def _clamped(self, middle: QPointF) -> QPointF:
        """Nearby, without looking beyond the picture where it is larger than what is seen."""
        bounds, (wide, high) = self._picture.bounds, (self._size.width(), self._size.height())
        return QPointF(
            _between(middle.x(), bounds.left() + wide / 2, bounds.right() - wide / 2),
            _between(middle.y(), bounds.top() + high / 2, bounds.bottom() - high / 2),
        )


def _between(value: float, least: float, most: float) -> float:
    """As near to it as these allow; in the middle of them where they have changed places."""
    return min(max(value, least), most) if least <= most else (least + most) / 2
