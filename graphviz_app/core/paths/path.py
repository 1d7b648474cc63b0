"""Path: one way from x to y with its factors and their product, however small or large that is."""

import math
from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.covered import Covered, is_covered


class Path(NamedTuple):
    """One way from x to y: its nodes, the steps between them, and the product along it.

    ``edges`` are indices in the reading; None for a step that is not drawn as an edge. ``factors``
    are the local derivatives of the steps, None where a Jacobian would be too large. ``product``
    is None where it would have too many entries. ``log10`` is that of its size (of a tensor's
    norm), also where the product itself is too small or too large for a float.
    """

    nodes: tuple[str, ...]
    edges: tuple[int | None, ...]
    product: Value | None
    factors: tuple[Value | None, ...] = ()
    log10: float = 0.0

    @property
    def vanished(self) -> bool:
        """Whether the product is 0 though no factor is: it is too small for a float."""
        return isinstance(self.product, float) and not self.product and math.isfinite(self.log10)

    @property
    def exploded(self) -> bool:
        """Whether the product is infinite though no factor is."""
        infinite = isinstance(self.product, float) and math.isinf(self.product)
        return infinite and math.isfinite(self.log10)

    @property
    def negative(self) -> bool:
        """The sign of the product of numbers, also where that has vanished."""
        signs = [math.copysign(1.0, f) for f in self.factors if isinstance(f, float)]
        return math.prod(signs) < 0

    @property
    def products(self) -> tuple[float, ...]:
        """The product after each step, from the source on; empty where factors are no numbers."""
        numbers = [f for f in self.factors if isinstance(f, float)]
        if len(numbers) < len(self.factors):
            return ()
        products = (product_of(numbers[: k + 1]) for k in range(len(numbers)))
        told = not is_covered(self.product)
        return tuple(x if told else Covered(x) for x in products)


def product_of(factors: Sequence[float]) -> float:
    """The product, which is not lost on the way: small and large factors meet in any order."""
    product: float = math.prod(factors)
    if any(map(is_covered, factors)):
        return Covered(product)
    if product and math.isfinite(product):
        return product
    if not all(factors) or not all(map(math.isfinite, factors)):
        return product
    mantissa, exponent = reduce(_times, factors, (1.0, 0))
    try:
        return math.ldexp(mantissa, exponent)
    except OverflowError:
        return math.copysign(math.inf, mantissa)


def _times(so_far: tuple[float, int], factor: float) -> tuple[float, int]:
    mantissa, exponent = math.frexp(factor)
    mantissa, more = math.frexp(mantissa * so_far[0])
    return mantissa, so_far[1] + exponent + more


def log10_of(factors: Sequence[float]) -> float:
    """log₁₀ of the product's size: −∞ for 0, and what is not finite where it is not."""
    sizes = [abs(f) for f in factors]
    if all(sizes) and all(map(math.isfinite, sizes)):
        return math.fsum(map(math.log10, sizes))
    return size_of(product_of(factors))


def size_of(product: Value) -> float:
    """log₁₀ of the size of a number, or of the norm of a tensor."""
    array = np.abs(np.ravel(product))
    largest = float(np.max(array, initial=0.0))
    if not largest or not math.isfinite(largest):
        return largest or -math.inf
    return math.log10(largest) + math.log10(float(np.linalg.norm(array / largest)))
