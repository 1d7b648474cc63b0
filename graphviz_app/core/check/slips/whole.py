"""Slips of a whole number: its sign, a factor, its digits, somebody else's place."""

import math
from collections.abc import Iterator, Sequence

from graphviz_app.arrays import np
from graphviz_app.core.check.quantities import AFTER, VALUE
from graphviz_app.core.check.slips.case import Candidate, Case
from graphviz_app.core.check.slips.likelihood import UNLIKELY
from graphviz_app.core.check.slips.numbers import times
from graphviz_app.core.check.slips.words import number
from graphviz_app.core.wording import counted

_FACTORS = (2.0, 0.5, 4.0, 0.25)
_PLACES = (0.1, 10.0, 0.01, 100.0, 0.001, 1000.0)
_MOST_DIGITS = 12


def of_the_whole(case: Case) -> Iterator[Candidate]:
    """What can be done to any number."""
    yield Candidate("sign", times(case.right, -1.0), _sign(case))
    if case.kind != AFTER:
        yield from _factors(case)
    for factor in _PLACES:
        numbers = times(case.right, factor)
        yield Candidate("decimal shifted", numbers, _shifted(factor))
    yield from _swapped(case)
    yield from _turned_over(case)


def _sign(case: Case) -> str:
    right = case.right[1]
    if not isinstance(right, float):
        return "the sign is the opposite"
    return "a minus sign was lost" if right < 0 else "there is a minus sign too many"


def _shifted(factor: float) -> str:
    places = round(math.log10(factor))
    side = "right" if places > 0 else "left"
    return f"the decimal point was shifted by {counted(abs(places), 'place')} to the {side}"


def _factors(case: Case) -> Iterator[Candidate]:
    for factor in _FACTORS:
        inverse = number(1 / factor)
        text = f"there is a factor {number(factor)} too many, or the factor {inverse} is missing"
        rank = 0.6 if factor in _FACTORS[:2] else UNLIKELY
        yield Candidate("factor", times(case.right, factor), text, rank)
    count = _how_many(case)
    for factor in (float(count), 1.0 / count) if count > 2 else ():
        text = f"a sum was taken for a mean of {count}, or a mean for a sum"
        yield Candidate("factor", times(case.right, factor), text, 1.0)


def _how_many(case: Case) -> int:
    """How many examples or outputs a loss may be the mean of."""
    steps, values = case.quantities.program.instructions, case.quantities.trace.values
    targets = [step.node.id for step in steps if step.node.op == "target"]
    return sum(np.size(values.get(id_, 0.0)) for id_ in targets)


def _swapped(case: Case) -> Iterator[Candidate]:
    """Two digits that stand side by side, exchanged."""
    printed, right = case.printed, case.right[1]
    if not isinstance(right, float) or not printed.unit or not np.isfinite(right):
        return
    size = abs(right) / printed.unit
    for cut in dict.fromkeys((round(size), int(size))) if size < 10**_MOST_DIGITS else ():
        digits = str(cut)
        for i in range(len(digits) - 1):
            other = digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
            if other != digits:
                value = float(np.copysign(int(other) * printed.unit, right))
                yield Candidate("digits swapped", [value], "two digits were exchanged")


def _turned_over(case: Case) -> Iterator[Candidate]:
    """A matrix whose rows and columns are exchanged."""
    if all(isinstance(x, np.ndarray) and x.ndim == 2 for x in case.right):
        numbers = [x.T for x in case.right]  # type: ignore[union-attr]  # arrays, as seen
        yield Candidate("transposed", numbers, "rows and columns are exchanged")


def of_neighbours(case: Case, earlier: Sequence[int]) -> Iterator[Candidate]:
    """The numbers of other claims of the same sort, as they were printed or should be."""
    count = case.quantities.count
    for quantity in dict.fromkeys(earlier):
        kind = quantity // count
        same = kind == case.kind or min(kind, case.kind) > AFTER
        if quantity == case.placed.quantity or not (same or case.kind != VALUE):
            continue
        known, truth = case.book.known.get(quantity), case.truth.number(quantity)
        numbers = [x for x in (known and known.printed, truth) if x is not None]
        text = f"this is the number of {case.words.quantity(quantity)}"
        yield Candidate("neighbour's number", numbers, text, 0.0 if same else 1.0)
    yield from _of_other_elements(case)


def _of_other_elements(case: Case) -> Iterator[Candidate]:
    """Of a vector another element."""
    for right in case.right if case.placed.element else ():
        if isinstance(right, np.ndarray) and right.size <= 10**3:
            for number_ in right.ravel().tolist():
                text = f"this is another element of {case.words.node(case.node)}"
                yield Candidate("wrong operand", [float(number_)], text, 3.0)
