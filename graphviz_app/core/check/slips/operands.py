"""Slips with operands: another number in the place of the right one."""

import re
from collections.abc import Iterator
from itertools import combinations, islice

from graphviz_app.core.check.quantities import AFTER, VALUE
from graphviz_app.core.check.slips.case import Candidate, Case
from graphviz_app.core.check.slips.likelihood import UNLIKELY
from graphviz_app.core.check.slips.term import Term

_MOST = 60
_MOST_PAIRS = 40
_NEAR = 0.1
_AFTER_COPYING = 12.0
"""Another's number is rather copied than worked out by mistake."""


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
        old = case.number(node)
        text = f"the old {case.words.node(node)} was used, not that after the step"
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
    at_point = case.kind > AFTER and term.parent is not None and term.parent.what == "apply"
    for other, rank in _similar(case, term.node, far=_is_in_line(case, term)):
        word, numbers = case.words.node(other), term.lifted(case.number(other))
        kind = "transposed" if _is_turned(name, word) else "wrong operand"
        text = f"{word} was used in the place of {name}"
        yield Candidate(kind, numbers, text, rank)
        if term.node in steps[other].operands and len(steps[other].operands) == 1 and at_point:
            text = f"the derivative of {word} was taken at {word} instead of {name}"
            yield Candidate("derivative at the wrong point", numbers, text, rank)


def _of_own_value(case: Case, term: Term, name: str) -> Iterator[Candidate]:
    """w itself for the derivative of w·x by w."""
    own = case.node
    if own != term.node and case.kind > AFTER and _is_factor(term):
        word = case.words.node(own)
        text = f"the value of {word} was taken for the derivative by it, {name}"
        is_leaf = case.quantities.program.instructions[own].op.is_leaf
        rank = 0.0 if is_leaf else UNLIKELY
        yield Candidate("value for derivative", term.lifted(case.number(own)), text, rank)


def _is_in_line(case: Case, term: Term) -> bool:
    """Whether it stands in what was claimed, not in a line on the way to it."""
    steps, parent = case.quantities.program.instructions, term.parent
    while parent is not None and parent.parent is not None:
        named = parent.node >= 0 and "." not in steps[parent.node].node.id
        if parent.what == "apply" and parent.quantity >= 0 and named:
            return False
        parent = parent.parent
    return True


def _is_factor(term: Term) -> bool:
    """Whether it is multiplied as it is, not in a formula of its own."""
    return term.parent is None or term.parent.what == "product"


def _similar(case: Case, node: int, *, far: bool) -> Iterator[tuple[int, float]]:
    """Nodes that may be taken for another, and how unlikely that is; ``far`` are any others."""
    q = case.quantities
    steps, seen = q.program.instructions, {node}
    near = [*steps[node].operands] if len(steps[node].operands) == 1 else []
    near += [target for target, _ in q.uses[node] if len(steps[target].operands) == 1]
    op = steps[node].node.op
    line = [o for target, _ in q.uses[node] for o in _line_operands(case, target)]
    together = [o for o in line if far or steps[o].node.op == op]
    alike = [i for i, other in enumerate(steps) if far and other.node.op == op]
    is_leaf = steps[node].op.is_leaf
    rest = [i for i in range(q.count) if far and steps[i].op.is_leaf == is_leaf]
    for rank, nodes in ((0.0, together), (0.5, near), (1.0, alike), (UNLIKELY, rest)):
        for other in islice((i for i in nodes if i not in seen and _is_named(case, i)), _MOST):
            if other not in seen:
                seen.add(other)
                yield other, rank


def _line_operands(case: Case, target: int) -> Iterator[int]:
    """What else enters the line that a node is used in."""
    steps = case.quantities.program.instructions
    group = steps[target].node.group
    for i, step in enumerate(steps):
        same = i == target or (group and step.node.group == group)
        if same or step.node.id == group:
            yield from step.operands


def _is_named(case: Case, node: int) -> bool:
    """Whether it has a name, and does not come of what was claimed."""
    q = case.quantities
    later = case.kind == VALUE and q.reaches(case.node, node)
    return "." not in q.program.instructions[node].node.id and not later


def _is_turned(name: str, other: str) -> bool:
    """Whether the indices are those of the transposed: w12 and w21."""
    digits, others = (re.findall(r"\d", word) for word in (name, other))
    bare, also = (re.sub(r"\d", "", word) for word in (name, other))
    turned = digits[-2:] == others[-2:][::-1] and digits[:-2] == others[:-2]
    return bare == also and len(digits) > 1 and digits != others and turned


def _of_gradient(case: Case, term: Term) -> Iterator[Candidate]:
    """The gradient of another node in the place of the one that arrives."""
    q = case.quantities
    kind, node = q.parted(term.quantity)
    name, steps = case.words.quantity(term.quantity), q.program.instructions
    for quantity in case.book.known:
        other_kind, other = q.parted(quantity)
        if other_kind != kind or quantity in (term.quantity, case.placed.quantity):
            continue
        word, numbers = case.words.quantity(quantity), term.lifted(case.number(quantity))
        if any(target == other for target, _ in q.uses[node]) and len(steps[other].operands) == 1:
            text = f"{word} was handed on without the derivative of {case.words.node(other)}"
            yield Candidate("local derivative forgotten", numbers, text, 0.5)
            continue
        rank = 1.5 if steps[other].node.op == steps[node].node.op else UNLIKELY
        text = f"{word} was used in the place of {name}"
        yield Candidate("wrong operand", numbers, text, rank)


def of_pairs(case: Case, tree: Term) -> Iterator[Candidate]:
    """Two operands exchanged wherever they stand, or all of a sort moved on by one."""
    atoms = {t.quantity: t.numbers for t in tree.walk() if t.what == "atom" and t.quantity >= 0}
    sorts: dict[tuple[int, str], list[int]] = {}
    for quantity in atoms:
        kind, node = case.quantities.parted(quantity)
        step = case.quantities.program.instructions[node]
        if step.node.op != "constant":
            sorts.setdefault((kind, step.node.op), []).append(quantity)
    for alike in sorts.values():
        for one, two in islice(combinations(alike, 2), _MOST_PAIRS):
            numbers = tree.exchanged({one: atoms[two], two: atoms[one]})
            words = case.words.quantity(one), case.words.quantity(two)
            text = f"{words[0]} and {words[1]} were exchanged"
            turned = _is_turned(*words)
            yield Candidate("transposed" if turned else "wrong operand", numbers, text, 1.2)
        for shift in (1, -1) if len(alike) > 2 else ():
            moved = alike[shift:] + alike[:shift]
            others = {one: atoms[other] for one, other in zip(alike, moved, strict=True)}
            words = case.words.quantity(alike[0]), case.words.quantity(moved[0])
            text = f"{words[1]} was used for {words[0]}, and so on"
            yield Candidate("wrong operand", tree.exchanged(others), text, 1.3)
    yield from _of_the_next(case)


def _may_be(case: Case, quantity: int) -> bool:
    """Whether a number is near enough to be worth working out from the person's own."""
    known, truth = case.book.known.get(quantity), case.truth.number(quantity)
    printed = case.printed.value
    if known is not None or not isinstance(truth, float) or not isinstance(printed, float):
        return True
    return abs(truth - printed) <= _NEAR * abs(printed) + 20 * case.printed.unit


def _of_the_next(case: Case) -> Iterator[Candidate]:
    """What another node of the same sort would have."""
    q, kind, node = case.quantities, case.kind, case.node
    steps = q.program.instructions
    if kind == AFTER or not case.is_number:
        return
    alike = (i for i, step in enumerate(steps) if step.node.op == steps[node].node.op)
    for other in islice((i for i in alike if i != node and _is_named(case, i)), _MOST):
        quantity = kind * q.count + other
        if not _may_be(case, quantity):
            continue
        numbers = case.number(quantity)
        text = f"this is the product for {case.words.node(other)}"
        yield Candidate("wrong operand", numbers, text, _AFTER_COPYING)
