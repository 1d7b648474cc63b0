"""Every number explained, in symbols and then in numbers: all that the window asks for."""

from graphviz_app.core.formula import expression, line_expression, symbol
from graphviz_app.core.forward import forward_caption
from graphviz_app.core.local import STEERS, line_local_derivative, local_derivative
from graphviz_app.core.plain_formula import node_sign, plain_expression, plain_symbol
from graphviz_app.core.share import (
    Arrival,
    backward_caption,
    general_caption,
    gradient_sum,
    seed_caption,
    share_caption,
)
from graphviz_app.core.telling import Explanation

__all__ = [
    "STEERS",
    "Arrival",
    "Explanation",
    "backward_caption",
    "expression",
    "forward_caption",
    "general_caption",
    "gradient_sum",
    "line_expression",
    "line_local_derivative",
    "local_derivative",
    "node_sign",
    "plain_expression",
    "plain_symbol",
    "seed_caption",
    "share_caption",
    "symbol",
]
