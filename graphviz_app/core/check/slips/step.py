"""Slips in the update w − η·∂L/∂w."""

from collections.abc import Iterator

from graphviz_app.core.check.quantities import AFTER
from graphviz_app.core.check.slips.case import Candidate, Case
from graphviz_app.core.check.slips.numbers import both, times
from graphviz_app.core.check.slips.term import OTHER, UPDATE, Term


def of_step(case: Case, term: Term) -> Iterator[Candidate]:
    """The step itself, its direction and its size."""
    w, move = (operand.numbers for operand in term.operands)
    name = case.words.node(term.node)
    plus = both(lambda w, m: w + m, w, move)
    text = "the step was added: gradient descent goes against the gradient"
    yield Candidate("plus for minus", term.lifted(plus), text)
    text = f"this is only the step: {name} after it is {name} minus the step"
    yield Candidate("step for new value", term.lifted(move), text)
    yield Candidate("step for new value", term.lifted(times(move, -1.0)), text, 0.1)
    yield Candidate("step forgotten", term.lifted(w), f"{name} was not changed")
    first = case.quantities.first_step
    if first is not None and first.rate:
        yield from _of_rate(term, first.rate)


def of_other_step(case: Case, term: Term) -> Iterator[Candidate]:
    """A plain step where there is an optimizer, and its step in the other direction."""
    w, g = (operand.numbers for operand in term.operands)
    first = case.quantities.first_step
    assert first is not None  # there is a step
    name, rate = case.words.node(term.node), first.rate
    plain = both(lambda w, g: w - rate * g, w, g)
    text = f"this is a plain step: {name} minus the learning rate times the gradient"
    yield Candidate("plain step", term.lifted(plain), text)
    plus = both(lambda w, new: 2 * w - new, w, term.numbers)
    text = "the step was added: gradient descent goes against the gradient"
    yield Candidate("plus for minus", term.lifted(plus), text)
    yield Candidate("step forgotten", term.lifted(w), f"{name} was not changed")


def _of_rate(term: Term, rate: float) -> Iterator[Candidate]:
    w, move = (operand.numbers for operand in term.operands)
    g = times(move, 1 / rate)
    grown = both(lambda w, g: w + g, w, g)
    text = "the learning rate was forgotten, and the step was added"
    yield Candidate("plus for minus", term.lifted(grown), text, 3.0)
    yield Candidate("step for new value", term.lifted(g), "this is the gradient itself", 0.5)
    divided = both(lambda w, g: w - g / rate, w, g)
    text = "the gradient was divided by the learning rate"
    yield Candidate("divided for multiplied", term.lifted(divided), text)
    bare = both(lambda w: w - rate, w)
    yield Candidate("gradient forgotten", term.lifted(bare), "the gradient was forgotten")
    product = both(lambda w, m: w * m, w, move)
    yield Candidate("times for minus", term.lifted(product), "the step was multiplied with", 1.0)


def of_no_step(case: Case, term: Term) -> Iterator[Candidate]:
    """The number from before the step."""
    if case.kind != AFTER:
        return
    if term.what == "apply" and term.op not in (UPDATE, OTHER):
        text = "this is the number from before the step"
        yield Candidate("step forgotten", case.number(case.node), text)
    elif term.what == "atom":
        yield from _of_frozen(case)


def _of_frozen(case: Case) -> Iterator[Candidate]:
    """The step that a frozen parameter would have taken."""
    q = case.quantities
    frozen = q.id_of(case.node) in q.trace.graph.frozen
    if not frozen or q.first_step is None or q.seeds[0].node < 0:
        return
    given = case.number(case.node), case.number(q.gradient(case.node))
    text = f"{case.words.node(case.node)} is frozen: no step moves it"
    yield Candidate("moved though frozen", both(q.first_step.new, *given), text)
