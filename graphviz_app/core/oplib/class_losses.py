"""Numerics of the losses of classification: right also where a prediction is all but certain."""

from graphviz_app.arrays import np
from graphviz_app.core.op import Array, RefusedError, Shape
from graphviz_app.core.oplib.picking import one_hot
from graphviz_app.core.oplib.soft import log_softmax, softmax
from graphviz_app.core.wording import sized

_FEW = 100
"""Classes up to which 1 − p is the sum of all others."""


def is_number_of_class(x: Shape, t: Shape) -> bool:
    """Whether a target is the number of a class (of a row each), not a row itself.

    Raises RefusedError where it is neither.
    """
    if t == x:
        return False
    if x and t == x[:-1]:
        return True
    numbers = "one number of a class" if len(x) < 2 else f"{x[0]} numbers of classes"
    raise RefusedError(
        f"for predictions of the shape {sized(x)} the target is {numbers}, or has the same shape; "
        f"it is {sized(t)}"
    )


def as_rows(x: Array, t: Array) -> tuple[Array, Array]:
    """Predictions, and targets as rows of the same shape."""
    numbers = is_number_of_class(np.shape(x), np.shape(t))
    return np.asarray(x), one_hot(t, np.shape(x)[-1]) if numbers else np.asarray(t)


def _times(weight: Array, number: Array) -> Array:
    """The product, 0 where the weight is 0 whatever the number."""
    return np.where(weight == 0, 0.0, weight * np.where(weight == 0, 1.0, number))


def _over_classes(terms: Array) -> Array:
    """The sum of each row; a single number is a row by itself."""
    return np.asarray(np.sum(terms, axis=-1 if np.ndim(terms) else None))


def bce(p: Array, t: Array) -> Array:
    """−t ln p − (1 − t) ln(1 − p), 0 · ln 0 as 0."""
    return -_times(t, np.log(p)) - _times(1 - t, np.log1p(-p))


def bce_slope(p: Array, t: Array) -> Array:
    """(1 − t)/(1 − p) − t/p, 0/0 as 0."""
    return _times(1 - t, 1 / (1 - p)) - _times(t, 1 / p)


def bce_target_slope(p: Array, t: Array) -> Array:
    """ln(1 − p) − ln p."""
    return np.log1p(-p) - np.log(p)


def _softplus(z: Array) -> Array:
    return np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z)))


def _sigmoid(z: Array) -> Array:
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1.0 + e)


def bce_with_logits(z: Array, t: Array) -> Array:
    """(1 − t) ln(1 + e^z) + t ln(1 + e^−z): nothing cancels."""
    return (1 - t) * _softplus(z) + t * _softplus(-z)


def bce_with_logits_slope(z: Array, t: Array) -> Array:
    """σ(z) − t = (1 − t) σ(z) − t σ(−z), exact where σ(z) is nearly t."""
    return (1 - t) * _sigmoid(z) - t * _sigmoid(-z)


def cross_entropy(p: Array, t: Array) -> Array:
    """−Σ t ln p of each row."""
    return -_over_classes(_times(t, np.log(p)))


def cross_entropy_slope(p: Array, t: Array) -> Array:
    """−t/p."""
    return -_times(t, 1 / p)


def cross_entropy_target_slope(p: Array, t: Array) -> Array:
    """−ln p."""
    return -np.log(p)


def softmax_cross_entropy(z: Array, t: Array) -> Array:
    """−Σ t ln softmax(z) of each row."""
    return _over_classes(_times(t, minus_log_softmax(z, t)))


def minus_log_softmax(z: Array, t: Array) -> Array:
    """−ln softmax(z)."""
    return -log_softmax(z, axis=-1)


def softmax_cross_entropy_slope(z: Array, t: Array) -> Array:
    """p Σt − t; of few classes as p (Σt − t) − t (1 − p), where 1 − p is the sum of all others."""
    p = softmax(z, axis=-1)
    classes = p.shape[-1]
    total = np.sum(t, axis=-1, keepdims=True)
    if classes > _FEW:
        return np.asarray(p * total - t)
    others = 1.0 - np.eye(classes)
    return np.asarray(p * (t @ others) - t * (p @ others))


def kl(p: Array, q: Array) -> Array:
    """Σ p ln(p/q) of each row, 0 · ln 0 as 0."""
    return _over_classes(_times(p, np.log(p) - np.log(q)))


def kl_slope(p: Array, q: Array) -> Array:
    """ln(p/q) + 1."""
    return np.log(p) - np.log(q) + 1


def kl_model_slope(p: Array, q: Array) -> Array:
    """−p/q."""
    return -_times(p, 1 / q)
