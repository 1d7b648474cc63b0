"""Pullbacks of quotients and powers, whose factors are soon out of range by themselves."""

from graphviz_app.arrays import np
from graphviz_app.core.op import Array
from graphviz_app.core.operators.careful import TINY, settled


def not_zero(a: float) -> bool:
    """Of all but zero a tiny partial may have lost digits."""
    return a != 0


def divisor_pull(g: Array, y: Array, a: Array, b: Array) -> Array:
    """∂(a/b)/∂b = -a/b²; b² alone would be out of range at b = 1e160."""
    once = -g * y
    return settled((y, once, once / b), lambda: ((-g, a), (b, b)))


def reciprocal_pull(g: Array, y: Array, a: Array) -> Array:
    """-1/a², as above."""
    once = -g * y
    return settled((once, once * y), lambda: ((-g,), (a, a)))


def base_pull(g: Array, y: Array, a: Array, b: Array) -> Array:
    """∂(a^b)/∂a = b a^(b-1); 0 at b = 0, also where a = 0 makes it 0 times infinity."""
    power = a ** (b - 1)
    partial = np.where(b == 0, 0.0, b * power)
    return settled((power, partial, g * partial), lambda: ((g, b, *_halves(a, b - 1, power)), ()))


def exponent_pull(g: Array, y: Array, a: Array, b: Array) -> Array:
    """∂(a^b)/∂b = a^b ln a; 0 at a = 0, its limit for b > 0."""
    log = np.where(a == 0, 0.0, np.log(np.where(a == 0, 1.0, a)))
    return settled((y, y * log, g * y * log), lambda: ((g, *_halves(a, b, y), log), ()))


def power_pull(g: Array, y: Array, a: Array, exponent: float) -> Array:
    """n a^(n-1)."""
    if not exponent:
        return g * np.zeros_like(a)
    power = a ** (exponent - 1)
    partial = exponent * power
    return settled(
        (power, partial, g * partial),
        lambda: ((g, exponent, *_halves(a, exponent - 1, power)), ()),
    )


def _halves(a: Array, b: Array | float, power: Array) -> tuple[Array, Array]:
    """The power a^b as two equal factors, the sign with the first; not a number where it is not."""
    half: Array = np.abs(a) ** (b / 2)
    sign = np.where((a < 0) & (np.mod(b, 2) == 1), -1.0, 1.0)
    return np.where(np.isnan(power), np.nan, sign * half), half


def rsqrt_pull(g: Array, y: Array, a: Array) -> Array:
    """-y³/2 for y = 1/√a."""
    slope = -0.5 * y**3
    return settled((slope, g * slope), lambda: ((-0.5, g, y, y, y), ()))


def cube_pull(g: Array, y: Array, a: Array) -> Array:
    """3 a²; one factor after the other, which goes no further than the product itself."""
    return 3.0 * (g * a * a)


def over_square(g: Array, r: Array) -> Array:
    """g/r² for r from 1 up, whose square may be out of range where the quotient is not."""
    return g / r / r


def exp_pull(g: Array, y: Array, a: Array) -> Array:
    """e^a times g, which is a number also where e^a alone is too small for one."""
    share = g * y
    if y.min() > TINY:
        return share
    half = np.exp(a / 2)
    return settled((y, share), lambda: ((g, half, half), ()))
