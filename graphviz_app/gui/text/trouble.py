"""Trouble: what is wrong is underlined, and the first of it told on a card."""

from collections.abc import Callable, Sequence

from graphviz_app.core.running.problem import Problem
from graphviz_app.core.wording import and_more
from graphviz_app.errors import ParseError
from graphviz_app.formats.dialects.reading import attempt
from graphviz_app.gui.documents.state import UNREAD, State, dialect_of
from graphviz_app.gui.widgets.code.underlines import Mark
from graphviz_app.gui.widgets.code.view import CodeView
from graphviz_app.gui.widgets.parts import PROBLEM_TITLES, Card, first_upper


class Trouble:
    """A mistake in the text comes before what cannot be computed."""

    def __init__(self, editor: CodeView, card: Card, line_of: Callable[[str], int | None]) -> None:
        """``line_of``: the 0-based line of a node."""
        self._editor, self._card, self._line_of = editor, card, line_of
        self._mistakes: Sequence[ParseError] = ()
        self._problems: Sequence[Problem] = ()
        card.clicked.connect(self._go_to)

    def show(self, state: State, only_shown: str, problems: Sequence[Problem] = ()) -> None:
        """Of a text and its run; ``only_shown``: why the text cannot be edited here, if so."""
        self._mistakes, self._problems = state.mistakes, tuple(problems)
        if state.draft is not None:
            self._show_mistakes(state.draft)
            return
        self._mistakes = () if self._problems else state.unread
        lines = (self._line_of(problem.node) for problem in self._problems)
        marks = [self._words_of(line) for line in lines if line is not None]
        self._editor.set_marks([*marks, *map(_place, state.unread)])
        if self._mistakes:
            unread, more = self._mistakes[0], and_more(len(self._mistakes) - 1)
            title = f"Line {unread.line}: this answer counts as blank{more}"
            self._card.show_message(title, first_upper(unread.reason), "error")
        elif self._problems:
            first = self._problems[0]
            self._card.show_message(PROBLEM_TITLES[first.kind], first_upper(first.message))
        elif only_shown:
            self._card.show_message("Only to be read here", only_shown, "info")
        else:
            self._card.hide()

    def line(self) -> int | None:
        """The 0-based line that the card is about."""
        if self._mistakes:
            return self._mistakes[0].line - 1
        return self._line_of(self._problems[0].node) if self._problems else None

    def _show_mistakes(self, draft: str) -> None:
        if not self._mistakes:
            self._card.show_message("Not read yet", first_upper(f"{UNREAD}."), "info")
            self._editor.set_marks([])
            return
        more, offer = and_more(len(self._mistakes) - 1), ""
        if dialect := dialect_of(draft):
            if isinstance(attempt(draft), ParseError):
                more = f": {dialect}"
            else:
                offer = f"Translate from {dialect}"
        first = self._mistakes[0]
        self._editor.set_marks(map(_place, self._mistakes))
        title = f"Line {first.line}, column {first.column}{more}"
        self._card.show_message(title, first_upper(first.reason), "error", offer)

    def _words_of(self, line: int) -> Mark:
        """All that stands in a line."""
        words = self._editor.document().findBlockByNumber(line).text()
        return line, len(words) - len(words.lstrip()), 0

    def _go_to(self) -> None:
        line = self.line()
        if line is not None:
            self._editor.go_to(line, self._mistakes[0].column - 1 if self._mistakes else 0)


def _place(mistake: ParseError) -> Mark:
    return mistake.line - 1, mistake.column - 1, mistake.length
