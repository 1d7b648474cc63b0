"""Activation functions."""

import numpy as np

from graphviz_app.core.op import Array, Op, ScalarRule
from graphviz_app.core.oplib.careful import TINY, Factors, settled

_NEAR_ONE = 0.9999
"""From here on, 1 − y has lost digits that the operand still has."""


def _sigmoid(a: Array) -> Array:
    """1 / (1 + e^-a) without overflow, and exact to the last digits far out on both sides."""
    e = np.exp(-np.abs(a))
    return np.where(a >= 0, 1.0, e) / (1.0 + e)


def _sigmoid_partial(g: Array, y: Array, a: Array) -> Array:
    """y (1 − y), which of a saturated y has only noise left."""
    if y.min() > TINY and y.max() < _NEAR_ONE:
        return g * (y * (1 - y))
    slope = _bell(a)
    return settled((slope, g * slope), lambda: _flanks(g, a / 2))


def _tanh_partial(g: Array, y: Array, a: Array) -> Array:
    """1 − y², which of a saturated y has only noise left."""
    slope = 1 - y * y
    if slope.min() > 1 - _NEAR_ONE:
        return g * slope
    slope = 4 * _bell(2 * a)
    return settled((slope, g * slope), lambda: _flanks(4 * g, a))


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
        forward=_sigmoid,
        vjps=(_sigmoid_partial,),
        symbol="σ",
        latex=r"\sigma\left($a\right)",
        partials=(r"$y \cdot \left(1 - $y\right)",),
        scalar=ScalarRule(
            "sigmoid(a)", (f"y * (1.0 - y) if y < {_NEAR_ONE} else sigmoid_slope(a, edge, lost)",)
        ),
    ),
    Op(
        name="tanh",
        about="hyperbolic tangent",
        operands=("a",),
        forward=np.tanh,
        vjps=(_tanh_partial,),
        symbol="tanh",
        latex=r"\tanh\left($a\right)",
        partials=("1 - {$y}^2",),
        scalar=ScalarRule(
            "tanh(a)",
            (f"1.0 - y * y if -{_NEAR_ONE} < y < {_NEAR_ONE} else tanh_slope(a, edge, lost)",),
        ),
    ),
    Op(
        name="relu",
        about="max(0, u)",
        operands=("a",),
        forward=lambda a: np.maximum(a, 0.0),
        vjps=(lambda g, y, a: g * (a > 0),),
        symbol="ReLU",
        latex=r"\mathrm{ReLU}\left($a\right)",
        partials=(r"\left[$a > 0\right]",),
        scalar=ScalarRule("a if a > 0.0 else 0.0", ("1.0 if a > 0.0 else 0.0",)),
        kink=lambda y, a: a == 0,
        convention="relu'(0) = 0 is used",
    ),
)
