"""The questions of a document that stand on its graph: which number, and what was answered."""

from collections.abc import Container, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from graphviz_app.core.covers import number_of
from graphviz_app.core.graph import Claim, Graph
from graphviz_app.core.questions import asked_about
from graphviz_app.covered import Asked, Field, Outcome

if TYPE_CHECKING:
    from graphviz_app.core.check import Verdict

_OUTCOMES: "Mapping[Verdict | None, Outcome]" = {
    "right": "right",
    "rounded": "right",
    "follows": "follows",
    "wrong": "wrong",
}


class Question(NamedTuple):
    """A claim about a number that the graph shows."""

    place: int
    """Among the claims."""
    number: Asked
    claim: Claim
    field: Field
    """What is written in its place, and whether that is right."""

    @property
    def is_open(self) -> bool:
        """Whether nothing was answered."""
        return not self.claim.printed

    @property
    def is_covered(self) -> bool:
        """Whether the number is not told yet, unless it is revealed."""
        return self.field.outcome != "right"


def questions_in(
    graph: Graph, asked: Container[Claim], verdicts: "Mapping[Claim, Verdict]"
) -> Iterator[Question]:
    """The claims that were left open when they were seen first, in the document's order."""
    for place, claim in enumerate(graph.claims):
        number = number_of(graph, claim)
        if number is None or asked_about(claim) not in asked:
            continue
        outcome = _OUTCOMES.get(verdicts.get(claim), "") if claim.printed else ""
        written = "" if claim.element or claim.by_element else claim.printed
        yield Question(place, number, claim, Field(number, written, outcome))
