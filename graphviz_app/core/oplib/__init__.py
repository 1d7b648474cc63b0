"""The operator table: tuples of entries by topic, merged into OPS."""

from collections.abc import Mapping
from types import MappingProxyType

from graphviz_app.core.graph import Attr, Node
from graphviz_app.core.op import Op
from graphviz_app.core.oplib.activation import ACTIVATIONS
from graphviz_app.core.oplib.elementwise import ARITHMETIC, BRANCHES, COMPARISONS, FUNCTIONS
from graphviz_app.core.oplib.leaf import LEAVES
from graphviz_app.core.oplib.linalg import LINEAR_ALGEBRA
from graphviz_app.core.oplib.reduction import REDUCTIONS

OPS: Mapping[str, Op] = MappingProxyType(
    {
        op.name: op
        for ops in (
            LEAVES,
            ARITHMETIC,
            FUNCTIONS,
            ACTIVATIONS,
            COMPARISONS,
            BRANCHES,
            LINEAR_ALGEBRA,
            REDUCTIONS,
        )
        for op in ops
    }
)
"""Every operator by name."""


def is_leaf(node: Node) -> bool:
    """Whether its value is given; False for an operator that does not exist."""
    op = OPS.get(node.op)
    return op is not None and op.is_leaf


def leaf_value(node: Node) -> Attr:
    """What a leaf holds; 0 if it was not said."""
    return node.attrs.get("value", 0.0)
