"""Why an operator's local derivative is exactly 0: read off its formula, entry by entry.

A product is 0 where a factor is, a choice where what is chosen is, a condition where it does not
hold; so what is said is true of whatever the table has, and needs no list of operators.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from graphviz_app.arrays import Array, Mask
from graphviz_app.core.expression import CONDITIONS, ZERO, Apply, Expr, Name, Number, factors
from graphviz_app.core.op import Op
from graphviz_app.core.operators.formulas import on_arrays
from graphviz_app.core.running.instruction import Instruction
from graphviz_app.core.vjp import pull_through
from graphviz_app.core.why.cause import Kind, Test

LEVELLING = frozenset(
    (
        *("sigmoid", "tanh", "softplus", "log_sigmoid", "softsign", "erf", "erfc", "atan"),
        *("exp", "expm1", "elu", "selu", "silu", "mish", "gelu", "gelu_tanh", "div", "reciprocal"),
        *("softmax", "softmin", "logsumexp"),
    )
)
"""Operators that level off: where their slope is 0, it is 0 only to the last digit of a float."""
CHOOSING = frozenset(("max", "min", "where"))
_TAKING = frozenset(
    (
        *("amax", "amin", "max_pool", "max_unpool", "pick_max", "maxout"),
        *("index", "gather", "take", "pick", "put", "scatter_add", "diag", "trace", "avg_pool"),
    )
)
"""Operators on tensors that hand on some elements, and leave others."""
_PRODUCTS = frozenset(("matmul", "dot", "outer", "linear"))
_MARGINS = frozenset(("hinge", "multiclass_hinge", "multi_margin"))
_WEIGHTED: Mapping[tuple[str, int], int] = MappingProxyType(
    {("cross_entropy", 0): 1, ("nll", 0): 1, ("kl", 1): 0, ("hinge", 0): 1, ("hinge", 1): 0}
)
"""Losses that weigh one operand by another: a class that is not meant counts nothing."""


class Zero(NamedTuple):
    """A reason, the entries for which it holds, and the operand that is to blame."""

    kind: Kind
    where: Mask
    blamed: int | None = None
    test: Test | None = None


class Slope:
    """An operator in a run, seen from one of its operands."""

    def __init__(self, step: Instruction, slot: int, y: Array, operands: Sequence[Array]) -> None:
        self.step, self.slot, self.y, self.operands = step, slot, y, operands

    @property
    def op(self) -> Op:
        """The operator."""
        return self.step.op

    def zeros(self, dead: Mask) -> Iterator[Zero]:
        """Why it is 0 at these entries: of the value, if it works element by element, else of the
        operand."""
        tree = self.op.partial(0 if self.op.variadic else self.slot)
        if self.op.elementwise and tree == ZERO:
            yield Zero("flat", dead)
            return
        kinks = dead & self._kinks(dead.shape)
        if kinks.any():
            yield Zero("kink", kinks)
        rest = dead & ~kinks
        if not rest.any():
            return
        if self.op.elementwise and tree is not None:
            yield from map(self._named, self._of(tree, rest))
        else:
            yield from self._on_tensors(rest)

    def _kinks(self, shape: tuple[int, ...]) -> Mask:
        """Entries that are exactly on a corner."""
        never = np.zeros(shape, bool)
        if self.op.is_kink is None or self.op.name in _TAKING:
            return never
        there = np.asarray(self.op.is_kink(self.y, *self.operands, **self.step.attrs), bool)
        try:
            return np.broadcast_to(there, shape)
        except ValueError:
            return np.full(shape, there.any())

    def _named(self, zero: Zero) -> Zero:
        """By what the operator is known for: it chooses, or it levels off."""
        if zero.kind == "masked" and self.op.name in CHOOSING:
            return zero._replace(kind="not chosen")
        if zero.kind == "level" and self.op.name in LEVELLING:
            return zero._replace(kind="saturated")
        return zero

    def _of(self, tree: Expr, where: Mask) -> Iterator[Zero]:
        """Why a part of the formula is 0 there."""
        match tree:
            case Number():
                yield Zero("flat", where)
            case Name(name):
                yield self._letter(name, where)
            case Apply("mul" | "neg", _):
                yield from self._first_of(factors(tree), where)
            case Apply("div" | "pow", (above, _)):
                yield from self._first_of((above,), where)
            case Apply("abs" | "sign" | "sqrt", (inner,)):
                yield from self._of(inner, where)
            case Apply("where", (condition, first, second)):
                holds = self._number(condition, where) != 0
                yield from self._branch(condition, first, where & holds, True)
                yield from self._branch(condition, second, where & ~holds, False)
            case Apply("sub", (Number(1.0), Apply(op, _) as condition)) if op in CONDITIONS:
                yield Zero("masked", where, 0, self._test(condition, where, True))
            case Apply(op, _) if op in CONDITIONS:
                yield Zero("masked", where, 0, self._test(tree, where, False))
            case _:
                yield Zero("level", where)

    def _first_of(self, parts: Sequence[Expr], where: Mask) -> Iterator[Zero]:
        """Of a product the first factor that is 0; of none of them, that it is too small."""
        left = where
        for part in parts:
            gone = left & (self._number(part, where) == 0)
            if gone.any():
                yield from self._of(part, gone)
            left = left & ~gone
        if left.any():
            yield Zero("saturated", left)

    def _branch(self, condition: Expr, taken: Expr, where: Mask, holds: bool) -> Iterator[Zero]:
        if not where.any():
            return
        if taken == ZERO:
            yield Zero("masked", where, 0, self._test(condition, where, holds))
        else:
            yield from self._of(taken, where)

    def _letter(self, name: str, where: Mask) -> Zero:
        letters = self.op.letters(len(self.operands))
        if name not in letters:
            return Zero("level" if name == "y" else "flat", where)
        at = letters.index(name)
        return Zero("level" if at == self.slot else "factor", where, at)

    def _test(self, condition: Expr, where: Mask, holds: bool) -> Test | None:
        """The condition in numbers; of several entries those nearest to changing it."""
        if not isinstance(condition, Apply) or condition.op not in CONDITIONS:
            return None
        left, right = (self._number(side, where)[where] for side in condition.operands)
        nearest = int(np.argmin(np.abs(left - right)))
        own = Name(self.op.letters(len(self.operands))[self.slot])
        sign, on_operand = condition.op, condition.operands[0] == own
        if condition.operands[1] == own:
            left, right, sign, on_operand = right, left, _TURNED.get(sign, sign), True
        return Test(sign, float(left[nearest]), float(right[nearest]), holds, on_operand)

    def _number(self, tree: Expr, where: Mask) -> Array:
        """A part of the formula, in the shape of the entries."""
        with np.errstate(all="ignore"):
            found = on_arrays(self.op, tree)(self.y, *self.operands, **self.step.attrs)
        return np.broadcast_to(np.asarray(found, dtype=np.float64), where.shape)

    def _on_tensors(self, where: Mask) -> Iterator[Zero]:
        """Of an operator that does not work element by element."""
        name = self.op.name
        if name == "prod":
            yield Zero("factor", where, self.slot)
        elif (name, self.slot) in _WEIGHTED:
            yield from self._weighed(where, _WEIGHTED[name, self.slot])
        elif (name in _PRODUCTS or name.startswith("conv")) and self.slot < 2:
            yield from self._multiplied(where, 1 - self.slot)
        elif name in _TAKING:
            yield Zero("not chosen", where)
        elif name in _MARGINS:
            yield Zero("masked", where)
        else:
            levels = name in LEVELLING and not np.all(self.y == 1)
            yield Zero("saturated" if levels else "level", where)

    def _weighed(self, where: Mask, other: int) -> Iterator[Zero]:
        """By entries of another operand that are 0; or by the number of a class, which chooses."""
        factor = np.asarray(self.operands[other])
        zeros = where & (factor == 0) if factor.shape == where.shape else np.zeros_like(where)
        if zeros.any():
            yield Zero("factor", zeros, other)
        if (where & ~zeros).any():
            rest: Kind = "masked" if self.op.name in _MARGINS else "not chosen"
            yield Zero(rest, where & ~zeros)

    def _multiplied(self, where: Mask, other: int) -> Iterator[Zero]:
        """By zeros alone, if it would count beside ones; else it is not used at all."""
        tried = [np.ones_like(x) if k == other else x for k, x in enumerate(self.operands)]
        pulled = pull_through(self.step, self.slot, np.ones_like(self.y), self.y, tried)
        used = where & (np.asarray(pulled) != 0)
        if used.any():
            yield Zero("factor", used, other)
        if (where & ~used).any():
            yield Zero("not chosen", where & ~used)


_TURNED = {
    "less": "greater",
    "greater": "less",
    "less_equal": "greater_equal",
    "greater_equal": "less_equal",
}
