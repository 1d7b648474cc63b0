"""A graph's values at many points at once: each operator one time, on arrays of one per point.

For pictures of a loss or a prediction, which need thousands of points and no gradients.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.learning.losses import losses
from graphviz_app.core.op import Array, Op
from graphviz_app.core.program import Program, compile_graph
from graphviz_app.core.running.instruction import Instruction
from graphviz_app.core.running.straight_line import on_numbers

_OVER_AXES: Mapping[str, Callable[..., Array]] = {"sum": np.sum, "mean": np.mean}


class Wide(NamedTuple):
    """One value, or with ``many`` one for each point, along the first axis."""

    value: Array
    many: bool = False


class Points:
    """The way to one node of a graph, ready to be gone at many points."""

    def __init__(self, graph: Graph, wanted: str) -> None:
        self.program: Program = compile_graph(graph, kernel=False)
        self.wanted = self.program.index[wanted]
        needed = {self.wanted}
        for i in range(self.wanted, -1, -1):
            if i in needed:
                needed.update(self.program.instructions[i].operands)
        self.order = sorted(needed)

    @np.errstate(all="ignore")  # a picture has blanks where there is no number
    def values(self, given: Mapping[str, Value], many: Mapping[str, Array], count: int) -> Array:
        """The node at so many points, one behind the other: (count, *shape).

        ``given`` are leaves that are the same at all points, ``many`` those with one value for
        each. Raises ValueError, IndexError or TypeError where an operator does.
        """
        value, is_many = self.found(given, many, count)[self.wanted]
        return value if is_many else np.broadcast_to(value, (count, *value.shape))

    def found(
        self, given: Mapping[str, Value], many: Mapping[str, Array], count: int
    ) -> dict[int, Wide]:
        """The same of all that leads to the node, by instruction."""
        found: dict[int, Wide] = {}
        for i in self.order:
            step = self.program.instructions[i]
            id_ = step.node.id
            if id_ in many:
                found[i] = Wide(many[id_], many=True)
            elif step.op.is_leaf:
                value = given.get(id_, step.attrs["value"])
                found[i] = Wide(np.asarray(value, dtype=np.float64))
            else:
                found[i] = _applied(step, [found[j] for j in step.operands], count)
                found[i] = self._exact(i, found)
        return found

    def _exact(self, i: int, found: Mapping[int, Wide]) -> Wide:
        """1 − y in digits that y has lost, as a run has it."""
        exact = self.program.exact.get(i)
        if exact is None or not all(np.all(found[one].value == 1.0) for one in exact.ones):
            return found[i]
        operands = [found[j] for j in exact.places]
        if not _are_numbers(operands):
            return found[i]
        return Wide(exact.on_arrays(*(one.value for one in operands)), found[i].many)


def _applied(step: Instruction, operands: Sequence[Wide], count: int) -> Wide:
    op, attrs = step.op, step.attrs
    if not any(operand.many for operand in operands):
        return Wide(np.asarray(op.forward(*(operand.value for operand in operands), **attrs)))
    if op.elementwise:
        return Wide(_broadcast(op, attrs, operands), many=True)
    step = of_numbers(step, operands)
    if step.op is not op:
        return Wide(_broadcast(step.op, step.attrs, operands), many=True)
    quick = _quickly(op, attrs, operands)
    quick = losses(op, attrs, operands, count) if quick is None else quick
    return Wide(_one_by_one(op, attrs, operands, count) if quick is None else quick, many=True)


def _broadcast(op: Op, attrs: Mapping[str, object], operands: Sequence[Wide]) -> Array:
    """An operator on elements."""
    return np.asarray(op.forward(*aligned(operands), **attrs), dtype=np.float64)


def aligned(operands: Sequence[Wide]) -> list[Array]:
    """Operands with the axes of points kept apart from those of values."""
    most = max(operand.value.ndim - operand.many for operand in operands)
    return [
        value.reshape(len(value), *[1] * (most - value.ndim + 1), *value.shape[1:])
        if many
        else value
        for value, many in operands
    ]


def _quickly(op: Op, attrs: Mapping[str, object], operands: Sequence[Wide]) -> Array | None:
    """Of the commonest operators on vectors; None of all others."""
    if adds_all(op, attrs):
        value = operands[0].value
        return np.asarray(_OVER_AXES[op.name](value, axis=tuple(range(1, value.ndim))))
    match product_of(op, operands):
        case "matrix @ rows":
            return operands[1].value @ operands[0].value.T
        case "rows @ matrix":
            return operands[0].value @ operands[1].value
        case "rows @ rows":
            return np.asarray((operands[0].value * operands[1].value).sum(axis=1))
    return _seldom(op, attrs, operands)


def _seldom(op: Op, attrs: Mapping[str, object], operands: Sequence[Wide]) -> Array | None:
    values = [operand.value for operand in operands]
    if op.name == "index":
        return np.asarray(op.forward(*values, at=f":, {attrs['at']}"))
    if takes_rows(op, attrs, operands):
        return np.asarray(op.forward(*values, **attrs))
    if op.name in ("matmul", "dot") and all(_axes(operand) in (1, 2) for operand in operands):
        return _product(*operands)
    return None


def of_numbers(step: Instruction, operands: Sequence[Wide]) -> Instruction:
    """As it is on numbers, if it has one at each point, so that there is nothing to add up."""
    return on_numbers(step) or step if _are_numbers(operands) else step


def takes_rows(op: Op, attrs: Mapping[str, object], operands: Sequence[Wide]) -> bool:
    """Whether what an operator makes of vectors it makes of the rows of a matrix, too."""
    first, *others = operands
    if not first.many or any(other.many for other in others):
        return False
    if op.name == "linear":
        return first.value.ndim == 2 and others[0].value.ndim == 2
    by_rows = op.name in ("softmax", "log_softmax") and not others
    return by_rows and attrs == {"axis": -1} and first.value.ndim > 1


def adds_all(op: Op, attrs: Mapping[str, object]) -> bool:
    """Whether all elements of a value are added, or averaged."""
    return op.name in _OVER_AXES and attrs["axis"] is None and not attrs["keepdims"]


def product_of(op: Op, operands: Sequence[Wide]) -> str:
    """A product of vectors at all points: what of it is the same at all; '' if it is none."""
    if op.name != "matmul":
        return ""
    (a, a_many), (b, b_many) = operands
    if a_many and b_many:
        return "rows @ rows" if a.ndim == b.ndim == 2 else ""
    if b_many:
        return "matrix @ rows" if a.ndim in (1, 2) and b.ndim == 2 else ""
    return "rows @ matrix" if a.ndim == 2 and b.ndim in (1, 2) else ""


def _axes(operand: Wide) -> int:
    """Of the value at one point."""
    return operand.value.ndim - operand.many


def _product(a: Wide, b: Wide) -> Array:
    """The matrix product at every point; a vector is a row on the left, a column on the right."""
    left = a.value if _axes(a) == 2 else a.value[..., np.newaxis, :]
    right = b.value if _axes(b) == 2 else b.value[..., np.newaxis]
    found: Array = left @ right
    if _axes(b) == 1:
        found = found[..., 0]
    if _axes(a) == 1:
        found = found[..., 0, :] if _axes(b) == 2 else found[..., 0]
    return found


def _one_by_one(op: Op, attrs: Mapping[str, object], operands: Sequence[Wide], count: int) -> Array:
    each = (
        op.forward(*(value[n] if many else value for value, many in operands), **attrs)
        for n in range(count)
    )
    return np.array(list(each), dtype=np.float64)


def _are_numbers(operands: Sequence[Wide]) -> bool:
    """Whether all are single numbers, at every point."""
    return all(operand.value.ndim == operand.many for operand in operands)
