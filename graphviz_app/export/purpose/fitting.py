"""The first look at a graph with which it fits its purpose."""

from collections.abc import Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphviz_app.core.graph import Graph
from graphviz_app.core.pieces import Pieces, finished
from graphviz_app.core.questions import Hidden
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import View
from graphviz_app.errors import ExportError
from graphviz_app.export.application import ensure_application
from graphviz_app.export.purpose.lengths import in_cm, in_points
from graphviz_app.export.purpose.purpose import Purpose
from graphviz_app.export.purpose.remedies import unfitted
from graphviz_app.export.purpose.searching import fits, searched
from graphviz_app.export.purpose.trying import Try, Workshop
from graphviz_app.export.schedules import trace_of
from graphviz_app.export.setting import Setting
from graphviz_app.layout import LayoutService
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.surround.surround import NOTHING, Wanted
from graphviz_app.theme import THEMES, Theme

if TYPE_CHECKING:
    from graphviz_app.scene.plots.plot import Plot


_MOST_MARGIN = 0.8


@dataclass(frozen=True)
class Fitted:
    """A picture that fits, and how it is set into a file."""

    picture: Picture
    schedule: Schedule
    setting: Setting
    view: View
    """How it is looked at."""
    text: float
    """Size of its smallest text, in points."""
    remark: str = ""
    """What was chosen that nobody had asked for, as a sentence; empty where nothing was."""


def fitted(
    graph: Graph,
    view: View,
    purpose: Purpose,
    theme: Theme | None = None,
    *,
    at: str = "END",
    hidden: Sequence[Hidden] = (),
    plots: "Sequence[Plot]" = (),
    wanted: Wanted = NOTHING,
    service: LayoutService | None = None,
) -> Fitted:
    """All at once; raises GraphAppError, or UnfittedError with what would fit."""
    return finished(
        fitted_in_pieces(
            graph,
            view,
            purpose,
            theme,
            at=at,
            hidden=hidden,
            plots=plots,
            wanted=wanted,
            service=service,
        )
    )


def fitted_in_pieces(
    graph: Graph,
    view: View,
    purpose: Purpose,
    theme: Theme | None = None,
    *,
    at: str = "END",
    hidden: Sequence[Hidden] = (),
    plots: "Sequence[Plot]" = (),
    wanted: Wanted = NOTHING,
    service: LayoutService | None = None,
) -> Pieces[Fitted]:
    """The graph as it fits its purpose.

    What neither ``view`` nor the document says is chosen: the style, which way, in how many rows,
    numbers on edges, and where nothing else helps the reading. ``at`` is the moment whose text is
    looked at; what is ``wanted`` stands around the graph. Without a ``theme`` it has the purpose's.
    With a ``service`` of one's own no other is started. Raises UnfittedError where the text would
    be smaller than the purpose asks for.
    """
    ensure_application()
    _check_margin(purpose)
    said = view.over(graph.view).as_printed
    trace = trace_of(graph, hidden)
    own = closing(LayoutService(view.engine)) if service is None else nullcontext(service)
    with own as layouts:
        colours = THEMES[purpose.theme] if theme is None else theme
        workshop = Workshop(trace, at, colours, layouts, plots, wanted, {}, {}, [], {}, {})
        found = yield from searched(workshop, said, purpose)
        if purpose.least_text is not None and not fits(found, purpose):
            raise (yield from unfitted(workshop, said, purpose, found))
    return _fitted(found, said, purpose)


def _check_margin(purpose: Purpose) -> None:
    """Raise ExportError where margins leave nothing."""
    for side in (purpose.width, purpose.height):
        if side is not None and 2 * purpose.margin > _MOST_MARGIN * side:
            margin = in_cm(purpose.margin)
            raise ExportError(
                f"margins of {margin} on both sides leave too little of {in_cm(side)}"
            )


def _fitted(found: Try, said: View, purpose: Purpose) -> Fitted:
    points = found.page.points
    setting = Setting(scale=purpose.dpi / 72 * points, points=points)
    picture, remark = found.picture.seen(found.page.seen), _remark(found, said, purpose)
    return Fitted(picture, found.schedule, setting, found.look.view, found.text, remark)


def _is_turned(found: Try) -> bool:
    """Whether neurons, which go from left to right in the window, do not."""
    return found.look.view.reading == "neurons" and found.picture.layout.direction == "TB"


def _remark(found: Try, said: View, purpose: Purpose) -> str:
    """What was chosen, and whether it can be read."""
    view, told = found.look.view, []
    if said.reading is None and view.reading != "operators":
        told.append("it is read by lines" if view.reading == "lines" else "it is read as neurons")
    if said.style is None and view.style == "wires":
        told.append("drawn as signs on wires")
    if said.direction in (None, "auto") and _is_turned(found):
        told.append("from top to bottom")
    if found.look.letters > 1.0:
        told.append("drawn close together")
    if said.edge_numbers is None and view.edge_numbers == "none":
        told.append("without numbers on edges")
    if not fits(found, purpose):
        told.append(f"the smallest text has {in_points(found.text)}")
    return ", ".join(told)
