"""Translating: a program or a formula of another dialect becomes a text of this language."""

from functools import partial

from PySide6.QtCore import QObject

from graphviz_app.errors import ParseError
from graphviz_app.formats.dialects.dialects import recognised
from graphviz_app.formats.dialects.reading import attempt
from graphviz_app.formats.dialects.translation import Translation
from graphviz_app.formats.language.text import graph_of_text
from graphviz_app.gui.documents.desk import Desk
from graphviz_app.gui.documents.state import State, understood

WHAT_CHANGED, KEEP = "What changed…", "Keep as pasted"


class Translating(QObject):
    """Replaces what the document holds by its translation, says so, and takes it back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._given: State | None = None
        """What the notice that is shown can bring back."""
        desk.document.state_changed.connect(self._forget_what_is_back)
        desk.document.opened.connect(self._forget)

    def take_pasted(self, pasted: str) -> None:
        """Translate the text, if a whole program was pasted into it."""
        if recognised(pasted):
            self.translate()

    def translate(self, keep: str = KEEP) -> bool:
        """Translate the text that is not understood; False, and why, if that cannot be done.

        ``keep`` is the word on the button that takes it back.
        """
        given = self._desk.document.state
        if given.draft is None:
            return False
        found = attempt(given.draft)
        dialect = recognised(given.draft)
        if isinstance(found, ParseError):
            self._desk.notice.complain(f"This is {dialect}, and was not translated: {found}.")
        if not isinstance(found, Translation):
            return False
        state = State(graph_of_text(found.text))
        self._desk.document.take_translation(state, f"Translate from {dialect}")
        self._tell(found, given, keep)
        return True

    def _tell(self, translation: Translation, given: State, keep: str) -> None:
        self._given = given
        self._desk.notice.tell(
            translation.sentence,
            (WHAT_CHANGED, partial(self._show, translation, given, keep)),
            (keep, partial(self._keep, given)),
        )

    def _forget_what_is_back(self) -> None:
        """Undo has brought the text back: what was said about it is not true any more."""
        if self._given is not None and self._desk.document.draft == self._given.draft:
            self._desk.notice.clear()
            self._given = None

    def _forget(self) -> None:
        self._given = None

    def _show(self, translation: Translation, given: State, keep: str) -> None:
        from graphviz_app.gui.documents.changes_list import ChangesList  # late: rarely needed

        dialog = ChangesList(self._desk.theme(), translation, self._desk.window)
        dialog.exec()
        dialog.deleteLater()
        self._tell(translation, given, keep)  # looking decides nothing

    def _keep(self, given: State) -> None:
        """The text as it was before; undo brings the translation back."""
        assert given.draft is not None
        now = self._desk.document
        now.take_translation(understood(given.draft, now.graph), "Keep as it was")
