"""What ``render`` does."""

from pathlib import Path

from graphviz_app.arguments import Command
from graphviz_app.commands.carrying import carried_from
from graphviz_app.commands.given import graph_of, spare
from graphviz_app.commands.looked_at import view_of
from graphviz_app.commands.plotted import PlotName, plotted
from graphviz_app.commands.render.options import declare
from graphviz_app.commands.told import remark, tell
from graphviz_app.core.questions import Hidden
from graphviz_app.errors import GraphAppError
from graphviz_app.export.purpose.purpose import purpose_of
from graphviz_app.export.setting import Letters
from graphviz_app.export.table import formats, names
from graphviz_app.theme import THEMES


def _run(
    file: Path,
    output: Path,
    at: str,
    width: float | None,
    height: float | None,
    min_text: float | None,
    preset: str | None,
    dpi: float | None,
    margin: float | None,
    title: str | bool | None,
    caption: bool,
    legend: bool,
    scale: float | None,
    camera: tuple[int, int] | None,
    theme: str | None,
    transparent: bool,
    text: Letters,
    ask: tuple[Hidden, ...],
    plot: tuple[PlotName, ...],
    source: bool,
    **said: object,
) -> int:
    """Write a picture, without a display; of a broken graph, of what could be computed."""
    from graphviz_app.platform_check import drawing_unseen

    purpose = purpose_of(
        preset, width=width, height=height, min_text=min_text, dpi=dpi, margin=margin
    )
    if purpose is not None and (scale or camera):
        other = "--scale" if scale else "--camera"
        raise GraphAppError(f"{other} is another size than one on paper: leave one of them out")
    if plot and camera:
        raise GraphAppError("a camera shows the graph alone: leave out --plot, or --camera")
    graph = graph_of(file)
    spare(file, output, "the picture")
    with drawing_unseen():
        from graphviz_app.export.picture import export_picture
    view = view_of(graph, said)
    graph, plots = plotted(graph, file, plot) if plot else (graph, ())
    trace = export_picture(
        graph,
        output,
        view,
        at=at,
        theme=None if theme is None else THEMES[theme],
        scale=scale or (1.0 if camera else 2.0),
        transparent=transparent,
        text=text,
        room=camera,
        hidden=ask,
        plots=plots,
        purpose=purpose,
        title=title or False,
        caption=caption,
        legend=legend,
        carried=carried_from(graph, view, at, file) if source else None,
        told=remark,
    )
    return tell(trace.problems)


RENDER = Command(
    name="render",
    about=f"write it as {names(formats())}",
    description=(
        f"Write the graph as {names(formats())}, by the ending of OUT. No display is needed."
    ),
    declare=declare,
    run=_run,
)
