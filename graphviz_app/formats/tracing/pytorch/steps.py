"""A function that gradients go back through: what it has saved, and what it was computed from."""

import re
from typing import Any, NamedTuple

_NAME = re.compile(r"(?:.*::)?(\w+?)Backward(\d*)")
FREED = "freed"
"""What ``saved`` gives of a graph that has been freed."""
_WRAPPED = 2**63
"""From here on a whole number without sign stands for a negative one."""


class Key(NamedTuple):
    """One result of one function."""

    function: Any
    output: int

    def __hash__(self) -> int:
        return hash((id(self.function), self.output))

    def __eq__(self, other: object) -> bool:
        same = isinstance(other, Key) and other.function is self.function
        return same and isinstance(other, Key) and other.output == self.output

    @property
    def name(self) -> str:
        """``Mul``, ``Pow1``; ``""`` for a leaf."""
        found = _NAME.fullmatch(self.function.name())
        if found is None:
            return "" if self.is_leaf else str(self.function.name())
        return found[1] + (found[2] if found[2] != "0" else "")

    @property
    def is_leaf(self) -> bool:
        """Whether it only holds a tensor that the gradient is gathered in."""
        return hasattr(self.function, "variable")

    @property
    def operands(self) -> "list[Key | None]":
        """What it was computed from; None for what needs no gradient."""
        pairs = self.function.next_functions
        return [None if function is None else Key(function, output) for function, output in pairs]

    @property
    def sources(self) -> "list[Key]":
        """What is computed before it; of a layer the weights before the bias."""
        there = self.operands
        if self.name in ("Addmm", "Addmv"):
            there = [*there[1:], there[0]]
        return [operand for operand in there if operand is not None]

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of this result."""
        return tuple(int(size) for size in self.function._input_metadata[self.output].shape)

    @property
    def digit(self) -> float:
        """The last digit of its numbers, relative to them."""
        bits = str(self.function._input_metadata[self.output].dtype)
        return {"torch.float64": 2e-16, "torch.float32": 1.2e-7}.get(bits, 1e-2)

    def saved(self, name: str) -> Any:
        """What it has kept under a name: None if nothing, FREED if it has been given free."""
        try:
            found = getattr(self.function, f"_saved_{name}", None)
        except RuntimeError:
            return FREED
        if isinstance(found, int) and not isinstance(found, bool) and found >= _WRAPPED:
            return found - 2 * _WRAPPED
        return found
