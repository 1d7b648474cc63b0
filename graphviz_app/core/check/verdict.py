"""What is said of a hand solution: a verdict for each claim, and the likely mistake."""

from dataclasses import dataclass
from typing import Literal

from graphviz_app.arrays import np
from graphviz_app.core.graph import Claim, Value
from graphviz_app.typing_compat import override

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


@dataclass(frozen=True, slots=True, eq=False)
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

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Judged) and self._told == other._told

    @override
    def __hash__(self) -> int:
        return hash(self._told)

    @property
    def _told(self) -> tuple[object, ...]:
        """All of it as what can be compared, lists of numbers too."""
        said = self.claim, self.verdict, self.slip, self.remark, self.trivial, self.element
        return *said, _bits(self.expected), _bits(self.carried)


def _bits(value: Value | None) -> object:
    return None if value is None else (np.shape(value), np.asarray(value, float).tobytes())


@dataclass(frozen=True, slots=True)
class Checked:
    """A whole hand solution, in the order in which it was written."""

    judged: tuple[Judged, ...] = ()

    @property
    def first_wrong(self) -> int | None:
        """The place of the first claim that is wrong; None if there is none."""
        wrong = (at for at, one in enumerate(self.judged) if one.verdict == "wrong")
        return next(wrong, None)
