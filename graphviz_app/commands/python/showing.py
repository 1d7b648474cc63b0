"""show and trace: what another program has computed, as a window or in a notebook."""

import sys
from pathlib import Path

from graphviz_app.commands.python.apart import opened
from graphviz_app.commands.python.callers import variables_of_caller
from graphviz_app.commands.python.shown import Shown
from graphviz_app.formats.json_document import to_json
from graphviz_app.formats.tracing.things import is_file, trace_of
from graphviz_app.formats.tracing.traced import Traced


def trace(thing: object, *args: object, **names: object) -> Traced:
    """A thing as a graph, with the numbers that it has in its program, and without a window.

    Takes what ``show`` takes. Raises GraphAppError with what is wrong.
    """
    return trace_of(thing, args, names, variables_of_caller())


def show(thing: object, *args: object, block: bool | None = None, **names: object) -> Shown:
    """Open the window on a thing; in a notebook, give back what it draws as a picture.

    A thing is a Graph, a text, a path, a Trace, a value of micrograd, a tensor of PyTorch, a graph
    of networkx, or a function with examples of its arguments: ``show(f, 1.0, w=2.0)``. For a value
    or tensor keywords give names (``show(loss, x=x)``; a module or a dict names all that it
    holds); without them the caller's variables do.

    In a script it returns when the window is closed; where Python is interactive at once.
    ``block`` says it otherwise. The window is a process of its own. Raises GraphAppError.
    """
    found = trace_of(thing, args, names, variables_of_caller())
    if _is_notebook():
        return Shown(found)
    from graphviz_app.platform_check import require_window

    require_window()
    if is_file(thing):
        process = opened(str(Path(str(thing)).resolve()), None)
    else:
        process = opened("-", to_json(found.document).encode("utf-8"))
    shown = Shown(found, process)
    if block or (block is None and not _is_interactive()):
        shown.wait()
    return shown


def _is_notebook() -> bool:
    """Whether pictures are shown where Python is typed: in a kernel, not in a terminal."""
    shell = _shell()
    return shell is not None and getattr(shell, "kernel", None) is not None


def _is_interactive() -> bool:
    """Whether somebody goes on typing while the window is open."""
    return hasattr(sys, "ps1") or bool(sys.flags.interactive) or _shell() is not None


def _shell() -> object:
    """IPython's, if it runs; nothing is imported for it."""
    ipython = sys.modules.get("IPython")
    return None if ipython is None else ipython.get_ipython()
