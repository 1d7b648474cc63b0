"""The likely mistake behind a wrong number: slips are tried, those that lead to it are named."""

from collections.abc import Iterator, Sequence
from itertools import islice

from graphviz_app.arrays import np
from graphviz_app.core.check.placed import part
from graphviz_app.core.check.slips.case import Candidate, Case
from graphviz_app.core.check.slips.classes import of_no_target, of_softmax, of_targets
from graphviz_app.core.check.slips.functions import of_all_alike, of_function, of_slope
from graphviz_app.core.check.slips.growing import Growing
from graphviz_app.core.check.slips.joined import of_joined
from graphviz_app.core.check.slips.likelihood import RANK, UNLIKELY
from graphviz_app.core.check.slips.operands import of_atom, of_pairs
from graphviz_app.core.check.slips.shares import of_share
from graphviz_app.core.check.slips.step import of_no_step, of_other_step, of_step
from graphviz_app.core.check.slips.term import OTHER, UPDATE, Term
from graphviz_app.core.check.slips.through import of_the_way
from graphviz_app.core.check.slips.ways import of_local, of_product, of_sum
from graphviz_app.core.check.slips.whole import of_neighbours, of_the_whole
from graphviz_app.core.check.verdict import Slip
from graphviz_app.core.graph import Value

MOST_TRIED = 5000
"""Slips that are tried at one claim."""
_COARSE = 100
"""Units of the last digit."""
Found = tuple[float, Candidate, Value]


def find(cases: Sequence[Case], earlier: Sequence[int]) -> tuple[Slip, Value] | None:
    """The likeliest slip, and its number in full; None if none leads to what was printed.

    The cases are one claim by several derivations; ``earlier`` are the quantities claimed before.
    """
    fits = [found for case in cases for found in _fits(case, _candidates(case, earlier))]
    fits.sort(key=lambda found: found[0])
    if not fits:
        return None
    kinds = list(dict.fromkeys(candidate.kind for _, candidate, _ in fits))
    best = fits[0][1]
    return Slip(best.kind, best.sentence, tuple(kinds[1:])), fits[0][2]


def _fits(case: Case, candidates: Iterator[Candidate]) -> Iterator[Found]:
    """Those that lead to the number, with their ranks."""
    meets = _Meets(case)
    for candidate in islice(candidates, MOST_TRIED):
        for number in candidate.numbers:
            found = meets.found(number)
            if found is not None and not (candidate.rank >= UNLIKELY and meets.is_coarse):
                rank = RANK.get(candidate.kind, float(len(RANK))) + candidate.rank
                yield rank, candidate, found
                break


class _Meets:
    """Whether a slip's number is the printed one."""

    def __init__(self, case: Case) -> None:
        self.printed = case.printed
        self.element = case.placed.element
        self.shape = np.shape(case.printed.value)
        right = [case.placed.part(number) for number in case.right]
        size = np.max(np.abs(case.printed.value))
        self.is_coarse = bool(size < _COARSE * case.printed.unit)
        """Whether it has so few digits that much leads to it by chance."""
        self.is_list = isinstance(case.printed.value, np.ndarray)
        self.right = self.printed.met(right[0], right[0]) | self.printed.met(right[1], right[1])

    def found(self, number: Value) -> Value | None:
        """The number if it is; of a list its elements may also be right, but not all."""
        if isinstance(number, float) and not self.is_list:
            return number if self.printed.low <= number <= self.printed.high else None
        if self.element and isinstance(number, np.ndarray):
            try:
                number = part(number, self.element)
            except IndexError:
                return None
        if np.shape(number) != self.shape:
            return None
        there = self.printed.met(number, number)
        fits = bool(np.all(there | self.right)) and bool(np.any(there & ~self.right))
        return number if fits else None


def _candidates(case: Case, earlier: Sequence[int]) -> Iterator[Candidate]:
    yield from of_the_whole(case)
    yield from of_neighbours(case, earlier)
    tree = Growing(case).tree()
    for term in tree.walk():
        yield from _of_term(case, term)
    yield from of_pairs(case, tree)
    yield from of_all_alike(tree)
    yield from of_targets(case, tree)
    yield from of_no_step(case, tree)
    yield from of_no_target(case)
    yield from of_softmax(case)
    yield from of_the_way(case)


def _of_term(case: Case, term: Term) -> Iterator[Candidate]:
    if term.what == "sum":
        yield from of_sum(case, term)
    elif term.what == "product":
        yield from of_product(case, term)
    elif term.what == "slope":
        yield from of_slope(case, term)
    elif term.what == "share":
        yield from of_share(case, term)
    elif term.what == "atom":
        yield from of_atom(case, term)
    elif term.op == UPDATE:
        yield from of_step(case, term)
    elif term.op == OTHER:
        yield from of_other_step(case, term)
    elif term.what == "apply":
        yield from of_function(case, term)
        yield from of_joined(case, term)
    if term.role == "local" and term.what != "slope" and term.node >= 0:
        yield from of_local(case, term)
