"""How one instruction is computed: its value, and what an operand's gradient receives.

Of single numbers on Python's floats, of tensors by the table's functions on arrays.
"""

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Literal

from graphviz_app.arrays import np
from graphviz_app.core.expression import array_source, float_source
from graphviz_app.core.graph import Value
from graphviz_app.core.op import Op
from graphviz_app.core.operators.careful import unbroadcast
from graphviz_app.core.operators.formulas import completed, in_terms_of_value, scope
from graphviz_app.core.operators.generated import compiled
from graphviz_app.core.running.instruction import Instruction
from graphviz_app.core.running.straight_line import is_scalar
from graphviz_app.core.vjp import plain, pull_through

Rule = Callable[..., Any]
NAN = math.nan
Slopes = Literal["formula", "value", "operands"]
"""Local derivatives by the formula of the table, in which the value stands as it was claimed; as
the engine has them, with that value (of a ReLU by the value's sign); or with the value worked out
again: σ′ = a(1 − a) and σ′(z) are two numbers once a is rounded, −a/b² and −y/b likewise."""


class Rules:
    """The rules of a program's instructions; with ``tensors`` all are on arrays."""

    def __init__(
        self,
        *,
        tensors: bool,
        slopes: Slopes = "formula",
        kink: float | None = None,
        zero: float = 0.0,
    ) -> None:
        self.tensors = tensors
        self.slopes = slopes
        self.kink = kink
        """The slope where it jumps; None for that of the table."""
        self.zero = zero
        """Values up to this are printed as 0, and do not say on which side of a kink they are."""

    def value(self, step: Instruction) -> Rule:
        """``(*operands)`` → the value."""
        if self.tensors or not is_scalar(step):
            return _on_arrays(step)
        return _on_floats(step.op, tuple(step.attrs.items()))

    def share(self, step: Instruction, slot: int) -> Rule:
        """``(g, y, *operands)`` → what an operand receives of a gradient g."""
        if self.tensors or not is_scalar(step):
            again = self.value(step) if self.slopes == "operands" else None
            return _pull(step, slot, again, self.slopes == "formula")
        slope = slope_of(step, slot, by_formula=self.slopes == "formula")
        if self.slopes == "value" and step.op.kink == "a == 0":
            zero = self.zero
            return lambda g, y, a: g * slope(y, y if y * a < 0 and abs(y) > zero else a)
        if self.kink is not None and step.op.is_kink is not None:
            slope = _with_kink(step, slope, self.kink)
        if self.slopes == "operands":
            value = self.value(step)
            return lambda g, y, *operands: g * slope(value(*operands), *operands)
        return lambda g, y, *operands: g * slope(y, *operands)


def slope_of(step: Instruction, slot: int, *, by_formula: bool = True) -> Rule:
    """``(y, *operands)`` → the derivative by an operand, of a step on single numbers."""
    return _slope(step.op, slot, tuple(step.attrs.items()), by_formula)


def _with_kink(step: Instruction, slope: Rule, kink: float) -> Rule:
    """The slope with another one where it jumps."""
    is_kink: Any = step.op.is_kink

    def at(y: float, *operands: float) -> float:
        there = bool(is_kink(y, *operands, **step.attrs))
        return kink if there else float(slope(y, *operands))

    return at


@lru_cache(maxsize=4096)
def _on_floats(op: Op, attrs: tuple[tuple[str, Any], ...]) -> Rule:
    rule = op.scalar
    assert rule is not None  # checked by is_scalar
    numbers = {name: f"({float(x)!r})" for name, x in attrs}
    fields = {letter: letter for letter in op.operands} | numbers
    return compiled(op.operands, rule.value.format_map(fields), rule.functions)


@lru_cache(maxsize=4096)
def _slope(op: Op, slot: int, attrs: tuple[tuple[str, Any], ...], by_formula: bool) -> Rule:
    rule = op.scalar
    assert rule is not None  # checked by is_scalar
    text, functions = rule.partials[slot], rule.functions
    tree = op.partial(slot)
    if by_formula and tree is not None:
        tree = completed(in_terms_of_value(op, tree), op.others)
        text, functions = float_source(tree), scope(op, tree, floats=True)
    numbers = {name: f"({float(x)!r})" for name, x in attrs}
    fields = {letter: letter for letter in ("y", *op.operands)} | numbers
    body = "0.0" if text is None else text.format_map(fields)
    return compiled(("y", *op.operands), body, functions)


def _on_arrays(step: Instruction) -> Rule:
    def value(*operands: Value) -> Value:
        return plain(np.asarray(step.op.forward(*map(np.asarray, operands), **step.attrs)))

    return value


@lru_cache(maxsize=4096)
def _slope_on_arrays(op: Op, slot: int) -> Rule | None:
    """``(y, *operands, **attrs)`` → the derivative element by element; None without a formula."""
    tree = op.partial(slot)
    if tree is None or not op.elementwise or op.variadic:
        return None
    tree = completed(in_terms_of_value(op, tree), op.others)
    given = ["y", *op.operands[: op.least], *(f"{o}=None" for o in op.operands[op.least :])]
    given += ["*", *op.attrs] if op.attrs else []
    return compiled(given, array_source(tree), scope(op, tree))


def _pull(step: Instruction, slot: int, again: Rule | None, by_formula: bool) -> Rule:
    slope = _slope_on_arrays(step.op, slot) if by_formula else None

    def pull(g: Value, y: Value, *operands: Value) -> Value:
        y = again(*operands) if again else y
        if slope is not None:
            whole = np.asarray(g * slope(y, *operands, **step.attrs))
            return plain(unbroadcast(whole, np.shape(operands[slot])))
        given = [np.asarray(x) for x in operands]
        share = pull_through(step, slot, np.asarray(g), np.asarray(y), given)
        return 0.0 if share is None else plain(np.asarray(share))

    return pull
