"""Slips with operands: another number in the place of the right one."""

import re
from collections.abc import Iterator

from graphviz_app.core.check.quantities import AFTER, VALUE
from graphviz_app.core.check.slips.case import Candidate, Case
from graphviz_app.core.check.slips.likelihood import UNLIKELY
from graphviz_app.core.check.slips.term import Term

_MOST = 60


def of_atom(case: Case, term: Term) -> Iterator[Candidate]:
    """Other numbers that might have been taken for this one."""
    kind, node = case.quantities.parted(term.quantity)
    if case.quantities.program.instructions[node].node.op == "constant":
        return
    if kind == VALUE:
        yield from _of_value(case, term)
    elif kind > AFTER:
        yield from _of_gradient(case, term)
    elif kind == AFTER:
        old = case.number(term.node)
        text = f"the old {case.words.node(term.node)} was used, not that after the step"
        yield Candidate("old weight used", term.lifted(old), text)


def _of_value(case: Case, term: Term) -> Iterator[Candidate]:
    name = case.words.node(term.node)
    if term.role == "local":
        yield from _of_own_value(case, term, name)
    steps = case.quantities.program.instructions
    if steps[term.node].node.op == "parameter" and case.kind > AFTER:
        after = case.number(case.quantities.after(term.node))
        text = f"{name} after the step was used, where it is still the old one"
        yield Candidate("updated weight used", term.lifted(after), text)
    for other, rank in _similar(case, term.node):
        word = case.words.node(other)
        turned = _is_turned(name, word)
        yield Candidate(
            "transposed" if turned else "wrong operand",
            term.lifted(case.number(other)),
            f"{word} was used in the place of {name}",
            rank,
        )


def _of_own_value(case: Case, term: Term, name: str) -> Iterator[Candidate]:
    """w itself for the derivative of w·x by w."""
    own = case.node
    if own != term.node and case.kind > AFTER and _is_factor(term):
        word = case.words.node(own)
        text = f"the value of {word} was taken for the derivative by it, {name}"
        yield Candidate("value for derivative", term.lifted(case.number(own)), text)


def _is_factor(term: Term) -> bool:
    """Whether it is multiplied as it is, not in a formula of its own."""
    return term.parent is None or term.parent.what == "product"


def _similar(case: Case, node: int) -> Iterator[tuple[int, float]]:
    """Nodes that may be taken for another, and how unlikely that is."""
    steps = case.quantities.program.instructions
    step, seen = steps[node], {node}
    near = [*step.operands] if len(step.operands) == 1 else []
    near += [target for target, _ in case.quantities.uses[node]
             if len(steps[target].operands) == 1]  # fmt: skip
    together = [
        operand
        for target, _ in case.quantities.uses[node]
        for operand in _line_operands(case, target)
    ]
    alike = [
        i for i, other in enumerate(steps) if other.node.op == step.node.op and _named(case, i)
    ]
    for rank, nodes in ((0.0, together), (0.5, near), (1.0, alike[:_MOST])):
        for other in nodes:
            if other not in seen and _named(case, other):
                seen.add(other)
                yield other, rank
    rest = (i for i in range(case.quantities.count) if i not in seen and _named(case, i))
    for count, other in enumerate(rest):
        if count < _MOST:
            yield other, UNLIKELY


def _line_operands(case: Case, target: int) -> Iterator[int]:
    """What else enters the line that a node is used in."""
    steps = case.quantities.program.instructions
    group = steps[target].node.group
    for i, step in enumerate(steps):
        same = i == target or (group and step.node.group == group)
        if same or step.node.id == group:
            yield from step.operands


def _named(case: Case, node: int) -> bool:
    return "." not in case.quantities.program.instructions[node].node.id


def _is_turned(name: str, other: str) -> bool:
    """Whether the indices are those of the transposed: w12 and w21."""
    digits, others = (re.findall(r"\d", word) for word in (name, other))
    bare, also = (re.sub(r"\d", "", word) for word in (name, other))
    return (
        bare == also
        and len(digits) > 1
        and digits != others
        and (digits[-2:] == others[-2:][::-1] and digits[:-2] == others[:-2])
    )


def _of_gradient(case: Case, term: Term) -> Iterator[Candidate]:
    """The gradient of another node in the place of the one that arrives."""
    q = case.quantities
    kind, node = q.parted(term.quantity)
    name = case.words.quantity(term.quantity)
    steps = q.program.instructions
    for quantity in list(case.book.known):
        other_kind, other = q.parted(quantity)
        if other_kind != kind or quantity in (term.quantity, case.placed.quantity):
            continue
        word = case.words.quantity(quantity)
        numbers = term.lifted(case.number(quantity))
        if any(target == other for target, _ in q.uses[node]) and len(steps[other].operands) == 1:
            text = f"{word} was handed on without the derivative of {case.words.node(other)}"
            yield Candidate("local derivative forgotten", numbers, text, 0.5)
            continue
        alike = steps[other].node.op == steps[node].node.op
        text = f"{word} was used in the place of {name}"
        yield Candidate("wrong operand", numbers, text, 1.5 if alike else UNLIKELY)
