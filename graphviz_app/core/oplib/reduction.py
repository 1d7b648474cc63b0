"""Sums and means over all elements or along one axis."""

from types import MappingProxyType

import numpy as np

from graphviz_app.core.op import Array, Op
from graphviz_app.core.oplib.careful import mean, total

_ATTRS = MappingProxyType({"axis": None, "keepdims": False})


def _sum(a: Array, axis: int | None, keepdims: bool) -> Array:
    if axis is not None and not np.ndim(a):
        raise np.exceptions.AxisError(axis, 0)  # as np.mean does, while np.sum lets it pass
    return total(a, axis, keepdims)


def _spread(g: Array, a: Array, axis: int | None, keepdims: bool) -> Array:
    """Give every element that was summed the cotangent of its sum."""
    if axis is not None and not keepdims:
        g = np.expand_dims(g, axis)
    return np.broadcast_to(g, a.shape)


REDUCTIONS = (
    Op(
        name="sum",
        about="sum of all elements, or along an axis",
        operands=("a",),
        forward=_sum,
        vjps=(lambda g, y, a, axis, keepdims: _spread(g, a, axis, keepdims),),
        symbol="Σ",
        latex=r"\sum $a",
        partials=("1",),
        attrs=_ATTRS,
        elementwise=False,
    ),
    Op(
        name="mean",
        about="mean of all elements, or along an axis",
        operands=("a",),
        forward=mean,
        vjps=(lambda g, y, a, axis, keepdims: _spread(g / (a.size / y.size), a, axis, keepdims),),
        symbol="mean",
        latex=r"\mathrm{mean}\left($a\right)",
        partials=(r"\frac{1}{n}",),
        attrs=_ATTRS,
        elementwise=False,
    ),
)
