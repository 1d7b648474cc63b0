"""Remarks: what is worked out as written, and may surprise."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.core.program import Program
from graphviz_app.core.running.fitting import shape_words


class Remark(NamedTuple):
    """A sentence about a node that is no mistake."""

    node: str
    message: str


def remarks(program: Program, values: Sequence[Value | None]) -> Iterator[Remark]:
    """Of each node whose operands are both repeated, so that it is bigger than any of them."""
    for step, value in zip(program.instructions, values, strict=True):
        if not isinstance(value, np.ndarray) or not step.op.elementwise or len(step.operands) < 2:
            continue
        shapes = [np.shape(operand) for j in step.operands if (operand := values[j]) is not None]
        if value.size > max(map(math.prod, shapes)):
            yield Remark(step.node.id, _repeated(program, step.first_edge, shapes, value.shape))


def _repeated(
    program: Program, first: int, shapes: Sequence[tuple[int, ...]], result: tuple[int, ...]
) -> str:
    edges = program.edges[first : first + len(shapes)]
    operands = [
        f"{edge.source} ({shape_words(shape)})"
        for edge, shape in zip(edges, shapes, strict=True)
        if shape
    ]
    return (
        f"both operands are repeated, {' and '.join(operands)}: the result is "
        f"{shape_words(result)}, bigger than each of them"
    )
