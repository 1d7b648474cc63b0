"""Activation functions that level off: sigmoid, tanh, their soft and hard kin."""

import math

from graphviz_app.arrays import np
from graphviz_app.core.op import Array, Op
from graphviz_app.core.operators.careful import TINY
from graphviz_app.core.oplib.by_hand import over_square
from graphviz_app.core.oplib.tails import (
    FLAT,
    bell_of_float,
    bell_pull,
    sigmoid,
    sigmoid_of_float,
    sigmoid_times,
    softplus,
    softplus_of_float,
)

_NEAR_ONE = 0.9999
"""From here on, 1 − y has lost digits that the operand still has."""


def _sigmoid_pull(g: Array, y: Array, a: Array) -> Array:
    """y (1 − y), which of a saturated y has only noise left."""
    if y.min() > TINY and y.max() < _NEAR_ONE:
        return g * (y * (1 - y))
    return bell_pull(g, a)


def _sigmoid_slope(y: float, a: float) -> float:
    return y * (1.0 - y) if y < _NEAR_ONE else bell_of_float(a)


def _tanh_pull(g: Array, y: Array, a: Array) -> Array:
    """1 − y², which of a saturated y has only noise left."""
    slope = 1 - y * y
    if slope.min() > 1 - _NEAR_ONE:
        return g * slope
    return bell_pull(4 * g, 2 * a)


def _tanh_slope(y: float, a: float) -> float:
    return 1.0 - y * y if -_NEAR_ONE < y < _NEAR_ONE else 4.0 * bell_of_float(2.0 * a)


ACTIVATIONS = (
    Op(
        name="sigmoid",
        about="logistic function 1 / (1 + e^-u)",
        help="σ(u) = 1/(1 + e^−u) lies between 0 and 1; σ′ = σ(1 − σ), at most ¼, so "
        "gradients shrink where it is saturated (Bishop, Pattern Recognition and "
        "Machine Learning, section 4.2).",
        operands=("a",),
        expansion="1/(1 + exp(-a))",
        numpy=sigmoid,
        floats=sigmoid_of_float,
        partials=("y*(1 - y)",),
        pulls=(_sigmoid_pull,),
        slopes=(_sigmoid_slope,),
        lossy=(lambda a: abs(a) < FLAT,),
        complement="sigmoid(-a)",
        symbol="σ",
        latex=r"\sigma\left($a\right)",
        aliases=("logistic",),
    ),
    Op(
        name="tanh",
        about="hyperbolic tangent",
        help="(e^u − e^−u)/(e^u + e^−u) lies between −1 and 1; its derivative is 1 − tanh².",
        operands=("a",),
        expansion="(exp(a) - exp(-a))/(exp(a) + exp(-a))",
        numpy="tanh",
        floats=math.tanh,
        partials=("1 - y**2",),
        pulls=(_tanh_pull,),
        slopes=(_tanh_slope,),
        lossy=(lambda a: 2.0 * abs(a) < FLAT,),
        latex=r"\tanh\left($a\right)",
    ),
    Op(
        name="softplus",
        about="smooth ReLU, ln(1 + e^u)",
        operands=("a",),
        expansion="log(1 + exp(a))",
        numpy=softplus,
        floats=softplus_of_float,
        partials=("sigmoid(a)",),
        pulls=(lambda g, y, a: sigmoid_times(g, a),),
        lossy=(lambda a: a > -FLAT,),
        help="Positive everywhere, nearly 0 far left and nearly u far right; its derivative is "
        "the sigmoid (Dugas et al. 2001).",
    ),
    Op(
        name="log_sigmoid",
        about="logarithm of the sigmoid, −ln(1 + e^(−u))",
        operands=("a",),
        expansion="log(sigmoid(a))",
        numpy=lambda a: -softplus(-a),
        floats=lambda a: -softplus_of_float(-a),
        partials=("sigmoid(-a)",),
        pulls=(lambda g, y, a: sigmoid_times(g, -a),),
        lossy=(lambda a: a < FLAT,),
        symbol="logsigmoid",
        aliases=("logsigmoid",),
        torch="torch.nn.functional.logsigmoid(a)",
        help="The log-probability of a yes where u is its logit. Worked out in one go it is finite "
        "also where the sigmoid alone is 0.",
    ),
    Op(
        name="softsign",
        about="levels off slowly, u / (1 + |u|)",
        operands=("a",),
        value="a/(1 + abs(a))",
        partials=("1/(1 + abs(a))**2",),
        pulls=(lambda g, y, a: over_square(g, 1.0 + np.abs(a)),),
        lossy=(lambda a: True,),
        help="Like tanh between −1 and 1, but its derivative falls off far more slowly "
        "(Turian et al. 2009).",
    ),
    Op(
        name="hard_sigmoid",
        about="sigmoid of straight lines",
        operands=("a",),
        value="clip(a/6 + 0.5, low=0, high=1)",
        partials=("(a > -3)*(a < 3)/6",),
        symbol="hardsigmoid",
        aliases=("hardsigmoid",),
        torch="torch.nn.functional.relu6(a + 3)/6",
        kink="(a == -3) + (a == 3)",
        convention="hard_sigmoid'(-3) = hard_sigmoid'(3) = 0 is used",
        help="0 up to −3, 1 from 3 on, u/6 + ½ between (as in PyTorch).",
    ),
    Op(
        name="hard_tanh",
        about="tanh of straight lines",
        operands=("a",),
        value="clip(a, low=-1, high=1)",
        partials=("(a > -1)*(a < 1)",),
        symbol="hardtanh",
        aliases=("hardtanh",),
        torch="torch.nn.functional.hardtanh(a)",
        kink="(a == -1) + (a == 1)",
        convention="hard_tanh'(-1) = hard_tanh'(1) = 0 is used",
        help="−1 up to −1, 1 from 1 on, u between (Collobert 2004).",
    ),
)
