"""Changes: how a gesture changes the graph, and when none may."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from graphviz_app.core.graph import Graph
from graphviz_app.errors import GraphAppError, ParseError
from graphviz_app.gui.documents.desk import Desk
from graphviz_app.gui.documents.doing import takes_long
from graphviz_app.gui.documents.state import LIVE
from graphviz_app.gui.widgets.parts import first_upper
from graphviz_app.gui.widgets.patience import GaveUpError

BROKEN = "Repair the text first: a change here would take away what was typed there."
"""Why nothing is edited elsewhere."""

T = TypeVar("T")


class Changes(QObject):
    """New graphs from gestures, one entry of the history each; refused while the text is broken."""

    told = Signal(str)
    """A sentence about what was done, or cannot be."""
    begins = Signal()
    """Something is to be changed: what is only tried becomes a change of its own first."""

    def __init__(self, desk: Desk, read_typed: Callable[[], object]) -> None:
        """``read_typed`` takes what was typed into the document."""
        super().__init__(desk.window)
        self.document = desk.document
        self._notice, self._patience = desk.notice, desk.patience
        self._read_typed = read_typed

    def refused(self) -> bool:
        """While the text is broken, a change elsewhere would throw it away."""
        self.begins.emit()
        self._read_typed()
        if self.document.draft is not None:
            self.told.emit(BROKEN)
        return self.document.draft is not None

    def beside(self, words: str, work: Callable[[], T], text: str = "") -> T:
        """Work a change out; if the graph or the text is large, the window lives meanwhile.

        Raises what ``work`` raises, and GaveUpError.
        """
        large = len(text) > LIVE or takes_long(self.document.graph)
        return self._patience(words, work) if large else work()

    def make(self, what: str, graph: Graph, come_back: bool = False) -> None:
        """This is the graph now; ``what`` names the change in the Edit menu."""
        self.document.edit(what, graph, come_back=come_back)

    def complain(self, error: GraphAppError) -> None:
        """Say why there is no change; who did not want to wait knows it."""
        if not isinstance(error, GaveUpError):
            self._notice.complain(reason(error))


def reason(error: GraphAppError) -> str:
    """A sentence without the place in a text that the person has not typed."""
    return first_upper(error.reason if isinstance(error, ParseError) else str(error))
