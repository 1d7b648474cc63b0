"""ClaimRow: one claim as the page shows it, as data."""

from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from graphviz_app.core.check import Checked, Judged, Verdict
from graphviz_app.core.graph import Claim, Graph, Value
from graphviz_app.core.questions import asked_about
from graphviz_app.explain.claim_names import claim_latex, claim_name
from graphviz_app.explain.numerals import value_words
from graphviz_app.gui.widgets.verdict_signs import WORDS
from graphviz_app.numbers import MINUS

WAITING = "being checked"
UNREAD = "cannot be read"
BRIEF: Mapping[Verdict, str] = {"rounded": "rounded", "follows": "follows", "wrong": "wrong"}
"""Verdicts in one word."""
_NOTHING: Mapping[int, str] = {}


class ClaimRow(NamedTuple):
    """What a claim is about, what was answered, and what is said of it."""

    claim: Claim
    latex: str
    name: str
    judged: Judged | None
    """None until it has been compared with the run."""
    revealed: bool = False
    is_first_wrong: bool = False
    unread: str = ""
    """Why what was written cannot be read; it counts as not answered."""

    @property
    def verdict(self) -> Verdict | None:
        """What is said of it; None until something is."""
        return None if self.judged is None else self.judged.verdict

    @property
    def answer(self) -> str:
        """What was answered, as it is shown: with a true minus."""
        tolerance = f" ± {self.claim.tolerance}" if self.claim.tolerance else ""
        return f"{self.claim.printed}{tolerance}".replace("-", MINUS)

    @property
    def expected(self) -> str:
        """The true number, in words for a tensor that is too large; '' if there is none."""
        return "" if self.judged is None else shown(self.judged.expected)

    @property
    def words(self) -> str:
        """What stands below the name."""
        if self.revealed and self.expected:
            exact = "exactly" if self.verdict in ("right", "rounded") else "expected"
            return f"{exact} {self.expected}"
        return self._verdict_words

    @property
    def brief(self) -> str:
        """The same where there is little room: a number is not cut off."""
        if self.revealed and self.expected:
            return f"= {self.expected}"
        brief = None if self.verdict is None or self.unread else BRIEF.get(self.verdict)
        return brief or self._verdict_words

    @property
    def _verdict_words(self) -> str:
        if self.verdict is None:
            return WAITING
        return UNREAD if self.unread else WORDS[self.verdict]

    @property
    def spoken(self) -> str:
        """All of it in one sentence, for screen readers."""
        first = "the first that is wrong, " if self.is_first_wrong else ""
        verdict = self._verdict_words
        exact = f", {self.words}" if self.words != verdict else ""
        return f"{self.name}: {self.answer or 'no answer'}, {first}{verdict}{exact}"


def shown(value: Value | None) -> str:
    """A number as the page shows it; '' if there is none."""
    return "" if value is None else value_words(value)


def rows_of(
    graph: Graph,
    checked: Checked | None,
    revealed: Container[object],
    unread: Mapping[int, str] = _NOTHING,
) -> tuple[ClaimRow, ...]:
    """A row for each claim of a graph. Until claims that are others have been judged, those that
    have stayed keep what was said of them. ``unread`` says, by line, which answers cannot be read.
    """
    said: dict[Claim, list[Judged]] = {}
    for one in () if checked is None else checked.judged:
        said.setdefault(one.claim, []).append(one)
    first = _first_wrong(checked)
    rows = []
    for claim in graph.claims:
        is_first = claim == first
        first = None if is_first else first
        shows = asked_about(claim) in revealed
        latex, name = claim_latex(graph, claim), claim_name(graph, claim)
        why = "" if claim.printed else unread.get(claim.line, "")
        rows.append(ClaimRow(claim, latex, name, _next(said.get(claim)), shows, is_first, why))
    return tuple(rows)


def _next(said: list[Judged] | None) -> Judged | None:
    """What was said of a claim; of one that is there several times in their order."""
    if not said:
        return None
    return said.pop(0) if len(said) > 1 else said[0]


def _first_wrong(checked: Checked | None) -> Claim | None:
    if checked is None or checked.first_wrong is None:
        return None
    return checked.judged[checked.first_wrong].claim


def first_wrong(rows: Sequence[ClaimRow]) -> int | None:
    """Where it went wrong first."""
    return next((place for place, row in enumerate(rows) if row.is_first_wrong), None)


def next_wrong(rows: Sequence[ClaimRow], at: int, way: int) -> int | None:
    """The next that is wrong (``way`` 1), or the one before (-1); beyond the last the first."""
    wrong = [place for place, row in enumerate(rows) if row.verdict == "wrong"]
    if way > 0:
        return next((place for place in wrong if place > at), wrong[0] if wrong else None)
    return next((place for place in reversed(wrong) if place < at), wrong[-1] if wrong else None)
