"""Scalar graphs as one straight-line Python function, generated from the operator table.

A loop over table entries spends most of its time on calls and list look-ups; here each node is a
few arithmetic bytecodes on local variables. Only numbers and indices go into the generated text,
never a name from a file.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from graphviz_app.core.careful import TINY
from graphviz_app.core.formulas import ScalarRule
from graphviz_app.core.generated import executed
from graphviz_app.core.op import Array, Op

MAX_NODES = 50_000
"""Above this, compiling takes seconds; the table is used instead."""


class Step(NamedTuple):
    """Operands are indices of earlier steps; ``first_edge`` is the first operand's edge."""

    op: Op
    attrs: Mapping[str, object]
    operands: tuple[int, ...]
    first_edge: int


class ScalarRun(NamedTuple):
    """Values and gradients per node; local derivatives and contributions per edge or None.

    ``aside`` sums the local derivatives that are in no contribution.
    """

    values: list[float]
    gradients: list[float]
    local: list[float | None]
    contributions: list[float | None]
    aside: float


class Kernel(NamedTuple):
    """``function(leaf values in order)`` → the lists of a ScalarRun."""

    function: Callable[[Sequence[float]], ScalarRun]
    leaves: tuple[int, ...]


_SUM_AT_ONCE = 40  # nested additions in one expression: Python's compiler recurses into them


def build_kernel(steps: Sequence[Step], output: int | None) -> Kernel | None:
    """Compile the steps, differentiating ``output``; None if a node is not scalar or too many."""
    if not steps or len(steps) > MAX_NODES or not all(map(_is_scalar, steps)):
        return None
    leaves = tuple(i for i, step in enumerate(steps) if step.op.is_leaf)
    lines = [f"{', '.join(f'v{i}' for i in leaves)}, = leaves", *_forward(steps)]
    local = _locals(steps, lines)
    gradients, contributions = _backward(steps, output, local, lines)
    aside = _sum("aside", _unused(local, contributions), lines)
    results = ([f"v{i}" for i in range(len(steps))], gradients, local, contributions)
    returned = ", ".join([*(f"[{', '.join(names)}]" for names in results), aside])
    source = "\n ".join(["def kernel(leaves):", *lines, f"return ScalarRun({returned})"])
    scope = {"ScalarRun": ScalarRun, **_functions(steps), **_products(steps)}
    return Kernel(executed(source, scope, "kernel"), leaves)


def _is_scalar(step: Step) -> bool:
    op, attrs, *_ = step
    if op.is_leaf:
        return isinstance(attrs["value"], int | float)
    return op.scalar is not None and all(map(_is_number, attrs.values()))


def _is_number(x: object) -> bool:
    return isinstance(x, int | float) and not isinstance(x, bool) and abs(x) < 1e300


def _fields(step: Step, i: int) -> dict[str, str]:
    op, attrs, operands, _ = step
    fields = {letter: f"v{j}" for letter, j in zip(op.operands, operands, strict=True)}
    numbers = {name: f"({float(attrs[name])!r})" for name in op.attrs}  # type: ignore[arg-type]
    return {"y": f"v{i}", **fields, **numbers}


def _rule(step: Step) -> ScalarRule:
    rule = step.op.scalar
    assert rule is not None  # checked by _is_scalar
    return rule


def _forward(steps: Sequence[Step]) -> list[str]:
    return [
        f"v{i} = {_rule(step).value.format_map(_fields(step, i))}"
        for i, step in enumerate(steps)
        if not step.op.is_leaf
    ]


def _locals(steps: Sequence[Step], lines: list[str]) -> list[str]:
    """Per edge the name (or number) of its local derivative; appends what must be computed."""
    names: list[str] = []
    for i, step in enumerate(steps):
        if step.op.is_leaf:
            continue
        fields = _fields(step, i)
        for rule in _rule(step).partials:
            text = "None" if rule is None else rule.format_map(fields)
            if not re.fullmatch(r"v\d+|-?[\d.]+|None", text):
                lines.append(f"d{len(names)} = {text}")
                text = f"d{len(names)}"
            names.append(text)
    return names


def _backward(
    steps: Sequence[Step], output: int | None, local: Sequence[str], lines: list[str]
) -> tuple[list[str], list[str]]:
    """Names of the gradients per node and the contributions per edge, from the output back."""
    arriving: list[list[str]] = [[] for _ in steps]
    contributions = ["0.0" if name != "None" else "None" for name in local]
    gradients = ["0.0"] * len(steps)
    for i in reversed(range(len(steps))):
        gradient = "1.0" if i == output else _sum(f"g{i}", arriving[i], lines)
        gradients[i] = gradient
        for slot, j in enumerate(steps[i].operands):
            edge = steps[i].first_edge + slot
            if gradient != "0.0" and local[edge] != "None":
                contributions[edge] = _times(f"c{edge}", gradient, local[edge], lines)
                if contributions[edge] == f"c{edge}":
                    lines[-1] += _unless_tiny(steps[i], i, slot, gradient, local[edge])
                arriving[j].append(contributions[edge])
    return gradients, contributions


def _unless_tiny(step: Step, i: int, slot: int, gradient: str, local: str) -> str:
    """The end of a line ``c = g * d`` where a tiny d has lost digits: then c is the table's."""
    op, lossy = step.op, _rule(step).lossy
    if lossy[slot] is None:
        return ""
    fields = _fields(step, i)
    attrs = [f"{name}={fields[name]}" for name in op.attrs]
    given = ", ".join([gradient, local, fields["y"], *(fields[x] for x in op.operands), *attrs])
    # Short, since this stands in the text once an edge and nearly never happens.
    return f" if {local} > {TINY} or {local} < -{TINY} else {op.name}_{slot}({given})"


def _functions(steps: Sequence[Step]) -> dict[str, Callable[..., float]]:
    """What the rules call, by name."""
    rules = {id(step.op): step.op.scalar for step in steps}
    return {k: f for rule in rules.values() if rule for k, f in rule.functions.items()}


def _products(steps: Sequence[Step]) -> dict[str, Callable[..., float]]:
    """What _unless_tiny calls, by operator and operand."""
    rules = {step.op.name: (step.op.vjps, step.op.scalar.lossy) for step in steps if step.op.scalar}
    return {
        f"{name}_{slot}": partial(_product, vjp, loses)
        for name, (vjps, lossy) in rules.items()
        for slot, (vjp, loses) in enumerate(zip(vjps, lossy, strict=True))
        if vjp is not None and loses is not None
    }


def _product(
    vjp: Callable[..., Array],
    loses: Callable[..., bool],
    g: float,
    d: float,
    y: float,
    *operands: float,
    **attrs: float,
) -> float:
    """g·d, by the table's rule if that may tell more."""
    if -1.0 <= g <= 1.0 or not loses(*operands):
        return g * d
    with np.errstate(all="ignore"):
        return float(vjp(*map(np.float64, (g, y, *operands)), **attrs))


def _unused(local: Sequence[str], contributions: Sequence[str]) -> list[str]:
    """Local derivatives, worked out, that no gradient arrives at."""
    return [
        name
        for name, share in zip(local, contributions, strict=True)
        if name.startswith("d") and share == "0.0"
    ]


def _sum(name: str, terms: Sequence[str], lines: list[str]) -> str:
    if len(terms) < 2:
        return terms[0] if terms else "0.0"
    lines.append(f"{name} = {' + '.join(terms[:_SUM_AT_ONCE])}")
    for start in range(_SUM_AT_ONCE, len(terms), _SUM_AT_ONCE):
        lines.append(f"{name} = {' + '.join([name, *terms[start : start + _SUM_AT_ONCE]])}")
    return name


def _times(name: str, gradient: str, local: str, lines: list[str]) -> str:
    if local == "1.0":
        return gradient
    if gradient == "1.0":
        return local
    lines.append(f"{name} = -{gradient}" if local == "-1.0" else f"{name} = {gradient} * {local}")
    return name
