"""Every number explained, in symbols and then in numbers: all that the window asks for."""

from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import Arrival
from graphviz_app.explain import forward, local, share
from graphviz_app.explain.boxes import backward_at_box, forward_of_box, is_at_box, opened
from graphviz_app.explain.formula import expression, line_expression, symbol
from graphviz_app.explain.local import local_derivative, steering
from graphviz_app.explain.plain_formula import node_sign, plain_expression, plain_symbol
from graphviz_app.explain.share import gradient_sum, seed_caption
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


def forward_caption(run: ReadRun, node: str) -> Explanation:
    """What a node computes, or what leaves a folded group."""
    boxed = node in run.reading.boxes
    return forward_of_box(run, node) if boxed else forward.forward_caption(run, node)


def backward_caption(run: ReadRun, index: int, arrival: Arrival | None = None) -> Explanation:
    """What an edge hands back, by the chain rule."""
    run = opened(run, index)
    if is_at_box(run, index):
        return backward_at_box(run, index, arrival)
    return share.backward_caption(run, index, arrival)


def share_caption(run: ReadRun, index: int) -> Explanation:
    """The same without a claim about the whole gradient of its source."""
    run = opened(run, index)
    return backward_at_box(run, index) if is_at_box(run, index) else share.share_caption(run, index)


def general_caption(run: ReadRun, index: int) -> Explanation:
    """What holds for every operand of a node, with the numbers of one."""
    run = opened(run, index)
    if is_at_box(run, index):
        return backward_at_box(run, index)
    return share.general_caption(run, index)


def line_local_derivative(run: ReadRun, index: int) -> Explanation:
    """What an edge's target changes by when its source does; of a folded group no formula."""
    run = opened(run, index)
    if is_at_box(run, index):
        return Explanation("", "")
    return local.line_local_derivative(run, index)
