"""What a picture carries of the graph that it was made from, so that it can be opened again."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from graphviz_app.arguments import STDIN

if TYPE_CHECKING:
    from graphviz_app.core.graph import Graph
    from graphviz_app.core.view import View
    from graphviz_app.formats.carrying.carried import Carried


def add_source(parser: argparse.ArgumentParser) -> None:
    """The option that leaves it out."""
    parser.add_argument(
        "--no-source",
        dest="source",
        action="store_false",
        help="leave out the graph, which OUT carries so that it can be opened again",
    )


def carried_from(graph: "Graph", view: "View", at: str, file: Path) -> "Carried":
    """That of a graph which was read from a file, or from standard input."""
    from graphviz_app.formats.carrying.made import carried_of

    if file == STDIN:
        return carried_of(graph, view, at)
    return carried_of(graph, view, at, f"{file.stem}.cg", folder=file.parent)
