"""From a graph to a file in one call."""

from collections.abc import Callable, Sequence
from contextlib import closing, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from graphviz_app.core.autodiff import Trace
from graphviz_app.core.graph import Graph
from graphviz_app.core.pieces import finished
from graphviz_app.core.questions import Hidden
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import USUAL, View
from graphviz_app.export.application import ensure_application
from graphviz_app.export.at import parse_at
from graphviz_app.export.job import ExportJob
from graphviz_app.export.purpose.fitting import fitted
from graphviz_app.export.purpose.purpose import Purpose
from graphviz_app.export.schedules import schedule_of, trace_of
from graphviz_app.export.setting import Letters, Setting
from graphviz_app.export.table import format_of
from graphviz_app.formats.carrying.carried import Carried
from graphviz_app.layout import LayoutService, Size, compute_layout
from graphviz_app.scene.measure import measure, request_in_pieces
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.surround.surround import NOTHING, Wanted
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
    theme: Theme | None = None,
    scale: float = 2.0,
    transparent: bool = False,
    text: Letters = "text",
    room: tuple[int, int] | None = None,
    hidden: Sequence[Hidden] = (),
    plots: "Sequence[Plot]" = (),
    purpose: Purpose | None = None,
    title: str | bool = False,
    caption: bool = False,
    legend: bool = False,
    carried: Carried | None = None,
    told: Callable[[str], object] | None = None,
) -> Trace:
    """Run, lay out and draw a graph into a file; returns the run that was drawn.

    What ``view`` does not say is as the graph's document says, else as usual (its engine: the
    bundled one, and ``dot`` if that cannot be loaded). ``at`` is a moment as ``parse_at`` reads it;
    ``scale`` is pixels per design pixel of an image; with a ``room`` of so many pixels only what a
    camera shows there is drawn, legible and with ``scale`` pixels for each of these. ``hidden``
    numbers are empty boxes; ``plots`` stand below all of the graph; the file carries what is
    ``carried``, where it can.
    With a ``purpose`` it is as large as that says, legible there, in its colours if no ``theme`` is
    given; what had to be chosen for that is ``told`` as a sentence. ``title`` (the graph's, or
    another), ``caption`` of the moment and ``legend`` stand around the graph.
    Raises GraphAppError: the graph's, the layout's, or ExportError for the file; UnfittedError
    where it would not be legible.
    """
    path = Path(path)
    format_of(path, "one")  # before there is any work in it
    written = graph.title if title is True else title or ""
    wanted = Wanted(written, caption, legend)
    if purpose is not None or wanted != NOTHING:
        meant = Purpose(theme="light", dpi=scale * 96) if purpose is None else purpose
        fits = fitted(graph, view, meant, theme, at=at, hidden=hidden, plots=plots, wanted=wanted)
        if fits.remark and told is not None:
            told(fits.remark)
        picture, schedule, setting = fits.picture, fits.schedule, fits.setting
        carried = carried and carried._replace(view=fits.view)
    else:
        picture, schedule = drawn_picture(graph, view, theme or LIGHT, at=at, hidden=hidden)
        picture = picture.with_plots(plots) if plots else picture
        setting = Setting(scale)
    setting = replace(setting, transparent=transparent, text=text)
    through = None if room is None else QSize(*room)
    t = parse_at(schedule, at)
    ExportJob(picture, schedule, t, path, setting, through, carried).run()
    return schedule.run.whole


def drawn_picture(
    graph: Graph,
    view: View = UNSAID,
    theme: Theme = LIGHT,
    *,
    at: str = "END",
    hidden: Sequence[Hidden] = (),
    room: Size | None = None,
    require: Callable[[Schedule], object] = lambda _: None,
) -> tuple[Picture, Schedule]:
    """Run, lay out and draw a graph; raises GraphAppError, also for a moment that is not there.

    ``hidden`` numbers are empty boxes; ``room`` is what it is to be seen in, at scale 1;
    ``require`` may raise for steps of which no picture is needed.
    """
    ensure_application()
    look = view.over(graph.view).as_printed.over(USUAL)
    schedule = schedule_of(trace_of(graph, hidden), look)
    drawn = schedule.run
    parse_at(schedule, at)  # before there is more work in it
    require(schedule)
    request = finished(request_in_pieces(drawn, measure(drawn, theme, look), theme, look, room))
    with closing(LayoutService(view.engine)) if view.engine else nullcontext() as service:
        layout = compute_layout(*request, service=service)
    return Picture.of(drawn, layout.scaled(theme.scale), theme, look), schedule
