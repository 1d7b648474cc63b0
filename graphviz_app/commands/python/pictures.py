"""render and animate: the commands of these names, with their options as keywords."""

import os
import warnings
from collections.abc import Mapping
from pathlib import Path

from graphviz_app.arguments import STDIN, Command
from graphviz_app.commands.animate import ANIMATE
from graphviz_app.commands.python.apart import done
from graphviz_app.commands.python.callers import variables_of_caller
from graphviz_app.commands.python.options import typed
from graphviz_app.commands.render import RENDER
from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Graph
from graphviz_app.errors import GraphAppError
from graphviz_app.formats.json_document import to_json
from graphviz_app.formats.tracing.things import is_file, trace_of
from graphviz_app.formats.tracing.traced import Traced


def render(thing: object, path: str | os.PathLike[str], **options: object) -> Path:
    """Write a picture of a thing: PNG, SVG, PDF and what else ``graphviz-app render`` writes.

    The keywords are that command's options: ``at="backward:5"``, ``theme="dark"``, ``scale=3``.
    Returns the path. Raises GraphAppError, TypeError for an option that does not exist; of a graph
    that cannot be computed as a whole, what could be is drawn, and the rest is a warning.
    """
    return _written(RENDER, thing, Path(path), options, variables_of_caller())


def animate(thing: object, path: str | os.PathLike[str], **options: object) -> Path:
    """Write how a thing is computed, step by step: what ``graphviz-app animate`` writes.

    The keywords are that command's options: ``size=(1280, 720)``, ``fps=30``, ``title=True``.
    """
    return _written(ANIMATE, thing, Path(path), options, variables_of_caller())


def _written(
    command: Command,
    thing: object,
    path: Path,
    options: Mapping[str, object],
    variables: Mapping[str, object],
) -> Path:
    said = typed(command, options)
    if is_file(thing):
        graph, source, document = None, str(thing), None
    else:
        found = thing if isinstance(thing, Traced) else trace_of(thing, variables=variables)
        graph, source = found.document, str(STDIN)
        document = to_json(graph).encode("utf-8")
    complaints = done([command.name, source, f"--output={path}", *said], document)
    _tell(complaints, graph)
    return path


def _tell(complaints: list[str], graph: Graph | None) -> None:
    """What has been drawn as far as it goes is warned of; anything else is a mistake."""
    if not complaints:
        return
    problems = run(graph, partial=True).problems if graph is not None else ()
    if complaints[0] not in [problem.message for problem in problems]:
        raise GraphAppError(complaints[0])
    for complaint in complaints:
        warnings.warn(complaint, stacklevel=4)
