"""Asking PyTorch for its gradients, which takes seconds, beside the window."""

from collections.abc import Mapping
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal

from graphviz_app.core.graph import Graph, Value
from graphviz_app.errors import GraphAppError

LOOK_MS = 150


class _Question:
    """What the thread and the window share."""

    def __init__(self, graph: Graph) -> None:
        self.dropped = False
        self.answer: Mapping[str, Value] | None = None
        self.trouble = ""
        self._graph = graph

    def ask(self) -> None:
        """Until there is an answer, or nobody wants it any more."""
        from graphviz_app.formats.code.autograd import autograd_gradients  # late: seldom asked for

        try:
            self.answer = autograd_gradients(self._graph, lambda: self.dropped)
        except GraphAppError as error:
            self.trouble = str(error)


class Asking(QObject):
    """One question at a time."""

    answered = Signal(object)
    """Gradients by leaf, or a sentence that says why there are none."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._question: _Question | None = None
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._tell)

    @property
    def busy(self) -> bool:
        """Whether an answer is on its way."""
        return self._question is not None

    def begin(self, graph: Graph) -> None:
        """Ask for the gradients of a graph."""
        self.drop()
        self._question = _Question(graph)
        Thread(target=self._question.ask, name="pytorch", daemon=True).start()
        self._look.start()

    def drop(self) -> None:
        """Forget it, and end what has been started for it."""
        question, self._question = self._question, None
        self._look.stop()
        if question is not None:
            question.dropped = True

    def _tell(self) -> None:
        question = self._question
        if question is not None and (question.answer is not None or question.trouble):
            self.drop()
            told = question.trouble if question.answer is None else question.answer
            self.answered.emit(told)
