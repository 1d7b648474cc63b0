"""One slip put into a hand solution, and every kind that leads to the same number there."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.core.check.sheets.working import (
    WAYS,
    Hand,
    Numbers,
    Problem,
    Step,
    numbers_before,
    value,
    work,
)

UNITS = 10
"""A slip is off by at least so many units in the last digit that is printed ..."""
SHARE = 0.03
"""... and by this share of the right number: less may be rounding."""
NO_NUMBER = (ArithmeticError, ValueError, KeyError)
Slips = list[tuple[str, str]]


@dataclass(frozen=True)
class Planted:
    """A sheet with a slip: where, what reproduces the number, what else changes with it."""

    text: str
    hand: Hand
    claim: str = ""
    kinds: tuple[str, ...] = ()
    right: str = ""
    follows: tuple[str, ...] = ()


def right_sheet(problem: Problem, hand: Hand) -> Planted:
    return Planted(problem.text(work(problem, hand)), hand)


def plant(problem: Problem, hand: Hand, step: Step, rule: str) -> Planted | None:
    """The sheet with ``rule`` instead of the step's own; none where that is hardly another."""
    known = numbers_before(problem, hand, step.claim)
    try:
        if not is_off(hand, value(step.rule, known), value(rule, known)):
            return None
        written = work(problem, hand, {step.claim: rule})
    except NO_NUMBER:
        return None
    clean = work(problem, hand)
    follows = [c for c, number in written.items() if number != clean[c] and c != step.claim]
    kinds = tuple(dict.fromkeys(_kinds(problem, hand, step, known, written[step.claim])))
    text = problem.text(written)
    return Planted(text, hand, step.claim, kinds, clean[step.claim], tuple(follows))


def is_off(hand: Hand, right: float, wrong: float) -> bool:
    """Whether a number is far enough from the right one to be no rounding of it."""
    off = abs(hand.kept(wrong) - hand.kept(right))
    return off >= UNITS * hand.unit(wrong) and off >= SHARE * abs(right)


def _kinds(problem: Problem, hand: Hand, step: Step, known: Numbers, printed: str) -> Iterator[str]:
    """What leads to the number: a slip of this step, or else what is done with any number."""
    for slips in (list(step.slips), general_slips(problem, step)):
        fitting = [kind for kind, rule in slips if _prints(hand, rule, known, printed)]
        yield from fitting
        if fitting:
            return


def _prints(hand: Hand, rule: str, known: Numbers, printed: str) -> bool:
    try:
        return hand.printed(value(rule, known)) == printed
    except NO_NUMBER:
        return False


def general_slips(problem: Problem, step: Step) -> Slips:
    """What is done with any number."""
    rule = f"({step.rule})"
    general = [("sign", f"-{rule}"), ("decimal shifted", f"10*{rule}")]
    general.append(("decimal shifted", f"{rule}/10"))
    return general + [("neighbour's number", claim) for claim in _neighbours(problem, step)]


def _neighbours(problem: Problem, step: Step) -> list[str]:
    """The claim before, and the last ones of the same form."""
    claims = [other.claim for other in problem.steps]
    before = claims[: claims.index(step.claim)]
    same = [claim for claim in before if _form(claim) == _form(step.claim)]
    return list(dict.fromkeys(before[-1:] + same[-3:]))


def _form(claim: str) -> str:
    """``grad`` of ``grad(w1)``, ``z`` of ``z1_1``."""
    return claim.split("(")[0] if "(" in claim else claim[0]


def every_slip(problem: Problem, hand: Hand, general: bool = False) -> Iterator[Planted]:
    """All sheets that one problem gives with one slip."""
    for step in problem.steps:
        extra = general_slips(problem, step) if general else []
        for _, rule in [*step.slips, *extra]:
            sheet = plant(problem, hand, step, rule)
            if sheet is not None:
                yield sheet


def one_slip(problem: Problem, hand: Hand, chance: Random, general: bool = False) -> Planted | None:
    """A sheet with a slip at a place drawn at random, of a kind drawn at random."""
    for _ in range(50):
        step = chance.choice(problem.steps)
        slips = general_slips(problem, step) if general else list(step.slips)
        sheet = plant(problem, hand, step, chance.choice(slips)[1]) if slips else None
        if sheet is not None:
            return sheet
    return None


def any_hand(chance: Random) -> Hand:
    return Hand(chance.choice((3, 4, 4, 5)), chance.choice(WAYS))
