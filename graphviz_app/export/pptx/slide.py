"""What is on a slide: the marks in sight, and below them what the step says."""

from collections.abc import Iterator
from math import ceil

from PySide6.QtCore import QRectF, QSizeF

from graphviz_app.animate import Frame, frame_at
from graphviz_app.core.pieces import finished
from graphviz_app.explain.telling import Explanation
from graphviz_app.explain.titles import shown_name
from graphviz_app.export.drawn.drawn import drawn_in_pieces
from graphviz_app.export.drawn.marks import Group
from graphviz_app.export.drawn.recorder import Recorder
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.screen import AIR
from graphviz_app.export.moving.strip import Strip
from graphviz_app.export.pptx.formulas import spoken
from graphviz_app.export.pptx.place import Place
from graphviz_app.export.pptx.shapes import Drawer, around
from graphviz_app.numbers import in_panel
from graphviz_app.scene.camera import Camera, fitted
from graphviz_app.scene.captions.caption import caption_of
from graphviz_app.scene.captions.moment_titles import moment_title
from graphviz_app.scene.picture import Picture

_KINDS = {"box": "group", "numbers": "numbers of"}


class Slides:
    """The contents of one slide after the other; ``unit``: EMU on a pixel of the presentation."""

    def __init__(self, moving: Moving, unit: float) -> None:
        width, height = moving.size
        self._moving, self._unit = moving, unit
        theme = moving.picture.theme
        self._strip = Strip(theme, moving.schedule, width, height) if moving.caption else None
        self._below = height if self._strip is None else self._strip.at.y()
        self._room = QRectF(0, 0, width, self._below - AIR)
        self._camera = Camera(moving.picture, moving.schedule, self._room.size())
        self._whole = None if moving.camera else fitted(moving.picture.bounds, self._room.size())

    def shapes(self, t: float) -> str:
        """As of a time, as DrawingML."""
        frame = frame_at(self._moving.schedule, t)
        picture = self._moving.picture.with_run(frame.run)
        drawer = Drawer(self._place(t))
        parts = list(self._groups(picture, frame, drawer))
        if self._strip is not None:
            drawer.place = Place(self._unit, 0.0, 0.0)
            parts.append(drawer.group(_caption(self._strip, frame), "caption", ""))
        return "".join(parts)

    def _place(self, t: float) -> Place:
        """How the scene lies on the slide."""
        shot = self._whole or self._camera.shot(t)
        sight = shot.sight(QSizeF(self._room.size()))
        return Place(shot.zoom * self._unit, sight.x(), sight.y())

    def _groups(self, picture: Picture, frame: Frame, drawer: Drawer) -> Iterator[str]:
        size = round(self._room.width() * self._unit), round(self._below * self._unit)
        for group in finished(drawn_in_pieces(picture, frame, outlines=False)).groups:
            if drawer.place.sees(around(group.marks), *size):
                yield drawer.group(group, name_of(picture, group), _told(picture, frame, group))

    def title(self, t: float) -> str:
        """Which step it is."""
        return moment_title(self._moving.schedule, ceil(t) - 1)

    def notes(self, t: float) -> str:
        """What there is to say: the step, and the chain rule with symbols and with numbers."""
        caption = caption_of(frame_at(self._moving.schedule, t), on_screen=False)
        rows = caption.parts or caption.rows
        said = [caption.sentence, *map(_row, rows)]
        return "\n".join([self.title(t), *(line for line in said if line)])


def _row(row: Explanation) -> str:
    remark = f" ({row.remark})" if row.remark else ""
    return f"{spoken(row.symbols)} {spoken(row.numbers)}".strip() + remark


def _caption(strip: Strip, frame: Frame) -> Group:
    """The strip below the graph, in pixels of the presentation."""
    strip.show(frame, 0)
    recorder = Recorder(outlines=False)
    try:
        recorder.translate(strip.at)
        strip.paint(recorder)
        return Group("caption", "", recorder.taken())
    finally:
        recorder.end()


def name_of(picture: Picture, group: Group) -> str:
    """As the list of shapes calls it: ``node z``, ``edge w → z``."""
    key, reading = group.key, picture.reading
    kind = _KINDS.get(group.kind, group.kind)
    if isinstance(key, int) and 0 <= key < len(reading.edges):
        edge = reading.edges[key]
        ends = (shown_name(picture.run, id_) for id_ in (edge.source, edge.target))
        return f"{kind} {' → '.join(ends)}"
    if isinstance(key, str) and key in reading.nodes:
        return f"{kind} {shown_name(picture.run, key)}"
    return f"{kind} {key}".strip()


def _told(picture: Picture, frame: Frame, group: Group) -> str:
    """What a node says by now, for ears."""
    key, run = group.key, frame.run
    if group.kind != "node" or not isinstance(key, str) or key not in picture.reading.nodes:
        return ""
    said = [shown_name(run, key)]
    value, gradient = run.value(key), run.gradient(key)
    if frame.shows_value(key) and value is not None and picture.view.values:
        said.append(f"value {in_panel(value)}")
    if frame.shows_gradient(key) and gradient is not None and picture.view.gradients:
        said.append(f"gradient {in_panel(gradient)}")
    return ", ".join(said)
