"""Units of a run that have died or are saturated: nothing, or next to nothing, comes back."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from graphviz_app.arrays import Array, Mask
from graphviz_app.core.program import Program
from graphviz_app.core.trace import Trace
from graphviz_app.core.why.cause import Fate

SATURATED = 0.01
"""A local derivative that is smaller counts as saturated; that of a sigmoid is at most 0.25."""
_RECTIFYING = frozenset(("relu", "relu6", "max"))
_LEVELLING = frozenset(("sigmoid", "tanh", "softsign", "hard_sigmoid", "hard_tanh", "relu6"))
_PRODUCTS = frozenset(("matmul", "dot", "linear"))


class Unit(NamedTuple):
    """What has become of a node's units: how many of how many, over how many examples."""

    fate: Fate
    many: int = 1
    of: int = 1
    examples: int = 1
    slope: float = 0.0
    """The largest local derivative among those that are counted, as a size."""
    operand: str = ""
    """What goes into it."""


@np.errstate(all="ignore")
def units(trace: Trace) -> Mapping[str, Unit]:
    """The operators among whose units some are dead or saturated, whatever comes back to them.

    A ReLU is dead where its output and its local derivative are 0, in a batch for all examples;
    max(0, z) is a ReLU. A sigmoid or tanh is saturated where its slope is under SATURATED.
    """
    found: dict[str, Unit] = {}
    for i, step in enumerate(trace.program.instructions):
        slot = _rectified(trace, i) if step.op.name in _RECTIFYING | _LEVELLING else None
        if slot is None:
            continue
        y = trace.values.get(step.node.id)
        local = None if y is None else trace.local_at(step.first_edge + slot)
        if local is None:
            continue
        unit = _unit(trace.program, i, slot, np.asarray(local), np.asarray(y))
        if unit is not None:
            found[step.node.id] = unit
    return found


def _rectified(trace: Trace, i: int) -> int | None:
    """The operand of an activation; of max that beside a constant 0, None if there is none."""
    step = trace.program.instructions[i]
    if step.op.name != "max":
        return 0
    for slot, j in enumerate(step.operands):
        other = trace.program.instructions[j]
        if other.op.name == "constant" and other.attrs["value"] == 0:
            return 1 - slot
    return None


def _unit(program: Program, i: int, slot: int, local: Array, y: Array) -> Unit | None:
    step = program.instructions[i]
    operand = program.instructions[step.operands[slot]].node.id
    size = np.abs(np.broadcast_to(local, y.shape))
    rectifies = step.op.name in _RECTIFYING
    dead = (size == 0) & (y == 0) if rectifies else np.zeros(y.shape, bool)
    each, examples = _by_unit(program, i, dead)
    if each.any():
        return Unit("dead", int(each.sum()), each.size, examples, 0.0, operand)
    if step.op.name not in _LEVELLING:
        return None
    flat = (size < SATURATED) & ~(dead | (rectifies & (y == 0)))
    each, examples = _by_unit(program, i, flat)
    if not each.any():
        return None
    slope = float(size[flat].max())
    return Unit("saturated", int(each.sum()), each.size, examples, slope, operand)


def _by_unit(program: Program, i: int, entries: Mask) -> tuple[Mask, int]:
    """Of a batch per unit whether it holds for all examples; how many of these there are."""
    if entries.ndim < 2:
        return entries, 1
    units_first = _has_units_in_rows(program, i)
    axis = tuple(range(1, entries.ndim)) if units_first else tuple(range(entries.ndim - 1))
    each: Mask = np.asarray(entries.all(axis=axis))
    return each, entries.size // max(each.size, 1)


def _has_units_in_rows(program: Program, i: int) -> bool:
    """Whether it is computed as W @ X: then each column is an example, not each row."""
    while not program.instructions[i].op.is_leaf:
        step = program.instructions[i]
        if step.op.name in _PRODUCTS:
            left = program.instructions[step.operands[0]]
            return step.op.name != "linear" and left.op.name == "parameter"
        i = step.operands[0]
    return False
