"""Activation functions."""

import math

import numpy as np

from graphviz_app.core.careful import TINY, Factors, settled
from graphviz_app.core.op import Array, Op

_NEAR_ONE = 0.9999
"""From here on, 1 − y has lost digits that the operand still has."""
_FLAT = 1500.0  # e to the minus this, times anything, is 0


def _sigmoid(a: Array) -> Array:
    """1 / (1 + e^-a) without overflow, and exact to the last digits far out on both sides."""
    e = np.exp(-np.abs(a))
    return np.where(a >= 0, 1.0, e) / (1.0 + e)


def _sigmoid_of_float(a: float) -> float:
    if a >= 0:
        return 1.0 / (1.0 + math.exp(-a))
    e = math.exp(a)
    return e / (1.0 + e)


def _sigmoid_pull(g: Array, y: Array, a: Array) -> Array:
    """y (1 − y), which of a saturated y has only noise left."""
    if y.min() > TINY and y.max() < _NEAR_ONE:
        return g * (y * (1 - y))
    slope = _bell(a)
    return settled((slope, g * slope), lambda: _flanks(g, a / 2))


def _sigmoid_slope(y: float, a: float) -> float:
    if y < _NEAR_ONE:
        return y * (1.0 - y)
    e = math.exp(-abs(a))
    return e / ((1.0 + e) * (1.0 + e))


def _tanh_pull(g: Array, y: Array, a: Array) -> Array:
    """1 − y², which of a saturated y has only noise left."""
    slope = 1 - y * y
    if slope.min() > 1 - _NEAR_ONE:
        return g * slope
    slope = 4 * _bell(2 * a)
    return settled((slope, g * slope), lambda: _flanks(4 * g, a))


def _tanh_slope(y: float, a: float) -> float:
    if -_NEAR_ONE < y < _NEAR_ONE:
        return 1.0 - y * y
    e = math.exp(-2.0 * abs(a))
    return 4.0 * e / ((1.0 + e) * (1.0 + e))


def _bell(a: Array) -> Array:
    """σ(a) σ(−a), exact on both flanks."""
    flank: Array = np.exp(-np.abs(a))
    return flank / (1 + flank) ** 2


def _flanks(g: Array, a: Array) -> Factors:
    """g σ(2a) σ(−2a), the flanks e^−|2a| as two factors so that they reach twice as far."""
    flank = np.exp(-np.abs(a))
    top = 1 + flank * flank
    return (g, flank, flank), (top, top)


ACTIVATIONS = (
    Op(
        name="sigmoid",
        about="logistic function 1 / (1 + e^-u)",
        operands=("a",),
        expansion="1/(1 + exp(-a))",
        numpy=_sigmoid,
        floats=_sigmoid_of_float,
        partials=("y*(1 - y)",),
        pulls=(_sigmoid_pull,),
        slopes=(_sigmoid_slope,),
        lossy=(lambda a: abs(a) < _FLAT,),
        complement="sigmoid(-a)",
        symbol="σ",
        latex=r"\sigma\left($a\right)",
        aliases=("logistic",),
    ),
    Op(
        name="tanh",
        about="hyperbolic tangent",
        operands=("a",),
        expansion="(exp(a) - exp(-a))/(exp(a) + exp(-a))",
        numpy=np.tanh,
        floats=math.tanh,
        partials=("1 - y**2",),
        pulls=(_tanh_pull,),
        slopes=(_tanh_slope,),
        lossy=(lambda a: 2.0 * abs(a) < _FLAT,),
        symbol="tanh",
        latex=r"\tanh\left($a\right)",
    ),
    Op(
        name="relu",
        about="max(0, u)",
        operands=("a",),
        value="a if a > 0 else 0",
        numpy=lambda a: np.maximum(a, 0.0),
        partials=("a > 0",),
        symbol="ReLU",
        latex=r"\mathrm{ReLU}\left($a\right)",
        kink="a == 0",
        convention="relu'(0) = 0 is used",
    ),
)
