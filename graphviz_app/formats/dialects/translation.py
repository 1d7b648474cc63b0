"""What a translation is: the text in this language, and what became of every line."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graphviz_app.core.graph import Graph
from graphviz_app.core.wording import shortened


class Change(NamedTuple):
    """One line of a foreign text: what was found there, and what became of it."""

    line: int
    """1-based, in the text as it was given."""
    found: str
    became: str
    """How it is written here; for what was left out, why it is not needed."""


class Translation(NamedTuple):
    """A text of this language that says what a program or a formula of another one says."""

    text: str
    dialect: str
    """Its name, as it stands in a sentence: PyTorch."""
    changes: tuple[Change, ...]
    left_out: tuple[Change, ...]
    lines: Mapping[int, int]
    """The line of the given text for each line of this one, 1-based."""

    @property
    def counts(self) -> str:
        """``4 lines changed, 2 left out``."""
        changed = _count(len(self.changes), "line changed", "lines changed")
        if not self.left_out:
            return changed
        if not self.changes:
            return _count(len(self.left_out), "line left out", "lines left out")
        return f"{changed}, {len(self.left_out)} left out"

    @property
    def sentence(self) -> str:
        """What happened, in one sentence."""
        return f"This was {self.dialect} and has been translated: {self.counts}."


class Read(NamedTuple):
    """A graph, and how its text came about if it was translated."""

    graph: Graph
    translation: Translation | None = None


def told(changes: Sequence[Change]) -> list[str]:
    """A line for each change: ``line 3: np.exp(x) → exp(x)``."""
    return [f"line {line}: {one_line(found)} → {one_line(new)}" for line, found, new in changes]


def one_line(words: str, most: int = 70) -> str:
    """In a single line, with its end left out where it is long."""
    return shortened(" ".join(words.split()), most)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
