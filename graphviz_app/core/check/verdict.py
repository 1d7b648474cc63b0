"""What is said of a hand solution: a verdict for each claim, and the likely mistake."""

from dataclasses import dataclass
from typing import Literal

from graphviz_app.core.graph import Claim, Value

Verdict = Literal["right", "rounded", "follows", "wrong", "blank"]
"""right; right to its digits; right but for an earlier slip; wrong here; nothing to judge."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake that leads to exactly the number that was written."""

    kind: str
    """``sign``, ``factor``, ``path missing`` …"""
    sentence: str
    """What went wrong, as a teacher would say it."""
    others: tuple[str, ...] = ()
    """Kinds that would lead to the same number, likeliest first."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with its verdict."""

    claim: Claim
    verdict: Verdict
    expected: Value | None = None
    """The true number; None if there is none."""
    carried: Value | None = None
    """What follows from the claims before it; as expected where those are right."""
    slip: Slip | None = None
    """Only of what is wrong, and only if it leads to the number."""
    remark: str = ""
    """A sentence more: a convention that it would be right in; what it made trivial."""
    trivial: bool = False
    """Whether it follows by itself from an earlier slip (0, 1, ∞), and earns nothing."""
    element: tuple[int, ...] = ()
    """Of a list the first element that is wrong."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A whole hand solution, in the order in which it was written."""

    judged: tuple[Judged, ...] = ()

    @property
    def first_wrong(self) -> int | None:
        """The place of the first claim that is wrong; None if there is none."""
        wrong = (at for at, one in enumerate(self.judged) if one.verdict == "wrong")
        return next(wrong, None)
