"""Checking: the page and the rest of the window; what is answered becomes a change of the text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from graphviz_app.core.graph import Claim, Graph
from graphviz_app.core.reading import Element
from graphviz_app.errors import GraphAppError
from graphviz_app.gui.canvas.changing.changes import Changes
from graphviz_app.gui.canvas.graph_view import GraphView
from graphviz_app.gui.canvas.looking.verdict_flags import VerdictFlag
from graphviz_app.gui.canvas.showing.drawing import Drawing
from graphviz_app.gui.check.bringing import Bringing
from graphviz_app.gui.check.judging import Judging
from graphviz_app.gui.documents.desk import Desk
from graphviz_app.gui.text.text_panel import TextPanel
from graphviz_app.gui.widgets.panel import Panel

if TYPE_CHECKING:
    from graphviz_app.core.check.conventions import Conventions
    from graphviz_app.core.trace import Trace
    from graphviz_app.formats.answers.numbers import Answer
    from graphviz_app.gui.check.check_page import CheckPage
    from graphviz_app.gui.check.conventions import Chosen

PAUSE, AT_LATEST = 60, 1_000
"""Milliseconds after a picture or a change until claims are judged that only the text shows."""


@dataclass(frozen=True, slots=True)
class Around:
    """The parts of the window that a claim is shown in."""

    drawing: Drawing
    view: GraphView
    text: TextPanel
    desk: Desk
    choose: Callable[[Element], object]
    is_presenting: Callable[[], bool]
    show_page: Callable[[], object]
    """Bring the page to the front."""


class Checking(QObject):
    """Knows the page as soon as there is one; before that the text alone says what is right."""

    page_made = Signal()
    page_changed = Signal()
    """The page shows other true numbers."""

    def __init__(self, changes: Changes, around: Around) -> None:
        super().__init__(around.view)
        self._changes, self._around = changes, around
        self.judging = Judging(self)
        self.bringing = Bringing(around.desk, self.add, around.show_page)
        self.page: CheckPage | None = None
        self._is_seen = self._going = False
        self._known: tuple[Trace, Mapping[str, Conventions]] | None = None
        """What can be gone by, of a run."""
        self._at = -1
        """The claim that was gone to last."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._judge)
        self.judging.judged.connect(self._show)
        changes.document.opened.connect(self._begin)
        changes.document.graph_changed.connect(self._look)
        around.drawing.shown.connect(self._flag)
        around.drawing.shown.connect(self._hurry)
        around.drawing.scene.selection_changed.connect(self._follow)

    def take(self, page: Panel) -> None:
        """Connect the page, now that it is made."""
        from graphviz_app.gui.check.check_page import CheckPage  # late: not there at the start

        if not isinstance(page, CheckPage):
            return
        self.page = page
        page.answered.connect(self.answer)
        page.asked.connect(self.ask)
        page.removed.connect(self.remove)
        page.table_pasted.connect(self.bringing.take_table)
        page.paste_wanted.connect(self.bringing.paste)
        page.import_wanted.connect(self.bringing.import_answers)
        page.went.connect(self.go_to)
        page.pointed_at.connect(self._light)
        page.visible_changed.connect(self._see)
        page.conventions_chosen.connect(self.go_by)
        page.revealed_changed.connect(self.page_changed)
        self._look()
        self.page_made.emit()

    @property
    def _graph(self) -> Graph:
        return self._changes.document.graph

    def _look(self) -> None:
        """Judge at once what the page shows; for the text alone the picture comes first."""
        if self.page is not None:
            self._judge()
        else:
            self._soon.start(AT_LATEST)

    def _hurry(self) -> None:
        """The picture is there; while a number is dragged the next one comes at once."""
        if self._soon.isActive():
            self._soon.start(PAUSE)

    def _judge(self) -> None:
        self.judging.judge(self._graph, wait=self.page is not None)
        if self.judging.busy:
            self._show()

    def judge_now(self) -> None:
        """Somebody waits for what is said."""
        self._soon.stop()
        self.judging.judge(self._graph)

    def _show(self) -> None:
        if not self.judging.busy:
            text = self._changes.document.state.text  # of which the panel may hear later
            self._around.text.set_checked(self.judging.checked, text)
        if self.page is not None:
            unread = self._changes.document.state.unread
            self.page.take(self._graph, self.judging.checked, unread, self._conventions())
        self._flag()

    def _begin(self) -> None:
        """Another document is another sheet."""
        self.judging.goes_by, self._at = None, -1
        if self.page is not None:
            self.page.begin()

    def go_by(self, conventions: "Conventions") -> None:
        """The sheet goes by these."""
        self.judging.goes_by = conventions
        self._judge()

    def _conventions(self) -> "Chosen":
        """What the sheet goes by, and what it could."""
        from graphviz_app.gui.check.conventions import AS_WRITTEN, Chosen, known_of

        trace = self._changes.document.trace
        if self._known is None or self._known[0] is not trace:
            self._known = (trace, known_of(trace) if trace.graph.claims else {})
        return Chosen(self.judging.goes_by or AS_WRITTEN, self._known[1])

    # In the graph and in the text

    def go_to(self, place: int) -> None:
        """Select what a claim is about, and light its line."""
        if not 0 <= place < len(self._graph.claims):
            return
        self._at = place
        claim = self._graph.claims[place]
        self._going = True
        if elements := self._elements(claim):
            self._around.choose(elements[0])
            self._around.drawing.scene.set_selection(elements)
        self._going = False
        self._around.text.light_line(claim.line)

    @property
    def wrong(self) -> Sequence[int]:
        """The places of the claims that are wrong, as far as that is known."""
        checked = self.judging.checked
        both = zip(self._graph.claims, () if checked is None else checked.judged, strict=False)
        told = [claim == one.claim and one.verdict == "wrong" for claim, one in both]
        return [at for at, is_wrong in enumerate(told) if is_wrong]

    def next_wrong(self) -> None:
        """To the next claim that is wrong, and from the last to the first."""
        if self.wrong:
            self._visit(next((at for at in self.wrong if at > self._at), self.wrong[0]))

    def previous_wrong(self) -> None:
        """To the one before, and from the first to the last."""
        if self.wrong:
            before = (at for at in reversed(self.wrong) if at < self._at)
            self._visit(next(before, self.wrong[-1]))

    def _visit(self, place: int) -> None:
        """Show a claim wherever it is seen."""
        if self.page is None:
            self.go_to(place)
        else:
            self.page.go_to(place)
        self._around.text.visit_line(self._graph.claims[place].line)

    def _follow(self, selection: Sequence[Element]) -> None:
        """Explain the first claim about what a person has selected in the graph."""
        page = self.page
        if self._going or not self._is_seen or page is None or page.list.is_typing:
            return
        chosen = {*selection[:1]}
        at = next((i for i, r in enumerate(page.rows) if chosen & {*self._elements(r.claim)}), None)
        if at is not None and not chosen & {*self._elements(page.rows[page.list.current].claim)}:
            page.list.set_current(at)

    def _elements(self, claim: Claim) -> Sequence[Element]:
        """What the graph shows of it."""
        from graphviz_app.gui.check.places import elements_of  # late, as the page

        reading = self._around.drawing.scene.reading
        return () if reading is None else elements_of(reading, claim)

    def _light(self, place: int) -> None:
        """Mark what the claim under the pointer is about."""
        claims = self._graph.claims
        elements = self._elements(claims[place]) if 0 <= place < len(claims) else ()
        self._around.drawing.scene.set_hover(next(iter(elements), None))

    def _see(self, seen: bool) -> None:
        """While presenting no page is seen, but what is wrong can be talked about."""
        self._is_seen = seen or (self._is_seen and self._around.is_presenting())
        self._flag()

    def _flag(self) -> None:
        """Mark what is wrong, as long as the page is seen."""
        flags: dict[Element, VerdictFlag] = {}
        rows = self.page.rows if self._is_seen and self.page is not None else ()
        for row in rows:
            if row.verdict == "wrong":
                for element in self._elements(row.claim):
                    flags.setdefault(element, VerdictFlag(element, row.is_first_wrong))
        self._around.view.set_flags(flags.values())

    # What changes

    def answer(self, place: int, answer: "Answer") -> None:
        """This is what a person has worked out; an empty one takes back what there was."""
        if self._changes.refused() or not 0 <= place < len(self._graph.claims):
            return
        from graphviz_app.explain.claim_names import claim_name  # late, as all of this
        from graphviz_app.formats.edits.answering import with_answer

        claim = self._graph.claims[place]
        what = f"Answer {claim_name(self._graph, claim)}"
        self._make(what, lambda: with_answer(self._graph, place, *answer))

    def ask(self, claims: Sequence[Claim], *, here: bool = False) -> None:
        """These are to be worked out; ``here``, on the graph, not on the page."""
        if not claims or self._changes.refused():
            return
        from graphviz_app.explain.claim_names import claim_name
        from graphviz_app.formats.edits.answering import with_claims

        name = claim_name(self._graph, claims[0])
        what = f"Ask for {name}" if len(claims) == 1 else f"Ask for {len(claims)} numbers"
        before = len(self._graph.claims)
        self._make(what, lambda: with_claims(self._graph, claims))
        if not here and self.page is not None and len(self._graph.claims) > before:
            self._show()
            self.page.list.type_at(before)

    def add(self, what: str, claims: Sequence[Claim]) -> bool:
        """Answers: to what is asked already, or of what is new; whether they could be added."""
        if self._changes.refused():
            return False
        from graphviz_app.formats.edits.answering import with_claims

        self._make(what, lambda: with_claims(self._graph, claims))
        return True

    def remove(self, places: Sequence[int]) -> None:
        """These are no longer asked."""
        if places and not self._changes.refused():
            from graphviz_app.formats.edits.answering import without_claims

            self._make("Remove claims", lambda: without_claims(self._graph, places))

    def _make(self, what: str, changed: Callable[[], Graph]) -> None:
        try:
            self._changes.make(what, self._changes.beside(f"{what} …", changed))
        except GraphAppError as error:
            self._changes.complain(error)
