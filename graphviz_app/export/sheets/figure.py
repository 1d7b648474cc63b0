"""The graph on a sheet: as large as a page allows, upright or on a page of its own."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from graphviz_app.core.choices import Kind
from graphviz_app.core.pieces import Pieces, finished
from graphviz_app.core.read_as import opens_as, read_as
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.trace import Trace
from graphviz_app.core.view import USUAL, View
from graphviz_app.export.sheets.paper import ROOM, TALL, WIDE_ROOM
from graphviz_app.export.sheets.strips import Page, Placed, Strip, Unit
from graphviz_app.frames import Frame, frame_at
from graphviz_app.layout import Layout, compute_layout
from graphviz_app.layout.geometry import Size
from graphviz_app.scene.measure import measure, request_in_pieces
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.render import paint_in_pieces
from graphviz_app.theme import PAPER

LEGIBLE = 8.0
"""Points that the smallest number has, where a page has room for that."""
_MOST = 1.0
"""A small graph is not drawn larger than this."""
_SHARE = 0.55
"""Of a page that the graph may take beside other things."""


Room = Literal["beside", "page", "turned page"]
_ROOMS: Mapping[Room, tuple[float, float]] = {
    "beside": (ROOM, _SHARE * TALL),
    "page": (ROOM, TALL),
    "turned page": WIDE_ROOM,
}
"""Beside other things, or on a page of its own."""


class Figure(NamedTuple):
    """A picture in its places, and how large it is drawn in which room."""

    picture: Picture
    view: View
    scale: float
    room: Room

    @property
    def points(self) -> float:
        """Size of the smallest number."""
        return self.picture.places.smallest_number * self.scale

    @property
    def alone(self) -> bool:
        """Whether it has a page of its own."""
        return self.room != "beside"

    def of(self, trace: Trace) -> "Figure":
        """The same places with the numbers of another run."""
        run = read_as(trace, self.view.reading or "lines", (), self.view.bias or "inside")
        return self._replace(picture=self.picture.with_run(run))

    def units(self) -> Iterator[Unit]:
        """As part of a page."""
        if not self.alone:
            height = self.picture.bounds.height() * self.scale
            yield Unit((Strip(height, lambda p, top: self._draw(p, ROOM, top), 10.0),))

    def pages(self) -> Iterator[Page]:
        """As a page of its own."""
        if self.alone:
            width, height = _ROOMS[self.room]
            free = (height - self.picture.bounds.height() * self.scale) / 2
            strip = Strip(height, lambda p, _: self._draw(p, width, free))
            yield Page((Placed(strip, 0.0),), wide=self.room == "turned page")

    def _draw(self, painter: QPainter, room: float, top: float) -> None:
        picture = self.picture
        bounds = picture.bounds
        schedule = Schedule(picture.run)
        painter.save()
        painter.translate((room - bounds.width() * self.scale) / 2, top)
        painter.scale(self.scale, self.scale)
        painter.translate(-bounds.topLeft())
        for _ in paint_in_pieces(painter, picture, _last(schedule)):
            pass
        painter.restore()


def _last(schedule: Schedule) -> Frame:
    return frame_at(schedule, schedule.finished)


def figure(trace: Trace, gradients: bool) -> Figure:
    """The graph as it is read best on paper: as neurons if it is a network, else as it is legible.

    ``gradients``: whether it shows those.
    """
    return finished(figure_in_pieces(trace, gradients))


def figure_in_pieces(trace: Trace, gradients: bool) -> Pieces[Figure]:
    """The same, one try after the other."""
    graph = trace.graph
    kind = graph.view.reading or opens_as(graph)
    found: list[Figure] = []
    for reading, room in _tries(kind):
        yield
        found.append(_made(trace, reading, gradients, room))
        if found[-1].points >= LEGIBLE:
            return found[-1]
    return max(found, key=lambda one: one.points)


def _tries(kind: Kind) -> Iterator[tuple[Kind, Room]]:
    """What is best first: a network stays one, of operators there may be fewer on a page."""
    rooms: tuple[Room, ...] = ("beside", "turned page", "page")
    if kind == "operators":
        yield from ((kind, rooms[0]), ("lines", rooms[0]))
    yield from ((kind, room) for room in rooms)
    yield from (("lines", room) for room in rooms)


def _made(trace: Trace, kind: Kind, gradients: bool, room: Room) -> Figure:
    look = _fields(kind, gradients).over(trace.graph.view).over(USUAL)
    run = read_as(trace, kind, (), look.bias or "inside")
    layout = _layout(run, look, _ROOMS[room])
    picture = Picture.of(run, layout, PAPER, look)
    return Figure(picture, look, _scale(picture.bounds, _ROOMS[room]), room)


def _fields(kind: Kind, gradients: bool) -> View:
    """Room for all numbers on the nodes, and nothing else told, however the document is seen."""
    numbers = View(kind, values=True, gradients=gradients, locals=False, edge_numbers="none")
    return numbers._replace(style="cards", marks=False, shapes=False)


def _layout(run: ReadRun, look: View, room: tuple[float, float]) -> Layout:
    at_legible = _per_pixel()
    size = Size(room[0] / at_legible, room[1] / at_legible)
    pieces = request_in_pieces(run, measure(run, PAPER, look), PAPER, look, size)
    return compute_layout(*finished(pieces))


def _per_pixel() -> float:
    """The scale at which a number of 12 pixels is just legible."""
    return LEGIBLE / 12.0


def _scale(bounds: QRectF, room: tuple[float, float]) -> float:
    return min(room[0] / bounds.width(), room[1] / bounds.height(), _MOST)
