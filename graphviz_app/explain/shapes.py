"""Shapes explained: whether they fit, what is repeated, and what is summed on the way back."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from graphviz_app.core.graph import Edge
from graphviz_app.core.oplib import OPS
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import is_control
from graphviz_app.explain.plain_formula import node_sign

Shape = tuple[int, ...]
MOST = 3
"""Operators of a line that are told."""


class Fit(NamedTuple):
    """What is said of the shapes at one operator, and whether they fit."""

    sentence: str
    fits: bool = True


def fits_of(run: ReadRun, index: int) -> list[Fit]:
    """Of an edge: the dimension check where it leads, and what broadcasting does to it."""
    found = []
    for edge in run.reading.edges[index].members[:MOST]:
        if not is_control(run.graph, edge):
            found += [fit for fit in _at(run, edge) if fit not in found]
    return found


def _at(run: ReadRun, edge: Edge) -> Iterator[Fit]:
    graph, values = run.graph, run.trace.values
    node = graph.nodes[edge.target]
    op = OPS.get(node.op)
    operands = [values.get(one.source) for one in graph.incoming[edge.target]]
    if op is None or any(value is None for value in operands):
        return
    shapes = [np.shape(value) for value in operands if value is not None]
    value = values.get(edge.target)
    result = None if value is None else np.shape(value)
    if op.name == "matmul" and len(shapes) == 2:
        yield _product(shapes[0], shapes[1], result)
    elif op.elementwise and any(shapes) and len(shapes) > 1:
        yield from _elements(run, edge, shapes, result)


def _product(a: Shape, b: Shape, result: Shape | None) -> Fit:
    """``(2, 3) @ (3,) → (2,): inner 3 = 3 ✓``."""
    both = f"{a} @ {b}"
    if not a or not b:
        return Fit(f"{both}: a single number has no inner dimension ✗", fits=False)
    inner = a[-1], b[0] if len(b) == 1 else b[-2]
    if inner[0] != inner[1]:
        return Fit(f"{both}: inner {inner[0]} ≠ {inner[1]} ✗", fits=False)
    if result is None:
        return Fit(f"{both}: the first dimensions do not fit ✗", fits=False)
    return Fit(f"{both} → {result}: inner {inner[0]} = {inner[1]} ✓")


def _elements(run: ReadRun, edge: Edge, shapes: list[Shape], result: Shape | None) -> Iterator[Fit]:
    """Element by element: what clashes, or what is repeated and on the way back summed."""
    sign = node_sign(run.graph.nodes[edge.target])
    together = f" {sign} ".join(map(str, shapes))
    if result is None:
        clash = _clash(shapes)
        if clash is not None:
            yield Fit(f"{together}: {clash[0]} ≠ {clash[1]} ✗", fits=False)
        return
    own = np.shape(run.trace.values[edge.source])
    alike = " ✓" if len(set(shapes)) == 1 else ""
    yield Fit(f"{together} → {result}{alike}")
    if own == result:
        return
    axes = _axes(own, result)
    if not axes:
        yield Fit(f"{own} counts as {result}")
        return
    yield Fit(f"{own} is repeated to {result}")
    before = run.trace.before_sum(edge)
    if before is not None:
        over = _over(axes, len(result))
        yield Fit(f"The gradient {np.shape(before)} is summed over {over} to {own}")


def _clash(shapes: list[Shape]) -> tuple[int, int] | None:
    """The first two dimensions, from the last on, that differ and of which none is 1."""
    for axis in range(1, max(map(len, shapes)) + 1):
        sizes = [shape[-axis] for shape in shapes if len(shape) >= axis and shape[-axis] != 1]
        for size in sizes:
            if size != sizes[0]:
                return sizes[0], size
    return None


def _axes(own: Shape, result: Shape) -> list[int]:
    """Along which axes an operand was repeated."""
    extra = len(result) - len(own)
    return [
        axis
        for axis, size in enumerate(result)
        if size != 1 and (axis < extra or own[axis - extra] == 1)
    ]


def _over(axes: list[int], count: int) -> str:
    """What is summed over, of a tensor of so many axes."""
    if len(axes) == count:
        return "all elements"
    if count == 2:
        return ("rows", "columns")[axes[0]]
    return f"ax{'i' if len(axes) == 1 else 'e'}s {', '.join(map(str, axes))}"
