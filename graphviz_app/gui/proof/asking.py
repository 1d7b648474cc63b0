"""Asking PyTorch for its gradients, which takes seconds, beside the window."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from graphviz_app.core.graph import Graph, Value
from graphviz_app.errors import GraphAppError
from graphviz_app.gui.proof.looked_after import LookedAfter
from graphviz_app.typing_compat import override

LOOK_MS = 150


class _Question:
    """A graph, and what PyTorch says of it."""

    def __init__(self, graph: Graph) -> None:
        self.dropped = False
        self.answer: Mapping[str, Value] | None = None
        self.trouble = ""
        self._graph = graph

    def work(self) -> None:
        """Until there is an answer, or nobody wants it any more."""
        from graphviz_app.formats.code.autograd import autograd_gradients  # late: seldom asked for

        try:
            self.answer = autograd_gradients(self._graph, lambda: self.dropped)
        except GraphAppError as error:
            self.trouble = str(error)


class Asking(LookedAfter[_Question]):
    """One question at a time."""

    answered = Signal(object)
    """Gradients by leaf, or a sentence that says why there are none."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, "pytorch", LOOK_MS)

    def begin(self, graph: Graph) -> None:
        """Ask for the gradients of a graph."""
        self._start(_Question(graph))

    @override
    def _tell(self) -> None:
        question = self._job
        if question is not None and (question.answer is not None or question.trouble):
            self.drop()
            told = question.trouble if question.answer is None else question.answer
            self.answered.emit(told)
