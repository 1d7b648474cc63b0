"""The backward pass of a graph as a graph.

backward    the gradients as lines, after those of the forward pass
forward     the forward pass: its lines, and what composite operators stand for
term        expressions of which some parts have names; algebra: put together as a person would
applied     an operator's formula, applied to such expressions
names       what lines are called
lowering    lines as a graph
"""

from graphviz_app.core.backward.backward import BackwardPass, backward_graph, backward_pass

__all__ = ["BackwardPass", "backward_graph", "backward_pass"]
