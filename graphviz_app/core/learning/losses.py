"""A loss of vectors at many points at once: each loss by itself, then those of a point drawn in."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import prod

import numpy as np

from graphviz_app.core.op import Array, Op

Attrs = Mapping[str, object]
Operands = Sequence[tuple[Array, bool]]
"""Values, and whether there is one for each point, along the first axis."""
_EACH = {"reduction": "none"}


def losses(op: Op, attrs: Attrs, operands: Operands, count: int) -> Array | None:
    """One number for each of so many points; None of anything else."""
    if not _is_quick(op, attrs, operands):
        return None
    each = _each(op, attrs, _ready(operands, count))
    added = each.reshape(count, -1).sum(axis=1)
    return np.asarray(added * _part(attrs, each))


def share_of_losses(op: Op, attrs: Attrs, slot: int, g: Array, operands: Operands) -> Array | None:
    """What an operand receives of the gradient g of such numbers, of each point."""
    if not _is_quick(op, attrs, operands):
        return None
    values, pull = _ready(operands, len(g)), op.vjp(slot)
    each = _each(op, attrs, values)
    arrived = g.reshape(-1, *[1] * (each.ndim - 1)) * _part(attrs, each)
    assert pull is not None  # of what does not only steer
    arrived = np.broadcast_to(arrived, each.shape)
    share = np.asarray(pull(arrived, each, *values, **{**attrs, **_EACH}))
    return share if operands[slot][1] else np.asarray(share.sum(axis=0))


def _is_quick(op: Op, attrs: Attrs, operands: Operands) -> bool:
    """Whether points are one more axis of rows, and nothing else is repeated along any axis."""
    if attrs.get("reduction") not in ("mean", "sum", "half"):
        return False
    first, *others = (value.shape[1:] if many else value.shape for value, many in operands)
    if not first:
        return False
    return all(one == first or (one == first[:-1] and _adds_rows(op)) for one in others)


@lru_cache(maxsize=64)
def _adds_rows(op: Op) -> bool:
    """Whether its losses are those of rows, not of elements."""
    rows = [np.full((2, 3), 0.3)] * len(op.operands)
    return np.ndim(op.forward(*rows, **{**op.attrs, **_EACH})) == 1


def _ready(operands: Operands, count: int) -> list[Array]:
    return [x if many else np.broadcast_to(x, (count, *x.shape)) for x, many in operands]


def _each(op: Op, attrs: Attrs, values: Sequence[Array]) -> Array:
    return np.asarray(op.forward(*values, **{**attrs, **_EACH}))


def _part(attrs: Attrs, each: Array) -> float:
    """What each loss of a point counts."""
    return {"mean": 1.0 / prod(each.shape[1:]), "half": 0.5}.get(str(attrs["reduction"]), 1.0)
