"""How a hand solution comes about: one step after another, from the numbers written down so far.

Nothing here knows of the engine. A rule is arithmetic as a person would write it, over the names
on the sheet: ``grad(z)*x1``.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import CodeType
from typing import Literal

Numbers = Mapping[str, float]
Way = Literal["rounded", "truncated", "calculator"]
WAYS: tuple[Way, ...] = ("rounded", "truncated", "calculator")
Rows = tuple[tuple[str, ...], ...]


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


FUNCTIONS = {
    **{name: getattr(math, name) for name in ("exp", "log", "log10", "sin", "cos", "tanh", "pi")},
    "sigmoid": sigmoid,
    "relu": lambda z: max(z, 0.0),
    "leaky_relu": lambda z: z if z > 0 else 0.01 * z,
    "sigmoid_slope": lambda z: sigmoid(z) * (1 - sigmoid(z)),
    "tanh_slope": lambda z: 1 - math.tanh(z) ** 2,
    "relu_slope": lambda z: float(z > 0),
    "leaky_relu_slope": lambda z: 1.0 if z > 0 else 0.01,
}
"""What a rule may call."""
_NAME = re.compile(r"\b(?:grad|after)\(\w+(?:\[[\d, ]+\])?\)|\bd\(\w+, \w+\)|\b\w+\[[\d, ]+\]")


@cache
def _code(rule: str) -> CodeType:
    return compile(_NAME.sub(lambda name: _plain(name[0]), rule), rule, "eval")


@cache
def _plain(name: str) -> str:
    """A claim's name as a name in Python."""
    return re.sub(r"\W+", "_", name)


def value(rule: str, known: Numbers) -> float:
    """What a rule gives; KeyError where it asks for what is not known yet."""
    try:
        return float(eval(_code(rule), FUNCTIONS, {_plain(k): v for k, v in known.items()}))
    except NameError as missing:
        raise KeyError(str(missing)) from None


@dataclass(frozen=True)
class Step:
    """One number, how it follows from earlier ones, and what people do instead."""

    claim: str
    rule: str
    slips: tuple[tuple[str, str], ...] = ()


def step(claim: str, rule: str, *slips: str) -> Step:
    """A step with its slips, each written ``kind: rule``."""
    pairs = [tuple(slip.split(": ", 1)) for slip in slips]
    return Step(claim, rule, tuple((kind, other) for kind, other in pairs))


@dataclass(frozen=True)
class Problem:
    """A graph as text, the numbers given, and the steps of its hand solution in their order.

    ``lists`` are claims made of the numbers of several steps, row by row.
    """

    title: str
    lines: tuple[str, ...]
    given: Numbers
    steps: tuple[Step, ...]
    lists: Mapping[str, Rows] = field(default_factory=dict)

    def given_as(self, numbers: Numbers) -> "Problem":
        """The same problem with other numbers given."""
        leaf = re.compile(r"(\w+) = (input|parameter|target)\(.*\)")
        lines = [leaf.sub(lambda m: f"{m[1]} = {m[2]}({numbers[m[1]]})", x) for x in self.lines]
        return replace(self, lines=tuple(lines), given={**self.given, **numbers})

    def text(self, written: Mapping[str, str]) -> str:
        """The sheet: the graph, then the hand solution."""
        claims = [f"{claim} == {printed}" for claim, printed in self.together(written).items()]
        return "\n".join([self.title, *self.lines, "", "# the hand solution", *claims, ""])

    def together(self, written: Mapping[str, str]) -> dict[str, str]:
        """The numbers as they are claimed: those of a list in one."""
        part = {name: claim for claim, rows in self.lists.items() for row in rows for name in row}
        claims: dict[str, str] = {}
        for name, printed in written.items():
            claim = part.get(name, name)
            claims[claim] = _listed(self.lists[claim], written) if claim != name else printed
        return claims


def _listed(rows: Rows, written: Mapping[str, str]) -> str:
    inner = [f"[{', '.join(written[name] for name in row)}]" for row in rows]
    return inner[0] if len(inner) == 1 else f"[{', '.join(inner)}]"


@dataclass(frozen=True)
class Hand:
    """How somebody writes numbers down and goes on with them."""

    digits: int
    way: Way

    def kept(self, number: float) -> float:
        """The number that is written down, as it would be read again."""
        if self.way == "truncated":
            scale = math.pow(10, self.digits)
            return math.trunc(number * scale) / scale
        return round(number, self.digits)

    def printed(self, number: float) -> str:
        return f"{self.kept(number):.{self.digits}f}"

    def unit(self, number: float) -> float:
        """One in the last digit that is written of a number."""
        return math.pow(10, -self.digits)

    def carried(self, number: float) -> float:
        """The number that this person goes on with."""
        return number if self.way == "calculator" else self.kept(number)


def work(problem: Problem, hand: Hand, slips: Mapping[str, str] | None = None) -> dict[str, str]:
    """What is written down, number by number; ``slips`` are other rules for some."""
    known = dict(problem.given)
    written: dict[str, str] = {}
    for one in problem.steps:
        number = value((slips or {}).get(one.claim, one.rule), known)
        written[one.claim] = hand.printed(number)
        known[one.claim] = hand.carried(number)
    return written


def numbers_before(problem: Problem, hand: Hand, claim: str) -> dict[str, float]:
    """What the person knows when they come to ``claim``, without a slip."""
    known = dict(problem.given)
    for one in problem.steps:
        if one.claim == claim:
            return known
        known[one.claim] = hand.carried(value(one.rule, known))
    raise KeyError(claim)
