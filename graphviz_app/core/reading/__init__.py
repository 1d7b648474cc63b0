"""One graph and its readings: every operator, or one node per named line, or per neuron.

The scene, the animation and the tables work on a Reading, so all of them are drawn, played and
exported by the same code.

reading     Reading, what is drawn, and what it is made of
operators   every operator is a node
lines       every named line is one
folded      groups as one box each
neurons     every weighted sum is one, with its activation, and the rest as in lines
weighing    which nodes of a graph are such sums; neuron: Neuron, Term
elements    elements of vectors and matrices by name
layers      which of those are small enough to be drawn neuron by neuron
unrolling   the graph with these taken apart into their elements
units       biases as edges from a 1
meant       what a name means in a drawing, and back
slots       where edges may arrive at what is drawn, and what would be a cycle
kinds       the readings by name, and which of them suits a graph
"""

from graphviz_app.core.reading.elements import element_id, owner_of, place_of
from graphviz_app.core.reading.folded import fold
from graphviz_app.core.reading.kinds import read, read_in_pieces, suited
from graphviz_app.core.reading.lines import line_of, nodes_by_line
from graphviz_app.core.reading.meant import drawn_of, inside, leaf_of
from graphviz_app.core.reading.neuron import Neuron, Term
from graphviz_app.core.reading.reading import Box, Element, Reading, ReadingEdge, is_control
from graphviz_app.core.reading.unrolling import gathered, unrolled

__all__ = [
    "Box",
    "Element",
    "Neuron",
    "Reading",
    "ReadingEdge",
    "Term",
    "drawn_of",
    "element_id",
    "fold",
    "gathered",
    "inside",
    "is_control",
    "leaf_of",
    "line_of",
    "nodes_by_line",
    "owner_of",
    "place_of",
    "read",
    "read_in_pieces",
    "suited",
    "unrolled",
]
