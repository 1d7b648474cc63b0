"""Recording: what is seen when, of a picture that moves."""

from collections.abc import Generator, Hashable, Iterator
from itertools import pairwise

from PySide6.QtGui import QColor

from graphviz_app.core.reading import Element
from graphviz_app.export.animated.travelling import Travelling
from graphviz_app.export.animated.versions import Marks, Versions
from graphviz_app.export.drawn.recorder import Recorder
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.screen import moved
from graphviz_app.export.moving.script import Script
from graphviz_app.export.moving.strip import PAGE_SECONDS
from graphviz_app.export.stepped.page import Page
from graphviz_app.frames import Frame, frame_at
from graphviz_app.scene.detail import Detail
from graphviz_app.scene.overlay import NO_MARKS, Part, overlay
from graphviz_app.scene.slots import paint_missing

SAMPLES = 10
"""Moments of a step at which what moves is looked at."""
_NEXT = 1e-6
"""Of a step, when it has just begun."""
Key = tuple[str, str | int]


class Recording:
    """What was seen; lengths of the graph in scene pixels, of its foot in those of the page."""

    def __init__(self, moving: Moving, page: Page, begin: float) -> None:
        self.moving, self.page = moving, page
        self.begin, self.seconds = begin, begin + moving.script.seconds
        """When the first step is seen, and when all is over."""
        self.parts: dict[Key, Versions] = {}
        self.above: dict[Key, Versions] = {}
        self.foot: dict[Key, Versions] = {}
        self.travelling = Travelling()
        self.views: list[tuple[float, tuple[float, float, float]]] = []
        """Of the camera: in which second it is how much larger, and moved where to."""
        self._picture = moving.picture
        self._recorder = Recorder(moving.setting.text == "outlines")
        self._shown: dict[Hashable, Part] = {}

    def run(self) -> Generator[float, None, None]:
        """Look at all of it; yields the share."""
        before: Frame | None = None
        try:
            instants = list(instants_of(self.moving, self.begin))
            for number, (second, t, over) in enumerate(instants, 1):
                frame = frame_at(self.moving.schedule, t)
                self._see(before, frame, second)
                if over:
                    self.travelling.arrive(self._colors(frame))
                    self._go_on(frame)
                before = frame
                yield number / len(instants)
        finally:
            self._recorder.end()

    def _go_on(self, frame: Frame) -> None:
        """Show the other parts of a caption, before the next step begins."""
        foot, script = self.page.foot, self.moving.script
        count = self.page.parts(frame.t)
        leaves = self.seconds
        if frame.t < script.end:
            leaves = self.begin + script.second_of(frame.t + _NEXT)
        for part in range(1, count):
            assert foot is not None
            foot.paint_caption(self._recorder, frame, part)
            self._note(self.foot, ("caption", ""), leaves - (count - part) * part_seconds(script))

    def _colors(self, frame: Frame) -> tuple[QColor, QColor]:
        style = self._picture.style
        color = style.toned(frame.kind.tone)
        return color if self._picture.run.wrt is None else style.value, color

    def _see(self, before: Frame | None, frame: Frame, second: float) -> None:
        self._picture = self._picture.with_run(frame.run)
        if before is None:
            self._see_ground(second)
            changed: set[Element] = {*self._picture.nodes, *range(len(self._picture.edges))}
        else:
            changed = self._picture.changed(before, frame)
        for element in changed:
            self._see_element(element, frame, second)
        self._see_overlay(frame, second)
        self._look(frame.t, second)
        if self.page.foot is not None:
            self._see_foot(before, frame, second)

    def _see_ground(self, second: float) -> None:
        """What stays; and a place for all that may change, in painting order."""
        for group in self._picture.places.groups:
            group.paint(self._recorder, Detail.NUMBERS)
            self._note(self.parts, ("box", group.path), second)
        edges = range(len(self._picture.edges))
        keys: list[Key] = [("edge", index) for index in edges]
        keys += [("numbers", index) for index in edges]
        keys += [("node", id_) for id_ in self._picture.nodes]
        self.parts.update((key, Versions()) for key in keys)
        paint_missing(self._recorder, self._picture.places, None)
        self._note(self.parts, ("missing", ""), second)

    def _see_element(self, element: Element, frame: Frame, second: float) -> None:
        picture, recorder = self._picture, self._recorder
        if isinstance(element, str):
            if element in picture.nodes:
                node = picture.nodes[element]
                node.paint(recorder, frame, picture.faces, picture.view, Detail.NUMBERS)
                self._note(self.parts, ("node", element), second)
            return
        edge = picture.edges[element]
        edge.paint(recorder, frame, Detail.NUMBERS)
        self._note(self.parts, ("edge", element), second)
        if edge.label_box is not None:
            edge.paint_label(recorder, frame, picture.faces, picture.view, edge.label_box)
            self._note(self.parts, ("numbers", element), second)

    def _see_overlay(self, frame: Frame, second: float) -> None:
        parts = overlay(self._picture, frame, NO_MARKS, self.page.shot(frame.t).zoom)
        for pulse in frame.pulses:
            self.travelling.move(pulse.edge, second, pulse.position)
        color = self._picture.style.toned(frame.kind.tone).name()
        for key in {*self._shown, *parts}:
            self._see_part(key, self._shown.get(key), parts.get(key), color, second)
        self._shown = dict(parts)

    def _see_part(
        self, key: Hashable, before: Part | None, now: Part | None, color: str, second: float
    ) -> None:
        kind, *about = key if isinstance(key, tuple) else (key,)
        if kind == "pulse":
            return
        if now is not None and (before is None or before[:2] != now[:2] or kind == "halo"):
            now.paint(self._recorder)
        elif now is not None:
            return
        if kind == "halo":
            glow = 0.0 if now is None else self._glow(now)
            self._see_halo(str(about[0]), color, second, glow)
        else:
            self._note(self.above, (str(kind), str(about)), second)

    def _see_halo(self, node: str, color: str, second: float, glow: float) -> None:
        """Of the colour of this step; one of another colour goes out."""
        marks = self._recorder.taken()
        self.travelling.light(node, color, second, glow, marks)
        for other in self.travelling.lights:
            if other[0] == node and other[1] != color:
                self.travelling.light(*other, second, 0.0, ())

    @staticmethod
    def _glow(part: Part) -> float:
        glow = part.look[0]
        return glow if isinstance(glow, float) else 1.0

    def _look(self, t: float, second: float) -> None:
        now = moved(self.page.shot(t), self.page.room.center())
        view = now.m11(), now.dx(), now.dy()
        stays = len(self.views) > 1 and self.views[-1][1] == self.views[-2][1] == view
        if stays:
            self.views.pop()
        self.views.append((second, view))

    def _see_foot(self, before: Frame | None, frame: Frame, second: float) -> None:
        foot = self.page.foot
        assert foot is not None
        if before is None or foot.key(before) != foot.key(frame):
            foot.paint_caption(self._recorder, frame, 0)
            self._note(self.foot, ("caption", ""), second)
        foot.paint_time(self._recorder, frame.t)
        self._note(self.foot, ("time", ""), second)

    def _note(self, where: dict[Key, Versions], key: Key, second: float) -> None:
        marks: Marks = self._recorder.taken()
        if marks or key in where:
            where.setdefault(key, Versions()).show(second, marks)


def part_seconds(script: Script) -> float:
    """How long a part of a caption is seen."""
    return PAGE_SECONDS / script.speed


def instants_of(moving: Moving, begin: float) -> Iterator[tuple[float, float, bool]]:
    """Seconds, the times of the schedule that are seen then, and whether a step is over."""
    script = moving.script
    yield 0.0, script.steps[0], False
    for start, end in pairwise(script.steps):
        for part in range(SAMPLES + 1):
            t = start + (end - start) * max(part / SAMPLES, _NEXT)
            yield begin + script.second_of(t), min(t, end), part == SAMPLES
