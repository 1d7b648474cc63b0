"""Covers: numbers of a run that are not told, as a person is asked for them or is to guess."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from graphviz_app.core.graph import Claim, Graph
from graphviz_app.covered import Asked, Field

NOTHING_WRITTEN: Mapping[Asked, Field] = MappingProxyType({})
NO_WORKING: Mapping[Asked, Asked] = MappingProxyType({})


class Covers(NamedTuple):
    """Nodes whose value or gradient is covered, and ends (target, source) of edges whose local
    derivative is."""

    values: frozenset[str] = frozenset()
    gradients: frozenset[str] = frozenset()
    locals: frozenset[tuple[str, str]] = frozenset()
    left_out: frozenset[str] = frozenset()
    """Nodes of which no gradient is shown, and none asked."""
    blank: bool = False
    """Whether fields are empty, to be written in on paper, and not asked with a question mark."""
    written: Mapping[Asked, Field] = NOTHING_WRITTEN
    """What a person has written of some, be they covered still or not."""

    working: Mapping[Asked, Asked] = NO_WORKING
    """Numbers that are covered only as the working of another, by that."""

    told: frozenset[Asked] = frozenset()
    """Numbers that are told, even if another one that is covered is the same."""

    afters: frozenset[str] = frozenset()
    """Parameters whose value after the step is covered."""

    @property
    def hides(self) -> bool:
        """Whether any number is not told."""
        return bool(self.values or self.gradients or self.locals or self.afters)

    def field(self, asked: Asked) -> Field:
        """What stands in the place of a number."""
        meant = self.working.get(asked, asked)
        return self.written.get(asked) or Field(meant)


def number_of(graph: Graph, claim: Claim) -> Asked | None:
    """Which number of the graph a claim is about; None for one that no picture has.

    An element is asked with the whole of what it is an element of; the derivative of the output
    by a node over all paths is its gradient.
    """
    if claim.kind == "d" and claim.of == graph.output and not claim.edge:
        return Asked("grad", claim.by)
    return Asked(claim.kind, claim.of, claim.by)


def covers_of(
    asked: Iterable[Asked],
    written: Iterable[Field] = (),
    working: Mapping[Asked, Asked] = NO_WORKING,
    told: Iterable[Asked] = (),
) -> Covers:
    """Covers of these numbers and the working of some; and what was written of those and others."""
    numbers = [*asked, *working]
    return Covers(
        frozenset(one.of for one in numbers if one.kind == "value"),
        frozenset(one.of for one in numbers if one.kind == "grad"),
        frozenset((one.of, one.by) for one in numbers if one.kind == "d"),
        afters=frozenset(one.of for one in numbers if one.kind == "after"),
        written={field.asked: field for field in written},
        working=working,
        told=frozenset(told),
    )
