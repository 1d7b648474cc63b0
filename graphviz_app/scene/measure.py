"""Sizes for the layout. Needs fonts, no scene, and no digit of any number."""

from dataclasses import replace
from typing import NamedTuple

from graphviz_app.core.pieces import Pieces, finished
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.view import USUAL, View
from graphviz_app.layout import Request, Size
from graphviz_app.scene.items.faces import edge_type, local_prefix
from graphviz_app.scene.items.node_form import NodeForm, node_form
from graphviz_app.scene.items.rooms import LABEL_MARGIN, room_for
from graphviz_app.scene.style import Style, style_of
from graphviz_app.theme import Theme

MAX_LABELLED_EDGES = 250
"""Beyond, numbers appear on hover, selection and while active: reserving room would spread the
picture too far, and lay it out several times slower."""


class Measured(NamedTuple):
    """The nodes' forms, and per edge of the reading the room for its numbers (pixels)."""

    forms: dict[str, NodeForm]
    labels: list[Size | None]

    @property
    def sizes(self) -> dict[str, Size]:
        """Node sizes by id, in whole pixels."""
        return {
            id_: Size(round(form.width), round(form.height)) for id_, form in self.forms.items()
        }


def measure(run: ReadRun, theme: Theme, view: View = USUAL) -> Measured:
    """Measure everything that is drawn of a run; another run of the same shapes has the same."""
    return finished(measure_in_pieces(run, theme, view))


def measure_in_pieces(run: ReadRun, theme: Theme, view: View = USUAL) -> Pieces[Measured]:
    """The same, cut into short pieces."""
    style = style_of(theme)
    forms: dict[str, NodeForm] = {}
    for id_ in run.reading.nodes:
        yield
        forms[id_] = node_form(run, id_, style)
    count = len(run.reading.edges)
    if count > MAX_LABELLED_EDGES:
        return Measured(forms, [None] * count)
    labels: list[Size | None] = []
    for index in range(count):
        yield
        labels.append(_label(run, index, style, bool(view.locals)))
    return Measured(forms, labels)


def request_in_pieces(
    run: ReadRun, measured: Measured, theme: Theme, view: View, room: Size | None = None
) -> Pieces[Request]:
    """What is to be laid out: at scale 1, so that it is one layout at every scale.

    ``room`` is what it is to be shown in, at that scale.
    """
    if theme.scale != 1.0:
        measured = yield from measure_in_pieces(run, replace(theme, scale=1.0), view)
    way = view.direction or "auto"
    return Request.of(run.reading, measured.sizes, measured.labels, way, room)


def _label(run: ReadRun, index: int, style: Style, with_local: bool) -> Size:
    """Room for value and contribution, and for the local derivative if that is wanted."""
    value = run.carried(index)
    share = value if run.contribution(index) is not None else None
    local = run.local(index) if with_local else None
    wanted = (
        room_for(value, edge_type("value", style), table=False),
        room_for(share, edge_type("gradient", style), table=False),
        room_for(local, edge_type("local", style), table=False, prefix=local_prefix(local)),
    )
    rooms = [room for room in wanted if room is not None]
    width = max((room.width for room in rooms), default=0.0) + style.px(2 * LABEL_MARGIN[0])
    height = sum(room.height for room in rooms) + style.px(2 * LABEL_MARGIN[1])
    return Size(round(width), round(height))
