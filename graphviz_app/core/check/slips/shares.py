"""Slips in the chain rule of vectors and matrices: what an operand receives of a gradient."""

from collections.abc import Iterator
from typing import Any

from graphviz_app.arrays import np
from graphviz_app.core.check.slips.case import Candidate, Case
from graphviz_app.core.check.slips.numbers import Numbers, both
from graphviz_app.core.check.slips.term import Term


def of_share(case: Case, term: Term) -> Iterator[Candidate]:
    """The gradient or the local derivative alone, twice, turned over, the value in its place."""
    g, y, *operands = (operand.numbers for operand in term.operands)
    name = case.words.quantity(term.operands[0].quantity)
    compute: Any = term.compute

    def made(kind: str, numbers: Numbers, text: str, rank: float = 0.0) -> Candidate:
        return Candidate(kind, term.lifted(numbers), text, rank)

    formula = case.words.formula(term.node)
    ones = both(lambda g: np.ones_like(g), g)
    alone = term.computed([ones, y, *operands])
    yield made("upstream forgotten", alone, f"the gradient that arrives, {name}, was forgotten")
    text = f"the local derivative of {formula} was forgotten"
    yield made("local derivative forgotten", g, text)
    twice = both(lambda s, y, *given: compute(s, y, *given), term.numbers, y, *operands)
    yield made("local derivative twice", twice, f"the derivative of {formula} was used twice")
    if len(operands) == 1:
        text = f"{formula} was taken for its derivative"
        yield made("value for derivative", both(lambda g, y: g * y, g, y), text)
        rule = case.derivation.rules.value(case.quantities.program.instructions[term.node])
        there = term.computed([g, both(rule, y), y])
        text = f"the derivative of {formula} was taken at {case.words.node(term.node)}"
        yield made("derivative at the wrong point", there, text)
    if term.op == "softmax":
        alone = both(lambda g, y: g * y * (1 - y), g, y)
        text = f"only p(1 − p) was counted: every score moves all of {formula}"
        yield made("cross terms ignored", alone, text, -12.0)
    text = "rows and columns are exchanged"
    yield made("transposed", both(lambda s: np.asarray(s).T, term.numbers), text)
    for place, operand in enumerate(term.operands):
        flipped = [o.numbers for o in term.operands]
        flipped[place] = both(lambda x: np.asarray(x).T, operand.numbers)
        yield made("transposed", term.computed(flipped), "a matrix was transposed", 0.2)
    yield from _turned_products(term, g, operands)


def _turned_products(term: Term, g: Numbers, operands: list[Numbers]) -> Iterator[Candidate]:
    """x gᵀ for g xᵀ, and W g for Wᵀ g."""
    for other in operands:
        for compute in (lambda a, b: np.outer(b, a), lambda a, b: b @ a, lambda a, b: a @ b):
            numbers = both(compute, g, other)
            text = "the product is turned over: rows and columns are exchanged"
            yield Candidate("transposed", term.lifted(numbers), text, 0.1)
