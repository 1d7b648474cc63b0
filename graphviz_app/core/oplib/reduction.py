"""Sums, products and extremes: over all elements or along one axis."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from graphviz_app.arrays import np
from graphviz_app.core.brackets import Level
from graphviz_app.core.op import Array, Case, Numbers, Op, Shape
from graphviz_app.core.operators.careful import mean, total
from graphviz_app.core.oplib.reducing import checked, product, product_pull

ATTRS = MappingProxyType({"axis": None, "keepdims": False})


def _sum(a: Array, axis: int | None, keepdims: bool) -> Array:
    checked(a, axis)
    return total(a, axis, keepdims)


def _maximum(a: Array, axis: int | None, keepdims: bool) -> Array:
    checked(a, axis)
    return np.asarray(np.max(a, axis=axis, keepdims=keepdims))


def _minimum(a: Array, axis: int | None, keepdims: bool) -> Array:
    checked(a, axis)
    return np.asarray(np.min(a, axis=axis, keepdims=keepdims))


def _place_of_maximum(a: Array, axis: int | None, keepdims: bool) -> Array:
    checked(a, axis)
    return np.asarray(np.argmax(a, axis=axis, keepdims=keepdims), dtype=np.float64)


def _place_of_minimum(a: Array, axis: int | None, keepdims: bool) -> Array:
    checked(a, axis)
    return np.asarray(np.argmin(a, axis=axis, keepdims=keepdims), dtype=np.float64)


def _others(shapes: Mapping[str, Shape], attrs: Mapping[str, Any]) -> str:
    """g times the product of all others: of n rows in which each has one of them replaced by 1."""
    axis = attrs["axis"]
    shape = shapes["a"] if axis is not None else (int(np.prod(shapes["a"])),)
    at = 0 if axis is None else axis % len(shape)
    n, ones = shape[at], ", 1" * (len(shape) - at - 1)
    own = f"reshape(diag(broadcast_to(1, ({n},))), ({n}, {n}{ones}))"
    numbers = f"reshape(a, ({n},))" if axis is None else "a"
    others = f"prod(1 if {own} else expand_dims({numbers}, axis={at}), axis={at + 1})"
    return f"reshape(g, kept_shape(a, axis))*reshape({others}, shape_of(a))"


CASES: tuple[Case, ...] = tuple(
    ((shape,), {"axis": axis, "keepdims": keep})
    for axis in (None, 0, 1, -1)
    for keep in (False, True)
    for shape in ((), (3,), (2, 3), (1, 3))
    if axis is None or -len(shape) <= axis < len(shape)
)
"""Over everything and along each axis."""
_TOP = "(a == reshape(y, kept_shape(a, axis)))"
_SHARED = f"reshape(g, kept_shape(a, axis))*{_TOP}/sum({_TOP}, axis=axis, keepdims=True)"


def _extreme(name: str, about: str, numpy: Callable[..., Array]) -> Op:
    """The largest or the smallest element."""
    word = name.removeprefix("a")
    which = "largest" if word == "max" else "smallest"
    return Op(
        name=name,
        about=about,
        operands=("a",),
        attrs=ATTRS,
        numpy=numpy,
        pullbacks=(_SHARED,),
        elementwise=False,
        alone=True,
        symbol=word,
        latex=rf"\{word}\left($a\right)",
        kink=f"sum({_TOP}, axis=axis) > 1",
        convention=f"the {which} elements share the gradient equally",
        help=f"Picks the {which} element of all, or along an axis; typed {word}(v). "
        "The gradient goes to that element alone; where several are equal it is shared equally "
        f"among them, as PyTorch's {name} does it.",
        torch=f"a.{name}(axis, keepdims) if axis is not None else a.{name}(keepdim=keepdims)",
        cases=CASES,
    )


def _place_of(name: str, about: str, numpy: Callable[..., Array]) -> Op:
    """Where the extreme element is."""
    return Op(
        name=name,
        about=about,
        operands=("a",),
        attrs=ATTRS,
        numpy=numpy,
        partials=("",),
        elementwise=False,
        help=f"{about[0].upper()}{about[1:]}, counted from 0; of several equal ones the first. "
        "A place does not change gradually, so its derivative is 0 or does not exist: "
        "no gradient flows back.",
        torch=f"torch.{name}(a, axis, keepdims)",
        cases=CASES,
    )


REDUCTIONS = (
    Op(
        name="sum",
        about="sum of all elements, or along an axis",
        help="Every element receives the gradient of the sum it went into.",
        operands=("a",),
        attrs=ATTRS,
        numpy=_sum,
        pullbacks=("broadcast_to(reshape(g, kept_shape(a, axis)), shape_of(a))",),
        elementwise=False,
        alone=True,
        symbol="Σ",
        latex=r"\sum $a",
        latex_level=Level.SERIES,
        torch="a.sum(axis, keepdims) if a.ndim else a",
        numpy_code="np.sum(a, axis=axis, keepdims=keepdims)",
        cases=CASES,
    ),
    Op(
        name="mean",
        about="mean of all elements, or along an axis",
        help="The sum divided by the count n: every element receives 1/n of the gradient.",
        operands=("a",),
        attrs=ATTRS,
        numpy=mean,
        pullbacks=("broadcast_to(reshape(g/count_of(a, axis), kept_shape(a, axis)), shape_of(a))",),
        elementwise=False,
        alone=True,
        symbol="mean",
        latex=r"\mathrm{mean}\left($a\right)",
        aliases=("average",),
        torch="a.mean(axis, keepdims) if a.ndim else a",
        numpy_code="np.mean(a, axis=axis, keepdims=keepdims)",
        cases=CASES,
    ),
    Op(
        name="prod",
        about="product of all elements, or along an axis",
        operands=("a",),
        attrs=ATTRS,
        numpy=product,
        pullbacks=(_others,),
        pulls=(product_pull,),
        elementwise=False,
        alone=True,
        symbol="Π",
        latex=r"\prod $a",
        latex_level=Level.SERIES,
        aliases=("product",),
        help="Multiplies all elements, or those along an axis. Each element receives the gradient "
        "times the product of all others, which is also right where an element is 0.",
        torch="a.prod(axis, keepdims) if axis is not None else a.prod().reshape((1,)*a.ndim if "
        "keepdims else ())",
        cases=(*CASES, ((Numbers([[2.0, 0.0, 3.0], [0.0, 0.0, 4.0]]),), {"axis": 1})),
        numpy_code="np.prod(a, axis=axis, keepdims=keepdims)",
    ),
    Op(
        name="cumsum",
        about="running sum, along an axis",
        operands=("a",),
        attrs=MappingProxyType({"axis": None}),
        numpy=lambda a, axis: np.cumsum(a, axis=axis),
        pullbacks=("reshape(flip(cumsum(flip(g, axis=axis), axis=axis), axis=axis), shape_of(a))",),
        elementwise=False,
        help="Each element is the sum of those up to it: 1, 2, 3 becomes 1, 3, 6. Without an axis "
        "a matrix is read row by row, as in NumPy. Going backwards the gradients are summed from "
        "the end.",
        torch="torch.cumsum(a.flatten() if axis is None else a, axis or 0)",
        cases=(
            (((3,),), {"axis": None}),
            (((2, 3),), {"axis": None}),
            (((2, 3),), {"axis": 0}),
            (((2, 3),), {"axis": 1}),
            (((2, 1),), {"axis": 1}),
        ),
    ),
    _extreme("amax", "largest element of all, or along an axis", _maximum),
    _extreme("amin", "smallest element of all, or along an axis", _minimum),
    _place_of("argmax", "the place of the largest element", _place_of_maximum),
    _place_of("argmin", "the place of the smallest element", _place_of_minimum),
)
