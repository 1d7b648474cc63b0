"""One entry of the history, and which of them are undone together."""

import time
from typing import Protocol

from PySide6.QtGui import QUndoCommand

from graphviz_app.gui.documents.state import LIVE, State
from graphviz_app.gui.widgets.code.two_texts import common_ends
from graphviz_app.typing_compat import override

MERGE_SECONDS = 2.0
"""Edits of the same thing that follow each other this quickly are undone together."""
MERGE_ID = 1
TEXT = "text"
"""The subject of edits that come from the text, which says neither pins nor labels."""


class Shows(Protocol):
    """A document, as far as the history knows it."""

    state: State

    def put(self, state: State) -> None:
        """Show this, without history."""


class Replace(QUndoCommand):
    """The one command: the state before is replaced by the state after."""

    def __init__(self, document: Shows, what: str, after: State, subject: str) -> None:
        super().__init__(what)
        self._document = document
        self._before = document.state
        self._after = after
        self._subject = subject
        self._made_at = time.monotonic()
        self._line, self._inside = -1, True
        if subject == TEXT:
            self._line, self._inside = _place_of_change(self._before.text, after.text)

    @override
    def redo(self) -> None:
        self._document.put(self._after)

    @override
    def undo(self) -> None:
        self._document.put(self._before)

    @override
    def id(self) -> int:
        return MERGE_ID if self._subject else -1

    @override
    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, Replace) or not self._goes_on_in(other):
            return False
        self._after, self._made_at, self._line = other._after, other._made_at, other._line
        self.setText(other.text())
        self.setObsolete(self._after.says_the_same(self._before))
        return True

    def _goes_on_in(self, other: "Replace") -> bool:
        if other._subject != self._subject or other._made_at - self._made_at > MERGE_SECONDS:
            return False
        return other._inside and other._line == self._line


def _place_of_change(before: str, after: str) -> tuple[int, bool]:
    """The 0-based line in which a change ends, and whether it keeps to that line.

    (-1, True) for texts that are too long to be compared at every change.
    """
    if max(len(before), len(after)) > LIVE:
        return -1, True
    start, tail = common_ends(before, after)
    end = len(after) - tail
    pieces = before[start : len(before) - tail], after[start:end]
    return after.count("\n", 0, end), not any("\n" in piece for piece in pieces)
