"""``graphviz-app gui``, and ``graphviz-app`` alone: the window."""

import argparse
from pathlib import Path

from graphviz_app.arguments import STDIN, Command
from graphviz_app.commands.given import graph_of, require_file

_HELP = "what to open; '-' is a graph from standard input, which is opened as a copy"


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("start", metavar="FILE", nargs="?", type=Path, help=_HELP)


def _run(start: Path | None) -> int:
    """Open the window; a file that is not there is told here rather than in an empty window."""
    from graphviz_app.platform_check import loading_qt, require_window

    graph = None
    if start == STDIN:
        graph = graph_of(STDIN)
    elif start is not None:
        require_file(start)
    require_window()
    with loading_qt():
        from graphviz_app.gui.app import open_window
    return open_window(None if graph else start, graph)


GUI = Command(
    name="gui",
    about="open the window (the same as no command)",
    description="open the window (the same as no command)",
    declare=_declare,
    run=_run,
)
