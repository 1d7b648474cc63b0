"""Asking: what is selected in the graph becomes a question of the document, and no longer is."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from graphviz_app.core.graph import Claim
from graphviz_app.gui.canvas.showing.drawing import Drawing
from graphviz_app.gui.check.checking import Checking
from graphviz_app.gui.documents.document import Document

if TYPE_CHECKING:
    from graphviz_app.core.questions import Asked

NOTHING = "Nothing can be asked of this: it has no name in the text."
CLAIMED = "This is claimed in the text already."


class Asking:
    """Each way of asking takes its questions back where they are there."""

    def __init__(
        self,
        document: Document,
        checking: Checking,
        drawing: Drawing,
        say: Callable[[str], object],
    ) -> None:
        self._document, self._checking, self._drawing = document, checking, drawing
        self._say = say

    def ask_here(self) -> None:
        """For the value of what is selected; of leaves for the gradient, of edges the derivative.

        While gradients run back, for the gradient.
        """
        frame = self._drawing.scene.frame
        back = frame is not None and frame.moment is not None and not frame.kind.forwards
        self._ask(("grad", "d", "value") if back else ("value", "d", "grad"))

    def ask_gradient(self) -> None:
        """For the gradient of what is selected."""
        self._ask(("grad",))

    def _ask(self, kinds: Sequence[str]) -> None:
        from graphviz_app.core.questions import asked_about, open_claims

        wanted = list(dict.fromkeys(self._wanted(kinds)))
        if not wanted:
            self._say(NOTHING)
            return
        graph = self._document.graph
        claims = {asked_about(claim): at for at, claim in enumerate(graph.claims)}
        new = [claim for claim in wanted if claim not in claims]
        left_open = {asked_about(claim) for claim in open_claims(graph)}
        if new:
            self._checking.ask(new, here=True)
        elif back := [claims[claim] for claim in wanted if claim in left_open]:
            self._checking.remove(back)
        else:
            self._say(CLAIMED)

    def _wanted(self, kinds: Sequence[str]) -> Sequence[Claim]:
        """Of each selected element the first that can be asked of it."""
        from graphviz_app.gui.check.places import questions_about  # late: nobody asks at first

        scene, found = self._drawing.scene, list[Claim]()
        for element in scene.selection if scene.reading is not None else ():
            assert scene.reading is not None
            offered = questions_about(scene.reading, element, rate=False)
            ranked = [claim for kind in kinds for claim in offered if claim.kind == kind]
            found += ranked[:1]
        return found

    def ask_all(self, kind: "Asked") -> None:
        """For all values, or all gradients."""
        from graphviz_app.core.questions import questions

        asked = questions(self._document.graph, kind)
        if asked:
            self._checking.ask(asked, here=True)
        else:
            self._say(f"All {kind} are asked for already.")

    def take_back(self) -> None:
        """No question is asked any more; answers stay."""
        claims = self._document.graph.claims
        self._checking.remove([at for at, claim in enumerate(claims) if not claim.printed])
