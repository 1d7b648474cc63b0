"""Leaves: values that are given. They differ in what a person means by them, not in arithmetic."""

from decimal import Decimal
from numbers import Real
from types import MappingProxyType

from graphviz_app.arrays import np
from graphviz_app.core.op import Array, Op


def as_numbers(value: object) -> Array:
    """A number or an even table of numbers; raises TypeError, ValueError or OverflowError."""
    if type(value) is np.ndarray and value.dtype == np.float64:
        return value
    raw = np.asarray(value)
    exact = raw.dtype.kind == "O" and all(isinstance(x, Real | Decimal) for x in raw.flat)
    if not exact and raw.dtype.kind not in "biuf":
        raise TypeError("not a number")  # NumPy would read the text "3" and take None for nan
    with np.errstate(all="ignore"):
        return raw.astype(np.float64)


def _leaf(name: str, about: str) -> Op:
    return Op(
        name=name,
        about=about,
        operands=(),
        numpy=as_numbers,
        role="leaf",
        attrs=MappingProxyType({"value": 0.0}),
    )


LEAVES = (
    _leaf("input", "a given number, vector or matrix: the data"),
    _leaf("parameter", "a number that gradient descent updates: weight or bias"),
    _leaf("target", "what the output should be"),
    _leaf("constant", "a fixed number in a formula"),
)
