"""Slips with functions and their derivatives: f for f′, f′ at the wrong point, powers."""

import math
from collections.abc import Iterator

from graphviz_app.core.check.quantities import VALUE
from graphviz_app.core.check.rules import slope_of
from graphviz_app.core.check.slips.case import Candidate, Case, Numbers
from graphviz_app.core.check.slips.term import Term, times
from graphviz_app.core.check.slips.ways import is_constant

_TO_RADIANS = math.pi / 180
_ANGLES = ("sin", "cos", "tan")


def of_slope(case: Case, term: Term) -> Iterator[Candidate]:
    """f for f′, and f′ where it is not to be taken."""
    y, a = term.operands[0], term.operands[-1]
    step = case.quantities.program.instructions[term.node]
    if len(step.operands) != 1 or term.compute is None:
        return
    sign, of = step.op.symbol or step.op.name, case.words.node(step.operands[0])
    text = f"{sign} was taken for its derivative {sign}′"
    yield Candidate("value for derivative", term.lifted(y.numbers), text)
    value = case.derivation.rules.value(step)
    again = _each(value, y.numbers)
    at_value = term.computed([again, y.numbers])
    name = case.words.node(term.node)
    text = f"{sign}′ was taken at {name} instead of {of}"
    yield Candidate("derivative at the wrong point", term.lifted(at_value), text)
    mixed = term.computed([a.numbers, a.numbers])
    text = f"{sign}′ was worked out with {of} in the place of {sign}({of})"
    yield Candidate("derivative at the wrong point", term.lifted(mixed), text, 0.3)
    for other, numbers in _siblings(case, step.operands[0]):
        there = term.computed([_each(value, numbers), numbers])
        text = f"{sign}′ was taken at {other} instead of {of}"
        yield Candidate("derivative at the wrong point", term.lifted(there), text, 1.0)
    zero = term.computed([_each(value, (0.0, 0.0)), (0.0, 0.0)])
    text = f"{sign}′ was taken at 0 instead of {of}"
    yield Candidate("derivative at the wrong point", term.lifted(zero), text, 2.0)
    yield from _of_complement(term, y, sign)


def _of_complement(term: Term, y: Term, sign: str) -> Iterator[Candidate]:
    """What is left of y(1 − y) and 1 − y²."""
    rest = (1 - y.numbers[0], 1 - y.numbers[1])
    if term.op == "sigmoid":
        text = f"of {sign}′ = {sign}(1 − {sign}) only the second factor is there"
        yield Candidate("local derivative forgotten", term.lifted(rest), text, 1.0)
        plus = (y.numbers[0] * (1 + y.numbers[0]), y.numbers[1] * (1 + y.numbers[1]))
        yield Candidate("sign", term.lifted(plus), f"{sign}′ is {sign}(1 − {sign})", 1.0)
    if term.op == "tanh":
        yield Candidate("power lost", term.lifted(rest), f"{sign}′ is 1 − {sign}²: the square")
        plus = (1 + y.numbers[0] ** 2, 1 + y.numbers[1] ** 2)
        yield Candidate("sign", term.lifted(plus), f"{sign}′ is 1 − {sign}²", 1.0)
        square = (y.numbers[0] ** 2, y.numbers[1] ** 2)
        yield Candidate("term missing", term.lifted(square), f"the 1 of {sign}′ = 1 − {sign}²", 1.0)
        logistic = (y.numbers[0] * (1 - y.numbers[0]), y.numbers[1] * (1 - y.numbers[1]))
        text = f"y(1 − y) is the derivative of σ, that of {sign} is 1 − {sign}²"
        yield Candidate("derivative of another function", term.lifted(logistic), text, 1.0)


def _each(compute: object, numbers: Numbers) -> Numbers:
    found = []
    for x in numbers:
        try:
            found.append(float(compute(x)))  # type: ignore[operator]
        except (ArithmeticError, ValueError):
            found.append(math.nan)
    return found[0], found[1]


def _siblings(case: Case, node: int) -> Iterator[tuple[str, Numbers]]:
    """Other values that the same function is applied to."""
    steps = case.quantities.program.instructions
    users = {steps[target].op.name for target, _ in case.quantities.uses[node]}
    for step in steps:
        if step.op.name in users and len(step.operands) == 1 and step.operands[0] != node:
            yield case.words.node(step.operands[0]), case.number(step.operands[0])


def of_function(case: Case, term: Term) -> Iterator[Candidate]:
    """Powers, logarithms, angles; the derivative in the place of the value."""
    numbers = [operand.numbers for operand in term.operands]
    if term.op in ("square", "power", "pow"):
        text = f"the power of {_word(case, term)} was lost"
        yield Candidate("power lost", term.lifted(numbers[0]), text)
    if term.op == "square" and _is_root(case, term):
        yield Candidate("factor", term.lifted(times(numbers[0], 2.0)), "2u was taken for u²", 1.0)
    if term.op == "log":
        text = "the logarithm is the natural one, ln, and not log₁₀"
        yield Candidate("log10 for ln", term.lifted(times(term.numbers, 1 / math.log(10))), text)
    if term.op in _ANGLES:
        there = term.computed([times(numbers[0], _TO_RADIANS)])
        text = f"{term.op} was taken of degrees; angles are in radians"
        yield Candidate("degrees for radians", term.lifted(there), text)
    if len(numbers) == 1 and term.op not in ("identity", "neg"):
        yield from _of_one(case, term)


def _is_root(case: Case, term: Term) -> bool:
    return term.parent is None and case.kind == VALUE


def _of_one(case: Case, term: Term) -> Iterator[Candidate]:
    """f′(u) for f(u), and u alone."""
    step = case.quantities.program.instructions[term.node]
    if term.quantity != term.node or step.op.scalar is None:
        return
    sign = step.op.symbol or step.op.name
    a = term.operands[0].numbers
    slope = slope_of(step, 0)
    there = (_at(slope, term.numbers[0], a[0]), _at(slope, term.numbers[1], a[1]))
    rank = 0.0 if term.parent is None else 3.0
    text = f"the derivative {sign}′ was taken for {sign} itself"
    yield Candidate("derivative for value", term.lifted(there), text, rank)
    text = f"{sign} was not applied to {case.words.node(step.operands[0])}"
    yield Candidate("function forgotten", term.lifted(a), text)


def _at(slope: object, y: float, a: float) -> float:
    try:
        return float(slope(y, a))  # type: ignore[operator]
    except (ArithmeticError, ValueError):
        return math.nan


def _word(case: Case, term: Term) -> str:
    operand = term.operands[0]
    return case.words.node(operand.node) if operand.node >= 0 else "it"


def of_sign(case: Case, term: Term) -> Iterator[Candidate]:
    """What two numbers are joined with: summands and factors that are missing or turned."""
    if term.op == "neg":
        yield Candidate("sign", term.lifted(term.operands[0].numbers), "a minus sign was lost")
    if len(term.operands) != 2 or term.op not in ("add", "sub", "mul", "div", "pow"):
        return
    left, right = (operand.numbers for operand in term.operands)
    names = [_named(case, operand) for operand in term.operands]
    if term.op in ("add", "sub"):
        yield from _of_addition(case, term, names)
    elif term.op == "mul":
        yield from _of_multiplication(case, term, names)
    elif term.op == "div":
        yield Candidate(
            "wrong operand", term.lifted(term.computed([right, left])),
            f"{names[0]} and {names[1]} were exchanged", -1.0,
        )  # fmt: skip
        yield Candidate("operand forgotten", term.lifted(left), f"not divided by {names[1]}")
        product = (left[0] * right[0], left[1] * right[1])
        text = f"multiplied with {names[1]} rather than divided by it"
        yield Candidate("multiplied for divided", term.lifted(product), text)
    else:
        swapped = term.lifted(term.computed([right, left]))
        yield Candidate("wrong operand", swapped, "base and exponent were exchanged")


def _named(case: Case, term: Term) -> str:
    return case.words.node(term.node) if term.node >= 0 else "a number"


def _of_addition(case: Case, term: Term, names: list[str]) -> Iterator[Candidate]:
    left, right = (operand.numbers for operand in term.operands)
    flipped = (2 * left[0] - term.numbers[0], 2 * left[1] - term.numbers[1])
    yield Candidate("sign", term.lifted(flipped), f"{names[1]} has the wrong sign", 0.3)
    opposite = times(flipped, -1.0)
    if term.op == "add":
        yield Candidate("sign", term.lifted(opposite), f"{names[0]} has the wrong sign", 0.4)
    else:
        text = f"{names[0]} and {names[1]} were exchanged"
        yield Candidate("sign", term.lifted(times(term.numbers, -1.0)), text, 0.2)
    rest = right if term.op == "add" else times(right, -1.0)
    for gone, kept in ((0, rest), (1, left)):
        bias = _is_bias(case, term.operands[gone])
        kind = "bias forgotten" if bias else "term missing"
        text = f"{'the bias' if bias else 'the summand'} {names[gone]} was forgotten"
        yield Candidate(kind, term.lifted(kept), text)


def _is_bias(case: Case, term: Term) -> bool:
    """Whether a summand is a parameter by itself."""
    if term.what != "atom" or term.quantity != term.node:
        return False
    return case.quantities.program.instructions[term.node].node.op == "parameter"


def _of_multiplication(case: Case, term: Term, names: list[str]) -> Iterator[Candidate]:
    left, right = term.operands
    for gone, kept, name in ((left, right, names[0]), (right, left, names[1])):
        constant = is_constant(case, gone)
        if constant:
            value = gone.numbers[0]
            text = f"the factor {name if value != value else format(value, 'g')} was dropped"
            yield Candidate("factor", term.lifted(kept.numbers), text, -0.5)
        else:
            text = f"the factor {name} was forgotten"
            yield Candidate("operand forgotten", term.lifted(kept.numbers), text)
    total = (left.numbers[0] + right.numbers[0], left.numbers[1] + right.numbers[1])
    text = f"{names[0]} and {names[1]} were added rather than multiplied"
    yield Candidate("plus for times", term.lifted(total), text)
