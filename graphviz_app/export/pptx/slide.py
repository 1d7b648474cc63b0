"""What is on a slide: the marks in sight, and below them what the step says."""

from collections.abc import Callable, Iterator

from PySide6.QtGui import QPainter

from graphviz_app.core.pieces import finished
from graphviz_app.explain.telling import Explanation
from graphviz_app.explain.titles import shown_name
from graphviz_app.export.drawn.drawn import drawn_in_pieces
from graphviz_app.export.drawn.marks import Group, Mark
from graphviz_app.export.drawn.recorder import Recorder
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.pptx.formulas import spoken
from graphviz_app.export.pptx.place import Place
from graphviz_app.export.pptx.shapes import Drawer, around
from graphviz_app.export.stepped.page import Page
from graphviz_app.export.stepped.sheets import Sheet
from graphviz_app.frames import Frame, frame_at
from graphviz_app.numbers import in_panel
from graphviz_app.scene.captions.caption import caption_of
from graphviz_app.scene.picture import Picture

_KINDS = {"box": "group", "numbers": "numbers of"}


class Slides:
    """The contents of one slide after the other; ``unit``: EMU on a pixel of the presentation."""

    def __init__(self, moving: Moving, page: Page, unit: float) -> None:
        self._moving, self._page, self._unit = moving, page, unit

    def shapes(self, sheet: Sheet) -> str:
        """As DrawingML."""
        drawer = Drawer(Place(self._unit, 0.0, 0.0))
        if sheet.t is None:
            return drawer.group(Group("title", "", painted(self._page.paint_words)), "title", "")
        frame = frame_at(self._moving.schedule, sheet.t)
        picture = self._moving.picture.with_run(frame.run)
        drawer.place = self._place(sheet.t)
        parts = list(self._groups(picture, frame, drawer))
        if (foot := self._page.foot) is not None:
            drawer.place = Place(self._unit, 0.0, 0.0)
            marks = painted(lambda painter: foot.paint(painter, frame, sheet.part))
            parts.append(drawer.group(Group("caption", "", marks), "caption", ""))
        return "".join(parts)

    def _place(self, t: float) -> Place:
        """How the scene lies on the slide."""
        shot = self._page.shot(t)
        sight = shot.sight(self._page.room.size())
        return Place(shot.zoom * self._unit, sight.x(), sight.y())

    def _groups(self, picture: Picture, frame: Frame, drawer: Drawer) -> Iterator[str]:
        room = self._page.room
        size = round(room.width() * self._unit), round(room.height() * self._unit)
        for group in finished(drawn_in_pieces(picture, frame, outlines=False)).groups:
            if drawer.place.sees(around(group.marks), *size):
                yield drawer.group(group, name_of(picture, group), _told(picture, frame, group))

    def notes(self, sheet: Sheet) -> str:
        """What there is to say: the step, and the chain rule with symbols and with numbers."""
        if sheet.t is None:
            return ""
        caption = caption_of(frame_at(self._moving.schedule, sheet.t), on_screen=False)
        rows = caption.parts or caption.rows
        said = [caption.sentence, *map(_row, rows)]
        return "\n".join([sheet.titled.title, *(line for line in said if line)])


def painted(paint: Callable[[QPainter], None]) -> tuple[Mark, ...]:
    """What is painted, as marks."""
    recorder = Recorder(outlines=False)
    try:
        paint(recorder)
        return recorder.taken()
    finally:
        recorder.end()


def _row(row: Explanation) -> str:
    remark = f" ({row.remark})" if row.remark else ""
    return f"{spoken(row.symbols)} {spoken(row.numbers)}".strip() + remark


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
