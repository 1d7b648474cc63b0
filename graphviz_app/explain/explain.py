"""Every number explained, in symbols and then in numbers: all that the window asks for."""

from graphviz_app.explain.formula import expression, line_expression, symbol
from graphviz_app.explain.forward import forward_caption
from graphviz_app.explain.local import line_local_derivative, local_derivative, steering
from graphviz_app.explain.plain_formula import node_sign, plain_expression, plain_symbol
from graphviz_app.explain.share import (
    backward_caption,
    general_caption,
    gradient_sum,
    seed_caption,
    share_caption,
)
from graphviz_app.explain.telling import Explanation

__all__ = [
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
    "steering",
    "symbol",
]
