"""How ``render`` is typed."""

import argparse
from pathlib import Path
from typing import get_args

from graphviz_app.arguments import add_file, add_reading
from graphviz_app.commands.carrying import add_source
from graphviz_app.commands.plotted import PlotName
from graphviz_app.commands.render.typed import (
    SHOWN,
    depth,
    dots,
    hidden,
    plots,
    room,
    scale,
    shown,
    side,
    text_size,
)
from graphviz_app.core.choices import BiasPlace, EdgeNumbers, EngineName, StyleName, Way
from graphviz_app.export.purpose.purpose import PRESETS
from graphviz_app.export.setting import Letters
from graphviz_app.export.table import alternatives, formats, names
from graphviz_app.theme import THEMES


def declare(parser: argparse.ArgumentParser) -> None:
    """All of it."""
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
    add_source(parser)
    _declare_size(parser)
    _declare_colours(parser)
    _declare_look(parser)
    _declare_numbers(parser)
    add_reading(parser, "default: as the document says, else operators")


def _declare_size(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("size")
    group.add_argument("--width", metavar="LENGTH", type=side, help="on paper: 8.5cm, 240pt, 3.3in")
    group.add_argument("--height", metavar="LENGTH", type=side, help="at most; alone: exactly")
    group.add_argument(
        "--min-text",
        metavar="SIZE",
        type=text_size,
        help="of the smallest text: 7pt. Style, reading, direction and rows that nobody has said "
        "are chosen so that it fits",
    )
    group.add_argument("--preset", choices=list(PRESETS), help="the usual sizes of these, legible")
    group.add_argument("--dpi", metavar="N", type=dots, help="pixels to the inch on paper")
    pixels = names(format_ for format_ in formats() if format_.is_raster)
    pixel_sizes = group.add_mutually_exclusive_group()
    pixel_sizes.add_argument(
        "--scale", metavar="N", type=scale, help=f"pixels per unit ({pixels}; default: 2)"
    )
    pixel_sizes.add_argument(
        "--camera",
        metavar="WxH",
        type=room,
        help="only what is legible in so many pixels, around the step: 1280x720",
    )


def _declare_colours(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("colours")
    group.add_argument(
        "--theme", choices=list(THEMES), help="default: light; of a size on paper: paper"
    )
    group.add_argument("--transparent", action="store_true", help="without a background")
    group.add_argument(
        "--text",
        choices=get_args(Letters),
        default="text",
        help="letters stay letters, which can be searched, or become curves (default: text)",
    )


def _declare_look(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("layout")
    group.add_argument(
        "--direction",
        choices=get_args(Way),
        help="left to right, or down (default: as the document says, else auto)",
    )
    group.add_argument(
        "--engine", choices=get_args(EngineName), help="the Graphviz to use: its own, or dot's"
    )
    group.add_argument(
        "--style",
        choices=get_args(StyleName),
        help="numbers on the nodes, or on the wires between signs (default: cards)",
    )
    group.add_argument(
        "--groups",
        metavar="N",
        type=depth,
        help="groups are open so many in each other, the rest is folded; 0 folds all",
    )
    group.add_argument(
        "--bias",
        choices=get_args(BiasPlace),
        help="of neurons: inside them, or on edges from a 1 (default: inside)",
    )


def _declare_numbers(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what is shown")
    group.add_argument(
        "--show",
        metavar="WHAT",
        type=shown,
        help=f"on nodes and edges: {', '.join(SHOWN)} (or several), or none but names and signs; "
        "without numbers they are smaller",
    )
    group.add_argument(
        "--edge-numbers",
        choices=get_args(EdgeNumbers),
        help="on edges: all, those that nodes do not show, or none (default: new)",
    )
    group.add_argument(
        "--marks", action="store_true", default=None, help="mark dead and saturated units"
    )
    group.add_argument(
        "--ask",
        metavar="WHAT",
        type=hidden,
        default=("claims",),
        help="empty boxes instead of values, gradients (or values,gradients), or the claims that "
        "are not answered (default); none shows all",
    )
    group.add_argument(
        "--shapes", action="store_true", default=None, help="the shape of what each edge carries"
    )
    group.add_argument(
        "--mode",
        choices=("reverse", "forward"),
        default="reverse",
        help="gradients, or tangents by one number (default: reverse)",
    )
    group.add_argument(
        "--wrt", metavar="NAME", help="in forward mode: the number, such as x or W[0,1]"
    )
    group.add_argument(
        "--plot",
        metavar="WHAT",
        type=plots,
        default=(),
        help=f"train, and draw below the graph: {', '.join(get_args(PlotName))} (or several)",
    )
