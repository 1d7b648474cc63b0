"""Mistakes of a text that is read on beyond the first of them."""

from graphviz_app.errors import ParseError
from graphviz_app.formats.language.words.cutting import MAX_ERRORS


class Mistakes:
    """What is wrong so far, and what follows from it."""

    def __init__(self) -> None:
        self.errors: list[ParseError] = []
        self.names: set[str] = set()
        """Names without a value: their line is broken, or they were told already."""
        self.doubtful: set[str] = set()
        """Names of lines that are half typed: their mistake is told already."""
        self.count = 0
        """Mistakes so far, also those that are not told."""

    @property
    def full(self) -> bool:
        """Whether no more are told."""
        return len(self.errors) >= MAX_ERRORS

    def tell(self, error: ParseError) -> None:
        """Note it, unless there is one at the same place."""
        self.count += 1
        places = {(e.line, e.column) for e in self.errors}
        if not self.full and (error.line, error.column) not in places:
            self.errors.append(error)
