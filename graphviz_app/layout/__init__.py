"""Graph and node sizes in, positions and curves out: Graphviz decides, nothing is measured here.

All lengths are scene pixels, y grows downwards (Graphviz's y is flipped once, when it is read).
"""

from graphviz_app.layout.dot import dot_source
from graphviz_app.layout.engine import MissingGraphvizError
from graphviz_app.layout.geometry import Box, Direction, EdgePath, Layout, Size
from graphviz_app.layout.service import EngineName, LayoutService, compute_layout
from graphviz_app.layout.system_dot import find_dot

__all__ = [
    "Box",
    "Direction",
    "EdgePath",
    "EngineName",
    "Layout",
    "LayoutService",
    "MissingGraphvizError",
    "Size",
    "compute_layout",
    "dot_source",
    "find_dot",
]
