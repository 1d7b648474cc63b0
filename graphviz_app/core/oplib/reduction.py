"""Sums and means over all elements or along one axis."""

from types import MappingProxyType

import numpy as np

from graphviz_app.core.careful import mean, total
from graphviz_app.core.op import Array, Op

_ATTRS = MappingProxyType({"axis": None, "keepdims": False})


def _sum(a: Array, axis: int | None, keepdims: bool) -> Array:
    if axis is not None and not np.ndim(a):
        raise np.exceptions.AxisError(axis, 0)  # as np.mean does, while np.sum lets it pass
    return total(a, axis, keepdims)


CASES = tuple(
    ((shape,), {"axis": axis, "keepdims": keep})
    for axis in (None, 0, 1, -1)
    for keep in (False, True)
    for shape in ((), (3,), (2, 3))
    if axis is None or -len(shape) <= axis < len(shape)
)
"""Over everything and along each axis."""

REDUCTIONS = (
    Op(
        name="sum",
        about="sum of all elements, or along an axis",
        operands=("a",),
        attrs=_ATTRS,
        numpy=_sum,
        pullbacks=("broadcast_to(reshape(g, kept_shape(a, axis)), shape_of(a))",),
        elementwise=False,
        symbol="Σ",
        latex=r"\sum $a",
        torch="a.sum(axis, keepdims) if a.ndim else a",
        cases=CASES,
    ),
    Op(
        name="mean",
        about="mean of all elements, or along an axis",
        operands=("a",),
        attrs=_ATTRS,
        numpy=mean,
        pullbacks=("broadcast_to(reshape(g/count_of(a, axis), kept_shape(a, axis)), shape_of(a))",),
        elementwise=False,
        symbol="mean",
        latex=r"\mathrm{mean}\left($a\right)",
        aliases=("average",),
        torch="a.mean(axis, keepdims) if a.ndim else a",
        cases=CASES,
    ),
)
