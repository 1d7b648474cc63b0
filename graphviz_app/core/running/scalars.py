"""Graphs of plain numbers, run by the operator table on Python's floats: one call per node.

NumPy's arrays without axes are several times slower than floats. What is not finite, and what is
so small that digits may be lost, is left to the arrays' rules.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from graphviz_app.core.op import Op
from graphviz_app.core.operators.careful import TINY
from graphviz_app.core.operators.generated import compiled
from graphviz_app.core.running.complement import Complement
from graphviz_app.core.running.instruction import Instruction
from graphviz_app.core.running.straight_line import all_on_numbers

Rule = Callable[..., tuple[float, ...]]
"""``(*operands)`` → the value, and the derivative by each operand (0 by one that only steers)."""


class ScalarRun(NamedTuple):
    """Values and gradients per node; local derivatives and contributions per edge or None."""

    values: list[float]
    gradients: list[float]
    local: list[float | None]
    contributions: list[float | None]


class Plan(NamedTuple):
    """What is called in which order: per operator its place, rule, first edge and operands."""

    leaves: tuple[int, ...]
    steps: tuple[tuple[int, Rule, int, int, int], ...]
    """The second operand is −1 if there is none, −2 if there are more: see ``more``."""
    more: Mapping[int, tuple[int, ...]]
    exact: Mapping[int, Complement]
    lossy: tuple[tuple[int, int, Callable[..., bool], tuple[int, ...]], ...]
    """Edge, node, and when the derivative by the operands has lost digits."""
    steering: tuple[int, ...]
    """Edges that carry no gradient."""
    edges: int


def plan(steps: Sequence[Instruction], exact: Mapping[int, Complement]) -> Plan | None:
    """How to run a program's steps; None if a node is not scalar."""
    steps = all_on_numbers(steps)
    if not steps:
        return None
    order, lossy, steering = [], [], []
    more: dict[int, tuple[int, ...]] = {}
    for i, step in enumerate(steps):
        if step.op.is_leaf:
            continue
        rule = _fused(step.op, tuple(step.attrs.values()))
        j, k = _two(step.operands)
        if k == -2 or i in exact:
            more[i], k = step.operands, -2
        order.append((i, rule, step.first_edge, j, k))
        assert step.op.scalar is not None  # checked by all_on_numbers
        for slot, (partial, loses) in enumerate(
            zip(step.op.scalar.partials, step.op.scalar.lossy, strict=True)
        ):
            if partial is None:
                steering.append(step.first_edge + slot)
            if loses is not None:
                lossy.append((step.first_edge + slot, i, loses, step.operands))
    count = sum(len(step.operands) for step in steps)
    leaves = tuple(i for i, step in enumerate(steps) if step.op.is_leaf)
    return Plan(leaves, tuple(order), more, exact, tuple(lossy), tuple(steering), count)


def _two(operands: tuple[int, ...]) -> tuple[int, int]:
    match operands:
        case (one,):
            return one, -1
        case (one, two):
            return one, two
    return -1, -2


@lru_cache(maxsize=4096)
def _fused(op: Op, attrs: tuple[Any, ...]) -> Rule:
    """Value and derivatives in one function."""
    rule = op.scalar
    assert rule is not None  # checked by all_on_numbers
    numbers = {name: f"({float(x)!r})" for name, x in zip(op.attrs, attrs, strict=True)}
    fields = {letter: letter for letter in (*op.operands, "y")} | numbers
    partials = ["0.0" if text is None else text.format_map(fields) for text in rule.partials]
    body = ", ".join([f"(y := {rule.value.format_map(fields)})", *partials])
    return compiled(op.operands, body, rule.functions)


def run_plan(plan: Plan, given: Sequence[float], output: int | None) -> ScalarRun | None:
    """Forward, then backward from the output; None if something is not finite or has lost digits.

    Raises ArithmeticError or ValueError where an operator does.
    """
    values = [0.0] * (len(plan.leaves) + len(plan.steps))
    local: list[Any] = [0.0] * plan.edges
    for i, value in zip(plan.leaves, given, strict=True):
        values[i] = value
    for i, rule, edge, j, k in plan.steps:
        if k >= 0:
            values[i], local[edge], local[edge + 1] = rule(values[j], values[k])
        elif k == -1:
            values[i], local[edge] = rule(values[j])
        else:
            operands = plan.more[i]
            values[i], *local[edge : edge + len(operands)] = rule(*(values[o] for o in operands))
            found = plan.exact.get(i)
            if found is not None and all(values[one] == 1.0 for one in found.ones):
                values[i] = found.on_floats(*(values[o] for o in found.places))
    contributions: list[Any] = [0.0] * plan.edges
    gradients = [0.0] * len(values)
    if output is not None:
        gradients[output] = 1.0
        _go_back(plan, local, gradients, contributions)
    if not math.isfinite(sum(values) + sum(gradients) + sum(local)):
        return None
    if any(_has_lost(plan, values, gradients, local, *told) for told in plan.lossy):
        return None
    for edge in plan.steering:
        local[edge] = contributions[edge] = None
    return ScalarRun(values, gradients, local, contributions)


def _go_back(
    plan: Plan, local: list[float], gradients: list[float], contributions: list[float]
) -> None:
    for i, _, edge, j, k in reversed(plan.steps):
        g = gradients[i]
        if not g:
            continue
        if k == -2:
            for place, o in enumerate(plan.more[i]):
                contributions[edge + place] = share = g * local[edge + place]
                gradients[o] += share
            continue
        contributions[edge] = share = g * local[edge]
        gradients[j] += share
        if k >= 0:
            contributions[edge + 1] = share = g * local[edge + 1]
            gradients[k] += share


def _has_lost(
    plan: Plan,
    values: Sequence[float],
    gradients: Sequence[float],
    local: Sequence[float],
    edge: int,
    node: int,
    loses: Callable[..., bool],
    operands: tuple[int, ...],
) -> bool:
    """Whether the product of a tiny derivative and a large gradient has digits that are gone."""
    if not -TINY <= local[edge] <= TINY or -1.0 <= gradients[node] <= 1.0:
        return False
    return loses(*(values[j] for j in operands))
