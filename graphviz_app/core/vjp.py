"""One operator's part of the backward pass: pulling a cotangent back to one operand."""

from collections.abc import Callable, Sequence

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.core.op import Array
from graphviz_app.core.operators.careful import unbroadcast
from graphviz_app.core.running.instruction import Instruction


def apply_vjp(
    step: Instruction, slot: int, g: Value, y: Value, operands: Sequence[Value]
) -> Array | None:
    """The operator's rule as in the table (g in the shape of the value); None if it only steers.

    The value y and the operands are NumPy's (scalars too), so that 1/0 is inf and not an error.
    """
    vjp = step.op.vjp(slot)
    return None if vjp is None else vjp(g, y, *operands, **step.attrs)


def pull_through(
    step: Instruction, slot: int, g: Value, y: Value, operands: Sequence[Value]
) -> Array | None:
    """The contribution to one operand, in the operand's shape: broadcast axes are summed."""
    pulled = apply_vjp(step, slot, g, y, operands)
    return None if pulled is None else unbroadcast(pulled, np.shape(operands[slot]))


def pull_repeated(
    step: Instruction, slot: int, g: Value, y: Value, operands: Sequence[Value]
) -> Array | None:
    """The contribution before broadcast axes are summed; None if there are none."""
    pulled = apply_vjp(step, slot, g, y, operands)
    return None if pulled is None or np.shape(pulled) == np.shape(operands[slot]) else pulled


def jacobian(y: Value, x: Value, pull: Callable[[Value], Value | None]) -> Value | None:
    """∂y/∂x in y's shape, then x's, one pull per element of y; a float if both are numbers."""
    rows = []
    for k in range(np.size(y)):
        basis = np.zeros(np.size(y))
        basis[k] = 1.0
        row = pull(basis.reshape(np.shape(y)))
        if row is None:
            return None
        rows.append(np.asarray(row))
    return plain(np.stack(rows).reshape(np.shape(y) + np.shape(x)))


def plain(value: Value) -> Value:
    """A Python float for a single number without axes."""
    return value if np.ndim(value) else float(value)
