"""Scalar graphs as one straight-line Python function, generated from the operator table.

A loop over table entries spends most of its time on calls and list look-ups; here each node is a
few arithmetic bytecodes on local variables. What stands in the text is as little as gives values
and gradients: Python needs about a microsecond for each operator, name and number in it.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial, reduce
from operator import add
from typing import Any, NamedTuple

import numpy as np

from graphviz_app.core.op import Op
from graphviz_app.core.operators.careful import TINY
from graphviz_app.core.operators.generated import executed
from graphviz_app.core.operators.single import numbers_of, single
from graphviz_app.core.running.complement import Complement
from graphviz_app.core.running.instruction import Instruction

MAX_NODES = 50_000
"""Above this, compiling takes seconds; the table is used instead."""
_SUM_AT_ONCE = 40  # nested additions in one expression: Python's compiler recurses into them

Numbers = tuple[list[float], list[float]]
"""Values and gradients by node."""


class Kernel(NamedTuple):
    """``function(leaf values in order)`` → values and gradients."""

    function: Callable[[Sequence[float]], Numbers]
    leaves: tuple[int, ...]


def build_kernel(
    steps: Sequence[Instruction], output: int | None, exact: Mapping[int, Complement]
) -> Kernel | None:
    """Compile the steps, differentiating ``output``; None if a node is not scalar or too many."""
    steps = all_on_numbers(steps) if len(steps) <= MAX_NODES else ()
    if not steps:
        return None
    names = [f"v{i}" for i in range(len(steps))]
    leaves = tuple(i for i, step in enumerate(steps) if step.op.is_leaf)
    values = [_named_value(step, i, names, exact) for i, step in enumerate(steps)]
    gradients = _gradients(steps, output, names)[::-1]
    source = (
        f"def kernel(leaves):\n {', '.join(names[i] for i in leaves)}, = leaves\n"
        f" return [{', '.join(values)}], [{', '.join(gradients)}][::-1]"
    )
    return Kernel(executed(source, scope(steps, exact), "kernel"), leaves)


def is_scalar(step: Instruction) -> bool:
    """Whether an instruction works on single numbers, and has a rule for that."""
    op = step.op
    if op.is_leaf:
        return isinstance(step.attrs["value"], int | float)
    return op.scalar is not None and all(map(_is_number, step.attrs.values()))


def all_on_numbers(steps: Sequence[Instruction]) -> Sequence[Instruction]:
    """Each as it is on numbers; empty if one is not: then there may be tensors."""
    found = []
    for step in steps:
        one = on_numbers(step)
        if one is None:
            return ()
        found.append(one)
    return found


def on_numbers(step: Instruction) -> Instruction | None:
    """With the operator that it is on single numbers; None if there is no rule for those."""
    op = single(step.op, step.attrs)
    if op is not None and op is not step.op:
        step = step._replace(op=op, attrs=numbers_of(step.op, step.attrs))
    return step if op is not None and is_scalar(step) else None


def _is_number(x: object) -> bool:
    return isinstance(x, int | float) and not isinstance(x, bool) and abs(x) < 1e300


class Rule(NamedTuple):
    """The rule of an operator, to be filled in by place: the value, the operands, attributes."""

    value: str
    shares: tuple[str | None, ...]
    """What each operand receives; the gradient that arrives is the last thing put in."""


@cache
def rule_of(op: Op) -> Rule:
    """The rule of an operator that has one for numbers."""
    rule = op.scalar
    assert rule is not None  # checked by is_scalar
    letters = ["y", *op.operands, *op.attrs]
    places = {letter: f"{{{i}}}" for i, letter in enumerate(letters)}
    g, given = f"{{{len(letters)}}}", ", ".join(places.values())
    shares: list[str | None] = []
    for slot, (written, loses) in enumerate(zip(rule.partials, rule.lossy, strict=True)):
        if written is None:
            shares.append(None)
            continue
        local = written.format_map(places)
        product = {"1.0": g, "(-1.0)": f"-{g}", "-1.0": f"-{g}"}.get(local, f"{g}*({local})")
        share = product
        if loses:  # only of a tiny derivative the product is not what it should be
            by_rule = f"{op.name}_{slot}({g}, d, {given})"
            tiny = f"(d := {local}) > {TINY!r} or d < -{TINY!r}"
            share = f"({g}*d if {tiny} else {by_rule})"
        shares.append(share.replace("({0})", "{0}") if share.count("(") == 1 else share)
    return Rule(rule.value.format_map(places), tuple(shares))


def _named_value(
    step: Instruction, i: int, names: Sequence[str], exact: Mapping[int, Complement]
) -> str:
    if step.op.is_leaf:
        return names[i]
    return f"({names[i]} := {value_of(step, i, names, exact)})"


def value_of(
    step: Instruction, i: int, names: Sequence[str], exact: Mapping[int, Complement]
) -> str:
    """The value of what is no leaf, as an expression."""
    text = rule_of(step.op).value.format(*given_to(step, i, names))
    if i not in exact:
        return text
    given = ", ".join(names[j] for j in exact[i].places)
    test = " == ".join(names[j] for j in exact[i].ones)
    return f"exact{i}({given}) if {test} == 1.0 else {text}"


def given_to(step: Instruction, i: int, names: Sequence[str]) -> list[str]:
    """What is put into its rule; of shares the gradient that arrives follows."""
    operands = [names[j] for j in step.operands]
    return [names[i], *operands, *(f"({float(x)!r})" for x in step.attrs.values())]  # type: ignore[arg-type]


def _gradients(steps: Sequence[Instruction], output: int | None, names: Sequence[str]) -> list[str]:
    """An expression for the gradient of each node, to be worked out from the last back."""
    arriving: list[list[str]] = [[] for _ in steps]
    written = ["0.0"] * len(steps)
    for i in range(-1 if output is None else output, -1, -1):
        name = "1.0" if i == output else f"g{i}"
        if i != output and not arriving[i]:
            continue
        step, shares = steps[i], arriving[i]
        written[i] = name if i == output else f"({name} := {sum_of(shares)})"
        if step.op.is_leaf:
            written[i] = name if i == output else sum_of(shares)
            continue
        given = [*given_to(step, i, names), name]
        for share, j in zip(rule_of(step.op).shares, step.operands, strict=True):
            if share is not None:
                arriving[j].append(share.format(*given))
    return written


def sum_of(terms: Sequence[str]) -> str:
    """Shares added from the first to the last."""
    if len(terms) <= _SUM_AT_ONCE:
        return " + ".join(terms)
    return f"sum([{', '.join(terms)}])"


def scope(steps: Sequence[Instruction], exact: Mapping[int, Complement]) -> dict[str, Any]:
    """What the text calls, by name."""
    found: dict[str, Any] = {"sum": _added}
    for op in {step.op for step in steps if not step.op.is_leaf}:
        assert op.scalar is not None  # checked by is_scalar
        found |= op.scalar.functions
        for slot, loses in enumerate(op.scalar.lossy):
            if loses is not None:
                found[f"{op.name}_{slot}"] = partial(_product, op, slot, loses)
    return found | {f"exact{i}": one.on_floats for i, one in exact.items()}


def _added(terms: Sequence[float]) -> float:
    """From the first to the last; Python's own sum rounds otherwise from version 3.12 on."""
    return reduce(add, terms, 0.0)


def _product(
    op: Op, slot: int, loses: Callable[..., bool], g: float, d: float, y: float, *given: float
) -> float:
    """g·d; where a tiny d has lost digits that the product may have, by the table's rule."""
    operands = given[: len(op.operands)]
    if d > TINY or d < -TINY or -1.0 <= g <= 1.0 or not loses(*operands):
        return g * d
    attrs = dict(zip(op.attrs, given[len(operands) :], strict=True))
    pull = op.vjp(slot)
    assert pull is not None
    with np.errstate(all="ignore"):
        return float(pull(*map(np.float64, (g, y, *operands)), **attrs))
