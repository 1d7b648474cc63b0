"""Softmax written out: pᵢ = eᵢ/V with eᵢ = exp(sᵢ) and V = Σ eⱼ.

Who has the pᵢ goes on with ∂pᵢ/∂sⱼ = pᵢ(δᵢⱼ − pⱼ), not with eᵢ and V: with a cross-entropy that is
pᵢ − tᵢ, which rounded eᵢ and V lead past.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graphviz_app.core.check.quantities import Quantities


class Softmax(NamedTuple):
    """The nodes of one, in the same order."""

    powers: tuple[int, ...]
    """eᵢ"""
    shares: tuple[int, ...]
    """pᵢ"""


def softmaxes(quantities: Quantities) -> Mapping[int, Softmax]:
    """By eᵢ the softmax that it belongs to."""
    steps = quantities.program.instructions
    by_sum: dict[int, dict[int, int]] = {}
    for i, step in enumerate(steps):
        if step.op.name == "div" and steps[step.operands[0]].op.name == "exp":
            by_sum.setdefault(step.operands[1], {})[step.operands[0]] = i
    found: dict[int, Softmax] = {}
    for total, shares in by_sum.items():
        powers = _summed(quantities, total)
        if sorted(powers) == sorted(shares) and _is_closed(quantities, total, shares):
            softmax = Softmax(tuple(shares), tuple(shares.values()))
            found.update(dict.fromkeys(shares, softmax))
    return found


def _summed(quantities: Quantities, total: int) -> Sequence[int]:
    """What a chain of additions adds up."""
    steps, stack, found = quantities.program.instructions, [total], list[int]()
    while stack:
        node = stack.pop()
        if steps[node].op.name == "add":
            stack.extend(steps[node].operands)
        else:
            found.append(node)
    return found


def _is_closed(quantities: Quantities, total: int, shares: Mapping[int, int]) -> bool:
    """Whether sum and powers are used for nothing else."""
    if sorted(target for target, _ in quantities.uses[total]) != sorted(shares.values()):
        return False
    return all(len(quantities.uses[power]) == 2 for power in shares)
