"""What one line of a text says of learning."""

from typing import NamedTuple

from graphviz_app.core.learning.settings import DataUse, Descent
from graphviz_app.formats.language.words.script import Span

Frozen = tuple[str, ...]


class Said(NamedTuple):
    """``content``: names of parameters, a descent or data; ``names``: which it speaks of, where."""

    content: Frozen | Descent | DataUse
    names: tuple[tuple[str, Span], ...]
    place: Span


class Misfit(NamedTuple):
    """What does not fit the graph, and the name that it is about, if it is about one."""

    place: Span
    sentence: str
    name: str = ""
