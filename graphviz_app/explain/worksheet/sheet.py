"""Worksheet: what is given and what is asked, as data; formulas are LaTeX."""

from dataclasses import dataclass
from typing import NamedTuple

from graphviz_app.core.graph import Claim, Value
from graphviz_app.explain.worked.solution import Section, Words


class Question(NamedTuple):
    """``left`` is what is asked for, ``name`` the same in a line of text, and ``symbols`` how it is
    computed, where that is told."""

    number: int
    claim: Claim
    left: str
    name: str
    symbols: tuple[str, ...]
    answer: Value

    @property
    def shape(self) -> tuple[int, ...]:
        """Of the answer; () for a number."""
        return getattr(self.answer, "shape", ())


class Part(NamedTuple):
    """Questions of a kind."""

    title: str
    lead: Words
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Worksheet:
    """All that stands on it but the graph."""

    title: str
    given: tuple[Section, ...]
    parts: tuple[Part, ...]
    digits: int

    @property
    def questions(self) -> tuple[Question, ...]:
        """Of all parts, as they are numbered."""
        return tuple(question for part in self.parts for question in part.questions)
