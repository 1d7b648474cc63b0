"""Passages: a text in statements that stand at the left edge, and what each of them says.

A passage is such a statement with all that is indented below it, and with the comments and blank
lines before the next one. What it says depends on its own words and on little else, which it
keeps too: so in a text that has changed in one place, only that place is read again.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graphviz_app.core.graph import Claim, Edge, Node
from graphviz_app.formats.language.called.functions import Function
from graphviz_app.formats.language.learning.said import Said
from graphviz_app.formats.language.settings import Setting
from graphviz_app.formats.language.words.tokens import depth_change
from graphviz_app.patterns import late

_BEGINS = late(r"^[^\s#]", re.MULTILINE)
_UNUSUAL = late(r"[\[\]{}#\"'\\\n]")
"""What no line of names, numbers, arithmetic and calls has."""


class Passage(NamedTuple):
    """What one says; lines are counted from its own first, which is 1."""

    text: str
    nodes: tuple[tuple[str, Node], ...]
    edges: tuple[tuple[tuple[str, int], Edge], ...]
    names: tuple[tuple[str, int], ...]
    """The names to which it gives a value, each with its line."""
    uses: tuple[str, ...] = ()
    """Names that must have a value above it."""
    constants: tuple[str, ...] = ()
    """Names that have no value above it, and are read as a number: pi, e."""
    calls: tuple[tuple[str, Function | None], ...] = ()
    """Which function from above it found under each name that it calls."""
    groups: tuple[str, ...] = ()
    """Names of groups that it opens."""
    functions: tuple[Function, ...] = ()
    claims: tuple[Claim, ...] = ()
    settings: tuple[tuple[str, Setting], ...] = ()
    said: tuple[Said, ...] = ()
    """What it says of learning."""
    expanded: int = 0
    """Operators and calls that functions have written out."""

    @property
    def only_lines(self) -> bool:
        """Whether it does nothing but give names a value."""
        rest = self.functions or self.claims or self.settings or self.said or self.expanded
        return not (self.groups or rest)


def cut(text: str, known: dict[str, Passage]) -> Iterator[str | Passage]:
    """The passages of a text (with one kind of line end), as far as they are known.

    Each without the end of its last line. Where brackets or a ``\\`` show that a statement goes
    on, the next line belongs to it wherever that stands.
    """
    starts = [match.start() for match in _BEGINS.finditer(text)]
    if not starts or starts[0]:
        starts.insert(0, 0)
    open_: list[str] = []
    depth = 0
    for begin, end in zip(starts, [*starts[1:], len(text) + 1], strict=True):
        piece = text[begin : end - 1]
        if not open_ and (passage := known.get(piece)) is not None:
            yield passage
            continue
        if not open_ and piece.count("(") == piece.count(")") and not _UNUSUAL.search(piece):
            yield piece
            continue
        for line in piece.split("\n"):
            depth = max(0, depth + depth_change(line))
        open_.append(piece)
        if not depth and not piece.endswith("\\"):
            whole = "\n".join(open_)
            yield known.get(whole, whole)
            open_ = []
    if open_:
        yield "\n".join(open_)


def lines_above(passages: Sequence[Passage], number: int) -> int:
    """How many lines of a text stand above one of its passages."""
    return sum(passage.text.count("\n") + 1 for passage in passages[:number])
