"""Spread and length of vectors, and the soft maximum."""

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from graphviz_app.arrays import np
from graphviz_app.core.op import Case, Numbers, Op, Shape
from graphviz_app.core.operators.formulas import count_of
from graphviz_app.core.oplib.reducing import (
    deviation,
    deviation_pull,
    length,
    length_pull,
    variance,
    variance_pull,
)
from graphviz_app.core.oplib.reduction import ATTRS, CASES
from graphviz_app.core.oplib.soft import (
    log_softmax,
    log_softmax_pull,
    logsumexp,
    softmax,
    softmax_pull,
)

_MOMENT = MappingProxyType({"axis": None, "keepdims": False, "ddof": 0})
_KEPT = "reshape(g, kept_shape(a, axis))"
_OWN = "reshape(y, kept_shape(a, axis))"
_LEFT = "(count_of(a, axis) - ddof)"
_SPREAD_CASES: tuple[Case, ...] = (
    *CASES,
    (((3,),), {"ddof": 1}),
    (((2, 3),), {"axis": 0, "ddof": 1}),
    (((2, 3),), {"axis": 1, "ddof": 1, "keepdims": True}),
)


def _spread_over(case: Case) -> int:
    """How many numbers each standard deviation is of."""
    (shape,), axis = case[0], case[1].get("axis")
    assert isinstance(shape, tuple)
    return shape[axis] if isinstance(axis, int) else math.prod(shape)


def _mean_square(shapes: Mapping[str, Shape], attrs: Mapping[str, Any]) -> str:
    left = count_of(np.empty(shapes["a"]), attrs["axis"]) - attrs["ddof"]
    return (
        f"d = a - mean(a, axis=axis, keepdims=True)\nsum(d*d, axis=axis, keepdims=keepdims)/{left}"
    )


def _root_of_squares(shapes: Mapping[str, Shape], attrs: Mapping[str, Any]) -> str:
    total = "sum({}, axis=axis, keepdims=keepdims)".format
    if attrs["ord"] == 1:
        return total("abs(a)")
    if attrs["ord"] == 2:
        return f"sqrt({total('a*a')})"
    power = attrs["ord"]
    return f"{total(f'abs(a)**{power}')}**{1 / power}"


def _weights(shapes: Mapping[str, Shape], attrs: Mapping[str, Any]) -> str:
    own = "exp(a)*(m != 0)" if "m" in shapes else "exp(a)"
    return f"e = {own}\ne/sum(e, axis=axis, keepdims=True)"


def _log_of_weights(shapes: Mapping[str, Shape], attrs: Mapping[str, Any]) -> str:
    if "m" in shapes:
        return "log(softmax(a, m, axis=axis))"
    return "a - log(sum(exp(a), axis=axis, keepdims=True))"


def _log_pull(shapes: Mapping[str, Shape], attrs: Mapping[str, Any]) -> str:
    own = "(g*(m != 0))" if "m" in shapes else "g"
    return f"{own} - exp(y)*sum({own}, axis=axis, keepdims=True)"


def _share_of_length(shapes: Mapping[str, Shape], attrs: Mapping[str, Any]) -> str:
    if attrs["ord"] == 1:
        return f"{_KEPT}*sign(a)"
    length = f"({_OWN} + ({_OWN} == 0))"
    if attrs["ord"] == 2:
        return f"{_KEPT}*(a/{length})"
    return f"{_KEPT}*sign(a)*(abs(a)/{length})**{attrs['ord'] - 1}"


SPREAD = (
    Op(
        name="var",
        about="variance: the mean square of the deviations from the mean",
        operands=("a",),
        attrs=_MOMENT,
        expansion=_mean_square,
        numpy=variance,
        pullbacks=(f"{_KEPT}*(2/{_LEFT}*(a - mean(a, axis=axis, keepdims=True)))",),
        pulls=(variance_pull,),
        elementwise=False,
        aliases=("variance",),
        help="How far numbers are spread: the sum of the squared deviations from the mean, divided "
        "by n − ddof. ddof=0 (as in NumPy and in batch normalization) is the mean square; ddof=1 "
        "is the estimate from a sample, which PyTorch takes if nothing is said.",
        torch="torch.var(a, dim=axis, correction=ddof, keepdim=keepdims)",
        cases=_SPREAD_CASES,
    ),
    Op(
        name="std",
        about="standard deviation: the root of the variance",
        operands=("a",),
        attrs=_MOMENT,
        expansion="sqrt(var(a, axis=axis, keepdims=keepdims, ddof=ddof))",
        numpy=deviation,
        pullbacks=(
            f"1/{_LEFT}*{_KEPT}*((a - mean(a, axis=axis, keepdims=True))/({_OWN} + ({_OWN} == 0)))",
        ),
        pulls=(deviation_pull,),
        elementwise=False,
        kink="y == 0",
        convention="where all numbers are the same its derivative is taken as 0",
        help="How far numbers are spread, in their own unit: the root of the variance, with n − "
        "ddof for n (see var). It has a corner where all numbers are the same; there the gradient "
        "is taken as 0, as in PyTorch.",
        torch="torch.std(a, dim=axis, correction=ddof, keepdim=keepdims)",
        cases=tuple(case for case in _SPREAD_CASES if _spread_over(case) > 1),
    ),
    Op(
        name="norm",
        about="length of a vector",
        operands=("a",),
        attrs=MappingProxyType({"ord": 2.0, "axis": None, "keepdims": False}),
        expansion=_root_of_squares,
        numpy=length,
        pullbacks=(_share_of_length,),
        pulls=(length_pull,),
        elementwise=False,
        symbol="‖u‖",
        latex=r"\left\|$a\right\|",
        kink="(y == 0) + (ord == 1)*(sum(a == 0, axis=axis, keepdims=keepdims) > 0)",
        convention="at a corner its derivative is taken as 0",
        aliases=("length",),
        help="The length of a vector: the root of the sum of squares, or with ord=1 the sum of the "
        "absolute values; of a matrix over all its elements (Frobenius). The derivative is the "
        "vector divided by its length, or its signs; at zero, where there is a corner, it is "
        "taken as 0.",
        torch="torch.linalg.vector_norm(a, ord, axis, keepdims)",
        cases=(
            *(((shape,), {"ord": o}) for o in (1.0, 2.0, 3.0) for shape in ((), (3,), (2, 3))),
            (((2, 3),), {"axis": 0}),
            (((2, 3),), {"axis": -1, "keepdims": True}),
            (((2, 3),), {"ord": 1.0, "axis": 1}),
            (((2, 3),), {"ord": 4.0, "axis": 1}),
        ),
    ),
    Op(
        name="logsumexp",
        about="logarithm of the sum of exponentials: a soft maximum",
        operands=("a",),
        attrs=ATTRS,
        expansion="log(sum(exp(a), axis=axis, keepdims=keepdims))",
        numpy=logsumexp,
        pullbacks=(f"{_KEPT}*exp(a - {_OWN})",),
        elementwise=False,
        alone=True,
        help="A smooth maximum. The largest element is subtracted before exp and added again after "
        "log, so that nothing is too large. Its derivative is softmax.",
        torch="torch.logsumexp(a, tuple(range(a.ndim)) if axis is None else axis, keepdims)",
        cases=CASES,
    ),
)

_ALONG = MappingProxyType({"axis": -1})
_HALF = Numbers([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]])
_SOFT_CASES: tuple[Case, ...] = (
    (((3,),), {}),
    (((2, 3),), {}),
    (((2, 3),), {"axis": 0}),
    (((2, 1),), {"axis": 1}),
    (((2, 2, 3),), {"axis": 1}),
    (((2, 3), _HALF), {}),
    (((3,), Numbers([1.0, 0.0, 1.0])), {}),
)
_TORCH_MASK = "a if m is None else a.masked_fill(m == 0, -torch.inf)"
_MASK = (
    "A second operand is a mask: where it is 0 an element is left out, as if it were −∞; a row "
    "of which nothing is left becomes all {}."
)

SOFT = (
    Op(
        name="softmax",
        about="exponentials as parts of their sum: numbers become probabilities",
        operands=("a", "m"),
        optional=1,
        attrs=_ALONG,
        expansion=_weights,
        numpy=softmax,
        pullbacks=("y*(g - sum(g*y, axis=axis, keepdims=True))", ""),
        pulls=(softmax_pull, None),
        elementwise=False,
        help="Makes positive numbers that add up to 1 of scores (logits), along the last axis or "
        "another: each exponential divided by their sum; the largest score is subtracted first, "
        "so that none is too large. Every output depends on every score: the gradient is y·(g − "
        f"Σ g·y) (Bridle 1990). {_MASK.format(0)}",
        torch=f"torch.softmax({_TORCH_MASK}, axis)",
        cases=_SOFT_CASES,
    ),
    Op(
        name="log_softmax",
        about="logarithm of softmax, worked out as one",
        operands=("a", "m"),
        optional=1,
        attrs=_ALONG,
        expansion=_log_of_weights,
        numpy=log_softmax,
        pullbacks=(_log_pull, ""),
        pulls=(log_softmax_pull, None),
        elementwise=False,
        help="The score minus the logarithm of the sum of all exponentials: what log(softmax(s)) "
        "says, right also where a probability is too small for a number. The gradient is g − "
        f"softmax·Σ g. {_MASK.format('−∞')}",
        torch="torch.log_softmax(a, axis)",
        cases=_SOFT_CASES[:5],
    ),
    Op(
        name="softmin",
        about="softmax of the opposite numbers",
        operands=("a",),
        attrs=_ALONG,
        expansion="softmax(-a, axis=axis)",
        elementwise=False,
        help="Like softmax, with most weight on the smallest number.",
        torch="torch.nn.functional.softmin(a, axis)",
        cases=_SOFT_CASES[:3],
    ),
)
"""They all work along one axis."""
