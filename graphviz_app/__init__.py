"""graphviz_app: computation graphs in which the chain rule is seen to run.

>>> import graphviz_app
>>> trace = graphviz_app.run(graphviz_app.parse("x = input(3)\\ny = x**2"))
>>> trace.value("y"), trace.gradient("x"), trace.local("x", "y")
(9.0, 6.0, 6.0)
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = [
    "Graph",
    "Trace",
    "__version__",
    "animate",
    "errors",
    "load",
    "parse",
    "render",
    "run",
    "save",
    "show",
    "trace",
    "train",
]

if TYPE_CHECKING:
    from graphviz_app import errors
    from graphviz_app.commands.python.pictures import animate, render
    from graphviz_app.commands.python.showing import show, trace
    from graphviz_app.core.autodiff import Trace, run
    from graphviz_app.core.graph import Graph
    from graphviz_app.formats import load, parse, save
    from graphviz_app.formats.train import train

_HOME = {
    "Graph": "graphviz_app.core.graph",
    "Trace": "graphviz_app.core.autodiff",
    "run": "graphviz_app.core.autodiff",
    "load": "graphviz_app.formats",
    "parse": "graphviz_app.formats",
    "save": "graphviz_app.formats",
    "train": "graphviz_app.formats.train",
    "trace": "graphviz_app.commands.python.showing",
    "show": "graphviz_app.commands.python.showing",
    "render": "graphviz_app.commands.python.pictures",
    "animate": "graphviz_app.commands.python.pictures",
}


def __getattr__(name: str) -> object:
    """Import on first use: ``--version`` and the window's start do not wait for NumPy."""
    if name == "errors":
        return import_module("graphviz_app.errors")
    if name not in _HOME:
        raise AttributeError(f"module 'graphviz_app' has no attribute '{name}'")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
