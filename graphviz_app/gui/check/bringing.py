"""Bringing: answers from elsewhere, pasted or in a file; and what is told of them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from graphviz_app.core.graph import Claim
from graphviz_app.core.wording import and_more, counted
from graphviz_app.errors import GraphAppError
from graphviz_app.gui.canvas.changing.changes import reason
from graphviz_app.gui.documents.desk import Desk
from graphviz_app.gui.widgets.parts import first_upper

if TYPE_CHECKING:
    from graphviz_app.formats.answers.reading import Answers

NOTHING = "No answers were found: a table has a name and a number in each row."


class Bringing:
    """Reads tables and files; the claims in them are added by somebody else."""

    def __init__(
        self,
        desk: Desk,
        add: Callable[[str, Sequence[Claim]], bool],
        show_page: Callable[[], object],
    ) -> None:
        self._desk, self._add, self._show_page = desk, add, show_page

    def paste(self) -> None:
        """The answers on the clipboard."""
        self.take_table(QGuiApplication.clipboard().text())

    def take_table(self, text: str) -> None:
        """A table of names and values, or lines of claims: answers, and what could not be read."""
        from graphviz_app.formats.answers.reading import read_answers

        self._take(
            read_answers(text, self._desk.document.graph) if text.strip() else None, "Paste answers"
        )

    def import_answers(self) -> None:
        """The answers in a file: a table, a text with claims, a document."""
        from graphviz_app.formats.answers.files import SUFFIXES, answers_of_file

        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        chosen, _ = QFileDialog.getOpenFileName(
            self._desk.window, "Import answers", "", f"Answers ({kinds});;All files (*)"
        )
        if not chosen:
            return
        try:
            found = answers_of_file(Path(chosen), self._desk.document.graph)
        except GraphAppError as error:
            self._desk.notice.complain(reason(error))
        else:
            self._take(found, "Import answers")

    def _take(self, answers: "Answers | None", what: str) -> None:
        """Make claims of answers, and say what became of them."""
        if answers is not None and answers.claims and not self._add(what, answers.claims):
            return
        if answers is not None and answers.claims:
            self._show_page()
        self._desk.notice.tell(told(answers))


def told(answers: "Answers | None") -> str:
    """How many answers were found, and the first thing that could not be read."""
    if answers is None or not (answers.claims or answers.problems):
        return NOTHING
    sentence = f"{counted(len(answers.claims), 'answer')} taken." if answers.claims else NOTHING
    if not answers.problems:
        return sentence
    first = first_upper(str(answers.problems[0]))
    return f"{sentence} {first}{and_more(len(answers.problems) - 1)}"
