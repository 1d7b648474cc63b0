"""The operator table: tuples of entries by topic, merged into OPS."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from graphviz_app.core.graph import Attr, Node
from graphviz_app.core.op import Op
from graphviz_app.core.oplib.activation import ACTIVATIONS
from graphviz_app.core.oplib.arithmetic import ARITHMETIC
from graphviz_app.core.oplib.arranging import ARRANGING
from graphviz_app.core.oplib.cell import CELLS
from graphviz_app.core.oplib.classification import CLASSIFICATION
from graphviz_app.core.oplib.comparison import BRANCHES, COMPARISONS
from graphviz_app.core.oplib.convolution import CONVOLUTION
from graphviz_app.core.oplib.elementary import ELEMENTARY
from graphviz_app.core.oplib.leaf import LEAVES
from graphviz_app.core.oplib.linalg import LINEAR_ALGEBRA
from graphviz_app.core.oplib.loss import LOSSES
from graphviz_app.core.oplib.normalising import NORMALISING
from graphviz_app.core.oplib.picking import PICKING
from graphviz_app.core.oplib.rectifier import RECTIFIERS
from graphviz_app.core.oplib.reduction import REDUCTIONS
from graphviz_app.core.oplib.shaping import SHAPING
from graphviz_app.core.oplib.spread import SOFT, SPREAD
from graphviz_app.core.oplib.stepwise import STEPWISE
from graphviz_app.core.oplib.trigonometry import TRIGONOMETRY

FAMILIES: Mapping[str, tuple[Op, ...]] = MappingProxyType(
    {
        "Leaves": LEAVES,
        "Arithmetic": ARITHMETIC,
        "Elementary functions": ELEMENTARY,
        "Activations": (*ACTIVATIONS, *RECTIFIERS),
        "Sines and their kin": TRIGONOMETRY,
        "Limits and whole numbers": STEPWISE,
        "Comparisons": COMPARISONS,
        "Branches": BRANCHES,
        "Linear algebra": LINEAR_ALGEBRA,
        "Sums, products and extremes": REDUCTIONS,
        "Spread and length": SPREAD,
        "Softmax": SOFT,
        "Shapes": (*SHAPING, *ARRANGING),
        "Rows by their numbers": PICKING,
        "Convolution and pooling": CONVOLUTION,
        "Normalisation and dropout": NORMALISING,
        "Cells and attention": CELLS,
        "Losses": (*LOSSES, *CLASSIFICATION),
    }
)
"""The entries by topic, as a help page lists them."""


def merged(families: Iterable[tuple[Op, ...]]) -> Mapping[str, Op]:
    """The entries by name, each knowing the table that its formulas are about."""
    table: dict[str, Op] = {}
    for op in (op for family in families for op in family):
        if op.name in table:
            raise ValueError(f"two operators are called {op.name}")
        symbol = op.symbol if op.is_leaf else op.symbol or op.name
        table[op.name] = replace(op, symbol=symbol, others=table)
    return MappingProxyType(table)


OPS: Mapping[str, Op] = merged(FAMILIES.values())
"""Every operator by name."""


def is_leaf(node: Node) -> bool:
    """Whether its value is given; False for an operator that does not exist."""
    op = OPS.get(node.op)
    return op is not None and op.is_leaf


def leaf_value(node: Node) -> Attr:
    """What a leaf holds; 0 if it was not said."""
    return node.attrs.get("value", 0.0)
