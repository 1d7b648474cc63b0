"""Graph and node sizes in, positions and curves out: Graphviz decides, nothing is measured here.

All lengths are scene pixels, y grows downwards (Graphviz's y is flipped once, when it is read).

service         layouts in the background; compute_layout waits for one
request         what is asked for, and how Graphviz is asked for it
geometry        Layout and what it is made of
dot             a reading and its sizes as DOT; effort: how long Graphviz may polish
engine          what turns DOT into positions: bundled (in a worker process) or system_dot
plans           directions and numbers of rows, and how large each is shown in a room
cuts            where a layout can be cut into rows; rows: cut there; turns: edges led round
spacing         gaps as wide as a room allows; room: what a graph is shown in
answer          Graphviz's answer as a Layout; curves: pieces that edges are made of
routing/        which way edges go, side by side where they go together
ranks           how many steps from the leaves each node is
neurons/        a layout of our own for neurons: columns, with weights on the edges
quick/          a layout of our own, for as long as Graphviz takes
pins            nodes that a person has put somewhere; rerouting: their edges
"""

from graphviz_app.core.choices import EngineName
from graphviz_app.layout.dot import dot_source
from graphviz_app.layout.engine import MissingGraphvizError
from graphviz_app.layout.geometry import (
    Box,
    Direction,
    EdgePath,
    Gripped,
    Layout,
    Parted,
    Point,
    Size,
    Turning,
)
from graphviz_app.layout.request import Request
from graphviz_app.layout.room import settled
from graphviz_app.layout.service import LayoutService, compute_layout
from graphviz_app.layout.system_dot import find_dot

__all__ = [
    "Box",
    "Direction",
    "EdgePath",
    "EngineName",
    "Gripped",
    "Layout",
    "LayoutService",
    "MissingGraphvizError",
    "Parted",
    "Point",
    "Request",
    "Size",
    "Turning",
    "compute_layout",
    "dot_source",
    "find_dot",
    "settled",
]
