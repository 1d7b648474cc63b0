"""What can be chosen, as words: read before anything heavy is imported."""

from typing import Literal

Kind = Literal["operators", "lines"]
"""How a graph is read: every operator is a node, or every named line."""
Direction = Literal["LR", "TB"]
"""Where results are drawn: to the right, or at the bottom."""
Stride = Literal["node", "level"]
"""What one step is: one node, or all nodes that are equally deep."""
