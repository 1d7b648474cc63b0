"""Reductions along several axes, which go along one after the other here."""

from collections.abc import Callable, Sequence
from typing import Any

from graphviz_app.core.graph import Attr
from graphviz_app.errors import GraphAppError

STEPWISE = frozenset(("sum", "mean", "prod", "amax", "amin", "logsumexp"))
"""What is the same whether it goes along all axes at once or along each in turn."""


def along(
    apply: Callable[..., Any], op: str, operand: Any, axes: Sequence[int], ndim: int, **more: Attr
) -> Any:
    """An operator along these axes of so many; ``apply`` adds one. Raises GraphAppError."""
    ordered = sorted({axis % ndim for axis in axes}, reverse=True)
    if len(ordered) == ndim and not more.get("keepdims"):
        return apply(op, operand, **more)
    if len(ordered) > 1 and op not in STEPWISE:
        raise GraphAppError(f"{op} along several axes at once cannot be traced")
    for axis in ordered:
        operand = apply(op, operand, axis=axis, **more)
    return operand
