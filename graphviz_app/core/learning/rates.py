"""How the learning rate goes on from step to step."""

import math

from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.settings import USUAL_RATE, Descent


def first_rate(graph: Graph, descent: Descent) -> float:
    """The descent's own rate, else the graph's."""
    if descent.rate is not None:
        return descent.rate
    return USUAL_RATE if graph.learning_rate is None else graph.learning_rate


def rate_at(first: float, descent: Descent, number: int) -> float:
    """The rate of step ``number``, counted from 1.

    Sources: PyTorch's StepLR; CosineAnnealingLR (Loshchilov and Hutter, SGDR, equation 5).
    """
    over = number - 1
    match descent.decline:
        case "step":
            return float(first * descent.gamma ** (over // max(descent.every, 1)))
        case "cosine":
            way = min(over / max(descent.steps, 1), 1.0)
            return first * (1.0 + math.cos(math.pi * way)) / 2.0
    return first
