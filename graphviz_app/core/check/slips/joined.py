"""Slips with what two numbers are joined by: + − · /, and the numbers on either side."""

from collections.abc import Iterator

from graphviz_app.core.check.slips.case import Candidate, Case
from graphviz_app.core.check.slips.numbers import both, times
from graphviz_app.core.check.slips.term import OTHER, UPDATE, Term
from graphviz_app.core.check.slips.ways import is_constant
from graphviz_app.core.check.slips.words import number


def of_joined(case: Case, term: Term) -> Iterator[Candidate]:
    """Summands and factors that are missing, turned or exchanged."""
    if term.op == "neg":
        yield Candidate("sign", term.lifted(term.operands[0].numbers), "a minus sign was lost")
    if len(term.operands) != 2:
        return
    names = [_named(case, operand) for operand in term.operands]
    if term.op in ("add", "sub"):
        yield from _of_addition(case, term, names)
    elif term.op == "mul":
        yield from _of_multiplication(case, term, names)
    elif term.op == "div":
        yield from _of_division(term, names)
    elif term.op == "pow":
        left, right = (operand.numbers for operand in term.operands)
        swapped = term.lifted(term.computed([right, left]))
        yield Candidate("wrong operand", swapped, "base and exponent were exchanged")
    elif term.op == "matmul":
        yield from _of_matrices(term, names)


def _named(case: Case, term: Term) -> str:
    if term.what == "number" and isinstance(term.numbers[0], float):
        return number(term.numbers[0])
    return case.words.node(term.node) if term.node >= 0 else "a number"


def _of_addition(case: Case, term: Term, names: list[str]) -> Iterator[Candidate]:
    left, right = (operand.numbers for operand in term.operands)
    plus = term.lifted(both(lambda a, b: a + b, left, right))
    minus = term.lifted(both(lambda a, b: a - b, left, right))
    other = both(lambda a, b: b - a, left, right)
    if term.op == "add":
        yield Candidate("sign", minus, f"{names[1]} has the wrong sign", 0.3)
        yield Candidate("sign", term.lifted(other), f"{names[0]} has the wrong sign", 0.4)
    else:
        yield Candidate("sign", plus, f"{names[1]} has the wrong sign", 0.3)
        text = f"{names[0]} and {names[1]} were exchanged"
        yield Candidate("sign", term.lifted(other), text, 0.2)
    rest = right if term.op == "add" else times(right, -1.0)
    for gone, kept in ((0, rest), (1, left)):
        bias = _is_bias(case, term.operands[gone])
        kind = "bias forgotten" if bias else "term missing"
        text = f"{'the bias' if bias else 'the summand'} {names[gone]} was forgotten"
        yield Candidate(kind, term.lifted(kept), text)


def _is_bias(case: Case, term: Term) -> bool:
    """Whether a summand is a parameter by itself."""
    if term.what != "atom" and term.op not in (UPDATE, OTHER):
        return False
    return case.quantities.program.instructions[term.node].node.op == "parameter"


def _of_multiplication(case: Case, term: Term, names: list[str]) -> Iterator[Candidate]:
    left, right = term.operands
    for gone, kept, name in ((left, right, names[0]), (right, left, names[1])):
        constant = is_constant(case, gone)
        kind, rank = ("factor", -0.5) if constant else ("operand forgotten", 0.0)
        text = f"the factor {name} was forgotten"
        yield Candidate(kind, term.lifted(kept.numbers), text, rank)
        if constant:
            other = both(lambda k, u: u / k, gone.numbers, kept.numbers)
            text = f"the factor {name} was turned over"
            yield Candidate("factor", term.lifted(other), text, 0.7)
    total = term.lifted(both(lambda a, b: a + b, left.numbers, right.numbers))
    text = f"{names[0]} and {names[1]} were added rather than multiplied"
    yield Candidate("plus for times", total, text)


def _of_division(term: Term, names: list[str]) -> Iterator[Candidate]:
    left, right = (operand.numbers for operand in term.operands)
    swapped = term.lifted(term.computed([right, left]))
    text = f"{names[0]} and {names[1]} were exchanged"
    yield Candidate("wrong operand", swapped, text, -1.0)
    text = f"it was not divided by {names[1]}"
    yield Candidate("operand forgotten", term.lifted(left), text)
    product = term.lifted(both(lambda a, b: a * b, left, right))
    text = f"multiplied with {names[1]} rather than divided by it"
    yield Candidate("multiplied for divided", product, text)


def _of_matrices(term: Term, names: list[str]) -> Iterator[Candidate]:
    left, right = (operand.numbers for operand in term.operands)
    first = term.lifted(both(lambda a, b: a.T @ b, left, right))
    yield Candidate("transposed", first, f"{names[0]} was transposed")
    second = term.lifted(both(lambda a, b: a @ b.T, left, right))
    yield Candidate("transposed", second, f"{names[1]} was transposed", 0.2)
    swapped = term.lifted(both(lambda a, b: b @ a, left, right))
    yield Candidate("wrong operand", swapped, f"{names[0]} and {names[1]} were exchanged")
