"""Closed forms for the inspector: asked in a thread, when a person wants them."""

from contextlib import suppress
from threading import Thread
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from graphviz_app.core.trace import Trace
from graphviz_app.explain.closed import Asking, Closed, closed_forms

PAUSE_MS = 250
"""While a number is dragged nothing is asked."""


class Question(NamedTuple):
    """The derivative of ``of`` by ``by``, in a run."""

    trace: Trace
    of: str
    by: str


class ClosedAnswers(QObject):
    """Asks for one derivative after the other; of those that nobody waits for any more, none."""

    answered = Signal()
    _found = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.wanted = False
        """Whether closed forms are shown, of whatever is selected."""
        self._asking = asking = Asking()
        self._answer: tuple[Question, Closed] | None = None
        self._next: Question | None = None
        self._busy = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._begin)
        self._found.connect(self._take)
        self.destroyed.connect(lambda: asking.close())

    def of(self, question: Question) -> tuple[Closed | None, bool]:
        """The forms, and whether they are of this very run; asks if they are not."""
        if self._answer is not None:
            before, closed = self._answer
            if _is_same(before, question):
                return closed, True
            self._ask(question)
            return (closed, False) if before[1:] == question[1:] else (None, False)
        self._ask(question)
        return None, False

    def _ask(self, question: Question) -> None:
        self._next = question
        if not self._busy:
            self._pause.start()

    def _begin(self) -> None:
        question, self._next = self._next, None
        if question is not None and not self._busy:
            self._busy = True
            Thread(target=self._find, args=[question], daemon=True).start()

    def _find(self, question: Question) -> None:
        """In a thread of its own."""
        closed = closed_forms(*question, self._asking)
        with suppress(RuntimeError):  # the window has gone meanwhile
            self._found.emit(question, closed)

    def _take(self, question: Question, closed: Closed) -> None:
        self._busy = False
        self._answer = question, closed
        if self._next is not None and not _is_same(question, self._next):
            self._begin()
        else:
            self._next = None
        self.answered.emit()


def _is_same(one: Question, other: Question) -> bool:
    return one.trace is other.trace and one[1:] == other[1:]
