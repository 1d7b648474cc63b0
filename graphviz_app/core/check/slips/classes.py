"""Slips with targets and with softmax, which concern several places of a formula at once."""

from collections.abc import Iterator

from graphviz_app.arrays import np
from graphviz_app.core.check.quantities import AFTER, VALUE
from graphviz_app.core.check.slips.case import Candidate, Case
from graphviz_app.core.check.slips.numbers import Numbers, added, both
from graphviz_app.core.check.slips.term import Term
from graphviz_app.core.check.softmax import Softmax, softmaxes

_MOST = 20
_SAME = 1e-9


def of_targets(case: Case, tree: Term) -> Iterator[Candidate]:
    """Target and output in each other's place, or the target of the other class."""
    steps = case.quantities.program.instructions
    atoms = {term.quantity: term.numbers for term in tree.walk() if term.what == "atom"}
    targets = [i for i in atoms if i < len(steps) and steps[i].node.op == "target"]
    for target in targets[:_MOST]:
        name = case.words.node(target)
        opposite = both(lambda t: 1 - t, atoms[target])
        text = f"1 − {name} was used in the place of the target {name}"
        yield _swapped(tree.exchanged({target: opposite}), text, 0.1)
        for other in _partners(case, target):
            if other in atoms:
                numbers = tree.exchanged({target: atoms[other], other: atoms[target]})
                words = name, case.words.node(other)
                text = f"the target {words[0]} and the output {words[1]} were exchanged"
                yield _swapped(numbers, text, 0.0)


def of_no_target(case: Case) -> Iterator[Candidate]:
    """p where the derivative is p − t: the target was left out."""
    steps = case.quantities.program.instructions
    targets = [i for i, step in enumerate(steps) if step.node.op == "target"]
    for target in targets[:_MOST] if case.kind > AFTER else ():
        for output in _partners(case, target):
            p, t = case.number(output), case.number(target)
            rest = both(lambda p, t, right: abs(p - t - right), p, t, case.right)[1]
            if np.shape(rest) == np.shape(p[1]) and bool(np.all(rest < _SAME)):
                text = f"the target {case.words.node(target)} was not taken away"
                yield Candidate("term missing", p, text)


def _swapped(numbers: Numbers, text: str, rank: float) -> Candidate:
    return Candidate("target and output swapped", numbers, text, rank)


def _partners(case: Case, target: int) -> Iterator[int]:
    """What a target is compared with: what meets it in an operator, or a function of that."""
    steps = case.quantities.program.instructions
    for use, _ in case.quantities.uses[target]:
        for operand in steps[use].operands:
            if operand != target:
                yield operand
                yield from steps[operand].operands


def of_softmax(case: Case) -> Iterator[Candidate]:
    """Softmax written out: cross terms, a share's own derivative, the powers."""
    found = softmaxes(case.quantities) if case.is_number else {}
    steps = case.quantities.program.instructions
    for power, softmax in found.items():
        at = softmax.powers.index(power)
        if case.kind == VALUE and case.node == softmax.shares[at]:
            yield from _without_powers(case, softmax, at)
        if case.kind > AFTER and case.node == steps[power].operands[0]:
            yield from _of_scores(case, softmax, at)


def _without_powers(case: Case, softmax: Softmax, at: int) -> Iterator[Candidate]:
    steps = case.quantities.program.instructions
    scores = [case.number(steps[power].operands[0]) for power in softmax.powers]
    numbers = both(lambda own, *all_: own / sum(all_), scores[at], *scores)
    text = "the scores themselves were divided, without the exponential function"
    yield Candidate("function forgotten", numbers, text)


def _of_scores(case: Case, softmax: Softmax, at: int) -> Iterator[Candidate]:
    """∂L/∂sᵢ = Σⱼ gⱼ pⱼ (δᵢⱼ − pᵢ), and what is left of it."""
    q, seed = case.quantities, case.kind - 2
    of = q.seeds[seed].node
    shares = [p for p in softmax.shares if q.reaches(p, of)]
    gs = [case.number(q.derivative(seed, p)) for p in shares]
    ps = [case.number(p) for p in shares]
    own = softmax.shares[at]
    if own in shares:
        g, p = gs[shares.index(own)], ps[shares.index(own)]
        numbers = both(lambda g, p: g * p * (1 - p), g, p)
        text = f"only {case.words.node(own)} was counted: every score moves all shares"
        yield Candidate("cross terms ignored", numbers, text, -12.0)
    p = case.number(own)
    for place, share in enumerate(shares):
        name = case.words.node(share)
        text = f"the gradient of {name} was handed on without its derivative"
        yield Candidate("local derivative forgotten", gs[place], text, 1.0)
        local = both(lambda pj, p, i=float(share == own): pj * (i - p), ps[place], p)
        text = f"the gradient of {name} was forgotten"
        yield Candidate("upstream forgotten", local, text, 1.0)
        product = both(lambda g, d: g * d, gs[place], local)
        text = f"only what comes back through {name} was counted"
        yield Candidate("cross terms ignored", product, text, 0.3)
    plain = both(added, *(both(lambda g, pj: g * pj, g, pj) for g, pj in zip(gs, ps, strict=True)))
    yield Candidate("term missing", plain, "of δ − p only one part is there", 5.0)
