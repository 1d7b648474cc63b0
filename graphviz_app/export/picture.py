"""From a graph to a file in one call."""

from collections.abc import Sequence
from contextlib import closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from graphviz_app.core.autodiff import Trace, run
from graphviz_app.core.covering import covered, covered_update
from graphviz_app.core.forward.inputs import require
from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.update import first_update
from graphviz_app.core.pieces import finished
from graphviz_app.core.questions import Hidden, covers_for
from graphviz_app.core.read_as import read_as
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import USUAL, View
from graphviz_app.export.application import ensure_application
from graphviz_app.export.at import parse_at
from graphviz_app.export.job import ExportJob
from graphviz_app.export.setting import Letters, Setting
from graphviz_app.export.table import format_of
from graphviz_app.layout import LayoutService, Size, compute_layout
from graphviz_app.scene.measure import measure, request_in_pieces
from graphviz_app.scene.picture import Picture
from graphviz_app.theme import LIGHT, Theme

if TYPE_CHECKING:
    from graphviz_app.scene.plots.plot import Plot

UNSAID = View()


def export_picture(
    graph: Graph,
    path: str | Path,
    view: View = UNSAID,
    *,
    at: str = "END",
    theme: Theme = LIGHT,
    scale: float = 2.0,
    transparent: bool = False,
    text: Letters = "text",
    room: tuple[int, int] | None = None,
    hidden: Sequence[Hidden] = (),
    plots: "Sequence[Plot]" = (),
) -> Trace:
    """Run, lay out and draw a graph into a file; returns the run that was drawn.

    What ``view`` does not say is as the graph's document says, else as usual (its engine: the
    bundled one, and ``dot`` if that cannot be loaded). ``at`` is a moment as ``parse_at`` reads it;
    ``scale`` is pixels per design pixel of an image; with a ``room`` of so many pixels only what a
    camera shows there is drawn, legible and with ``scale`` pixels for each of these. ``text`` says
    whether letters stay letters where the format can have them. ``hidden``
    numbers are empty boxes; ``plots`` stand below all of the graph.
    Raises GraphAppError: the graph's, the layout's, or ExportError for the file.
    """
    path = Path(path)
    format_of(path)  # before there is any work in it
    picture, schedule = drawn_picture(graph, view, theme, at=at, hidden=hidden)
    setting = Setting(scale, transparent, text=text)
    through = None if room is None else QSize(*room)
    picture = picture.with_plots(plots) if plots else picture
    ExportJob(picture, schedule, parse_at(schedule, at), path, setting, through).run()
    return schedule.run.whole


def drawn_picture(
    graph: Graph,
    view: View = UNSAID,
    theme: Theme = LIGHT,
    *,
    at: str = "END",
    hidden: Sequence[Hidden] = (),
    room: Size | None = None,
) -> tuple[Picture, Schedule]:
    """Run, lay out and draw a graph; raises GraphAppError, also for a moment that is not there.

    ``hidden`` numbers are empty boxes; ``room`` is what it is to be seen in, at scale 1.
    """
    ensure_application()
    look = view.over(graph.view).over(USUAL)
    trace = covered(run(graph, partial=True), covers_for(graph, hidden) if hidden else None)
    if look.by:
        require(trace, look.by)
    kind, bias = look.reading or "operators", look.bias or "inside"
    drawn = read_as(trace, kind, look.folded or (), bias, look.by)
    update = covered_update(first_update(drawn.whole), drawn.whole)
    schedule = Schedule(drawn, stride=look.stride or "node", update=update)
    parse_at(schedule, at)  # before there is more work in it
    request = finished(request_in_pieces(drawn, measure(drawn, theme, look), theme, look, room))
    with closing(LayoutService(view.engine)) if view.engine else nullcontext() as service:
        layout = compute_layout(*request, service=service)
    return Picture.of(drawn, layout.scaled(theme.scale), theme, look), schedule
