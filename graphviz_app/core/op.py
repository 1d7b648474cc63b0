"""Op: an entry of the operator table, and what comes of its formulas."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from graphviz_app.arrays import Array, Mask, np
from graphviz_app.core.operators import formulas
from graphviz_app.core.operators.entry import (
    Case,
    Choice,
    Entry,
    Numbers,
    RefusedError,
    Shape,
)

__all__ = ["Array", "Case", "Choice", "Numbers", "Op", "RefusedError", "Shape"]


class Op(Entry):
    """One operator, ready to be run."""

    def steers(self, slot: int) -> bool:
        """Whether this operand only chooses: no gradient flows back to it."""
        return self.vjp(slot) is None

    @cached_property
    def forward(self) -> Callable[..., Any]:
        """``(*operands, **attrs)`` → the value, on NumPy's arrays."""
        if isinstance(self.numpy, str):
            named: Callable[..., Any] = getattr(np, self.numpy)
            return named
        return self.numpy or formulas.forward(self)

    @cached_property
    def vjps(self) -> tuple[Callable[..., Any] | None, ...]:
        """Per operand ``(g, y, *operands, **attrs)`` → the cotangent g of y pulled back to it.

        Broadcast axes are summed by the caller. None for an operand that only steers.
        """
        return tuple(formulas.vjp(self, slot) for slot in range(len(self.operands)))

    def vjp(self, slot: int) -> Callable[..., Any] | None:
        """The same of one operand."""
        if not self.variadic:
            return self.vjps[slot]
        if slot not in self.made:
            self.made[slot] = formulas.vjp(self, slot)
        return self.made[slot]

    @cached_property
    def scalar(self) -> "formulas.ScalarRule | None":
        """The same on Python's floats; None for an operator on tensors."""
        return formulas.scalar_rule(self)

    @cached_property
    def on_floats(self) -> Callable[..., float]:
        """The value on floats."""
        return self.floats or formulas.on_floats(self)

    @cached_property
    def is_kink(self) -> Callable[..., Mask] | None:
        """``(y, *operands, **attrs)`` → where the derivative jumps."""
        return formulas.condition(self, self.kink) if self.kink else None

    @cached_property
    def is_near_kink(self) -> Callable[..., Mask] | None:
        """Where it is so near that a difference would reach across."""
        return formulas.near(self, self.kink) if self.kink else None

    @cached_property
    def is_within(self) -> Callable[..., Mask] | None:
        """``(y, *operands, **attrs)`` → where it is defined; None if that is everywhere."""
        return formulas.condition(self, self.within) if self.within else None
