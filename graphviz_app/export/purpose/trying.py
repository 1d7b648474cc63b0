"""One look laid out in its room: how large its text becomes there."""

from collections.abc import Iterator, Sequence
from concurrent.futures import wait
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from graphviz_app.core.autodiff import Trace
from graphviz_app.core.pieces import Pieces
from graphviz_app.core.reading import Reading, read
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import View
from graphviz_app.errors import LayoutError
from graphviz_app.export.at import parse_at
from graphviz_app.export.drawn.drawn import drawn_in_pieces
from graphviz_app.export.drawn.marks import Drawn, Maths, Words
from graphviz_app.export.purpose.looks import Look
from graphviz_app.export.purpose.page import AIR, Around, Page, page_of
from graphviz_app.export.purpose.purpose import Purpose
from graphviz_app.export.schedules import schedule_of
from graphviz_app.frames import Frame, frame_at
from graphviz_app.layout import Layout, LayoutService, Request, Size
from graphviz_app.layout.plans import FRAME
from graphviz_app.scene.items.forms import EdgeForm, Measured, NodeForm, Row
from graphviz_app.scene.measure import measure_in_pieces, request_in_pieces
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.style import style_of
from graphviz_app.scene.surround.surround import NOTHING, Surround, Wanted
from graphviz_app.theme import Theme

if TYPE_CHECKING:
    from graphviz_app.scene.plots.plot import Plot

_PATIENCE = 0.005
"""Seconds that are waited for Graphviz before whoever asks has the next turn."""
_FULL = 0.9
"""The part of a room beyond which nodes and numbers cannot fill it."""
_MOST_TOLD = 600
"""Nodes and edges up to which every letter is looked at, not only the kinds of numbers."""


class Try(NamedTuple):
    """A picture on its page."""

    look: Look
    picture: Picture
    schedule: Schedule
    page: Page
    smallest: float
    """Of its text, in pixels."""

    @property
    def text(self) -> float:
        """Of the smallest text, in points."""
        return self.smallest * self.page.points


class Workshop(NamedTuple):
    """What is the same in every try."""

    trace: Trace
    at: str
    theme: Theme
    service: LayoutService
    plots: "Sequence[Plot]"
    wanted: Wanted
    schedules: dict[tuple[object, ...], Schedule]
    measured: dict[tuple[View, float], Measured]
    failures: list[LayoutError]
    letters: dict[tuple[View, float], float]
    """Sizes of the smallest text, by view and density."""
    texts: dict[tuple[View, Purpose, float], float]
    """Points of the smallest text that a view has had so far at most, at a height."""

    @property
    def reading(self) -> Reading:
        """By operators, with its groups open."""
        return read(self.trace.graph, "operators")

    @property
    def gave_up(self) -> bool:
        """Whether Graphviz has: it would again."""
        return bool(self.failures)

    def tried(self, look: Look, purpose: Purpose, need: float) -> Pieces[Try | None]:
        """The look in its room; None where its text has no more than ``need`` points there."""
        view = look.view
        if self.gave_up:
            return None
        schedule, theme = self.schedule(look), replace(self.theme, letters=look.letters)
        measured = yield from self._measured(schedule, view, theme)
        size = _usual_size(measured, theme)
        around, room = self._around(look), None
        if purpose.is_sized:
            room = _room(purpose, look.height, size, theme.scale, around)
            if _is_hopeless(measured, theme, room, need / purpose.aim):
                return None
        request = yield from request_in_pieces(schedule.run, measured, theme, view, room)
        try:
            layout = yield from self._laid_out(request)
        except LayoutError as error:
            self.failures.append(error)
            return None
        picture = Picture.of(schedule.run, layout.scaled(theme.scale), theme, view)
        picture = picture.with_plots(self.plots) if self.plots else picture
        yield
        glows = bool(self._frame(schedule).active)
        page = page_of(picture, purpose, look.height, size, around, glows=glows)
        text = size * page.points
        known = view, purpose, look.height
        self.texts[known] = max(text, self.texts.get(known, 0.0))
        if text <= need:
            return None
        key = view, look.letters
        if key not in self.letters:
            self.letters[key] = yield from self._smallest(picture, schedule, size)
        smallest = self.letters[key]
        page = page_of(picture, purpose, look.height, smallest, around, glows=glows)
        if page.surround is not None:
            picture = picture.with_surround(page.surround)
        made = Try(look, picture, schedule, page, smallest)
        return made if made.text > need else None

    def schedule(self, look: Look) -> Schedule:
        """The run as it is looked at; raises GraphAppError for a moment that is not there."""
        view = look.view
        key = view.reading, view.folded, view.bias, view.by, view.stride
        if key not in self.schedules:
            made = self.schedules[key] = schedule_of(self.trace, view)
            parse_at(made, self.at)
        return self.schedules[key]

    def _around(self, look: Look) -> Around:
        """What stands around the graph, once it is known how large and how wide."""
        if self.wanted == NOTHING:
            return lambda _, __: None
        frame = self._frame(self.schedule(look))
        return lambda size, width: Surround(self.wanted, frame, look.view, self.theme, size, width)

    def _frame(self, schedule: Schedule) -> Frame:
        return frame_at(schedule, parse_at(schedule, self.at))

    def _measured(self, schedule: Schedule, view: View, theme: Theme) -> Pieces[Measured]:
        key = view, theme.letters
        if key not in self.measured:
            self.measured[key] = yield from measure_in_pieces(schedule.run, theme, view)
        return self.measured[key]

    def _laid_out(self, request: Request) -> Pieces[Layout]:
        future = self.service.submit(*request)
        try:
            while not wait([future], _PATIENCE).done:
                yield
        finally:
            future.cancel()
        return future.result()

    def _smallest(self, picture: Picture, schedule: Schedule, usual: float) -> Pieces[float]:
        if len(picture.nodes) + len(picture.edges) > _MOST_TOLD:
            return usual
        work = drawn_in_pieces(picture, self._frame(schedule))
        while True:
            try:
                next(work)
            except StopIteration as end:
                return min(sizes_of(end.value), default=usual)
            yield


def sizes_of(drawn: Drawn) -> Iterator[float]:
    """Sizes of all text, in pixels; of a formula that of its letters, not of its indices."""
    for group in drawn.groups:
        for mark in group.marks:
            if isinstance(mark, Words | Maths):
                yield mark.size * mark.stretch[1]


def _usual_size(measured: Measured, theme: Theme) -> float:
    """Of the smallest numbers, in pixels."""
    style = style_of(theme)
    several: list[NodeForm | EdgeForm] = [*measured.forms.values(), *measured.edges]
    forms = {type(form): form for form in several}
    rows: tuple[Row, Row] = ("value", "gradient")
    sizes = [form.typeface(row, style).size for form in forms.values() for row in rows]
    return float(min(sizes, default=style.smallest_number))


def _room(purpose: Purpose, height: float, size: float, scale: float, around: Around) -> Size:
    """In which text of this size has the points that are wished, in pixels at scale 1."""
    points, margins = purpose.aim / size, 2 * purpose.margin
    wide = max((purpose.most_width - margins) / points, size)
    surround = around(size, wide)
    taken = surround.above + surround.below if surround else 0.0
    high = max((height - margins) / points - taken, size)
    spare = FRAME - 2 * AIR
    return Size(wide / scale + spare, high / scale + spare)


def _is_hopeless(measured: Measured, theme: Theme, room: Size, smaller: float) -> bool:
    """Whether all there is cannot be in the room, also with smaller text."""
    sizes = [*measured.sizes.values(), *(label for label in measured.labels if label)]
    area = sum(size.width * size.height for size in sizes) / theme.scale**2
    return area * smaller**2 > _FULL * room.width * room.height
