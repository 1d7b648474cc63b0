"""Two numbers at once: from what was printed, and from full numbers."""

import math
from collections.abc import Callable
from typing import Any

from graphviz_app.arrays import np
from graphviz_app.core.graph import Value

Numbers = tuple[Value, Value]
"""From the numbers as printed, and from full ones."""
NAN = math.nan


def both(compute: Callable[..., Any], *numbers: Numbers) -> Numbers:
    """A function of numbers in either way; NaN where it has no value."""
    return (
        _quiet(compute, [given[0] for given in numbers]),
        _quiet(compute, [given[1] for given in numbers]),
    )


def _quiet(compute: Callable[..., Any], operands: list[Value]) -> Value:
    try:
        found = compute(*operands)
    except (ArithmeticError, ValueError, TypeError, IndexError):
        return NAN
    if isinstance(found, np.ndarray) and found.ndim:
        return found
    return NAN if isinstance(found, complex) else float(found)


def times(numbers: Numbers, factor: Value) -> Numbers:
    """Both times a factor."""
    return numbers[0] * factor, numbers[1] * factor


def squared(numbers: Numbers) -> Numbers:
    """Both squared."""
    return both(lambda x: x * x, numbers)


def turned(numbers: Numbers) -> Numbers:
    """One over both."""
    return both(lambda x: 1 / x, numbers)


def added(*numbers: Value) -> Any:
    """Σ"""
    return sum(numbers)


def multiplied(*numbers: Value) -> Any:
    """Π"""
    product: Any = 1.0
    for number in numbers:
        product = product * number
    return product
