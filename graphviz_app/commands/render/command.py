"""What ``render`` does."""

from pathlib import Path
from typing import NamedTuple

from graphviz_app.arguments import Command
from graphviz_app.commands.carrying import carried_from
from graphviz_app.commands.given import graph_of, spare
from graphviz_app.commands.plotted import PlotName, plotted
from graphviz_app.commands.render.options import declare
from graphviz_app.commands.told import remark, tell
from graphviz_app.core.choices import BiasPlace, EdgeNumbers, EngineName, Kind, StyleName, Way
from graphviz_app.core.graph import Graph
from graphviz_app.core.questions import Hidden
from graphviz_app.core.view import View
from graphviz_app.errors import GraphAppError
from graphviz_app.export.purpose.purpose import Purpose, purpose_of
from graphviz_app.export.setting import Letters
from graphviz_app.export.table import formats, names
from graphviz_app.theme import THEMES


class Typed(NamedTuple):
    """What was typed, by name; None: nothing."""

    file: Path
    output: Path
    at: str
    width: float | None
    height: float | None
    min_text: float | None
    preset: str | None
    dpi: float | None
    scale: float | None
    camera: tuple[int, int] | None
    theme: str | None
    transparent: bool
    show: frozenset[str] | None
    direction: Way | None
    engine: EngineName | None
    style: StyleName | None
    edge_numbers: EdgeNumbers | None
    bias: BiasPlace | None
    marks: bool | None
    groups: int | None
    reading: Kind | None
    ask: tuple[Hidden, ...]
    shapes: bool | None
    mode: str
    wrt: str | None
    plot: tuple[PlotName, ...]
    text: Letters
    source: bool

    @property
    def purpose(self) -> Purpose | None:
        """What it is for; raises GraphAppError for sizes that exclude each other."""
        purpose = purpose_of(
            self.preset, width=self.width, height=self.height, min_text=self.min_text, dpi=self.dpi
        )
        if purpose is not None and (self.scale is not None or self.camera is not None):
            other = "--scale" if self.scale is not None else "--camera"
            raise GraphAppError(f"{other} is another size than one on paper: leave one of them out")
        if self.camera is not None and self.plot:
            raise GraphAppError("a camera shows the graph alone: leave out --plot, or --camera")
        return purpose

    def view(self, graph: Graph) -> View:
        """How the graph is looked at."""
        return View(
            self.reading,
            self.direction,
            engine=self.engine,
            folded=None if self.groups is None else _folded(graph, self.groups),
            edge_numbers=self.edge_numbers,
            style=self.style,
            bias=self.bias,
            marks=self.marks,
            tangents=self.mode == "forward" or self.wrt is not None,
            wrt=self.wrt,
            values=self._shows("values"),
            gradients=self._shows("gradients"),
            locals=self._shows("local"),
            shapes=self.shapes or self._shows("shapes"),
        )

    def _shows(self, what: str) -> bool | None:
        return None if self.show is None else what in self.show


def _run(**options: object) -> int:
    """Write a picture, without a display; of a broken graph, of what could be computed."""
    from graphviz_app.platform_check import drawing_unseen

    typed = Typed(**options)  # type: ignore[arg-type]  # declared alike
    purpose = typed.purpose
    graph = graph_of(typed.file)
    spare(typed.file, typed.output, "the picture")
    with drawing_unseen():
        from graphviz_app.export.picture import export_picture
    graph, plots = plotted(graph, typed.file, typed.plot) if typed.plot else (graph, ())
    view = typed.view(graph)
    trace = export_picture(
        graph,
        typed.output,
        view,
        at=typed.at,
        theme=None if typed.theme is None else THEMES[typed.theme],
        scale=typed.scale or (1.0 if typed.camera else 2.0),
        transparent=typed.transparent,
        text=typed.text,
        room=typed.camera,
        hidden=typed.ask,
        plots=plots,
        purpose=purpose,
        carried=carried_from(graph, view, typed.at, typed.file) if typed.source else None,
        told=remark,
    )
    return tell(trace.problems)


def _folded(graph: Graph, depth: int) -> tuple[str, ...]:
    """The groups that are folded where so many in each other are open."""
    from graphviz_app.core.reading import read
    from graphviz_app.core.reading.folded import folded_below, group_paths

    return folded_below(group_paths(read(graph, "operators")), depth)


RENDER = Command(
    name="render",
    about=f"write it as {names(formats())}",
    description=(
        f"Write the graph as {names(formats())}, by the ending of OUT. No display is needed."
    ),
    declare=declare,
    run=_run,
)
