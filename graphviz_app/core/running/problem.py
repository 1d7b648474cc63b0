"""Problems: why a node has no value, or a useless one, as a sentence that names the operands."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.core.op import Op, RefusedError
from graphviz_app.core.running.fitting import misfit, shape_words
from graphviz_app.errors import EvaluationError, GraphAppError, ShapeError
from graphviz_app.numbers import in_panel


class Problem(NamedTuple):
    """Why a node has no value (``graph``, ``failed``) or a useless one (``nonfinite``)."""

    node: str
    message: str
    kind: Literal["graph", "failed", "nonfinite"]
    error: GraphAppError


def failed(
    node: str, op: Op, names: Sequence[str], operands: Sequence[Value], reason: Exception
) -> Problem:
    """The operator refused its operands: almost always their shapes."""
    error: GraphAppError
    if op.is_leaf and not isinstance(reason, MemoryError):
        error = EvaluationError(
            f"the value of '{node}' is not a number or an even table of numbers", node
        )
    elif isinstance(reason, MemoryError):
        error = EvaluationError(f"'{node}': the result does not fit in memory", node)
    elif isinstance(reason, RefusedError):
        error = ShapeError(f"'{node}': {reason}", node)
    elif isinstance(reason, OverflowError):
        error = EvaluationError(f"'{node}': a number is too large for 64 bits", node)
    else:
        shapes = [np.shape(operand) for operand in operands]
        listed = " and ".join(map(_shaped, names, shapes))
        why = "" if isinstance(reason, np.exceptions.AxisError) else misfit(op, names, shapes)
        along = f" along axis {reason.axis}" if isinstance(reason, np.exceptions.AxisError) else ""
        error = ShapeError(f"'{node}': {op.name}{along} does not fit {listed}{why}", node)
    return Problem(node, str(error), "failed", error)


def empty(node: str) -> Problem:
    """A table of numbers without a number."""
    error = EvaluationError(f"'{node}' is empty: it has no number", node)
    return Problem(node, str(error), "failed", error)


def not_finite(
    node: str, op: Op, names: Sequence[str], operands: Sequence[Value], value: Value
) -> Problem:
    """Finite operands, and a result that is infinite or not a number."""
    what = _what(value)
    if op.is_leaf:
        message = f"'{node}' {what}: so it was given"
        return Problem(node, message, "nonfinite", EvaluationError(message, node))
    listed = ", ".join(_operand(n, x, value) for n, x in zip(names, operands, strict=True))
    message = f"'{node}' {what}: {_cause(op, operands, value)} ({op.name} of {listed})"
    return Problem(node, message, "nonfinite", EvaluationError(message, node))


def gradient_not_finite(node: str, op: Op, operand: str) -> Problem:
    """A finite gradient arrived, and what flows on is infinite or not a number."""
    message = f"the gradient flowing back from '{node}' ({op.name}) to '{operand}' is not finite"
    return Problem(node, message, "nonfinite", EvaluationError(message, node))


def gradients_too_large(node: str, count: int) -> Problem:
    """Finite contributions whose sum is infinite."""
    message = (
        f"the gradient of '{node}' is infinite: the sum of its {count} contributions is too large"
        " for a 64-bit number"
    )
    return Problem(node, message, "nonfinite", EvaluationError(message, node))


def local_not_finite(node: str, op: Op | None, operand: str, local: Value) -> Problem:
    """Value and gradients are finite, and the derivative between them (or of a line) is not."""
    by = f"({op.name}) by" if op else "by"
    message = f"the derivative of '{node}' {by} '{operand}' {_what(local)}"
    return Problem(node, message, "nonfinite", EvaluationError(message, node))


def _what(value: Value) -> str:
    return "is not a number" if np.isnan(value).any() else "is infinite"


def _shaped(name: str, shape: tuple[int, ...]) -> str:
    return f"'{name}' ({shape_words(shape)})"


def _operand(name: str, operand: Value, value: Value) -> str:
    """Its number, or that of the element where the trouble begins; of others the shape."""
    if np.size(operand) == 1:
        return f"{name} = {in_panel(operand)}"
    if np.shape(operand) != np.shape(value):
        return f"{name}, {shape_words(np.shape(operand))}"
    first = tuple(map(int, np.argwhere(~np.isfinite(value))[0]))
    return f"{name}[{', '.join(map(str, first))}] = {in_panel(float(np.asarray(operand)[first]))}"


def _cause(op: Op, operands: Sequence[Value], value: Value) -> str:
    """The usual reason, where there is one."""
    last = np.asarray(operands[-1])
    if op.name in ("div", "reciprocal") and (last == 0).any():
        return "division by zero"
    if op.name == "log":
        return "logarithm of zero" if (last >= 0).all() else "logarithm of a negative number"
    if op.name == "log_softmax" and len(operands) > 1:
        return "the logarithm of 0, where the mask removes something"
    if op.name == "sqrt":
        return "square root of a negative number"
    if op.name in ("pow", "power"):
        if np.isnan(value).any():
            return "fractional power of a negative number"
        if (np.asarray(operands[0]) == 0).any():
            return "zero to a negative power"
    if op.domain.startswith("only"):
        return f"{op.name} is defined {op.domain}"
    return "the result is too large for a 64-bit number"
