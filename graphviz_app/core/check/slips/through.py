"""Slips that concern several places of a formula at once."""

from collections.abc import Iterator, Mapping

from graphviz_app.core.check.book import Known, result
from graphviz_app.core.check.derivation import Tape
from graphviz_app.core.check.quantities import AFTER
from graphviz_app.core.check.slips.case import Candidate, Case
from graphviz_app.core.graph import Value

_MOST = 80


def of_the_way(case: Case) -> Iterator[Candidate]:
    """What is changed wherever it occurs: new weights for old ones, a node that is passed by."""
    if case.kind > AFTER:
        yield from _of_new_weights(case)
        yield from _of_nodes_on_the_way(case)
        yield from _of_swapped_target(case)


def _tape(case: Case) -> Tape:
    return case.derivation.tape(case.placed.quantity, case.book.known)


def _runs(case: Case, tape: Tape, changed: Mapping[int, tuple[Value, Value]]) -> list[Value]:
    """The number from printed and full ones, with others for some of the known ones."""
    found = []
    for way, which in enumerate(("printed", "full")):
        numbers = case.book.numbers(tape, which)
        numbers |= {q: both[way] for q, both in changed.items() if q in numbers}
        found.append(case.placed.part(result(tape, numbers)))
    return found


def _of_new_weights(case: Case) -> Iterator[Candidate]:
    """All parameters as they are after the step."""
    q = case.quantities
    steps = q.program.instructions
    weights = [i for i, step in enumerate(steps) if step.node.op == "parameter"]
    if q.trace.graph.learning_rate is None or not weights or len(weights) > _MOST:
        return
    new = {}
    for i in weights:
        known = case.book.known.get(q.after(i))
        if known is None:
            follows = case.book.follows(case.derivation, q.after(i))
            known = Known(*follows)
        new[i] = (known.printed, known.full)
    tape = case.derivation.tape(case.placed.quantity, {*case.book.known, *new})
    numbers = []
    for way, which in enumerate(("printed", "full")):
        given = {i: new[i][way] if i in new else getattr(case.book.known[i], which)
                 for i in tape.known}  # fmt: skip
        numbers.append(case.placed.part(result(tape, given)))
    yield Candidate(
        "updated weight used", numbers, "the new weights were used, where the old ones still hold"
    )


def _of_nodes_on_the_way(case: Case) -> Iterator[Candidate]:
    """A node whose gradient does not arrive, or is all that arrives."""
    q, tape = case.quantities, _tape(case)
    between = [s.quantity for s in tape.steps[:-1] if s.quantity >= 2 * q.count and s.of]
    if len(between) > _MOST:
        return
    between += [known for known in tape.known if known >= 2 * q.count]
    softmax = any(step.op.name == "exp" for step in q.program.instructions)
    kind = "cross terms ignored" if softmax else "path missing"
    for quantity in between:
        known = {**dict.fromkeys(case.book.known), quantity: None}
        shorter = case.derivation.tape(case.placed.quantity, known)
        name = case.words.node(q.parted(quantity)[1])
        text = f"what comes back through {name} is missing"
        yield Candidate(kind, _with_zero(case, shorter, quantity), text, 0.5)
    yield from _of_only_one(case, between, kind)


def _with_zero(case: Case, tape: Tape, *zeros: int) -> list[Value]:
    found = []
    for which in ("printed", "full"):
        given = {q: 0.0 if q in zeros else getattr(case.book.known[q], which) for q in tape.known}
        found.append(case.placed.part(result(tape, given)))
    return found


def _of_only_one(case: Case, between: list[int], kind: str) -> Iterator[Candidate]:
    """Of several nodes of one sort only one hands something back."""
    q = case.quantities
    steps = q.program.instructions
    by_op: dict[str, list[int]] = {}
    for quantity in between:
        node = q.parted(quantity)[1]
        if "." not in steps[node].node.id:
            by_op.setdefault(steps[node].op.name, []).append(quantity)
    for alike in by_op.values():
        for kept in alike if len(alike) > 1 else ():
            others = [quantity for quantity in alike if quantity != kept]
            known = {*case.book.known, *others}
            tape = case.derivation.tape(case.placed.quantity, known)
            name = case.words.node(q.parted(kept)[1])
            text = f"only what comes back through {name} was counted"
            yield Candidate(kind, _with_zero(case, tape, *others), text, 0.6)


def _of_swapped_target(case: Case) -> Iterator[Candidate]:
    """Target and output in each other's place."""
    q = case.quantities
    steps = q.program.instructions
    targets = [i for i, step in enumerate(steps) if step.node.op == "target"]
    for target in targets[:_MOST]:
        for partner in _partners(case, target):
            known = {*case.book.known, target, partner}
            tape = case.derivation.tape(case.placed.quantity, known)
            if target not in tape.known or partner not in tape.known:
                continue
            numbers = []
            for way, which in enumerate(("printed", "full")):
                given = {i: getattr(case.book.known[i], which) if i in case.book.known
                         else case.number(i)[way] for i in tape.known}  # fmt: skip
                given[target], given[partner] = given[partner], given[target]
                numbers.append(case.placed.part(result(tape, given)))
            words = case.words.node(target), case.words.node(partner)
            text = f"the target {words[0]} and the output {words[1]} were exchanged"
            yield Candidate("target and output swapped", numbers, text)


def _partners(case: Case, target: int) -> Iterator[int]:
    """What a target is compared with: what meets it in an operator, or a function of that."""
    steps = case.quantities.program.instructions
    for use, _ in case.quantities.uses[target]:
        for operand in steps[use].operands:
            if operand == target:
                continue
            inner = steps[operand]
            if inner.op.is_leaf and inner.node.op == "constant":
                continue
            yield operand
            if len(inner.operands) == 1:
                yield inner.operands[0]
