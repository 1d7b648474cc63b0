"""Forward mode: how every value moves as the leaves do, ẏ = Σ ∂y/∂x · ẋ, from front to back.

One run gives the derivatives of everything by one direction, where reverse mode gives those of one
output by everything (Griewank and Walther, Evaluating Derivatives, section 3.1). The derivatives
are the operators' own: an operator on tensors is linear in the cotangent that it pulls back, so
that the tangent along ẋ has the elements ⟨pulled back basis vector, ẋ⟩.
"""

from collections.abc import Mapping, Sequence

from graphviz_app.arrays import Array, np
from graphviz_app.core.graph import Value
from graphviz_app.core.program import Program
from graphviz_app.core.running.instruction import Instruction
from graphviz_app.core.vjp import apply_vjp, plain, pull_through

LINEAR = frozenset(
    {
        *("matmul", "dot", "outer", "transpose", "swapaxes", "diag", "trace", "sum", "mean"),
        *("cumsum", "index", "stack", "concat", "reshape", "flatten", "broadcast_to", "sum_to"),
        *("expand_dims", "squeeze", "flip", "tile", "repeat"),
    }
)
"""Operators on tensors that are linear in each operand: they do the same to its tangent."""
_JOINING = frozenset({"stack", "concat"})
"""Of these the ones in which operands stand beside each other: where one moves, the rest is 0."""


@np.errstate(all="ignore")
def tangents(
    program: Program, values: Sequence[Value | None], directions: Mapping[int, Value]
) -> list[Value | None]:
    """Tangents by instruction, each in the shape of its value; 0 where nothing moves.

    ``directions`` are those of leaves, by instruction. None stands where there is no value.
    """
    found: list[Array | None] = []
    for i, step in enumerate(program.instructions):
        y = values[i]
        if y is None:
            found.append(None)
        elif i in directions:
            found.append(np.broadcast_to(np.asarray(directions[i], dtype=np.float64), np.shape(y)))
        else:
            found.append(_tangent(step, y, values, found))
    return [None if x is None else plain(x) for x in found]


def _tangent(
    step: Instruction, y: Value, values: Sequence[Value | None], found: Sequence[Array | None]
) -> Array:
    """What the operands' tangents make of one node's."""
    moving = [(slot, x) for slot, j in enumerate(step.operands) if (x := found[j]) is not None]
    operands = [np.asarray(values[j]) for j in step.operands]
    total: Array = np.zeros(np.shape(y))
    for slot, direction in moving:
        if direction.any() and not step.op.steers(slot):
            total = total + _along(step, slot, np.asarray(y), operands, direction)
    return total


def _along(
    step: Instruction, slot: int, y: Array, operands: Sequence[Array], direction: Array
) -> Array:
    if step.op.elementwise:
        local = apply_vjp(step, slot, np.ones_like(y), y, operands)
        return np.asarray((0.0 if local is None else local) * direction)
    if step.op.name in LINEAR:
        return _done_to(step, slot, operands, direction)
    rows = []
    for k in range(y.size):
        basis = np.zeros(y.size)
        basis[k] = 1.0
        share = pull_through(step, slot, basis.reshape(y.shape), y, operands)
        rows.append(np.vdot(np.zeros(1) if share is None else share, direction))
    return np.array(rows).reshape(y.shape)


def _done_to(step: Instruction, slot: int, operands: Sequence[Array], direction: Array) -> Array:
    """What an operator does to its operand, done to the operand's tangent."""
    joins = step.op.name in _JOINING
    moved = [np.zeros_like(x) if joins else x for x in operands]
    moved[slot] = direction
    return np.asarray(step.op.forward(*moved, **step.attrs))
