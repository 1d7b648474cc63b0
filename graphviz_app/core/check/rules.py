"""How one instruction is computed: its value, and what an operand's gradient receives.

Of single numbers on Python's floats, of tensors by the table's functions on arrays.
"""

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from graphviz_app.arrays import np
from graphviz_app.core.graph import Value
from graphviz_app.core.op import Op
from graphviz_app.core.operators.generated import compiled
from graphviz_app.core.running.instruction import Instruction
from graphviz_app.core.running.straight_line import is_scalar
from graphviz_app.core.vjp import plain, pull_through

Rule = Callable[..., Any]
NAN = math.nan


class Rules:
    """The rules of a program's instructions.

    With ``by_operands`` a local derivative is that at the operands, else it may use the value as
    it stands: σ′ = a(1 − a), while σ′(z) is another number once a is rounded.
    """

    def __init__(self, *, by_operands: bool = False) -> None:
        self.by_operands = by_operands

    def value(self, step: Instruction) -> Rule:
        """``(*operands)`` → the value."""
        if is_scalar(step):
            return _on_floats(step.op, tuple(step.attrs.items()))
        return _on_arrays(step)

    def share(self, step: Instruction, slot: int) -> Rule:
        """``(g, y, *operands)`` → what an operand receives of a gradient g."""
        if not is_scalar(step):
            return _pull(step, slot, self.value(step) if self.by_operands else None)
        slope = slope_of(step, slot)
        if self.by_operands:
            value = self.value(step)
            return lambda g, y, *operands: g * slope(value(*operands), *operands)
        return lambda g, y, *operands: g * slope(y, *operands)


def slope_of(step: Instruction, slot: int) -> Rule:
    """``(y, *operands)`` → the derivative by an operand, of a step on single numbers."""
    return _slope(step.op, slot, tuple(step.attrs.items()))


@lru_cache(maxsize=4096)
def _on_floats(op: Op, attrs: tuple[tuple[str, Any], ...]) -> Rule:
    rule = op.scalar
    assert rule is not None  # checked by is_scalar
    numbers = {name: f"({float(x)!r})" for name, x in attrs}
    fields = {letter: letter for letter in op.operands} | numbers
    return compiled(op.operands, rule.value.format_map(fields), rule.functions)


@lru_cache(maxsize=4096)
def _slope(op: Op, slot: int, attrs: tuple[tuple[str, Any], ...]) -> Rule:
    rule = op.scalar
    assert rule is not None  # checked by is_scalar
    text = rule.partials[slot]
    numbers = {name: f"({float(x)!r})" for name, x in attrs}
    fields = {letter: letter for letter in ("y", *op.operands)} | numbers
    body = "0.0" if text is None else text.format_map(fields)
    return compiled(("y", *op.operands), body, rule.functions)


def _on_arrays(step: Instruction) -> Rule:
    def value(*operands: Value) -> Value:
        return plain(np.asarray(step.op.forward(*map(np.asarray, operands), **step.attrs)))

    return value


def _pull(step: Instruction, slot: int, again: Rule | None) -> Rule:
    def pull(g: Value, y: Value, *operands: Value) -> Value:
        y = again(*operands) if again else y
        given = [np.asarray(x) for x in operands]
        share = pull_through(step, slot, np.asarray(g), np.asarray(y), given)
        return 0.0 if share is None else plain(np.asarray(share))

    return pull
