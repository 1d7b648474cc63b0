"""What can be chosen, as words: read before anything heavy is imported."""

from typing import Literal

Kind = Literal["operators", "lines", "neurons"]
"""How a graph is read: every operator is a node, or every named line, or every neuron."""
StyleName = Literal["cards", "wires"]
"""How nodes are drawn: with their numbers on them, or as signs between numbers on wires."""
EdgeNumbers = Literal["all", "new", "none"]
"""Which numbers edges show: all, those that their nodes do not show already, or none."""
BiasPlace = Literal["inside", "edge"]
"""Where a neuron's bias stands: at its circle, or as a weight on an edge from a 1."""
Direction = Literal["LR", "TB"]
"""Where results are drawn: to the right, or at the bottom."""
Way = Literal["auto", "LR", "TB"]
"""Which of these is wished; by itself the one with which the graph is largest in its room."""
Stride = Literal["node", "level"]
"""What is one step of a run: a node, or all nodes of one depth."""
EngineName = Literal["bundled", "dot"]
"""Which Graphviz lays out: the one that is part of the program, or this computer's."""
