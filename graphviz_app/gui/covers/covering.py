"""Covering: which numbers are not told now. What is revealed is of the window, not the document."""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from graphviz_app.core.covering import covered
from graphviz_app.core.covers import Covers, covers_of
from graphviz_app.core.graph import Claim, Graph
from graphviz_app.core.trace import Trace
from graphviz_app.covered import Asked, Field
from graphviz_app.frames import Frame
from graphviz_app.gui.check.judging import Judging
from graphviz_app.gui.covers.lecture import Hidden, found_before, hidden_numbers
from graphviz_app.gui.covers.questions import Question, questions_in
from graphviz_app.gui.documents.document import Document


class _Shown(NamedTuple):
    """A run, its covers, and the same run with them."""

    trace: Trace
    covers: Covers | None
    covered: Trace


class Covering(QObject):
    """Covers what the document asks for and is not answered rightly, and what a lecture hides."""

    changed = Signal()
    """Other numbers are told."""

    def __init__(self, document: Document, judging: Judging, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._judging = document, judging
        self.hidden: frozenset[Hidden] = frozenset()
        self._asked: set[Claim] = set()
        """Questions that were open in this document, be they answered by now or not."""
        self._revealed: set[Asked] = set()
        self._guesses: dict[Asked, Field] = {}
        self._found: frozenset[Asked] = frozenset()
        """By the steps of a lecture that are over."""
        self._shown: _Shown | None = None
        document.opened.connect(self._begin)
        judging.judged.connect(self._judged)

    def _begin(self) -> None:
        self._asked, self._revealed, self._guesses = set(), set(), {}
        self.hidden, self._found = frozenset(), frozenset()

    def _judged(self) -> None:
        if self._asked:
            self.renew()

    # What is covered

    @property
    def _graph(self) -> Graph:
        return self._document.graph

    @property
    def questions(self) -> Sequence[Question]:
        """What the document asks of the graph, in its order."""
        claims = self._graph.claims
        if not claims:
            return ()
        from graphviz_app.core.questions import asked_about, open_claims

        self._asked |= {asked_about(claim) for claim in open_claims(self._graph)}
        checked = self._judging.checked
        verdicts = {} if checked is None else {one.claim: one.verdict for one in checked.judged}
        return tuple(questions_in(self._graph, self._asked, verdicts))

    @property
    def covers(self) -> Covers | None:
        """What is not told; None where everything is."""
        questions = self.questions
        if not questions and not self.hidden:
            return None
        from graphviz_app.core.questions import working_of

        asked = [one.number for one in questions if one.is_covered]
        asked = [number for number in asked if number not in self._revealed]
        told = self._revealed | self._found
        lecture = [n for n in hidden_numbers(self._graph, self.hidden) if n not in told]
        written = [one.field for one in questions if one.field.written]
        fields = {n: Field(n) for n in self._revealed} | self._guesses
        working = dict(working_of(self._graph, asked))
        for part in working.keys() & {*lecture, *told}:
            del working[part]
        told |= {one.number for one in questions if not one.is_covered}
        return covers_of([*asked, *lecture], [*fields.values(), *written], working, told)

    def shown(self, trace: Trace) -> Trace:
        """A run as it may be told now."""
        covers = self.covers
        before = self._shown
        if before is None or before.trace is not trace or before.covers != covers:
            self._shown = before = _Shown(trace, covers, covered(trace, covers))
        return before.covered

    def renew(self) -> None:
        """Look whether other numbers are told now."""
        shown = self._shown
        if shown is None or shown.covers != self.covers:
            self.changed.emit()

    def is_covered(self, number: Asked) -> bool:
        """Whether a number is not told now."""
        covers = None if self._shown is None else self._shown.covers
        if covers is None:
            return False
        if number.kind == "d":
            return (number.of, number.by) in covers.locals
        of_kind = {"value": covers.values, "after": covers.afters}
        return number.of in of_kind.get(number.kind, covers.gradients)

    def question(self, number: Asked) -> Question | None:
        """The question about a number, one that is open before others."""
        found = [one for one in self.questions if one.number == number]
        return next((one for one in found if one.is_open), found[0] if found else None)

    @property
    def any_covered(self) -> bool:
        """Whether there is something to be revealed."""
        covers = self.covers
        return covers is not None and covers.hides

    # What changes

    def reveal(self, numbers: Iterable[Asked]) -> None:
        """Tell these."""
        self._revealed |= {*numbers}
        self.renew()

    def hide(self, numbers: Iterable[Asked]) -> None:
        """Tell these no longer, if they are asked for."""
        gone = {*numbers}
        self._revealed -= gone
        for number in gone & self._guesses.keys():
            del self._guesses[number]
        self.renew()

    def reveal_all(self) -> None:
        """Tell everything."""
        self.reveal(self._all)

    def hide_all(self) -> None:
        """Everything as it was before anything was revealed or guessed."""
        self._found = frozenset()
        self.hide([*self._revealed, *self._guesses])

    @property
    def _all(self) -> Sequence[Asked]:
        asked = [one.number for one in self.questions if one.is_covered]
        return [*asked, *hidden_numbers(self._graph, self.hidden)]

    @property
    def asked(self) -> Mapping[Claim, Asked]:
        """The questions, as those know them who only list claims, and their numbers."""
        from graphviz_app.core.questions import asked_about

        return {asked_about(one.claim): one.number for one in self.questions}

    def take_revealed(self, claims: Container[Claim]) -> None:
        """Of the questions exactly these are revealed."""
        asked = self.asked
        self._revealed -= {*asked.values()}
        self.reveal(number for claim, number in asked.items() if claim in claims)

    def is_revealed(self, number: Asked) -> bool:
        """Whether it could be hidden again."""
        return number in self._revealed

    @property
    def any_revealed(self) -> bool:
        """Whether something could be hidden again."""
        return not self._revealed.isdisjoint(self._all)

    def guess(self, field: Field) -> None:
        """Somebody guesses: the number is told, with the guess."""
        self._guesses[field.asked] = field
        self.reveal([field.asked])

    def cover(self, kind: Hidden, on: bool) -> None:
        """Cover all of a kind for a lecture, or do so no longer."""
        self.hidden = self.hidden | {kind} if on else self.hidden - {kind}
        if on:
            of_kind = {*hidden_numbers(self._graph, frozenset([kind]))}
            self._revealed -= of_kind
            self._guesses = {n: field for n, field in self._guesses.items() if n not in of_kind}
        self._found = frozenset()
        self.renew()

    def see(self, frame: Frame | None) -> None:
        """Time has moved: of a lecture that covers each step, those before are told."""
        if frame is None or "steps" not in self.hidden:
            return
        found = frozenset(found_before(frame))
        if found != self._found:
            self._found = found
            self.renew()
