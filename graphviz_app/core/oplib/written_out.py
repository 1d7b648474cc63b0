"""Products of small matrices, written out number by number: w₁₁·x₁ + w₁₂·x₂."""

from collections.abc import Mapping
from itertools import product
from typing import Any

from graphviz_app.core.op import Shape

MAX_PRODUCTS = 64
"""Products of two numbers up to which a matrix product is written out."""


def matmul(shapes: Mapping[str, Shape], attrs: Mapping[str, Any]) -> str:
    """The elements by name, then each sum of products; '' of what is larger, or has more axes."""
    left, right = shapes["a"], shapes["b"]
    if not (1 <= len(left) <= 2 and 1 <= len(right) <= 2) or left[-1] != right[0]:
        return ""
    rows, columns = left[:-1], right[1:]
    if _size(rows) * left[-1] * _size(columns) > MAX_PRODUCTS:
        return ""
    elements = [*_elements("a", left), *_elements("b", right)]
    sums = {
        (*i, *j): " + ".join(
            f"{_name('a', (*i, k))}*{_name('b', (k, *j))}" for k in range(left[-1])
        )
        for i in product(*map(range, rows))
        for j in product(*map(range, columns))
    }
    return "\n".join([*elements, _stacked((*rows, *columns), (), sums)])


def _size(shape: Shape) -> int:
    return shape[0] if shape else 1


def _elements(letter: str, shape: Shape) -> list[str]:
    """``a12 = index(a, at='0, 1')``: counted from 1 in the name, as text books do."""
    return [
        f"{_name(letter, place)} = index({letter}, at='{', '.join(map(str, place))}')"
        for place in product(*map(range, shape))
    ]


def _name(letter: str, place: Shape) -> str:
    numbers = [str(i + 1) for i in place]
    return letter + ("_".join(numbers) if any(len(n) > 1 for n in numbers) else "".join(numbers))


def _stacked(shape: Shape, place: Shape, sums: Mapping[Shape, str]) -> str:
    """A number as it is, numbers as a vector, vectors as a matrix."""
    if not shape:
        return sums[place]
    return f"stack({', '.join(_stacked(shape[1:], (*place, i), sums) for i in range(shape[0]))})"
