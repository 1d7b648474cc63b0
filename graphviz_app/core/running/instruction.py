"""Instruction: one node of a program, ready to be computed."""

from collections.abc import Mapping
from typing import NamedTuple

from graphviz_app.core.graph import Node
from graphviz_app.core.op import Op


class Instruction(NamedTuple):
    """Compute one node: operands are indices of earlier instructions, one edge each.

    ``first_edge`` is the index of its operand 0 in ``Program.edges``; the others follow.
    ``attrs`` are the node's, completed by the operator's defaults.
    """

    node: Node
    op: Op
    operands: tuple[int, ...]
    first_edge: int
    attrs: Mapping[str, object]
