"""A line that is changed piece by piece and still knows where each letter of it was typed."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Change(NamedTuple):
    """From ``start`` to before ``end`` something else is written."""

    start: int
    end: int
    written: str


class Mapped(NamedTuple):
    """``text``, and the 0-based typed column of each of its letters and of its end."""

    text: str
    columns: Sequence[int]

    @staticmethod
    def of(line: str) -> "Mapped":
        """A line as it is typed."""
        return Mapped(line, range(len(line) + 1))

    def changed(self, changes: Iterable[Change]) -> "Mapped":
        """With changes, in order and without overlap; all of a new piece is where it begins."""
        pieces: list[str] = []
        columns: list[int] = []
        done = 0
        for start, end, written in changes:
            pieces += [self.text[done:start], written]
            columns += self.columns[done:start]
            columns += [self.columns[start]] * len(written)
            done = end
        if not pieces:
            return self
        pieces.append(self.text[done:])
        columns += self.columns[done:]
        return Mapped("".join(pieces), columns)

    @property
    def moved(self) -> bool:
        """Whether any letter stands elsewhere than it was typed."""
        return isinstance(self.columns, list) and self.columns != [*range(len(self.columns))]
