"""1 − y in digits that y has lost: of a saturated σ(z) the difference from 1 is σ(−z).

A loss such as −ln(1 − σ(40)) is 40, though 64 bits have no number between σ(40) and 1. Where a
graph takes away from a written 1 what an entry knows a ``complement`` of, that is used; of
1 − 1/(1 + u), the sigmoid spelled out, it is u/(1 + u).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from graphviz_app.core.operators import formulas
from graphviz_app.core.running.instruction import Instruction

Values = Sequence[Any]


class Complement(NamedTuple):
    """``on_arrays`` and ``on_floats`` take the values at ``places``; ``ones`` must be 1."""

    ones: tuple[int, ...]
    places: tuple[int, ...]
    on_arrays: Callable[..., Any]
    on_floats: Callable[..., float]


def complements(instructions: Sequence[Instruction]) -> Mapping[int, Complement]:
    """Those of a program, by the instruction that takes away."""
    found: dict[int, Complement] = {}
    for i, step in enumerate(instructions):
        if step.op.name == "sub" and _is_constant(instructions[step.operands[0]]):
            one, inner = step.operands
            made = _of_entry(instructions, one, inner) or _of_reciprocal(instructions, one, inner)
            if made is not None:
                found[i] = made
    return found


def _of_entry(instructions: Sequence[Instruction], one: int, inner: int) -> Complement | None:
    step = instructions[inner]
    if not step.op.complement or step.attrs:
        return None
    arrays, floats = formulas.complement(step.op)
    return Complement((one,), step.operands, arrays, floats)


def _of_reciprocal(instructions: Sequence[Instruction], one: int, inner: int) -> Complement | None:
    """Of 1/(1 + u) it is u/(1 + u), a product of two values that are there."""
    step = instructions[inner]
    if step.op.name not in ("reciprocal", "div"):
        return None
    *above, below = step.operands
    added = instructions[below]
    if added.op.name != "add":
        return None
    ones = [i for i in (*above, *added.operands) if _is_constant(instructions[i])]
    others = [i for i in added.operands if i not in ones]
    if len(others) != 1 or not {*above} <= {*ones}:
        return None
    return Complement((one, *ones), (others[0], inner), _product, _product)


def _product(u: Any, y: Any) -> Any:
    return u * y


def _is_constant(step: Instruction) -> bool:
    return step.node.op == "constant"


def is_one(value: Any) -> bool:
    """Whether what is taken away from is 1 in this run."""
    return bool((value == 1.0).all()) if hasattr(value, "all") else value == 1.0
