"""Numerics of reductions: products, deviations and sums of powers that stay in range."""

from typing import Any

from graphviz_app.arrays import np
from graphviz_app.core.op import Array, RefusedError
from graphviz_app.core.operators.careful import TINY, mean, total
from graphviz_app.core.operators.formulas import count_of, kept_shape


def checked(a: Array, axis: int | None) -> None:
    """A number has no axis; of some functions NumPy lets it pass."""
    if axis is not None and not np.ndim(a):
        raise np.exceptions.AxisError(axis, 0)


def kept(x: Array, a: Array, axis: int | None) -> Array:
    """What belongs to each sum over an axis of a, in a shape that goes with a's."""
    return np.reshape(x, kept_shape(a, axis))


def _in_a_row(a: Array, axis: int | None) -> Array:
    """What is multiplied along the first axis."""
    return np.moveaxis(a, axis, 0) if axis is not None else np.reshape(a, (-1,))


# Products


def product(a: Array, axis: int | None, keepdims: bool) -> Array:
    """The product; right also if a part of it is too large or too small."""
    checked(a, axis)
    y: Array = np.asarray(np.prod(a, axis=axis, keepdims=keepdims))
    if _ordinary(y):
        return y
    mantissa, exponent = _running(_in_a_row(a, axis))
    return np.asarray(np.ldexp(mantissa[-1], exponent[-1]).reshape(y.shape))


def product_pull(g: Array, y: Array, a: Array, axis: int | None, keepdims: bool) -> Array:
    """g times the product of all others, which also holds where one of them is 0."""
    rows = _in_a_row(a, axis)
    g = _in_a_row(kept(g, a, axis), axis)
    ones = np.ones((1, *rows.shape[1:]))
    before = np.concatenate([ones, np.cumprod(rows[:-1], axis=0)])
    after = np.concatenate([np.cumprod(rows[:0:-1], axis=0)[::-1], ones])
    share = g * (before * after)
    if not all(map(_ordinary, (before, after, share))):
        m, e = _running(rows)
        n, f = (x[::-1] for x in _running(rows[::-1]))
        h, d = np.frexp(g)
        share = np.ldexp(h * m[:-1] * n[1:], d + e[:-1] + f[1:])
    return share.reshape(np.shape(a)) if axis is None else np.moveaxis(share, 0, axis)


def _ordinary(x: Array) -> bool:
    size = np.abs(x)
    return bool(((size > TINY) & (size < np.inf)).all())


def _running(rows: Array) -> tuple[Array, Any]:
    """The products of none, one, two … rows, as mantissas and exponents."""
    m, e = np.frexp(rows)
    mantissa, exponent = [np.ones(rows.shape[1:])], [np.zeros(rows.shape[1:], dtype=int)]
    for k in range(len(rows)):
        next_m, next_e = np.frexp(mantissa[-1] * m[k])
        mantissa.append(next_m)
        exponent.append(exponent[-1] + e[k] + next_e)
    return np.stack(mantissa), np.stack(exponent)


# Spread and length


def _deviations(a: Array, axis: int | None) -> Array:
    """From the mean; exactly 0 where all are the same, whose mean may be rounded."""
    same = np.max(a, axis=axis, keepdims=True) == np.min(a, axis=axis, keepdims=True)
    return np.where(same, 0.0, a - mean(a, axis, True))


def _freedom(a: Array, axis: int | None, ddof: int) -> int:
    left = count_of(a, axis) - ddof
    if left <= 0:
        numbers = "number" if ddof == 1 else "numbers"
        raise RefusedError(
            f"with ddof={ddof} it takes more than {ddof} {numbers}; "
            f"there {'is' if count_of(a, axis) == 1 else 'are'} {count_of(a, axis)}"
        )
    return left


def variance(a: Array, axis: int | None, keepdims: bool, ddof: int) -> Array:
    """The mean square of the deviations."""
    checked(a, axis)
    left = _freedom(a, axis, ddof)
    return total(_deviations(a, axis) ** 2, axis, keepdims) / left


def variance_pull(
    g: Array, y: Array, a: Array, axis: int | None, keepdims: bool, ddof: int
) -> Array:
    """2 (a − mean) / n."""
    return 2 * kept(g, a, axis) * (_deviations(a, axis) / _freedom(a, axis, ddof))


def deviation(a: Array, axis: int | None, keepdims: bool, ddof: int) -> Array:
    """The root of the variance, whose squares may be out of range."""
    checked(a, axis)
    left = _freedom(a, axis, ddof)
    return np.asarray(length(_deviations(a, axis), 2.0, axis, keepdims) / np.sqrt(left))


def deviation_pull(
    g: Array, y: Array, a: Array, axis: int | None, keepdims: bool, ddof: int
) -> Array:
    """(a − mean) / (n y), and 0 where nothing deviates."""
    y = kept(y, a, axis)
    share = _deviations(a, axis) / np.where(y == 0, 1.0, y)
    return kept(g, a, axis) * share / _freedom(a, axis, ddof)


def length(a: Array, ord: float, axis: int | None, keepdims: bool) -> Array:  # noqa: A002
    """(Σ |a|^ord)^(1/ord), scaled by a power of two so that no power is out of range."""
    checked(a, axis)
    if ord < 1:
        raise RefusedError(f"a norm has ord=1, ord=2 or more; found ord={ord:g}")
    size = np.abs(a)
    _, exponent = np.frexp(np.max(size, axis=axis, keepdims=True))
    scaled = total(np.ldexp(size, -exponent) ** ord, axis, keepdims)
    root = np.sqrt(scaled) if ord == 2 else scaled ** (1 / ord)
    return np.asarray(np.ldexp(root, exponent.reshape(np.shape(root))))


def length_pull(
    g: Array,
    y: Array,
    a: Array,
    ord: float,  # noqa: A002
    axis: int | None,
    keepdims: bool,
) -> Array:
    """sgn(a) (|a| / y)^(ord − 1), and 0 where all are 0."""
    y = kept(y, a, axis)
    part = np.abs(a) / np.where(y == 0, 1.0, y)
    return kept(g, a, axis) * np.sign(a) * part ** (ord - 1)
