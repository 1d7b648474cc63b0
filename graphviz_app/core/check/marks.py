"""Points for a hand solution: for each claim some for the method, some for the number."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from graphviz_app.core.check.verdict import Checked, Judged


class Points(NamedTuple):
    """What one claim can earn: for how it was worked out, and for its number."""

    method: float = 1.0
    value: float = 1.0

    @property
    def total(self) -> float:
        """Both."""
        return self.method + self.value


class Marks(NamedTuple):
    """What each claim has earned, in their order, and what all could have."""

    earned: tuple[Points, ...]
    possible: float

    @property
    def total(self) -> float:
        """All points that were earned."""
        return sum(points.total for points in self.earned)


NONE = Points(0.0, 0.0)


def marks(
    checked: Checked,
    each: Points = Points(),  # noqa: B008  # a frozen default
    of_claims: Mapping[int, Points] = MappingProxyType({}),
) -> Marks:
    """Points for every claim; ``of_claims`` are those of some, by their place.

    A number that follows from an earlier slip earns the method, unless it follows by itself.
    """
    asked: Sequence[Points] = [of_claims.get(at, each) for at in range(len(checked.judged))]
    earned = tuple(
        _earned(judged, points) for judged, points in zip(checked.judged, asked, strict=True)
    )
    return Marks(earned, sum(points.total for points in asked))


def _earned(judged: Judged, points: Points) -> Points:
    if judged.verdict in ("right", "rounded"):
        return points
    follows = judged.verdict == "follows" and not judged.trivial
    return Points(points.method, 0.0) if follows else NONE
