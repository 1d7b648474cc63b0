"""One graph and its readings: every operator, or one node per named line.

The scene, the animation and the tables work on a Reading, so all of them are drawn, played and
exported by the same code.

reading     Reading, what is drawn, and what it is made of
operators   every operator is a node
lines       every named line is one
slots       where edges may arrive at what is drawn, and what would be a cycle
kinds       the readings by name, and which of them suits a graph
"""

from graphviz_app.core.reading.kinds import read, read_in_pieces, suited
from graphviz_app.core.reading.lines import line_of, nodes_by_line
from graphviz_app.core.reading.reading import Element, Reading, ReadingEdge, is_control

__all__ = [
    "Element",
    "Reading",
    "ReadingEdge",
    "is_control",
    "line_of",
    "nodes_by_line",
    "read",
    "read_in_pieces",
    "suited",
]
