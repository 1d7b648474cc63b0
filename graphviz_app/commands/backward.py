"""``graphviz-app backward``: the backward pass written out, as a graph or as a script."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from graphviz_app.arguments import Command, add_file
from graphviz_app.commands.given import graph_of, spare
from graphviz_app.commands.told import FINE, put

if TYPE_CHECKING:
    from graphviz_app.formats.backward_text import Language

LANGUAGES = ("cg", "numpy", "torch")


def _declare(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument(
        "--as",
        dest="language",
        choices=LANGUAGES,
        default="cg",
        help="the text of this program (default), a script for NumPy, or one for PyTorch that "
        "compares it with autograd",
    )
    parser.add_argument(
        "--of", metavar="NAME", help="what is differentiated (default: the output of the graph)"
    )
    parser.add_argument(
        "-o", "--output", metavar="OUT", type=Path, help="a file; without it, standard output"
    )


def _run(file: Path, language: "Language", of: str | None, output: Path | None) -> int:
    """Write the forward and the backward pass."""
    from graphviz_app.core.backward import backward_pass
    from graphviz_app.formats.backward_text import backward_text
    from graphviz_app.formats.files import write_atomically

    graph = graph_of(file)
    text = backward_text(backward_pass(graph, of), language)
    if output is None:
        put(text.rstrip("\n"))
        return FINE
    spare(file, output, "the backward pass")
    write_atomically(output, text.encode("utf-8", "replace"))
    return FINE


BACKWARD = Command(
    name="backward",
    about="write the backward pass out: as text, for NumPy or for PyTorch",
    description=(
        "Write the forward and the backward pass as lines, dz = da*a*(1 - a): as a graph in the "
        "text of this program, which can be opened, run and differentiated once more "
        "(--of dx), or as a script that runs by itself."
    ),
    declare=_declare,
    run=_run,
)
