"""At a corner the derivative that is used lies between those on either side."""

from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Attr, Edge, Graph, Node
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS
from tests.operands import attributes

CORNERED = [op for op in OPS.values() if op.kink and op.elementwise]
NUMBERS = (0.0, 0.5, -0.5, 0.75, 1.0, -1.0, 2.0, 3.0, -3.0, 6.0)
ASIDE = 1e-7


def corners(op: Op, attrs: dict[str, Attr]) -> Iterator[tuple[float, ...]]:
    """Operands at which its derivative jumps."""
    assert op.is_kink is not None
    for point in product(NUMBERS, repeat=len(op.operands)):
        y = op.forward(*map(np.float64, point), **{**op.attrs, **attrs})
        if op.is_kink(y, *map(np.float64, point), **{**op.attrs, **attrs}):
            yield point


def slopes(op: Op, attrs: dict[str, Attr], point: tuple[float, ...]) -> list[float]:
    nodes = [Node(k, "input", {"value": x}) for k, x in zip(op.operands, point, strict=True)]
    edges = [Edge(letter, "y", slot) for slot, letter in enumerate(op.operands)]
    trace = run(Graph.of([*nodes, Node("y", op.name, attrs)], edges, "y"))
    return [float(trace.local(*edge) or 0.0) for edge in edges]


@pytest.mark.parametrize("op", CORNERED, ids=lambda op: op.name)
def test_the_derivative_at_a_corner_is_between_those_beside_it(op: Op) -> None:
    found = 0
    for attrs in attributes(op):
        for point in corners(op, attrs):
            found += 1
            at = slopes(op, attrs, point)
            for slot in range(len(op.operands)):
                beside = [
                    slopes(op, attrs, tuple(x + d * (i == slot) for i, x in enumerate(point)))[slot]
                    for d in (-ASIDE, ASIDE)
                ]
                assert min(beside) - 1e-6 <= at[slot] <= max(beside) + 1e-6, (point, attrs, beside)
    assert found


@pytest.mark.parametrize("op", CORNERED, ids=lambda op: op.name)
def test_beside_its_corners_the_derivative_does_not_jump(op: Op) -> None:
    """So the entry names them all."""
    for attrs in attributes(op):
        known = {point[0] for point in corners(op, attrs)}
        for x in NUMBERS:
            if len(op.operands) == 1 and x not in known:
                below, above = (slopes(op, attrs, (x + d,))[0] for d in (-ASIDE, ASIDE))
                assert below == pytest.approx(above, abs=1e-5), (x, attrs)
