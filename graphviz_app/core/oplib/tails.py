"""Functions that fall off like e^−|a| or e^−a², with their digits also where they are tiny.

What a gradient of 1e300 makes of a slope of e^−800 can be written, the slope cannot: so far out a
slope is kept as two equal halves of its exponential and the rest.
"""

import math
from collections.abc import Callable
from typing import Any

from graphviz_app.arrays import np
from graphviz_app.core.op import Array
from graphviz_app.core.operators.careful import TINY, settled

FLAT = 1500.0
"""e to the minus this, times anything, is 0."""
_FAR = 30.0
"""From here on out, the tail of the normal distribution is that of its series to ten digits."""
_ROOT_2, _ROOT_2_PI = math.sqrt(2.0), math.sqrt(2.0 * math.pi)


def _each(function: Callable[[float], float]) -> Callable[[Array], Array]:
    """A function of floats on arrays: NumPy has no error function."""

    def on_array(a: Array) -> Array:
        numbers = np.asarray(a, dtype=np.float64)
        return np.array([*map(function, numbers.ravel().tolist())]).reshape(numbers.shape)

    return on_array


erf = _each(math.erf)
erfc = _each(math.erfc)


def falling(g: Array, slope: Array, exponent: Array, rest: Callable[[], Array]) -> Array:
    """``g * slope``; where that is out of range, ``g * rest() * e^exponent``, which is the same."""
    share = g * slope
    if np.abs(slope).min() > TINY and np.abs(share).min() > TINY:
        return share
    half = np.exp(exponent / 2)
    return settled((slope, share), lambda: ((g, rest(), half, half), ()))


def left(a: Array) -> Array:
    """The exponent of a tail on the left alone."""
    return np.minimum(a, 0.0)


# The logistic family


def sigmoid(a: Array) -> Array:
    """1 / (1 + e^-a) without overflow, and exact to the last digits far out on both sides."""
    e = np.exp(-np.abs(a))
    return np.where(a >= 0, 1.0, e) / (1.0 + e)


def sigmoid_of_float(a: float) -> float:
    """The same of a float."""
    if a >= 0:
        return 1.0 / (1.0 + math.exp(-a))
    e = math.exp(a)
    return e / (1.0 + e)


def sigmoid_times(g: Array, a: Array) -> Array:
    """g σ(a)."""
    return falling(g, sigmoid(a), left(a), lambda: 1.0 / (1.0 + np.exp(-np.abs(a))))


def softplus(a: Array) -> Array:
    """ln(1 + e^a), of which e^a alone may be too large."""
    return np.maximum(a, 0.0) + np.log1p(np.exp(-np.abs(a)))


def softplus_of_float(a: float) -> float:
    """The same of a float."""
    return max(a, 0.0) + math.log1p(math.exp(-abs(a)))


def gated_pull(g: Array, a: Array, u: Array, du: Array | float) -> Array:
    """g times the slope of a σ(u): σ(u) (1 + a σ(−u) u′)."""
    inner = 1.0 + a * sigmoid(-u) * du
    rest = inner / (1.0 + np.exp(-np.abs(u)))
    return falling(g, sigmoid(u) * inner, left(u), lambda: rest)


def silu_slope(y: float, a: float) -> float:
    """σ(a) (1 + a σ(−a))."""
    return sigmoid_of_float(a) * (1.0 + a * sigmoid_of_float(-a))


def mish_pull(g: Array, y: Array, a: Array) -> Array:
    """g times tanh(s) + a σ(a)/cosh(s)² for s = ln(1 + e^a), with e^a as n/m, neither above 1."""
    n, m = np.exp(left(a)), np.exp(left(-a))
    d = n * n + 2 * n * m + 2 * m * m
    rest = (n + 2 * m) / d + 4 * a * m * m * (n + m) / (d * d)
    return falling(g, n * rest, left(a), lambda: rest)


# Bells


def bell_pull(g: Array, a: Array) -> Array:
    """g σ(a) σ(−a)."""
    flank = np.exp(-np.abs(a))
    rest = 1.0 / (1.0 + flank) ** 2
    return falling(g, flank * rest, -np.abs(a), lambda: rest)


def bell_of_float(a: float) -> float:
    """σ(a) σ(−a)."""
    flank = math.exp(-abs(a))
    return flank / ((1.0 + flank) * (1.0 + flank))


def normal_pull(g: Array, a: Array) -> Array:
    """g times 2/√π e^(−a²)."""
    peak = np.asarray(2.0 / math.sqrt(math.pi))
    return falling(g, peak * np.exp(-a * a), -a * a, lambda: peak)


# GELU: a Φ(a), for the normal distribution Φ


def gelu(a: Array) -> Array:
    """a Φ(a)."""
    return 0.5 * a * erfc(-a / _ROOT_2)


def gelu_of_float(a: float) -> float:
    """a Φ(a)."""
    return 0.5 * a * math.erfc(-a / _ROOT_2)


def gelu_slope(y: float, a: float) -> float:
    """Φ(a) + a φ(a)."""
    return 0.5 * math.erfc(-a / _ROOT_2) + a * math.exp(-a * a / 2.0) / _ROOT_2_PI


def gelu_pull(g: Array, y: Array, a: Array) -> Array:
    """g times Φ(a) + a φ(a); far out on the left by the series of Φ(a)/φ(a)."""
    slope = 0.5 * erfc(-a / _ROOT_2) + a * np.exp(-a * a / 2.0) / _ROOT_2_PI
    far = a < -_FAR

    def rest() -> Array:
        series = (1.0 - 1.0 / a**2 + 3.0 / a**4) / -a
        return np.where(far, (a + series) / _ROOT_2_PI, slope)

    return falling(g, slope, np.where(far, -a * a / 2.0, 0.0), rest)


def gelu_tanh(a: Array) -> Array:
    """a/2 (1 + tanh u), which is a σ(2u)."""
    return a * sigmoid(_inside(a)[0])


def gelu_tanh_pull(g: Array, y: Array, a: Array) -> Array:
    """As of any a σ(u)."""
    return gated_pull(g, a, *_inside(a))


def gelu_tanh_of_float(a: float) -> float:
    """The same of a float."""
    return a * sigmoid_of_float(float(_inside(np.float64(a))[0]))


def gelu_tanh_slope(y: float, a: float) -> float:
    """The same of a float."""
    u, du = map(float, _inside(np.float64(a)))
    return sigmoid_of_float(u) * (1.0 + a * sigmoid_of_float(-u) * du)


def _inside(a: Any) -> tuple[Any, Any]:
    """2√(2/π) (a + 0.044715 a³) and its derivative; beyond ±60 σ of it is 0 or 1."""
    near = np.clip(a, -60.0, 60.0)
    factor = 2.0 * math.sqrt(2.0 / math.pi)
    return factor * (near + 0.044715 * near**3), factor * (1.0 + 0.134145 * near**2)
