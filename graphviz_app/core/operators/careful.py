"""Products and sums that do not overflow or vanish half-way to a result that can be written.

Each is worked out as usual. Only where a step of that left the ordinary numbers is it done again,
with mantissas and exponents apart (products) or scaled down by a power of two (sums).
"""

import math
from collections.abc import Callable, Sequence

from graphviz_app.arrays import Array, Mask, np

TINY = 1e-290
"""Below this, numbers are about to lose digits (and do so below 2.2e-308)."""
_SUMMED = 64  # a power of two that no sum of numbers in memory needs more room than
_MULTIPLIED = 544  # the same for each factor of a sum of products

Factors = tuple[Sequence[Array | float], Sequence[Array | float]]
"""What is multiplied, and what that is divided by."""


def finite(x: "Array | np.float64 | float") -> bool:
    """Whether all elements are; a finite sum of squares says so fastest (BLAS computes it)."""
    if not np.ndim(x):
        return math.isfinite(x)
    return math.isfinite(np.vdot(x, x)) or bool(np.isfinite(x).all())


def settled(steps: Sequence[Array], factors: Callable[[], Factors]) -> Array:
    """The last of the ``steps`` to a product; by its ``factors`` where one was out of range."""
    if not np.ndim(steps[-1]):
        ordinary = all(TINY < abs(step) < math.inf for step in steps)
        return steps[-1] if ordinary else np.asarray(_rescued(*factors(), float(steps[-1])))
    doubtful = _doubtful(steps[0])
    for step in steps[1:]:
        doubtful = doubtful | _doubtful(step)
    if not doubtful.any():
        return steps[-1]
    above, below = factors()
    for factor in above:
        doubtful = doubtful & (np.asarray(factor) != 0)  # nothing is lost of a product with 0
    if not doubtful.any():
        return steps[-1]
    return np.where(doubtful, _by_exponents(above, below), steps[-1])


def _doubtful(x: Array) -> Mask:
    """Where a number is so small that digits may be lost, infinite, or none."""
    size = np.abs(x)
    return ~((size > TINY) & (size < np.inf))


def _by_exponents(above: Sequence[Array | float], below: Sequence[Array | float]) -> Array:
    mantissa, exponent = np.frexp(above[0])
    for factor in above[1:]:
        m, e = np.frexp(factor)
        mantissa, exponent = mantissa * m, exponent + e
    for factor in below:
        m, e = np.frexp(factor)
        mantissa, exponent = mantissa / m, exponent - e
    return np.asarray(np.ldexp(mantissa, exponent))


def _rescued(above: Sequence[Array | float], below: Sequence[Array | float], plain: float) -> float:
    """The same for single numbers, on Python's floats."""
    if not (all(above) and all(below)):
        return plain
    mantissa, exponent = 1.0, 0
    for factor in above:
        m, e = math.frexp(factor)
        mantissa, exponent = mantissa * m, exponent + e
    for factor in below:
        m, e = math.frexp(factor)
        mantissa, exponent = mantissa / m, exponent - e
    try:
        return math.ldexp(mantissa, exponent)
    except OverflowError:
        return math.copysign(math.inf, mantissa)


def total(a: Array, axis: int | tuple[int, ...] | None = None, keepdims: bool = False) -> Array:
    """The sum; finite if it can be, though a part of it is too large."""
    y: Array = np.asarray(np.sum(a, axis=axis, keepdims=keepdims))
    if finite(y):
        return y
    scaled = np.sum(np.ldexp(a, -_SUMMED), axis=axis, keepdims=keepdims)
    return np.where(np.isfinite(y), y, np.ldexp(scaled, _SUMMED))


def mean(a: Array, axis: int | None, keepdims: bool) -> Array:
    """The mean; finite if the elements are."""
    y: Array = np.asarray(np.mean(a, axis=axis, keepdims=keepdims))
    if finite(y):
        return y
    scaled = np.mean(np.ldexp(a, -_SUMMED), axis=axis, keepdims=keepdims)
    return np.where(np.isfinite(y), y, np.ldexp(scaled, _SUMMED))


def matmul(a: Array, b: Array) -> Array:
    """The matrix product; finite where it can be, though a part of a sum is too large."""
    y: Array = np.matmul(a, b)
    if finite(y) or not (finite(a) and finite(b)):
        return y
    scaled = np.matmul(np.ldexp(a, -_MULTIPLIED), np.ldexp(b, -_MULTIPLIED))
    return np.where(np.isfinite(y), y, np.ldexp(scaled, 2 * _MULTIPLIED))


def unbroadcast(g: Array, shape: tuple[int, ...]) -> Array:
    """Sum over the axes along which an operand of this shape was repeated."""
    if g.shape == shape:
        return g
    g = np.broadcast_to(g, np.broadcast_shapes(np.shape(g), shape))
    extra = g.ndim - len(shape)
    stretched = [n + extra for n, size in enumerate(shape) if size == 1]
    return total(g, (*range(extra), *stretched)).reshape(shape)
