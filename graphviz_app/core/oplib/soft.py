"""Numerics of softmax and its like: exact where one element outweighs all others."""

from graphviz_app.arrays import np
from graphviz_app.core.op import Array
from graphviz_app.core.oplib.reducing import checked


def _is_top(a: Array, axis: int | None) -> Array:
    """Whether an element is the first of the largest: 1 or 0."""
    if axis is None:
        places, first = np.arange(np.size(a)).reshape(np.shape(a)), np.argmax(a)
        return np.equal(places, first)
    along = [1] * a.ndim
    along[axis] = -1
    places = np.arange(a.shape[axis]).reshape(along)
    return np.asarray(np.equal(places, np.argmax(a, axis=axis, keepdims=True)))


def _over_largest(a: Array, axis: int | None) -> tuple[Array, Array]:
    """The largest element, and by how much the exponentials add up to more than its own."""
    top = np.asarray(np.max(a, axis=axis, keepdims=True))
    others = np.where(_is_top(a, axis), -np.inf, a - np.where(np.isinf(top), 0.0, top))
    return top, np.asarray(np.sum(np.exp(others), axis=axis, keepdims=True))


def logsumexp(a: Array, axis: int | None, keepdims: bool) -> Array:
    """log Σ e^a = m + log(1 + Σ' e^(a − m)), without the largest element m in Σ'."""
    checked(a, axis)
    top, rest = _over_largest(a, axis)
    whole = np.where(np.isinf(top), top, top + np.log1p(rest))
    return whole if keepdims else np.squeeze(whole, axis)


def _masked(a: Array, m: Array | None, axis: int) -> Array:
    """−∞ where the mask is 0."""
    checked(a, axis)
    return a if m is None else np.where(np.asarray(m) != 0, a, -np.inf)


def softmax(a: Array, m: Array | None = None, *, axis: int) -> Array:
    """e^(a − max) / Σ e^(a − max); 0 where the mask leaves nothing."""
    a = _masked(a, m, axis)
    top = np.max(a, axis=axis, keepdims=True)
    weights = np.exp(a - np.where(np.isneginf(top), 0.0, top))
    total = np.sum(weights, axis=axis, keepdims=True)
    return np.asarray(weights / np.where(total == 0, 1.0, total))


def softmax_pull(g: Array, y: Array, a: Array, m: Array | None = None, *, axis: int) -> Array:
    """y (g − Σ g y), with g counted from that of the largest y: of 1 − y nothing is lost."""
    g = g - np.take_along_axis(g, np.argmax(y, axis=axis, keepdims=True), axis)
    return np.asarray(y * (g - np.sum(g * y, axis=axis, keepdims=True)))


def log_softmax(a: Array, m: Array | None = None, *, axis: int) -> Array:
    """a − log Σ e^a."""
    a = _masked(a, m, axis)
    top, rest = _over_largest(a, axis)
    apart = np.where(np.isneginf(top), a, a - top)
    return np.asarray(apart - np.log1p(rest))


def log_softmax_pull(g: Array, y: Array, a: Array, m: Array | None = None, *, axis: int) -> Array:
    """g − e^y Σ g; of the largest, where that cancels, g Σ' e^y − e^y Σ' g over all others."""
    g = g if m is None else np.where(np.asarray(m) != 0, g, 0.0)
    p, top = np.exp(y), _is_top(y, axis)
    others = np.sum(np.where(top, 0.0, g), axis=axis, keepdims=True)
    rest = np.sum(np.where(top, 0.0, p), axis=axis, keepdims=True)
    return np.asarray(
        np.where(top, g * rest - p * others, g - p * np.sum(g, axis=axis, keepdims=True))
    )
