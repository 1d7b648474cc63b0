"""Solution: a worked solution as data, which every format writes in its way.

Mathematics is LaTeX with the signs of its tones (``explain.tones``), words are plain text.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Maths(NamedTuple):
    """A formula among words."""

    latex: str


Words = tuple[str | Maths, ...]
"""Plain text with formulas in it."""


class Equation(NamedTuple):
    """``z = w·x + b`` and, going on, ``= −1.2000 + 0.2500 = −0.9500``.

    ``symbols`` and ``numbers`` are what stands between the equals signs; without a ``left`` side
    it goes on from the one before. ``sign`` stands in the place of the first equals sign; without
    one the symbols are a line, and the numbers belong to it.
    """

    left: str
    symbols: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    remark: str = ""
    sign: str = "="


class Lines(NamedTuple):
    """Equations under each other, their equals signs aligned; each group is a step."""

    groups: tuple[tuple[Equation, ...], ...]


class Table(NamedTuple):
    """A header, and rows of as many cells; numbers are set to the right from column ``wide`` on."""

    header: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    wide: int = 1


class Paragraph(NamedTuple):
    """A sentence or two."""

    words: Words


class Listing(NamedTuple):
    """What is given, by kind: ``Inputs: x₁ = 0.8, x₂ = 0.7``."""

    rows: tuple[tuple[str, tuple[Maths, ...]], ...]


Block = Lines | Table | Paragraph | Listing


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Solution:
    """All of it, from the given to the proof."""

    title: str
    lead: Words
    sections: tuple[Section, ...]
