"""What commands are given: a graph, from a file or from standard input."""

import os
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from graphviz_app.arguments import STDIN
from graphviz_app.commands.told import remark
from graphviz_app.errors import DocumentError, GraphAppError

if TYPE_CHECKING:
    from graphviz_app.core.graph import Graph
    from graphviz_app.formats.incoming import Incoming

_TOLD = 5


def graph_of(file: Path) -> "Graph":
    """Load the file, or read standard input; that a text was translated is told in a line."""
    from graphviz_app.formats.files import load_told, read_in
    from graphviz_app.formats.incoming import STDIN_NAME

    graph, translation = load_told(file) if file != STDIN else read_in(_standard_input())
    if translation is not None:
        name = STDIN_NAME if file == STDIN else file.name
        remark(f"{name} is {translation.dialect} and was translated: {translation.counts}")
    _tell_unread(graph)
    return graph


def _tell_unread(graph: "Graph") -> None:
    """Answers of claims that cannot be read are told, and stop nothing."""
    if all(claim.printed for claim in graph.claims):
        return
    from graphviz_app.formats.language.claiming.resolved import unread_answers

    unread = list(islice(unread_answers(graph.source, graph.claims), _TOLD + 1))
    for error in unread[:_TOLD]:
        remark(f"{error}; this answer counts as blank")
    if len(unread) > _TOLD:
        remark("and more answers that cannot be read")


def require_file(path: Path) -> None:
    """Raise with the reason if there is nothing to be opened."""
    from graphviz_app.formats.looking import is_file
    from graphviz_app.formats.replacing import reason_of

    if is_file(path):
        return
    try:
        path.stat()
        why = "it is not a file"
    except FileNotFoundError:
        why = "it does not exist"
    except (OSError, ValueError) as error:
        why = reason_of(error)
    raise GraphAppError(f"'{path}' cannot be opened: {why}")


def spare(file: Path, output: Path, what: str) -> None:
    """Raise if what is written would take the place of the graph that it is made of."""
    # os.path, because it is quiet about names that cannot exist.
    if file != STDIN and os.path.exists(output) and os.path.samefile(file, output):  # noqa: PTH110, PTH121
        raise GraphAppError(f"{what} would replace the graph '{output}': choose another name")


def _standard_input() -> "Incoming":
    from graphviz_app.formats.incoming import STDIN_NAME, incoming
    from graphviz_app.formats.limits import MAX_FILE, thousands
    from graphviz_app.formats.replacing import reason_of

    try:
        content = sys.stdin.buffer.read(MAX_FILE + 1)
    except OSError as error:
        raise DocumentError(f"standard input cannot be read: {reason_of(error)}") from None
    if len(content) > MAX_FILE:
        raise DocumentError(f"more than {thousands(MAX_FILE)} bytes come from standard input")
    return incoming(STDIN_NAME, "", content)
