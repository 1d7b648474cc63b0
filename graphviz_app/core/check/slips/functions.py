"""Slips with functions and their derivatives: f for f′, f′ at the wrong point, powers."""

import math
from collections.abc import Iterator
from itertools import islice

from graphviz_app.arrays import np
from graphviz_app.core.check.rules import Rules
from graphviz_app.core.check.slips.case import Candidate, Case
from graphviz_app.core.check.slips.numbers import Numbers, both, times
from graphviz_app.core.check.slips.term import Term

_TO_RADIANS = math.pi / 180
POWERS = ("square", "power", "pow")
_MOST_SIBLINGS = 12
_ANGLES = ("sin", "cos", "tan")


def of_slope(case: Case, term: Term) -> Iterator[Candidate]:
    """f for f′, and f′ where it is not to be taken."""
    step = case.quantities.program.instructions[term.node]
    if len(step.operands) != 1:
        return
    y, a = term.operands
    sign, of = step.op.symbol or step.op.name, case.words.node(step.operands[0])
    value = case.derivation.rules.value(step)

    def at(there: Numbers) -> Numbers:
        return term.lifted(term.computed([both(value, there), there]))

    text = f"{sign} was taken for its derivative {sign}′"
    yield Candidate("value for derivative", term.lifted(y.numbers), text)
    kind, name = "derivative at the wrong point", case.words.node(term.node)
    yield Candidate(kind, at(y.numbers), f"{sign}′ was taken at {name} instead of {of}")
    if step.op.kink == "a == 0":
        text = f"{sign}′ is that of the other side: {of} {_side(a.numbers)}"
        yield Candidate(kind, at(times(a.numbers, -1.0)), text)
    mixed = term.lifted(term.computed([a.numbers, a.numbers]))
    text = f"{sign}′ was worked out with {of} in the place of {sign}({of})"
    yield Candidate(kind, mixed, text, 0.3)
    for other, numbers in islice(_siblings(case, step.operands[0]), _MOST_SIBLINGS):
        yield Candidate(kind, at(numbers), f"{sign}′ was taken at {other} instead of {of}", 1.0)
    yield Candidate(kind, at((0.0, 0.0)), f"{sign}′ was taken at 0 instead of {of}", 2.0)
    if term.op in _ANGLES:
        text = f"{sign}′ was taken of degrees; angles are in radians"
        yield Candidate("degrees for radians", at(times(a.numbers, _TO_RADIANS)), text)
    yield from _of_formula(term, y.numbers, sign)


def _side(numbers: Numbers) -> str:
    """On which side of 0 all of a number is."""
    if np.all(numbers[0] < 0):
        return "is negative"
    return "is positive" if np.all(numbers[0] > 0) else "has both signs"


def _of_formula(term: Term, y: Numbers, sign: str) -> Iterator[Candidate]:
    """What is left of y(1 − y) and 1 − y²."""
    rest = term.lifted(both(lambda y: 1 - y, y))
    if term.op == "sigmoid":
        rule = f"{sign}′ is {sign}(1 − {sign})"
        yield Candidate("local derivative forgotten", rest, f"{rule}: the first factor", 1.0)
        plus = term.lifted(both(lambda y: y * (1 + y), y))
        yield Candidate("sign", plus, rule, 1.0)
    if term.op == "tanh":
        rule = f"{sign}′ is 1 − {sign}²"
        yield Candidate("power lost", rest, f"{rule}: the square is missing")
        yield Candidate("sign", term.lifted(both(lambda y: 1 + y * y, y)), rule, 1.0)
        square = term.lifted(both(lambda y: y * y, y))
        yield Candidate("term missing", square, f"{rule}: the 1 is missing", 1.0)
        logistic = term.lifted(both(lambda y: y * (1 - y), y))
        text = f"y(1 − y) is the derivative of σ; {rule}"
        yield Candidate("derivative of another function", logistic, text, 1.0)


def _siblings(case: Case, node: int) -> Iterator[tuple[str, Numbers]]:
    """Other values that the same function is applied to."""
    steps = case.quantities.program.instructions
    users = {steps[target].op.name for target, _ in case.quantities.uses[node]}
    for step in steps:
        if step.op.name in users and len(step.operands) == 1 and step.operands[0] != node:
            yield case.words.node(step.operands[0]), case.number(step.operands[0])


def of_function(case: Case, term: Term) -> Iterator[Candidate]:
    """Powers, logarithms, angles; the derivative in the place of the value."""
    operands = [operand.numbers for operand in term.operands]
    if term.op in POWERS:
        text = f"the power of {_word(case, term)} was lost"
        yield Candidate("power lost", term.lifted(operands[0]), text)
    if term.op == "log":
        text = "the logarithm is the natural one, ln, and not log₁₀"
        tenth = term.lifted(times(term.numbers, 1 / math.log(10)))
        yield Candidate("log10 for ln", tenth, text)
    if term.op in _ANGLES:
        there = term.computed([times(operands[0], _TO_RADIANS)])
        text = f"{term.op} was taken of degrees; angles are in radians"
        yield Candidate("degrees for radians", term.lifted(there), text)
    if len(operands) == 1 and term.op not in ("identity", "neg") and term.quantity >= 0:
        yield from _of_one(case, term)


def of_all_alike(tree: Term) -> Iterator[Candidate]:
    """Every power or logarithm of a formula at once."""

    def without_power(term: Term, operands: list[Numbers]) -> Numbers:
        return operands[0] if term.op in POWERS else term.computed(operands)

    def tenths(term: Term, operands: list[Numbers]) -> Numbers:
        numbers = term.computed(operands)
        return times(numbers, 1 / math.log(10)) if term.op == "log" else numbers

    yield Candidate("power lost", tree.changed(without_power), "the powers were lost", 0.1)
    text = "logarithms are natural ones, ln, and not log₁₀"
    yield Candidate("log10 for ln", tree.changed(tenths), text, 0.1)


def _of_one(case: Case, term: Term) -> Iterator[Candidate]:
    """f′(u) for f(u), and u alone."""
    step = case.quantities.program.instructions[term.node]
    if not step.op.elementwise or step.op.steers(0):
        return
    sign = step.op.symbol or step.op.name
    a = term.operands[0].numbers
    share = Rules(tensors=case.derivation.rules.tensors).share(step, 0)
    there = both(lambda y, a: share(_ones(y), y, a), term.numbers, a)
    rank = 0.0 if term.parent is None else 3.0
    text = f"the derivative {sign}′ was taken for {sign} itself"
    yield Candidate("derivative for value", term.lifted(there), text, rank)
    text = f"{sign} was not applied to {case.words.node(step.operands[0])}"
    yield Candidate("function forgotten", term.lifted(a), text)


def _ones(y: object) -> object:
    return y * 0 + 1.0  # type: ignore[operator]  # a number or an array


def _word(case: Case, term: Term) -> str:
    operand = term.operands[0]
    return case.words.node(operand.node) if operand.node >= 0 else "it"
