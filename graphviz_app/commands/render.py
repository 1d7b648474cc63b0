"""``graphviz-app render``: a picture of a graph, without a window."""

import argparse
import math
from pathlib import Path
from typing import get_args

from graphviz_app.arguments import Command, add_file, add_reading
from graphviz_app.commands.given import graph_of, spare
from graphviz_app.commands.plotted import PlotName, plot_names, plotted
from graphviz_app.commands.told import tell
from graphviz_app.core.choices import BiasPlace, EdgeNumbers, EngineName, Kind, StyleName, Way
from graphviz_app.core.graph import Graph
from graphviz_app.core.questions import Hidden
from graphviz_app.core.wording import shortened
from graphviz_app.errors import GraphAppError
from graphviz_app.export.setting import Letters
from graphviz_app.export.table import alternatives, formats, names
from graphviz_app.theme import THEMES

LEAST_SIDE, MOST_SIDE = 100, 8000
"""Of the room of a camera, in pixels."""


def _declare(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    endings = alternatives(f"*{format_.suffix}" for format_ in formats())
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, required=True, help=endings)
    parser.add_argument(
        "--at",
        metavar="WHEN",
        default="END",
        help="END (default), forward (values only), backward:5 (after five steps back), "
        "or update:2 (after two parameters have moved)",
    )
    parser.add_argument(
        "--theme", choices=list(THEMES), default="light", help="colours (default: light)"
    )
    pixels = names(format_ for format_ in formats() if format_.is_raster)
    sizes = parser.add_mutually_exclusive_group()
    sizes.add_argument(
        "--scale",
        metavar="N",
        type=_scale,
        default=2.0,
        help=f"pixels per unit ({pixels}; default: 2)",
    )
    sizes.add_argument(
        "--camera",
        metavar="WxH",
        type=_room,
        help="only what is legible in so many pixels, around the step: 1280x720",
    )
    parser.add_argument("--transparent", action="store_true", help="without a background")
    parser.add_argument(
        "--text",
        choices=get_args(Letters),
        default="text",
        help="letters stay letters, which can be searched, or become curves (default: text)",
    )
    parser.add_argument(
        "--direction",
        choices=get_args(Way),
        help="left to right, or down (default: as the document says, else auto)",
    )
    parser.add_argument(
        "--engine", choices=get_args(EngineName), help="the Graphviz to use: its own, or dot's"
    )
    parser.add_argument(
        "--style",
        choices=get_args(StyleName),
        help="numbers on the nodes, or on the wires between signs (default: cards)",
    )
    parser.add_argument(
        "--edge-numbers",
        choices=get_args(EdgeNumbers),
        help="on edges: all, those that nodes do not show, or none (default: new)",
    )
    parser.add_argument(
        "--groups",
        metavar="N",
        type=_depth,
        help="groups are open so many in each other, the rest is folded; 0 folds all",
    )
    parser.add_argument(
        "--bias",
        choices=get_args(BiasPlace),
        help="of neurons: inside them, or on edges from a 1 (default: inside)",
    )
    parser.add_argument(
        "--marks", action="store_true", default=None, help="mark dead and saturated units"
    )
    parser.add_argument(
        "--ask",
        metavar="WHAT",
        type=_hidden,
        default=("claims",),
        help="empty boxes instead of values, gradients (or values,gradients), or the claims that "
        "are not answered (default); none shows all",
    )
    parser.add_argument(
        "--shapes", action="store_true", default=None, help="the shape of what each edge carries"
    )
    parser.add_argument(
        "--mode",
        choices=("reverse", "forward"),
        default="reverse",
        help="gradients, or tangents by one number (default: reverse)",
    )
    parser.add_argument(
        "--wrt", metavar="NAME", help="in forward mode: the number, such as x or W[0,1]"
    )
    parser.add_argument(
        "--plot",
        metavar="WHAT",
        type=_plots,
        default=(),
        help=f"train, and draw below the graph: {', '.join(get_args(PlotName))} (or several)",
    )
    add_reading(parser, "default: as the document says, else operators")


def _run(
    file: Path,
    output: Path,
    at: str,
    theme: str,
    scale: float,
    transparent: bool,
    text: Letters,
    direction: Way | None,
    engine: EngineName | None,
    style: StyleName | None,
    edge_numbers: EdgeNumbers | None,
    bias: BiasPlace | None,
    marks: bool | None,
    groups: int | None,
    reading: Kind | None,
    camera: tuple[int, int] | None,
    ask: tuple[Hidden, ...],
    shapes: bool | None,
    mode: str,
    wrt: str | None,
    plot: tuple[PlotName, ...],
) -> int:
    """Write a picture, without a display; of a broken graph, of what could be computed."""
    from graphviz_app.core.view import View
    from graphviz_app.platform_check import drawing_unseen

    graph = graph_of(file)
    spare(file, output, "the picture")
    with drawing_unseen():
        from graphviz_app.export.picture import export_picture
    if plot and camera:
        raise GraphAppError("a camera shows the graph alone: leave out --plot, or --camera")
    graph, plots = plotted(graph, file, plot) if plot else (graph, ())
    folded = None if groups is None else _folded(graph, groups)
    view = View(
        reading,
        direction,
        engine=engine,
        folded=folded,
        edge_numbers=edge_numbers,
        style=style,
        bias=bias,
        marks=marks,
        tangents=mode == "forward" or wrt is not None,
        wrt=wrt,
        shapes=shapes,
    )
    trace = export_picture(
        graph,
        output,
        view,
        at=at,
        theme=THEMES[theme],
        scale=1.0 if camera else scale,
        transparent=transparent,
        text=text,
        room=camera,
        hidden=ask,
        plots=plots,
    )
    return tell(trace.problems)


def _folded(graph: Graph, depth: int) -> tuple[str, ...]:
    """The groups that are folded where so many in each other are open."""
    from graphviz_app.core.reading import read
    from graphviz_app.core.reading.folded import folded_below, group_paths

    return folded_below(group_paths(read(graph, "operators")), depth)


def _hidden(text: str) -> tuple[Hidden, ...]:
    """Kinds of numbers, parted by commas."""
    words = [word.strip() for word in text.split(",")]
    kinds = get_args(Hidden)
    if words == ["none"]:
        return ()
    if unknown := [word for word in words if word not in kinds]:
        raise argparse.ArgumentTypeError(
            f"'{shortened(unknown[0])}' is not one of {', '.join(kinds)}, none"
        )
    return tuple(kind for kind in kinds if kind in words)


def _plots(text: str) -> tuple[PlotName, ...]:
    """Names of plots, parted by commas."""
    try:
        return plot_names(text)
    except GraphAppError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _depth(text: str) -> int:
    """A whole number from 0 on."""
    if not text.isdecimal() or len(text) > 4:
        raise argparse.ArgumentTypeError(f"'{shortened(text)}' is not a whole number such as 0")
    return int(text)


def _scale(text: str) -> float:
    """A positive factor; over 20 a picture of this kind has no more to show."""
    try:
        scale = float(text)
    except ValueError:
        scale = math.nan
    if not 0.05 <= scale <= 20:
        raise argparse.ArgumentTypeError(f"'{shortened(text)}' is not a number from 0.05 to 20")
    return scale


def _room(text: str) -> tuple[int, int]:
    """Width and height in pixels, such as ``1280x720``."""
    parts = text.lower().split("x")
    sides = [int(side) for side in parts if side.isdecimal() and len(side) < 6]
    fits = all(LEAST_SIDE <= side <= MOST_SIDE for side in sides)
    if not len(parts) == len(sides) == 2 or not fits:
        raise argparse.ArgumentTypeError(
            f"'{shortened(text)}' is not a size such as 1280x720, from {LEAST_SIDE} to {MOST_SIDE}"
        )
    return sides[0], sides[1]


RENDER = Command(
    name="render",
    about=f"write it as {names(formats())}",
    description=(
        f"Write the graph as {names(formats())}, by the ending of OUT. No display is needed."
    ),
    declare=_declare,
    run=_run,
)
