"""``graphviz-app render``: a picture of a graph, without a window.

command         what it does
options         how it is typed; typed: what is typed, understood
"""

from graphviz_app.commands.render.command import RENDER

__all__ = ["RENDER"]
