"""The curve of an activation, drawn from the function itself."""

import math
from collections.abc import Iterator
from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from graphviz_app.core.graph import Node
from graphviz_app.core.oplib import OPS

REACHES = {"sigmoid": 6.0, "tanh": 3.0, "hard_sigmoid": 4.0, "hard_tanh": 2.0, "relu": 1.6}
"""Where a function shows its shape; elsewhere ``USUAL_REACH`` on both sides of 0."""
USUAL_REACH = 3.0
POINTS = 48
_FLATTEST = 0.35
"""A function that hardly rises within its reach is not stretched to the full height."""


def activation_curve(node: Node, width: float, height: float) -> QPainterPath | None:
    """The curve in a box around (0, 0), in pixels; None for what is no function of one number."""
    attrs = tuple(sorted((name, value) for name, value in node.attrs.items()))
    try:
        points = _points(node.op, attrs)
    except TypeError:  # an attribute that is a list: drawn by its sign
        return None
    if not points:
        return None
    path = QPainterPath()
    for number, (x, y) in enumerate(points):
        at = QPointF((x - 0.5) * width, (0.5 - y) * height)
        path.lineTo(at) if number else path.moveTo(at)
    return path


@lru_cache(maxsize=64)
def _points(op: str, attrs: tuple[tuple[str, object], ...]) -> tuple[tuple[float, float], ...]:
    """The curve between 0 and 1 in both directions; empty if there is none."""
    values = list(_values(op, dict(attrs)))
    if len(values) < POINTS or not all(map(math.isfinite, values)):
        return ()
    low, high = min(values), max(values)
    span = max(high - low, _FLATTEST * 2 * REACHES.get(op, USUAL_REACH) / 4) or 1.0
    base = (low + high - span) / 2
    return tuple(
        (number / (POINTS - 1), (value - base) / span) for number, value in enumerate(values)
    )


def _values(op: str, attrs: dict[str, object]) -> Iterator[float]:
    entry = OPS.get(op)
    if entry is None or not entry.elementwise or len(entry.operands) != 1:
        return
    reach = REACHES.get(op, USUAL_REACH)
    for number in range(POINTS):
        try:
            yield float(entry.on_floats(reach * (2 * number / (POINTS - 1) - 1), **attrs))
        except (ArithmeticError, ValueError):
            return
