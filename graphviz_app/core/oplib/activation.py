"""Activation functions."""

import numpy as np

from graphviz_app.core.op import Array, Op, ScalarRule


def _sigmoid(a: Array) -> Array:
    """1 / (1 + e^-a) without overflow, and exact to the last digits far out on both sides."""
    e = np.exp(-np.abs(a))
    return np.where(a >= 0, 1.0, e) / (1.0 + e)


ACTIVATIONS = (
    Op(
        name="sigmoid",
        about="logistic function 1 / (1 + e^-u)",
        operands=("a",),
        forward=_sigmoid,
        vjps=(lambda g, y, a: g * (y * (1 - y)),),
        symbol="σ",
        latex=r"\sigma\left($a\right)",
        partials=(r"$y \cdot \left(1 - $y\right)",),
        scalar=ScalarRule("sigmoid(a)", ("y * (1.0 - y)",)),
    ),
    Op(
        name="tanh",
        about="hyperbolic tangent",
        operands=("a",),
        forward=np.tanh,
        vjps=(lambda g, y, a: g * (1 - y * y),),
        symbol="tanh",
        latex=r"\tanh\left($a\right)",
        partials=("1 - {$y}^2",),
        scalar=ScalarRule("tanh(a)", ("1.0 - y * y",)),
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
