"""Checking: the page and the rest of the window; what is answered becomes a change of the text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from graphviz_app.core.graph import Claim, Graph
from graphviz_app.core.reading import Element
from graphviz_app.errors import GraphAppError
from graphviz_app.gui.canvas.changing.changes import Changes
from graphviz_app.gui.canvas.graph_view import GraphView
from graphviz_app.gui.canvas.looking.verdict_flags import VerdictFlag
from graphviz_app.gui.canvas.showing.drawing import Drawing
from graphviz_app.gui.check.judging import Judging
from graphviz_app.gui.text.text_panel import TextPanel
from graphviz_app.gui.widgets.panel import Panel

if TYPE_CHECKING:
    from graphviz_app.gui.check.check_page import CheckPage

NOTHING_TO_PASTE = "There is no table of names and values on the clipboard."


@dataclass(frozen=True, slots=True)
class Around:
    """The parts of the window that a claim is shown in."""

    drawing: Drawing
    view: GraphView
    text: TextPanel
    is_presenting: Callable[[], bool]


class Checking(QObject):
    """Knows the page as soon as there is one; before that nothing is judged."""

    def __init__(
        self, changes: Changes, around: Around, choose: Callable[[Element], object]
    ) -> None:
        super().__init__(around.view)
        self._changes, self._around, self._choose = changes, around, choose
        self.judging = Judging(self)
        self.page: CheckPage | None = None
        self._is_seen = False
        self.judging.judged.connect(self._show)
        changes.document.graph_changed.connect(self._look)
        around.drawing.shown.connect(self._flag)

    def take(self, page: Panel) -> None:
        """Connect the page, now that it is made."""
        from graphviz_app.gui.check.check_page import CheckPage  # late: not there at the start

        if not isinstance(page, CheckPage):
            return
        self.page = page
        page.answered.connect(self.answer)
        page.asked.connect(self.ask)
        page.removed.connect(self.remove)
        page.went.connect(self.go_to)
        page.pointed_at.connect(self._light)
        page.visible_changed.connect(self._see)
        self._look()

    @property
    def _graph(self) -> Graph:
        return self._changes.document.graph

    def _look(self) -> None:
        if self.page is not None:
            self.judging.judge(self._graph)
            if self.judging.busy:
                self._show()

    def _show(self) -> None:
        if self.page is not None:
            state = self._changes.document.state
            self.page.take(self._graph, self.judging.checked, state.unread)
        self._flag()

    # In the graph and in the text

    def go_to(self, place: int) -> None:
        """Select what a claim is about, and light its line."""
        if not 0 <= place < len(self._graph.claims):
            return
        claim = self._graph.claims[place]
        if elements := self._elements(claim):
            self._choose(elements[0])
            self._around.drawing.scene.set_selection(elements)
        self._around.text.light_line(claim.line)

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

    def answer(self, place: int, printed: str) -> None:
        """This is what a person has worked out; nothing takes an answer back."""
        if self._changes.refused() or not 0 <= place < len(self._graph.claims):
            return
        from graphviz_app.explain.claim_names import claim_name  # late, as all of this
        from graphviz_app.formats.edits.answering import with_answer

        claim = self._graph.claims[place]
        tolerance = claim.tolerance if printed else ""
        what = f"Answer {claim_name(self._graph, claim)}"
        self._make(what, lambda: with_answer(self._graph, place, printed, tolerance))

    def ask(self, claims: Sequence[Claim]) -> None:
        """These are to be worked out."""
        if not claims or self._changes.refused():
            return
        from graphviz_app.explain.claim_names import claim_name
        from graphviz_app.formats.edits.answering import with_claims

        name = claim_name(self._graph, claims[0])
        what = f"Ask for {name}" if len(claims) == 1 else f"Ask for {len(claims)} numbers"
        before = len(self._graph.claims)
        self._make(what, lambda: with_claims(self._graph, claims))
        if self.page is not None and len(self._graph.claims) > before:
            self._show()
            self.page.list.type_at(before)

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
