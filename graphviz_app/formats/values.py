"""Numbers from outside (JSON, NumPy, a text field) as attributes of a node."""

import math
from collections.abc import Sequence

from graphviz_app.arrays import np
from graphviz_app.core.graph import Attr, Value, as_attr, shape_of
from graphviz_app.errors import GraphError
from graphviz_app.formats.limits import MAX_DIMENSIONS, MAX_ELEMENTS, thousands


def attr_value(value: Value | Sequence[object], id_: str = "") -> Attr:
    """A float, or nested tuples of floats; raises GraphError if not finite or not rectangular."""
    if not isinstance(value, float | int | list | tuple) and isinstance(value, np.ndarray):
        is_small = 0 < value.ndim <= MAX_DIMENSIONS and 0 < value.size <= MAX_ELEMENTS
        if is_small and value.dtype == np.float64 and np.isfinite(value).all():
            return as_attr(value)
        value = value.tolist()
    budget = [MAX_ELEMENTS]
    return _value(value, id_, 0, budget)


def _value(value: object, id_: str, depth: int, budget: list[int]) -> Attr:
    if isinstance(value, bool) or not isinstance(value, int | float | list | tuple):
        raise GraphError(f"a value is a number or a list of numbers, found {kind(value)}", id_)
    if isinstance(value, int | float):
        return _finite(value, id_)
    if depth >= MAX_DIMENSIONS:
        raise GraphError(f"a tensor has at most {MAX_DIMENSIONS} dimensions", id_)
    if not value:
        raise GraphError("a list of numbers must not be empty", id_)
    budget[0] -= len(value)
    if budget[0] < 0:
        raise GraphError(f"a tensor has at most {thousands(MAX_ELEMENTS)} numbers", id_)
    if {*map(type, value)} == {float} and all(map(math.isfinite, value)):
        return tuple(value)  # a row, of which a matrix may have very many
    items = tuple(_value(item, id_, depth + 1, budget) for item in value)
    if len({shape_of(item) for item in items}) > 1:
        raise GraphError("the rows of a tensor must all have the same length", id_)
    return items


def _finite(value: float, id_: str) -> float:
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise GraphError("a value must be a finite 64-bit number", id_)
    return number


def kind(value: object) -> str:
    """What a JSON value is called."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case str():
            return f"the text '{value[:40]}'"
        case dict():
            return "a mapping"
        case list() | tuple():
            return "a list"
        case int() | float():
            return f"the number {str(value)[:40]}"
    return type(value).__name__
