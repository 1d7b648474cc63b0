"""The losses of ``class_losses`` on Python's floats, with a derivative by each operand.

What has no value raises ArithmeticError or ValueError.
"""

from math import log, log1p

from graphviz_app.core.oplib.tails import sigmoid_of_float, softplus_of_float


def bce(p: float, t: float) -> float:
    """−t ln p − (1 − t) ln(1 − p), 0 · ln 0 as 0."""
    return -(t * log(p) if t else 0.0) - ((1.0 - t) * log1p(-p) if t != 1.0 else 0.0)


def bce_slope(y: float, p: float, t: float) -> float:
    """(1 − t)/(1 − p) − t/p, 0/0 as 0."""
    above = (1.0 - t) * (1.0 / (1.0 - p)) if t != 1.0 else 0.0
    return above - (t * (1.0 / p) if t else 0.0)


def bce_target_slope(y: float, p: float, t: float) -> float:
    """ln(1 − p) − ln p."""
    return log1p(-p) - log(p)


def bce_with_logits(z: float, t: float) -> float:
    """(1 − t) ln(1 + e^z) + t ln(1 + e^−z)."""
    return (1.0 - t) * softplus_of_float(z) + t * softplus_of_float(-z)


def bce_with_logits_slope(y: float, z: float, t: float) -> float:
    """(1 − t) σ(z) − t σ(−z)."""
    return (1.0 - t) * sigmoid_of_float(z) - t * sigmoid_of_float(-z)


def bce_with_logits_target_slope(y: float, z: float, t: float) -> float:
    """−z."""
    return -z


def cross_entropy(p: float, t: float) -> float:
    """−t ln p, 0 · ln 0 as 0."""
    return -(t * log(p) if t else 0.0)


def cross_entropy_slope(y: float, p: float, t: float) -> float:
    """−t/p, 0/0 as 0."""
    return -(t * (1.0 / p) if t else 0.0)


def cross_entropy_target_slope(y: float, p: float, t: float) -> float:
    """−ln p."""
    return -log(p)


def kl(p: float, q: float) -> float:
    """p ln(p/q), 0 · ln 0 as 0."""
    return p * (log(p) - log(q)) if p else 0.0


def kl_slope(y: float, p: float, q: float) -> float:
    """ln(p/q) + 1."""
    return log(p) - log(q) + 1.0


def kl_model_slope(y: float, p: float, q: float) -> float:
    """−p/q, 0/0 as 0."""
    return -(p * (1.0 / q) if p else 0.0)
