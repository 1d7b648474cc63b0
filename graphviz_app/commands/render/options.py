"""How ``render`` is typed."""

import argparse
from pathlib import Path
from typing import get_args

from graphviz_app.arguments import add_file
from graphviz_app.commands.carrying import add_source
from graphviz_app.commands.looked_at import add_look
from graphviz_app.commands.plotted import PlotName
from graphviz_app.commands.render.typed import dots, margin, plots, room, scale, side, text_size
from graphviz_app.export.purpose.purpose import PRESETS
from graphviz_app.export.setting import Letters
from graphviz_app.export.table import alternatives, formats, names

_EXAMPLES = """\
examples:
  graphviz-app render neuron.cg -o neuron.svg
  graphviz-app render neuron.cg -o column.pdf --preset column --legend
  graphviz-app render neuron.cg -o step.png --at backward:5 --theme dark
"""


def declare(parser: argparse.ArgumentParser) -> None:
    """All of it."""
    parser.usage, parser.epilog = "graphviz-app render FILE -o OUT [OPTION ...]", _EXAMPLES
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
    _declare_surround(parser)
    shown, looks = add_look(parser)
    shown.add_argument(
        "--plot",
        metavar="WHAT",
        type=plots,
        default=(),
        help=f"train, and draw below the graph: {', '.join(get_args(PlotName))} (or several)",
    )
    looks.add_argument("--transparent", action="store_true", help="without a background")
    looks.add_argument(
        "--text",
        choices=get_args(Letters),
        default="text",
        help="letters stay letters, which can be searched, or become curves (default: text)",
    )


def _declare_size(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("size")
    group.add_argument(
        "--width", metavar="LENGTH", type=side, help="of the figure: 8.5cm, 85mm, 240pt, 3.3in"
    )
    group.add_argument(
        "--height", metavar="LENGTH", type=side, help="with --width at most, alone exactly"
    )
    group.add_argument(
        "--min-text",
        metavar="SIZE",
        type=text_size,
        help="of the smallest text: 7pt. Style, reading, direction and rows that were not typed "
        "are chosen so that it fits",
    )
    group.add_argument(
        "--preset",
        choices=list(PRESETS),
        help="8.5cm, 17.4cm (text 7pt), slides (12pt), 60cm (24pt), a page on GitHub",
    )
    group.add_argument(
        "--dpi",
        metavar="N",
        type=dots,
        help="pixels to the inch, of PNG (default: 300, or as the preset says)",
    )
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


def _declare_surround(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("around the graph")
    group.add_argument(
        "--title", metavar="WORDS", nargs="?", const=True, help="above it; alone: the graph's own"
    )
    group.add_argument("--caption", action="store_true", help="what happens at this step, below")
    group.add_argument("--legend", action="store_true", help="what colours and shapes mean, below")
    group.add_argument("--margin", metavar="LENGTH", type=margin, help="kept free: 2mm")
