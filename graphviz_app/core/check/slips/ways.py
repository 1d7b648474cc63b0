"""Slips in the chain rule: ways over which to sum, factors along a way."""

from collections.abc import Iterator

from graphviz_app.core.check.slips.case import Candidate, Case
from graphviz_app.core.check.slips.term import Term, times
from graphviz_app.core.check.slips.words import number


def of_sum(case: Case, term: Term) -> Iterator[Candidate]:
    """A way that is missing, has the wrong sign, or is all that was kept."""
    for place, way in enumerate(term.operands):
        name = case.words.line(way.way)
        yield _made(term, "path missing", term.without(place), f"the way through {name} is missing")
        flipped = term.with_operand(place, times(way.numbers, -1.0))
        yield _made(term, "sign", flipped, f"the way through {name} has the wrong sign", 0.5)
        text = f"only the way through {name} is left: ways are added, not overwritten"
        last = place in (0, len(term.operands) - 1)
        yield _made(term, "overwritten", way.numbers, text, 0.0 if last else 2.0)


def of_product(case: Case, term: Term) -> Iterator[Candidate]:
    """A factor that was forgotten, or used twice."""
    for place, factor in enumerate(term.operands):
        gone = term.without(place)
        if factor.role == "rate":
            yield _made(term, "learning rate forgotten", gone, "the learning rate was forgotten")
            twice = term.with_operand(place, times(factor.numbers, 2.0))
            yield _made(term, "learning rate doubled", twice, "the learning rate was doubled")
            again = term.with_operand(place, times(factor.numbers, factor.numbers[0]))
            yield _made(term, "learning rate doubled", again, "the learning rate was used twice")
        elif is_constant(case, factor):
            yield from _of_constant(case, term, place, factor)
        elif factor.role == "upstream":
            yield from _of_upstream(case, term, place, factor)
        else:
            yield from _of_local(case, term, place, factor)


def is_constant(case: Case, term: Term) -> bool:
    """Whether it is a number that stands in the formula."""
    if term.what == "number":
        return True
    steps = case.quantities.program.instructions
    return (
        term.what == "atom"
        and term.quantity == term.node
        and (steps[term.node].node.op == "constant")
    )


def _of_constant(case: Case, term: Term, place: int, factor: Term) -> Iterator[Candidate]:
    value = factor.numbers[0]
    if value == -1.0:
        yield _made(term, "sign", term.without(place), "a minus sign was lost", -0.5)
        return
    of = case.words.formula(factor.node) if factor.what == "number" and factor.node >= 0 else ""
    of = of or (case.words.formula(_target(term, factor)) if _target(term, factor) >= 0 else "")
    where = f" of the derivative of {of}" if of else ""
    text = f"the factor {number(value)}{where} was dropped"
    yield _made(term, "factor", term.without(place), text, -0.5)
    inverse = (1 / value if value else 0.0, 1 / value if value else 0.0)
    turned = term.with_operand(place, inverse)
    text = f"the factor {number(value)}{where} was turned over"
    yield _made(term, "factor", turned, text, 0.7)
    text = f"the factor {number(value)}{where} was used twice"
    yield _made(term, "factor", term.with_operand(place, times(factor.numbers, value)), text, 0.7)


def _target(term: Term, factor: Term) -> int:
    others = [o.node for o in term.operands if o is not factor and o.role == "local"]
    return others[0] if others else -1


def _of_upstream(case: Case, term: Term, place: int, factor: Term) -> Iterator[Candidate]:
    name = case.words.quantity(factor.quantity) if factor.quantity >= 0 else "what arrives"
    text = f"the gradient that arrives, {name}, was forgotten: this is only the local derivative"
    yield _made(term, "upstream forgotten", term.without(place), text)
    squared = (factor.numbers[0] ** 2, factor.numbers[1] ** 2)
    text = f"the gradient that arrives, {name}, was used twice"
    yield _made(term, "upstream twice", term.with_operand(place, squared), text)


def _of_local(case: Case, term: Term, place: int, factor: Term) -> Iterator[Candidate]:
    name = local_name(case, factor)
    text = f"the local derivative {name} was forgotten"
    yield _made(term, "local derivative forgotten", term.without(place), text)
    squared = (factor.numbers[0] ** 2, factor.numbers[1] ** 2)
    text = f"the local derivative {name} was used twice"
    unlikely = 0.0 if factor.what == "slope" else 1.0
    yield _made(term, "local derivative twice", term.with_operand(place, squared), text, unlikely)
    if all(factor.numbers):
        inverse = (1 / factor.numbers[0], 1 / factor.numbers[1])
        text = f"{name} was divided by rather than multiplied with"
        yield _made(term, "divided for multiplied", term.with_operand(place, inverse), text)


def local_name(case: Case, factor: Term) -> str:
    """How a local derivative is called: σ′(z), w."""
    if factor.what == "slope":
        step = case.quantities.program.instructions[factor.node]
        return f"{case.words.slope(factor.node)}({case.words.node(step.operands[0])})"
    if factor.quantity >= 0:
        return case.words.quantity(factor.quantity)
    return f"of {case.words.formula(factor.node)}" if factor.node >= 0 else ""


def _made(
    term: Term, kind: str, numbers: tuple[float, float], text: str, rank: float = 0.0
) -> Candidate:
    return Candidate(kind, term.lifted(numbers), text, rank)
