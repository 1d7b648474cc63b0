"""The likely mistake behind a wrong number: slips are tried, those that lead to it are named."""

import math
from collections.abc import Iterator, Sequence

from graphviz_app.arrays import np
from graphviz_app.core.check.slips.case import Candidate, Case
from graphviz_app.core.check.slips.functions import of_function, of_sign, of_slope
from graphviz_app.core.check.slips.growing import Growing
from graphviz_app.core.check.slips.likelihood import RANK
from graphviz_app.core.check.slips.operands import of_atom
from graphviz_app.core.check.slips.step import of_no_step, of_step
from graphviz_app.core.check.slips.term import Term
from graphviz_app.core.check.slips.through import of_the_way
from graphviz_app.core.check.slips.ways import of_product, of_sum
from graphviz_app.core.check.slips.whole import of_neighbours, of_the_whole
from graphviz_app.core.check.verdict import Slip
from graphviz_app.core.graph import Value

Found = tuple[float, Candidate, Value]


def find(case: Case, earlier: Sequence[int]) -> tuple[Slip, Value] | None:
    """The likeliest slip, and its number in full; None if none leads to what was printed.

    ``earlier`` are the quantities of the claims before.
    """
    fits = sorted(_fits(case, _candidates(case, earlier)), key=lambda found: found[0])
    if not fits:
        return None
    kinds = list(dict.fromkeys(candidate.kind for _, candidate, _ in fits))
    best = fits[0][1]
    return Slip(best.kind, best.sentence, tuple(kinds[1:])), fits[0][2]


def _fits(case: Case, candidates: Iterator[Candidate]) -> Iterator[Found]:
    """Those that lead to the number."""
    for candidate in candidates:
        for number in candidate.numbers:
            if _meets(case, number):
                rank = RANK.get(candidate.kind, float(len(RANK))) + candidate.rank
                yield rank, candidate, number
                break


def _meets(case: Case, number: Value) -> bool:
    if isinstance(number, float):
        return math.isfinite(number) and case.printed.meets(number, number)
    return np.shape(number) == np.shape(case.printed.value) and case.printed.meets(number, number)


def _candidates(case: Case, earlier: Sequence[int]) -> Iterator[Candidate]:
    yield from of_the_whole(case)
    yield from of_neighbours(case, earlier)
    if case.is_number:
        tree = Growing(case).tree()
        for term in tree.walk():
            yield from _of_term(case, term)
        yield from of_no_step(case, tree)
    yield from of_the_way(case)


def _of_term(case: Case, term: Term) -> Iterator[Candidate]:
    if term.what == "sum":
        yield from of_sum(case, term)
    elif term.what == "product":
        yield from of_product(case, term)
    elif term.what == "slope":
        yield from of_slope(case, term)
    elif term.what == "atom":
        yield from of_atom(case, term)
    elif term.op == "step":
        yield from of_step(case, term)
    elif term.what == "apply":
        yield from of_function(case, term)
        yield from of_sign(case, term)
