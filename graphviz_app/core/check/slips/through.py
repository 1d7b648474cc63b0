"""Slips that concern a formula down to its leaves: new weights for old, a node passed by."""

from collections.abc import Iterator

from graphviz_app.core.check.book import result
from graphviz_app.core.check.derivation import Tape
from graphviz_app.core.check.quantities import AFTER
from graphviz_app.core.check.slips.case import Candidate, Case
from graphviz_app.core.check.slips.numbers import Numbers
from graphviz_app.core.graph import Value

_MOST = 80


def of_the_way(case: Case) -> Iterator[Candidate]:
    """What is changed wherever it occurs."""
    if case.kind > AFTER:
        yield from _of_new_weights(case)
        if case.is_number:
            yield from _of_nodes_on_the_way(case)


def _of_new_weights(case: Case) -> Iterator[Candidate]:
    """All parameters as they are after the step."""
    q = case.quantities
    steps = q.program.instructions
    weights = [i for i, step in enumerate(steps) if step.node.id in q.trained]
    if q.first_step is None or len(weights) > _MOST:
        return
    tape = case.derivation.tape(case.placed.quantity, {*case.book.known, *weights})
    used = {i: case.number(q.after(i)) for i in weights if i in tape.known}
    if used:
        text = "the new weights were used, where the old ones still hold"
        yield Candidate("updated weight used", _with(case, tape, used), text)


def _with(case: Case, tape: Tape, others: dict[int, Numbers]) -> list[Value]:
    """What a tape leads to in both ways, with other numbers for some quantities."""
    found = []
    for way, which in enumerate(("printed", "full")):
        given = {
            q: others[q][way] if q in others else getattr(case.book.known[q], which)
            for q in tape.known
        }
        found.append(result(tape, given))
    return found


def _of_nodes_on_the_way(case: Case) -> Iterator[Candidate]:
    """A node whose gradient does not arrive, or is all that arrives."""
    q = case.quantities
    tape = case.derivation.tape(case.placed.quantity, case.book.known)
    first = 2 * q.count
    between = [step.quantity for step in tape.steps[:-1] if step.quantity >= first and step.of]
    between += [known for known in tape.known if known >= first]
    if len(between) > _MOST:
        return
    for quantity in between:
        numbers = _with_nothing(case, [quantity])
        name = case.words.line(q.parted(quantity)[1])
        text = f"what comes back through {name} is missing"
        if any(numbers):
            yield Candidate("path missing", numbers, text, 0.5)
        elif any(step.op.name == "exp" for step in q.program.instructions):
            yield Candidate("cross terms ignored", numbers, text, 0.5)
    yield from _of_only_one(case, between)


def _with_nothing(case: Case, zeros: list[int]) -> list[Value]:
    tape = case.derivation.tape(case.placed.quantity, {*case.book.known, *zeros})
    return _with(case, tape, dict.fromkeys(zeros, (0.0, 0.0)))


def _of_only_one(case: Case, between: list[int]) -> Iterator[Candidate]:
    """Of several nodes of one sort only one hands something back."""
    q = case.quantities
    steps = q.program.instructions
    by_op: dict[str, list[int]] = {}
    for quantity in between:
        node = steps[q.parted(quantity)[1]].node
        if "." not in node.id:
            by_op.setdefault(node.op, []).append(quantity)
    for alike in by_op.values():
        for kept in alike if len(alike) > 1 else ():
            numbers = _with_nothing(case, [other for other in alike if other != kept])
            name = case.words.node(q.parted(kept)[1])
            text = f"only what comes back through {name} was counted"
            yield Candidate("path missing", numbers, text, 0.6)
