"""From a graph to a file in one call."""

from contextlib import closing, nullcontext
from pathlib import Path

from graphviz_app.core.autodiff import Trace, run
from graphviz_app.core.choices import Kind, Stride
from graphviz_app.core.graph import Graph
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.schedule import Schedule
from graphviz_app.export.application import ensure_application
from graphviz_app.export.at import parse_at
from graphviz_app.export.job import ExportJob
from graphviz_app.export.table import format_of
from graphviz_app.layout import Direction, EngineName, LayoutService, compute_layout
from graphviz_app.scene.measure import measure
from graphviz_app.scene.picture import USUAL, Picture, Shown
from graphviz_app.theme import LIGHT, Theme


def export_picture(
    graph: Graph,
    path: str | Path,
    *,
    at: str = "END",
    reading: Kind | None = None,
    theme: Theme = LIGHT,
    scale: float = 2.0,
    transparent: bool = False,
    direction: Direction | None = None,
    engine: EngineName | None = None,
    stride: Stride = "node",
    shown: Shown | None = None,
) -> Trace:
    """Run, lay out and draw a graph into a file; returns the run that was drawn.

    ``at`` is a moment as ``parse_at`` reads it; ``scale`` is pixels per design pixel (PNG);
    ``engine`` is the Graphviz to lay out by (the bundled one, and ``dot`` if it cannot be loaded).
    Reading, direction and the numbers shown are by default what the graph's document says, else
    operators from left to right with values and gradients.
    Raises GraphAppError: the graph's, the layout's, or ExportError for the file.
    """
    path = Path(path)
    format_of(path)  # before there is any work in it
    ensure_application()
    trace = run(graph, partial=True)
    view = graph.view
    drawn = ReadRun(trace, read(graph, reading or view.reading or "operators"))
    direction = direction or view.direction or "LR"
    shown = shown or USUAL.as_said(view)
    schedule = Schedule(drawn, stride=stride)
    times = (parse_at(schedule, at),)
    sizes, labels = measure(drawn, theme, shown)
    with closing(LayoutService(engine)) if engine else nullcontext() as service:
        layout = compute_layout(drawn.reading, sizes, labels, direction, service)
    picture = Picture(drawn, layout, theme, shown)
    ExportJob(picture, schedule, times, path, scale, transparent).run()
    return trace
