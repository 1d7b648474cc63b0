"""Slips of a whole number: its sign, a factor, its digits, somebody else's place."""

from collections.abc import Iterator, Sequence

from graphviz_app.arrays import np
from graphviz_app.core.check.quantities import AFTER, VALUE
from graphviz_app.core.check.slips.case import Candidate, Case
from graphviz_app.core.check.slips.likelihood import UNLIKELY
from graphviz_app.core.check.slips.words import number
from graphviz_app.core.graph import Value

_FACTORS = (2.0, 0.5, 4.0, 0.25)
_PLACES = (0.1, 10.0, 0.01, 100.0, 0.001, 1000.0)


def of_the_whole(case: Case) -> Iterator[Candidate]:
    """What can be done to any number."""
    yield Candidate("sign", [-x for x in case.right], _sign(case))
    if case.kind != AFTER:
        yield from _factors(case)
    for factor in _PLACES:
        yield Candidate("decimal shifted", _times(case, factor), "the decimal point was shifted")
    yield from _swapped(case)


def _sign(case: Case) -> str:
    right = case.right[1]
    lost = isinstance(right, float) and right < 0
    return "a minus sign was lost" if lost else "there is a minus sign too many"


def _factors(case: Case) -> Iterator[Candidate]:
    for factor in _FACTORS:
        missing = number(1 / factor)
        yield Candidate(
            "factor",
            _times(case, factor),
            f"the factor {missing} is missing"
            if factor < 1
            else f"there is a factor {number(factor)} too many",
            (0.6 if factor in _FACTORS[:2] else UNLIKELY),
        )
    count = _how_many(case)
    if count > 2:
        for factor in (float(count), 1.0 / count):
            yield Candidate(
                "factor", _times(case, factor), f"a sum was taken for a mean of {count}, or a mean "
                "for a sum", 1.0,
            )  # fmt: skip


def _how_many(case: Case) -> int:
    """How many examples or outputs a loss may be the mean of."""
    steps = case.quantities.program.instructions
    targets = [step for step in steps if step.node.op == "target"]
    sizes = [np.size(case.quantities.trace.values.get(s.node.id, 0.0)) for s in targets]
    return sum(sizes)


def _times(case: Case, factor: float) -> Sequence[Value]:
    return [x * factor for x in case.right]


def _swapped(case: Case) -> Iterator[Candidate]:
    """Two digits that stand side by side, exchanged."""
    printed, right = case.printed, case.right[1]
    if not isinstance(right, float) or not isinstance(printed.value, float) or not printed.unit:
        return
    if not np.isfinite(right) or abs(right / printed.unit) > 1e12:
        return
    for cut in (round(abs(right) / printed.unit), int(abs(right) / printed.unit)):
        digits = str(cut)
        for i in range(len(digits) - 1):
            other = digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
            if other != digits:
                value = float(np.copysign(int(other) * printed.unit, right))
                yield Candidate("digits swapped", [value], "two digits were exchanged")


def of_neighbours(case: Case, earlier: Sequence[int]) -> Iterator[Candidate]:
    """The numbers of other claims of the same sort, as they were printed or should be."""
    count = case.quantities.count
    for quantity in earlier:
        if quantity == case.placed.quantity:
            continue
        same = quantity // count == case.kind or (quantity // count > AFTER and case.kind > AFTER)
        if same or case.kind != VALUE:
            word = case.words.quantity(quantity)
            known = case.book.known.get(quantity)
            truth = case.truth.number(quantity)
            numbers = [x for x in (known and known.printed, truth) if x is not None]
            yield Candidate(
                "neighbour's number", numbers, f"this is the number of {word}",
                0.0 if same else 1.0,
            )  # fmt: skip
