"""Slips in the chain rule: ways over which to sum, factors along a way."""

import math
from collections.abc import Iterator

from graphviz_app.core.check.rules import slope_of
from graphviz_app.core.check.slips.case import Candidate, Case
from graphviz_app.core.check.slips.numbers import (
    Numbers,
    added,
    both,
    multiplied,
    squared,
    times,
    turned,
)
from graphviz_app.core.check.slips.term import Term
from graphviz_app.core.check.slips.words import number


def of_sum(case: Case, term: Term) -> Iterator[Candidate]:
    """A way that is missing, has the wrong sign, or is all that was kept."""
    last = len(term.operands) - 1
    for place, way in enumerate(term.operands):
        name = _leads_to(case, way)
        gone = term.lifted(term.without(place))
        yield Candidate("path missing", gone, f"the way through {name} is missing")
        flipped = term.lifted(term.with_operand(place, times(way.numbers, -1.0)))
        yield Candidate("sign", flipped, f"the way through {name} has the wrong sign", 0.5)
        text = f"only the way through {name} is left: ways are added, not overwritten"
        rank = 0.0 if place in (0, last) else 2.0
        yield Candidate("overwritten", term.lifted(way.numbers), text, rank)
    if all(way.what == "product" for way in term.operands):
        yield from _of_all_ways(term)


def _leads_to(case: Case, way: Term) -> str:
    node = way.node if way.node >= 0 else case.quantities.parted(way.quantity)[1]
    return case.words.line(node)


def _of_all_ways(term: Term) -> Iterator[Candidate]:
    """The same thing forgotten along every way."""
    forgotten = (
        ("local derivative forgotten", "local", "the local derivatives were all forgotten"),
        ("upstream forgotten", "upstream", "the gradients that arrive were all forgotten"),
    )
    for kind, role, text in forgotten:
        ways = [both(multiplied, *_without_role(way, role)) for way in term.operands]
        yield Candidate(kind, term.lifted(both(added, *ways)), text, 0.2)


def _without_role(way: Term, role: str) -> list[Numbers]:
    kept = [factor.numbers for factor in way.operands if factor.role != role]
    signs = [f.numbers for f in way.operands if f.what == "number" and f.role == role == "local"]
    return [*kept, *signs]


def of_product(case: Case, term: Term) -> Iterator[Candidate]:
    """A factor that was forgotten, or used twice."""
    for place, factor in enumerate(term.operands):
        if factor.role == "rate":
            yield from _of_rate(term, place, factor)
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
    step = case.quantities.program.instructions[term.node]
    return term.what == "atom" and step.node.op == "constant"


def _of_rate(term: Term, place: int, factor: Term) -> Iterator[Candidate]:
    kind, gone = "learning rate forgotten", term.lifted(term.without(place))
    yield Candidate(kind, gone, "the learning rate was forgotten")
    twice = term.lifted(term.with_operand(place, times(factor.numbers, 2.0)))
    yield Candidate("learning rate doubled", twice, "the learning rate was doubled")
    again = term.lifted(term.with_operand(place, squared(factor.numbers)))
    yield Candidate("learning rate doubled", again, "the learning rate was used twice")


def _of_constant(case: Case, term: Term, place: int, factor: Term) -> Iterator[Candidate]:
    value = factor.numbers[0]
    if value == -1.0:
        yield Candidate("sign", term.lifted(term.without(place)), "a minus sign was lost", -0.5)
        return
    if not isinstance(value, float) or not value or not math.isfinite(value):
        return
    node = factor.node if factor.what == "number" else term.node
    where = f" of the derivative of {case.words.formula(node)}" if node >= 0 else ""
    name = f"the factor {number(value)}{where}"
    done: tuple[tuple[str, Numbers, float], ...] = (
        ("dropped", term.without(place), -0.5),
        ("turned over", term.with_operand(place, turned(factor.numbers)), 0.7),
        ("used twice", term.with_operand(place, squared(factor.numbers)), 0.7),
    )
    for what, numbers, rank in done:
        yield Candidate("factor", term.lifted(numbers), f"{name} was {what}", rank)


def _of_upstream(case: Case, term: Term, place: int, factor: Term) -> Iterator[Candidate]:
    name = case.words.quantity(factor.quantity) if factor.quantity >= 0 else "what arrives"
    gone = term.lifted(term.without(place))
    text = f"the gradient that arrives, {name}, was forgotten: this is only the local derivative"
    yield Candidate("upstream forgotten", gone, text)
    twice = term.lifted(term.with_operand(place, squared(factor.numbers)))
    yield Candidate("upstream twice", twice, f"{name} was used twice")


def _of_local(case: Case, term: Term, place: int, factor: Term) -> Iterator[Candidate]:
    name = local_name(case, factor)
    gone = term.lifted(term.without(place))
    text = f"the local derivative {name} was forgotten"
    yield Candidate("local derivative forgotten", gone, text)
    twice = term.lifted(term.with_operand(place, squared(factor.numbers)))
    rank = 0.0 if factor.what in ("slope", "product") else 1.0
    text = f"the local derivative {name} was used twice"
    yield Candidate("local derivative twice", twice, text, rank)
    divided = term.lifted(term.with_operand(place, turned(factor.numbers)))
    text = f"{name} was divided by rather than multiplied with"
    yield Candidate("divided for multiplied", divided, text)


def of_local(case: Case, term: Term) -> Iterator[Candidate]:
    """A derivative of one function that was claimed or is written out: f for f′, log₁₀."""
    step = case.quantities.program.instructions[term.node]
    if len(step.operands) != 1 or step.op.is_leaf:
        return
    sign = step.op.symbol or step.op.name
    text = f"{case.words.formula(term.node)} was taken for its derivative"
    value = case.number(term.node)
    yield Candidate("value for derivative", term.lifted(value), text)
    if step.op.name == "log":
        tenth = term.lifted(times(term.numbers, 1 / math.log(10)))
        text = "the logarithm is the natural one, ln, and not log₁₀"
        yield Candidate("log10 for ln", tenth, text)
    if term.what == "atom" and step.op.scalar is not None:
        a = case.number(step.operands[0])
        there = both(slope_of(step, 0), both(case.derivation.rules.value(step), value), value)
        text = f"{sign}′ was taken at {case.words.node(term.node)}"
        yield Candidate("derivative at the wrong point", term.lifted(there), text)
        mixed = both(slope_of(step, 0), a, a)
        yield Candidate("derivative at the wrong point", term.lifted(mixed), text, 0.3)


def local_name(case: Case, factor: Term) -> str:
    """How a local derivative is called: σ′(z), w."""
    if factor.what == "slope":
        step = case.quantities.program.instructions[factor.node]
        return f"{case.words.slope(factor.node)}({case.words.node(step.operands[0])})"
    if factor.quantity >= 0:
        return case.words.quantity(factor.quantity)
    return f"of {case.words.formula(factor.node)}" if factor.node >= 0 else "here"
