"""Strips of a document, below each other, and how they come on pages. Lengths are in points."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtGui import QPainter

Draw = Callable[[QPainter, float], None]
"""Draws with the upper end at this height."""


class Strip(NamedTuple):
    """What is never parted; ``gap`` is free above it where it does not begin a page."""

    height: float
    draw: Draw
    gap: float = 0.0


class Unit(NamedTuple):
    """Strips that stay on one page if they fit; one that ``leads`` stays with what follows."""

    strips: tuple[Strip, ...]
    leads: bool = False

    @property
    def height(self) -> float:
        """With all gaps but the first."""
        return sum(strip.height + strip.gap for strip in self.strips) - self.strips[0].gap


class Placed(NamedTuple):
    """A strip and how far below the top of the page it begins."""

    strip: Strip
    top: float


class Page(NamedTuple):
    """What is on it; a wide one is turned."""

    placed: tuple[Placed, ...]
    wide: bool = False


def paged(units: Iterable[Unit], room: float) -> list[Page]:
    """The strips on pages that have so much room; headings are never left alone."""
    pages: list[list[Placed]] = [[]]
    for unit in _with_headings(units):
        strips, needed = unit.strips, unit.height
        if needed > room:  # it is parted; its beginning stays together
            needed = sum(s.height + s.gap for s in strips[:_FIRST]) - strips[0].gap
        if pages[-1] and _end(pages[-1]) + strips[0].gap + needed > room:
            pages.append([])
        for strip in strips:
            top = _end(pages[-1]) + strip.gap if pages[-1] else 0.0
            if pages[-1] and top + strip.height > room:
                pages.append([])
                top = 0.0
            pages[-1].append(Placed(strip, top))
    return [Page(tuple(page)) for page in pages if page]


_FIRST = 3
"""Strips of a unit longer than a page that stay together at its beginning."""


def _end(page: Sequence[Placed]) -> float:
    return page[-1].top + page[-1].strip.height


def _with_headings(units: Iterable[Unit]) -> list[Unit]:
    """Units with those that lead to them."""
    joined: list[Unit] = []
    leading: tuple[Strip, ...] = ()
    for unit in units:
        if unit.strips and unit.leads:
            leading += unit.strips
        elif unit.strips:
            joined.append(Unit((*leading, *unit.strips)))
            leading = ()
    return [*joined, Unit(leading)] if leading else joined
